"""Make rows of look-ups that are due: for a new claim, and when a person wants an answer anew."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from claims.choices import LOOKUP_FINISHED, LookupState
from claims.lookup.editing import EditRefused, edited
from claims.lookup.outcomes import told
from claims.lookup.question import question_about, said_at
from claims.models import Claim, ClaimWording, Source, SourceLookup
from claims.sources import connector
from claims.sources.base import Query, UnknownConnector
from claimtracker.people.models import User

BATCH = 500
"""Rows of one INSERT."""


class LookupRefused(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


def open_lookups(claim: Claim) -> list[SourceLookup]:
    """Make a due row for each enabled source that has none yet for this claim. Returns the new rows."""
    wording = claim.wordings.latest("number")
    asked = claim.lookups.order_by().values("source")
    return SourceLookup.objects.bulk_create(
        SourceLookup(claim=claim, wording=wording, source=source)
        for source in Source.objects.filter(enabled=True).exclude(pk__in=asked)
    )


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
    return SourceLookup.objects.bulk_create(
        SourceLookup(claim=claim, wording=wording, source=source, number=last.get(source.pk, 0) + 1)
        for source in Source.objects.filter(enabled=True)
    )


def plan_of(claim: Claim, source: Source) -> Query:
    """The query that the claim's newest wording makes for the source, before anybody edits it.

    Raises LookupRefused where the source has no connector any more.
    """
    wording = claim.wordings.select_related("claim").latest("number")
    try:
        return connector(source.name).plan(question_about(wording, said_at(wording)))
    except UnknownConnector as error:
        raise LookupRefused(str(error)) from error


@transaction.atomic
def look_again(
    claim: Claim, source: Source, person: User | None, *, changes: Mapping[str, str] | None = None
) -> SourceLookup:
    """Make a due row with the next number, for the newest wording; `changes` are edits of the query's strings.

    `changes` names each string by its JSON pointer in the plan (“/search”). What was edited is kept on the row.

    A look-up before that failed, and waits to be tried again, is given up where the query was edited.

    Raises LookupRefused: the source is off, the look-up before is still open, or an edit does not fit the query.
    """
    Claim.objects.select_for_update().get(pk=claim.pk)  # of two askers at once, the second finds the first's row
    if not source.enabled:
        raise LookupRefused(f"The source “{source}” is switched off. Ask the desk's admin to switch it on.")
    last = claim.lookups.filter(source=source).order_by("-number").first()
    plan = plan_of(claim, source)
    try:
        query, edits = edited(plan, changes or {})
    except EditRefused as error:
        raise LookupRefused(str(error)) from error
    if last is not None and last.state not in LOOKUP_FINISHED:
        _end_for_another_query(last, person, is_edited=bool(edits))
    return SourceLookup.objects.create(
        claim=claim,
        wording=claim.wordings.latest("number"),
        source=source,
        number=last.number + 1 if last else 1,
        requested_by=person,
        query=query if edits else {},
        edits=edits,
    )


def _end_for_another_query(last: SourceLookup, person: User | None, *, is_edited: bool) -> None:
    """Give up a look-up that failed and waits, where another query is to be asked instead. Raises LookupRefused."""
    if last.state == LookupState.FAILED and not is_edited:
        raise LookupRefused(
            f"“{last.source}” did not answer look-up {last.number}, which is tried again by itself. To have it tried "
            "now, open it and choose “Try again now”; or change the query, and yours is asked instead."
        )
    ended = SourceLookup.objects.filter(pk=last.pk, state=LookupState.FAILED, attempt_token=last.attempt_token).update(
        state=LookupState.GIVEN_UP,
        failure=f"{last.failure.rstrip('. ')}. Given up: {person or 'the desk'} asks with another query.",
        note="",
        next_attempt_at=None,
        finished_at=timezone.now(),
    )
    if not ended:
        raise LookupRefused(f"“{last.source}” is already being asked (look-up {last.number}). Wait for its answer.")


def retry_now(lookup: SourceLookup) -> SourceLookup:
    """Make a look-up that failed due at once; one that was given up gets its attempts anew.

    Raises LookupRefused where it did not fail, or its source is off.
    """
    if not lookup.source.enabled:
        raise LookupRefused(f"The source “{lookup.source}” is switched off. Ask the desk's admin to switch it on.")
    failed = SourceLookup.objects.filter(
        pk=lookup.pk, state__in=[LookupState.FAILED, LookupState.GIVEN_UP], attempt_token=lookup.attempt_token
    )
    given_up = [told(lookup, lookup.failure)] if lookup.state == LookupState.GIVEN_UP else []
    renewed = failed.update(
        state=LookupState.FAILED,
        next_attempt_at=timezone.now(),
        finished_at=None,
        attempts=0,
        note="",
        earlier_attempts=[*lookup.earlier_attempts, *given_up],
    )
    lookup.refresh_from_db()
    if not renewed:
        raise LookupRefused(
            f"This look-up is “{lookup.get_state_display()}”: only a failed one is tried again. Look up again instead."
        )
    return lookup
