"""What becomes of an attempt, in memory until `writing` stores it. Found, nothing found and failed are three."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from claims.choices import LookupState
from claims.models import SourceLookup
from claims.sources.base import Answer
from claims.sources.json_answers import storable
from claims.work import next_attempt

MOST_ATTEMPTS = 8
NOTHING = "No hit was relevant enough."


@dataclass(slots=True, eq=False)
class Attempt:
    """An attempt at a look-up whose row is ours, from when it was taken until its outcome is written.

    The functions of this module set the outcome on `lookup`; only `writing.write` makes it last.
    """

    lookup: SourceLookup
    answer: Answer | None = None
    is_written: bool = False
    """Nothing more is to be written of it: its outcome is stored, or another attempt has taken the row over."""

    @property
    def is_open(self) -> bool:
        """It has no outcome yet."""
        return self.lookup.state == LookupState.RUNNING


def answered(attempt: Attempt, answer: Answer) -> None:
    """Found or nothing found: the query, what came back, and a piece of evidence for each hit."""
    attempt.answer = answer
    _end(
        attempt,
        LookupState.FOUND if answer.hits else LookupState.NOTHING_FOUND,
        note=storable(f"{'' if answer.hits else NOTHING} {answer.note}".strip()),
        failure="",
        finished_at=timezone.now(),
        next_attempt_at=None,
    )


def skipped(attempt: Attempt, reason: str) -> None:
    """The source was not asked, and will not be: it is off, or does not apply."""
    _end(
        attempt,
        LookupState.SKIPPED,
        note=storable(reason),
        failure="",
        asked_at=None,
        finished_at=timezone.now(),
        next_attempt_at=None,
    )


def given_up(attempt: Attempt, failure: str, *, http_status: int | None = None) -> None:
    """There will be no answer; this says nothing about the claim."""
    _end(
        attempt,
        LookupState.GIVEN_UP,
        note="",
        failure=storable(failure),
        http_status=http_status,
        finished_at=timezone.now(),
        next_attempt_at=None,
    )


def failed(
    attempt: Attempt, failure: str, *, asked_for: timedelta | None = None, http_status: int | None = None
) -> None:
    """Tried again later, and not before the source `asked_for`; given up after the last attempt."""
    lookup = attempt.lookup
    if lookup.attempts >= MOST_ATTEMPTS:
        given_up(attempt, f"{failure} Given up after {lookup.attempts} attempts.", http_status=http_status)
        return
    failure = storable(failure)
    _end(
        attempt,
        LookupState.FAILED,
        note="",
        failure=failure,
        http_status=http_status,
        earlier_attempts=[*lookup.earlier_attempts, told(lookup, failure)],
        finished_at=None,
        next_attempt_at=next_attempt(lookup.attempts, asked_for=asked_for),
    )


def put_off(attempt: Attempt, why: str, until: datetime) -> None:
    """The source was not asked yet: no failure, and no attempt used up. What failed before is still told."""
    until += timedelta(seconds=random.uniform(0, 1))  # noqa: S311 - so that not all come back in the same moment
    _not_asked(attempt, note=why, next_attempt_at=until)


def put_back(attempt: Attempt) -> None:
    """Its turn did not come while the row was ours: due at once, as if it had not been taken."""
    _not_asked(attempt, next_attempt_at=timezone.now())


def told(lookup: SourceLookup, failure: str) -> dict[str, Any]:
    """An attempt that brought no answer, as the row remembers it."""
    return {
        "attempt": lookup.attempts,
        "asked_at": lookup.asked_at.isoformat() if lookup.asked_at else None,
        "failure": failure,
    }


def _end(attempt: Attempt, state: LookupState, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(attempt.lookup, name, value)
    attempt.lookup.state = state  # last: until then the attempt is open


def _not_asked(attempt: Attempt, **fields: Any) -> None:
    lookup = attempt.lookup
    state = LookupState.FAILED if lookup.failure else LookupState.DUE
    _end(attempt, state, attempts=max(lookup.attempts - 1, 0), asked_at=None, **fields)
