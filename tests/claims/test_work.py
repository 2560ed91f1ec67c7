"""Rows of work: one worker at a time, an outcome only by who still holds the row, and nothing lost."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.utils import timezone

from claims.intake import take_in
from claims.models import ArticleRevision
from claims.reading import Document
from claims.work import FIRST_DELAY, LONGEST_DELAY, AttemptLost, find_overdue, next_attempt, outcome_of, take

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEASE = timedelta(seconds=settings.WORK_LEASE_SECONDS)


@pytest.fixture
def row(db: None) -> ArticleRevision:
    with time_machine.travel(NOON, tick=False):
        return take_in(Document(text="Ten bridges fell in 2025.")).revision


def taken_at(moment: datetime, pk: int) -> ArticleRevision | None:
    with time_machine.travel(moment, tick=False):
        return take(ArticleRevision.objects.all(), pk)


def test_a_due_row_is_taken_with_a_lease_and_a_token(row: ArticleRevision) -> None:
    taken = taken_at(NOON, row.pk)
    assert taken is not None
    assert (taken.state, taken.attempts, taken.lease_until) == ("running", 1, NOON + LEASE)
    assert taken.attempt_token


def test_a_taken_row_is_not_taken_again_while_the_lease_lasts(row: ArticleRevision) -> None:
    taken_at(NOON, row.pk)
    assert taken_at(NOON + LEASE - timedelta(seconds=1), row.pk) is None


def test_a_row_whose_worker_died_is_taken_over_when_the_lease_ends(row: ArticleRevision) -> None:
    taken_at(NOON, row.pk)
    again = taken_at(NOON + LEASE + timedelta(seconds=1), row.pk)
    assert again is not None
    assert again.attempts == 2


def test_a_row_put_off_is_not_taken_before_its_time(row: ArticleRevision) -> None:
    ArticleRevision.objects.filter(pk=row.pk).update(next_attempt_at=NOON + timedelta(minutes=5))
    assert taken_at(NOON, row.pk) is None
    assert taken_at(NOON + timedelta(minutes=5), row.pk) is not None


@pytest.mark.parametrize("state", ["done", "given_up"])
def test_finished_and_missing_rows_end_quietly(row: ArticleRevision, state: str) -> None:
    ArticleRevision.objects.filter(pk=row.pk).update(state=state)
    assert taken_at(NOON, row.pk) is None
    assert taken_at(NOON, row.pk + 1000) is None


def test_who_lost_the_row_writes_no_outcome(row: ArticleRevision) -> None:
    slow = taken_at(NOON, row.pk)
    quick = taken_at(NOON + LEASE + timedelta(seconds=1), row.pk)
    assert slow is not None
    assert quick is not None
    with outcome_of(quick) as locked:
        locked.state = "done"
        locked.extractor = "quick"
    with pytest.raises(AttemptLost), outcome_of(slow) as locked:
        locked.extractor = "slow"
    row.refresh_from_db()
    assert (row.state, row.extractor) == ("done", "quick")


def test_an_outcome_that_fails_half_way_leaves_the_row_to_the_next_attempt(row: ArticleRevision) -> None:
    taken = taken_at(NOON, row.pk)
    assert taken is not None
    with pytest.raises(ZeroDivisionError), outcome_of(taken) as locked:
        locked.attempts //= 0
    assert taken_at(NOON + LEASE + timedelta(seconds=1), row.pk) is not None


def overdue_at(moment: datetime) -> list[int]:
    with time_machine.travel(moment, tick=False):
        return find_overdue(ArticleRevision.objects.all(), grace=timedelta(seconds=20), limit=10)


def test_the_sweep_finds_what_nobody_took_in_time(row: ArticleRevision) -> None:
    assert overdue_at(NOON + timedelta(seconds=19)) == []
    assert overdue_at(NOON + timedelta(seconds=21)) == [row.pk]


def test_a_row_is_not_rung_for_again_at_every_sweep(row: ArticleRevision) -> None:
    assert overdue_at(NOON + timedelta(seconds=30)) == [row.pk]
    assert overdue_at(NOON + timedelta(seconds=45)) == []
    assert overdue_at(NOON + timedelta(seconds=60)) == [row.pk]
    assert taken_at(NOON + timedelta(seconds=60), row.pk) is not None


def test_the_sweep_finds_a_row_whose_worker_died(row: ArticleRevision) -> None:
    taken_at(NOON, row.pk)
    assert overdue_at(NOON + LEASE) == []
    assert overdue_at(NOON + LEASE + timedelta(seconds=21)) == [row.pk]


@pytest.mark.django_db(transaction=True)
def test_of_eight_workers_at_once_one_takes_the_row() -> None:
    pk = take_in(Document(text="Ten bridges fell in 2025.")).revision.pk
    taken: list[ArticleRevision | None] = []
    barrier = threading.Barrier(8)

    def work() -> None:
        barrier.wait(10)
        taken.append(take(ArticleRevision.objects.all(), pk))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(taken) == 8
    assert len([each for each in taken if each is not None]) == 1


@pytest.mark.parametrize(("attempts", "middle"), [(1, FIRST_DELAY), (3, FIRST_DELAY * 4), (40, LONGEST_DELAY)])
def test_the_wait_doubles_with_jitter_and_has_an_end(attempts: int, middle: timedelta) -> None:
    with time_machine.travel(NOON, tick=False):
        waits = [next_attempt(attempts) - timezone.now() for _ in range(50)]
    assert min(waits) >= middle * 0.75
    assert max(waits) <= middle * 1.25
    assert len(set(waits)) > 1


def test_what_the_other_side_asked_for_is_the_least_wait() -> None:
    with time_machine.travel(NOON, tick=False):
        assert next_attempt(1, asked_for=timedelta(hours=1)) - timezone.now() == timedelta(hours=1)
