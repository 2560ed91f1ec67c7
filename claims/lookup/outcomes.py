"""Write what became of an attempt, if the attempt still holds the row. Found, nothing found and failed are three."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.choices import LookupState
from claims.lookup.snapshots import store
from claims.models import Evidence, SourceLookup
from claims.sources.base import Answer, Hit
from claims.work import AttemptLost, next_attempt

MOST_ATTEMPTS = 8
NOTHING = "No hit was relevant enough."


def answered(lookup: SourceLookup, answer: Answer) -> None:
    """Found or nothing found: the query, what came back, and a piece of evidence for each hit."""
    with transaction.atomic():
        digest = store(answer.body, answer.media_type)
        _write(
            lookup,
            state=LookupState.FOUND if answer.hits else LookupState.NOTHING_FOUND,
            note=f"{'' if answer.hits else NOTHING} {answer.note}".strip(),
            failure="",
            query=dict(answer.query),
            http_status=answer.http_status,
            snapshot_id=digest,
            finished_at=timezone.now(),
            next_attempt_at=None,
        )
        if answer.hits:
            Evidence.objects.bulk_create(_evidence(lookup, answer.hits, digest))


def skipped(lookup: SourceLookup, reason: str) -> None:
    """The source was not asked, and will not be: it is off, or does not apply."""
    _write(
        lookup,
        state=LookupState.SKIPPED,
        note=reason,
        failure="",
        asked_at=None,
        finished_at=timezone.now(),
        next_attempt_at=None,
    )


def given_up(lookup: SourceLookup, failure: str, *, http_status: int | None = None) -> None:
    """There will be no answer; this says nothing about the claim."""
    _write(
        lookup,
        state=LookupState.GIVEN_UP,
        note="",
        failure=failure,
        http_status=http_status,
        finished_at=timezone.now(),
        next_attempt_at=None,
    )


def failed(
    lookup: SourceLookup, failure: str, *, asked_for: timedelta | None = None, http_status: int | None = None
) -> datetime | None:
    """Tried again later, and not before the source `asked_for`; given up after the last attempt (None)."""
    if lookup.attempts >= MOST_ATTEMPTS:
        given_up(lookup, f"{failure} Given up after {lookup.attempts} attempts.", http_status=http_status)
        return None
    again: datetime = next_attempt(lookup.attempts, asked_for=asked_for)
    _write(
        lookup,
        state=LookupState.FAILED,
        note="",
        failure=failure,
        http_status=http_status,
        earlier_attempts=[*lookup.earlier_attempts, told(lookup, failure)],
        next_attempt_at=again,
    )
    return again


def put_off(lookup: SourceLookup, why: str, until: datetime) -> datetime:
    """The source was not asked yet: no failure, and no attempt used up. What failed before is still told."""
    until += timedelta(seconds=random.uniform(0, 1))  # noqa: S311 - so that not all come back in the same moment
    _write(
        lookup,
        state=LookupState.FAILED if lookup.failure else LookupState.DUE,
        note=why,
        attempts=max(lookup.attempts - 1, 0),
        asked_at=None,
        next_attempt_at=until,
    )
    return until


def told(lookup: SourceLookup, failure: str) -> dict[str, Any]:
    """An attempt that brought no answer, as the row remembers it."""
    return {
        "attempt": lookup.attempts,
        "asked_at": lookup.asked_at.isoformat() if lookup.asked_at else None,
        "failure": failure,
    }


def _write(lookup: SourceLookup, **fields: Any) -> None:
    held = SourceLookup.objects.filter(pk=lookup.pk, state=LookupState.RUNNING, attempt_token=lookup.attempt_token)
    if not held.update(lease_until=None, connector_version=lookup.connector_version, **fields):
        raise AttemptLost(f"Look-up {lookup.pk} was taken over by another attempt.")


def _evidence(lookup: SourceLookup, hits: Sequence[Hit], digest: str) -> list[Evidence]:
    return [
        Evidence(
            claim_id=lookup.claim_id,
            lookup=lookup,
            snapshot_id=digest,
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
        for rank, hit in enumerate(hits)
    ]
