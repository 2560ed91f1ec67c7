"""Ask a source about a claim, keep what came back so that it can be replayed, and turn it into evidence."""

import hashlib
import logging
import zlib
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Max
from django.utils import timezone

from claims.choices import LookupState
from claims.models import Appearance, Claim, ClaimWording, Evidence, Snapshot, Source, SourceLookup
from claims.sources import connector
from claims.sources.access import HttpAccess, options_of
from claims.sources.base import Answer, Question, QuestionQuantity, SourceRefused, SourceUnavailable
from claims.work import WORKERS_LOST, AttemptLost, next_attempt, outcome_of, take

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
BATCH = 500


def open_lookups(claim: Claim) -> list[SourceLookup]:
    """Make a due row for each enabled source that has none yet for this claim. Returns the new rows."""
    wording = claim.wordings.latest("number")
    asked = set(claim.lookups.values_list("source_id", flat=True))
    return [
        SourceLookup.objects.create(claim=claim, wording=wording, source=source)
        for source in Source.objects.filter(enabled=True).exclude(pk__in=asked)
    ]


def open_first_lookups(wordings: Iterable[ClaimWording]) -> list[SourceLookup]:
    """Make a due row for each enabled source and each of these wordings, of claims that nobody has asked about."""
    sources = list(Source.objects.filter(enabled=True))
    return SourceLookup.objects.bulk_create(
        (
            SourceLookup(claim_id=wording.claim_id, wording=wording, source=source)
            for wording in wordings
            for source in sources
        ),
        batch_size=BATCH,
    )


def open_lookups_again(claim: Claim) -> list[SourceLookup]:
    """Make a further due row for each enabled source, about the claim's newest wording. Returns the new rows."""
    wording = claim.wordings.latest("number")
    last: dict[int, int] = dict(
        claim.lookups.order_by().values("source_id").annotate(last=Max("number")).values_list("source_id", "last")
    )
    return [
        SourceLookup.objects.create(claim=claim, wording=wording, source=source, number=last.get(source.pk, 0) + 1)
        for source in Source.objects.filter(enabled=True)
    ]


def run(lookup_id: int) -> None:
    """Do the look-up, if it is due and nobody does it; the outcome is on the row and in its evidence.

    Found, nothing found and failed are three states. What fails for the time being is tried again later; what is
    refused for good, or failed too often, is given up, with the reason.
    """
    lookup = take(SourceLookup.objects.select_related("source", "wording", "claim"), lookup_id)
    if lookup is None:
        return
    try:
        _attempt(lookup)
    except AttemptLost as lost:
        logger.warning("%s", lost)


def question_about(lookup: SourceLookup) -> Question:
    """What a connector needs to know of the wording that the look-up pins."""
    appearance = (
        Appearance.objects.filter(claim=lookup.claim_id).select_related("revision__article").order_by("pk").first()
    )
    published_at = appearance.revision.article.published_at if appearance else None
    return Question(
        text=lookup.wording.text,
        language=lookup.claim.language,
        said_on=published_at.date() if published_at else None,
        quantities=tuple(
            QuestionQuantity(
                id=quantity.pk,
                text=quantity.text,
                value=quantity.value,
                upper=quantity.upper,
                comparator=quantity.comparator,
                unit=quantity.unit,
                counted=quantity.counted,
                population=quantity.population,
                place=quantity.place,
                period=quantity.period,
                approximate=quantity.approximate,
            )
            for quantity in lookup.wording.quantities.all()
        ),
    )


def _attempt(lookup: SourceLookup) -> None:
    if lookup.attempts > MOST_ATTEMPTS:
        _give_up(lookup, WORKERS_LOST)
        return
    try:
        _ask(lookup)
    except AttemptLost:
        raise
    except SourceUnavailable as error:
        _put_off(lookup, str(error), asked_for=error.retry_after)
    except SourceRefused as error:
        _give_up(lookup, str(error))
    except Exception as error:
        logger.exception("Look-up %s failed", lookup.pk)
        _put_off(lookup, f"{type(error).__name__}: {error}")


def _ask(lookup: SourceLookup) -> None:
    source = connector(lookup.source.name)
    question = question_about(lookup)
    access = HttpAccess(options_of(source, {}))
    asked_at = timezone.now()
    if not lookup.source.enabled:
        _skip(lookup, f"The source “{lookup.source}” is switched off.")
    elif reason := source.applies(question):
        _skip(lookup, reason)
    else:
        answer = source.ask(question, source.plan(question), access)
        with outcome_of(lookup) as row:
            _keep(row, answer)
            row.connector_version = source.version
            row.asked_at = asked_at


def _keep(row: SourceLookup, answer: Answer) -> None:
    row.snapshot = _snapshot(answer)
    row.query = answer.query
    row.http_status = answer.http_status
    row.state = LookupState.FOUND if answer.hits else LookupState.NOTHING_FOUND
    row.note = "" if answer.hits else "No hit was relevant enough."
    row.finished_at = timezone.now()
    Evidence.objects.bulk_create(
        Evidence(
            claim_id=row.claim_id,
            lookup=row,
            snapshot=row.snapshot,
            rank=rank,
            title=hit.title[:300],
            publisher=hit.publisher[:200],
            edition=hit.edition[:100],
            url=hit.url,
            licence=hit.licence[:200],
            as_of=hit.as_of,
            quote=hit.quote,
            verbatim=hit.verbatim,
            quantity_id=hit.quantity_id,
            found_value=hit.found_value,
            found_upper=hit.found_upper,
            found_unit=hit.found_unit,
            stance=hit.stance,
            reason=hit.reason,
        )
        for rank, hit in enumerate(answer.hits)
    )


def _snapshot(answer: Answer) -> Snapshot:
    digest = hashlib.sha256(answer.body).hexdigest()
    snapshot, _ = Snapshot.objects.get_or_create(
        sha256=digest,
        defaults={"media_type": answer.media_type, "size": len(answer.body), "body": zlib.compress(answer.body)},
    )
    return snapshot


def _skip(lookup: SourceLookup, reason: str) -> None:
    with outcome_of(lookup) as row:
        row.state = LookupState.SKIPPED
        row.note = reason
        row.finished_at = timezone.now()


def _give_up(lookup: SourceLookup, failure: str) -> None:
    with outcome_of(lookup) as row:
        row.state = LookupState.GIVEN_UP
        row.failure = failure
        row.finished_at = timezone.now()


def _put_off(lookup: SourceLookup, failure: str, *, asked_for: timedelta | None = None) -> None:
    if lookup.attempts >= MOST_ATTEMPTS:
        _give_up(lookup, f"{failure} Given up after {lookup.attempts} attempts.")
        return
    with outcome_of(lookup) as row:
        row.state = LookupState.FAILED
        row.failure = failure
        row.next_attempt_at = next_attempt(lookup.attempts, asked_for=asked_for)
