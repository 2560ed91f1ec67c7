"""From a stored revision to claims with their words anchored and their look-ups due."""

import logging

from claims import lookup
from claims.choices import WorkState
from claims.extraction.types import Extraction, FoundClaim
from claims.extractors import find_claims
from claims.models import Appearance, Article, ArticleRevision, Claim, Claimant, ClaimWording, Quantity, SourceLookup
from claims.work import WORKERS_LOST, AttemptLost, next_attempt, outcome_of, take
from claimtracker.events.outbox import publish

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3


def extract_revision(revision_id: int) -> list[int]:
    """Find the claims of a revision and store them. Returns the ids of the look-ups that are now due.

    Ends quietly, with none, when the revision is gone, taken by another worker, or done. A failure is kept on the
    row, and tried again until the attempts are used up.
    """
    revision = take(ArticleRevision.objects.select_related("article"), revision_id)
    if revision is None:
        return []
    if revision.attempts > MOST_ATTEMPTS:
        _note_failure(revision, WORKERS_LOST)
        return []
    try:
        return _store(revision, find_claims(revision.text, declared_language=revision.article.language))
    except AttemptLost as lost:
        logger.warning("%s", lost)
    except Exception as error:
        logger.exception("Extraction of revision %s failed", revision_id)
        _note_failure(revision, f"{type(error).__name__}: {error}")
    return []


def _store(revision: ArticleRevision, extraction: Extraction) -> list[int]:
    due: list[SourceLookup] = []
    with outcome_of(revision) as row:
        Article.objects.filter(pk=row.article_id, language="").update(language=extraction.language)
        for claim in extraction.claims:
            due += _store_claim(row, claim, extraction.language)
        row.state = WorkState.DONE
        row.extractor = extraction.extractor[:100]
        row.language = extraction.language
        row.notes = list(extraction.notes)
    return [each.pk for each in due]


def _store_claim(revision: ArticleRevision, found: FoundClaim, language: str) -> list[SourceLookup]:
    known = Claim.objects.filter(appearances__revision__article=revision.article_id, wordings__text=found.text).first()
    claim = known or _new_claim(found, language)
    Appearance.objects.get_or_create(
        claim=claim,
        revision=revision,
        start=found.start,
        end=found.end,
        defaults={
            "exact": found.exact,
            "prefix": found.prefix,
            "suffix": found.suffix,
            "attribution_cue": found.attribution_cue[:100],
        },
    )
    return [] if known else lookup.open_lookups(claim)


def _new_claim(found: FoundClaim, language: str) -> Claim:
    claim = Claim.objects.create(
        claimant=_claimant(found.claimant),
        kind=found.kind,
        check_worthiness=found.check_worthiness,
        verifiability=found.verifiability,
        language=language,
        selection_reason=found.reason,
    )
    wording = ClaimWording.objects.create(claim=claim, text=found.text)
    for quantity in found.quantities:
        Quantity.objects.create(
            wording=wording,
            text=quantity.text[:200],
            value=quantity.value,
            upper=quantity.upper,
            comparator=quantity.comparator,
            unit=quantity.unit,
            counted=quantity.counted[:200],
            population=quantity.population[:200],
            place=quantity.place[:200],
            period=quantity.period[:100],
            approximate=quantity.approximate,
        )
    publish("claim.found", claim.pk)
    return claim


def _claimant(name: str) -> Claimant | None:
    if not name:
        return None
    by_alias = Claimant.objects.filter(aliases__contains=[name]).first()
    return by_alias or Claimant.objects.get_or_create(name=name[:200])[0]


def _note_failure(revision: ArticleRevision, failure: str) -> None:
    is_last = revision.attempts >= MOST_ATTEMPTS
    ArticleRevision.objects.filter(pk=revision.pk, attempt_token=revision.attempt_token).update(
        state=WorkState.GIVEN_UP if is_last else WorkState.DUE,
        failure=failure,
        lease_until=None,
        next_attempt_at=None if is_last else next_attempt(revision.attempts),
    )
