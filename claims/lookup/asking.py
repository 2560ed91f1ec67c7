"""Do the look-ups of a message: claim their rows, ask their sources in their pace, and store what became of them.

A worker's turn is a few stretches. In each, one source is asked about one claim after the other, in one of its
places; then the outcomes are stored, in a few statements for all.
"""

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from claims.choices import LookupState
from claims.lookup import outcomes, pace
from claims.lookup.inquiry import Inquiry, failed
from claims.lookup.outcomes import Attempt
from claims.lookup.question import askable
from claims.lookup.writing import write
from claims.models import Source
from claims.sources import connector
from claims.work import leave_broken_connection, take_all

logger = logging.getLogger(__name__)

TURN_SECONDS = 2.0
"""No further question is begun after this time; far below the soft limit, most of which is left to the last one."""
STRETCH_SECONDS = 0.5
"""An answer waits no longer than this to be stored, but for the question that was begun by then."""
RING_WITHIN = timedelta(seconds=55)
"""What is due sooner than this is rung for in time; the sweep finds the rest. Nothing longer waits in the broker."""
LOST = "The worker was lost; whether the source was asked is not known."
# An attempt whose worker died is put on record before the next one begins.
BEGUN = f"""
asked_at = %(now)s,
earlier_attempts = CASE row.state WHEN '{LookupState.RUNNING}' THEN row.earlier_attempts ||
    jsonb_build_object('attempt', row.attempts, 'asked_at', row.asked_at, 'failure', '{LOST}')
    ELSE row.earlier_attempts END
"""


def run(*lookup_ids: int) -> list[tuple[int, timedelta]]:
    """Do those of the look-ups that are due and that nobody does; the outcomes are on the rows and in their evidence.

    Found, nothing found and failed are three states. What fails for the time being is tried again later; what is
    refused for good, or failed too often, is given up, with the reason. A source whose pace or circuit breaker
    allows no request now is not asked: the look-up is put off, which uses up no attempt. What the turn of a worker
    is too short for is due again at once.

    Returns what should be rung for again and how soon, without what need not be or the sweep will find.
    """
    attempts = [Attempt(row) for row in take_all(askable(), lookup_ids, also=BEGUN)]
    attempts.sort(key=_source)
    ends = time.monotonic() + TURN_SECONDS
    try:
        for source_id, of_one in groupby(attempts, key=_source):
            _work_through(source_id, list(of_one), ends)
    except SoftTimeLimitExceeded:
        logger.warning("Out of time with the look-ups %s", [attempt.lookup.pk for attempt in attempts])
        leave_broken_connection()
    except Exception:
        _store(attempts)  # the others stay leased: whatever went wrong, it counts as their attempt
        raise
    for attempt in attempts:
        if attempt.is_open:
            outcomes.put_back(attempt)
    _store(attempts)
    return _due_soon(attempts)


def _source(attempt: Attempt) -> int:
    return attempt.lookup.source_id


def _work_through(source_id: int, attempts: Sequence[Attempt], ends: float) -> None:
    """Ask the source, stretch after stretch, until all have their outcome or the turn is over."""
    while time.monotonic() < ends and (waiting := [attempt for attempt in attempts if attempt.is_open]):
        # Read anew for each stretch: it may have been switched off meanwhile, or be left alone.
        source = Source.objects.select_related("circuit").get(pk=source_id)
        try:
            inquiry = Inquiry(source, connector(source.name))
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:  # noqa: BLE001 - a connector may fail in any way; the rows tell how
            for attempt in waiting:
                failed(attempt, source, error)
        else:
            _ask_in_turn(inquiry, waiting, until=min(ends, time.monotonic() + STRETCH_SECONDS))
        _store(attempts)


def _ask_in_turn(inquiry: Inquiry, attempts: Sequence[Attempt], *, until: float) -> None:
    """Ask about one after the other, at least about the first, until the time is over."""
    questions = [(attempt, inquiry.question(attempt)) for attempt in attempts]
    asked = [(attempt, question) for attempt, question in questions if question is not None]
    if not asked:
        return
    try:
        with inquiry.place:
            for attempt, question in asked:
                inquiry.ask(attempt, question)
                if time.monotonic() >= until:
                    return
    except pace.NotNow as no_place:
        for attempt, _ in asked:
            inquiry.put_off(attempt, no_place)


def _store(attempts: Sequence[Attempt]) -> None:
    write([attempt for attempt in attempts if not (attempt.is_open or attempt.is_written)])


def _due_soon(attempts: Sequence[Attempt]) -> list[tuple[int, timedelta]]:
    now = timezone.now()
    due = [(attempt.lookup.pk, attempt.lookup.next_attempt_at) for attempt in attempts]
    return [(pk, max(when - now, timedelta())) for pk, when in due if when is not None and when - now <= RING_WITHIN]
