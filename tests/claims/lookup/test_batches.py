"""Many look-ups of one message: each has its own outcome, whatever becomes of the others."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import lookup
from claims.choices import CircuitState, LookupState
from claims.lookup import asking, circuit, inquiry, pace
from claims.models import Evidence, Snapshot, Source, SourceCircuit, SourceLookup
from claims.sources.base import Hit, Pace
from tests.claims.lookup.answers import rows
from tests.claims.lookup.conftest import NOON
from tests.claims.lookup.test_failing_sources import Anywhere
from tests.claims.sources.failures import FAILURES


@pytest.fixture
def run_all():
    """Does look-ups in one message, and gives the rows as they are then, and what is to be rung for again."""

    def run(rows_due, moment=NOON):
        ids = [row.pk for row in rows_due]
        with time_machine.travel(moment, tick=False):
            again = lookup.run(*ids)
        return [SourceLookup.objects.get(pk=pk) for pk in ids], dict(again)

    return run


def states(done):
    return [row.state for row in done]


def test_each_look_up_gets_the_answer_to_its_own_question(bureau, due, run_all, echo, server):
    done, again = run_all([due() for _ in range(5)])
    assert states(done) == [LookupState.FOUND] * 5
    assert again == {}
    assert len({asked.path for asked in server.asked}) == 5
    for row, asked in zip(done, server.asked, strict=True):
        assert row.evidence.get().quote == f"You asked {asked.path}"
        assert row.evidence.get().claim_id == row.claim_id
        assert row.query["search"] == row.wording.text
        assert (row.attempts, row.asked_at, row.finished_at, row.lease_until) == (1, NOON, NOON, None)


def test_more_look_ups_cost_no_more_queries(bureau, due, run_all, echo):
    def cost(number):
        waiting = [due() for _ in range(number)]
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            time_machine.travel(NOON, tick=False),
        ):
            lookup.run(*[row.pk for row in waiting])
        return len(queries)

    assert cost(2) == cost(12) <= 12


def test_equal_answers_are_one_snapshot(bureau, due, run_all, server):
    server.routes = Anywhere(rows("Herders: 27 percent."))
    done, _ = run_all([due() for _ in range(4)])
    assert len({row.snapshot_id for row in done}) == Snapshot.objects.count() == 1
    assert Evidence.objects.count() == 4


def test_one_that_fails_unforeseen_keeps_none_of_the_others_from_its_answer(bureau, due, run_all, echo, asking_as):
    def break_on_the_second(number, ask):
        return ask() if number != 1 else {}["nothing"]

    asking_as(break_on_the_second)
    done, again = run_all([due() for _ in range(4)])
    assert states(done) == [LookupState.FOUND, LookupState.FAILED, LookupState.FOUND, LookupState.FOUND]
    assert "KeyError" in done[1].failure
    assert [attempt["attempt"] for attempt in done[1].earlier_attempts] == [1]
    assert list(again) == [done[1].pk]
    assert [row.evidence.count() for row in done] == [1, 0, 1, 1]


def test_a_wait_that_one_is_asked_for_holds_those_after_it(bureau, due, run_all, server):
    def busy_from_the_third(handler):
        busy = len(server.asked) >= 3
        (FAILURES["429 with Retry-After"].answer if busy else rows("Herders: 27 percent."))(handler)

    server.routes = Anywhere(busy_from_the_third)
    done, _ = run_all([due() for _ in range(5)])
    assert states(done) == [LookupState.FOUND, LookupState.FOUND, LookupState.FAILED, LookupState.DUE, LookupState.DUE]
    assert [row.attempts for row in done] == [1, 1, 1, 0, 0]
    assert all(row.next_attempt_at >= NOON + timedelta(seconds=6) for row in done[2:])
    assert all("Waits for its turn" in row.note for row in done[3:])
    assert len(server.asked) == 3


def test_one_that_was_taken_over_leaves_nothing_and_the_others_are_stored(bureau, due, run_all, echo, asking_as):
    waiting = [due() for _ in range(3)]

    def overtake_the_first(number, ask):
        if number == 1:
            SourceLookup.objects.filter(pk=waiting[0].pk).update(attempt_token="0" * 32)
        return ask()

    asking_as(overtake_the_first)
    done, again = run_all(waiting)
    assert states(done) == [LookupState.RUNNING, LookupState.FOUND, LookupState.FOUND]
    assert (done[0].snapshot, done[0].query, done[0].evidence.count()) == (None, {}, 0)
    assert Snapshot.objects.count() == 2
    assert again == {}


@pytest.mark.parametrize(
    "hit",
    [
        Hit("Title", "Bureau", quote="half a\0quote", reason="A passage."),
        Hit("Title", "Bureau", quote="x", reason="A passage.", url="https://e.example/" + "x" * 2000),
        Hit("Title", "Bureau", quote="x", reason="A passage.", stance="maybe"),
    ],
    ids=["a character that no database holds", "an address too long", "a stance that there is not"],
)
def test_an_answer_that_cannot_be_stored_is_that_look_ups_failure(bureau, due, run_all, echo, asking_as, hit):
    def spoil_the_second(number, ask):
        answer = ask()
        return answer if number != 1 else replace(answer, hits=(hit,))

    asking_as(spoil_the_second)
    done, again = run_all([due() for _ in range(3)])
    assert states(done) == [LookupState.FOUND, LookupState.FAILED, LookupState.FOUND]
    assert "cannot be stored" in done[1].failure
    assert done[1].finished_at is None
    assert (done[1].snapshot, done[1].evidence.count(), list(again)) == (None, 0, [done[1].pk])
    assert [row.evidence.count() for row in (done[0], done[2])] == [1, 1]


def test_out_of_time_what_is_answered_is_stored_and_what_was_not_asked_goes_back(
    bureau, due, run_all, echo, asking_as, server
):
    def run_out(number, ask):
        if number == 2:
            raise SoftTimeLimitExceeded
        return ask()

    asking_as(run_out)
    done, again = run_all([due() for _ in range(5)])
    assert states(done) == [*[LookupState.FOUND] * 2, LookupState.FAILED, *[LookupState.DUE] * 2]
    assert [row.attempts for row in done] == [1, 1, 1, 0, 0]
    assert done[2].failure == inquiry.TOO_LONG
    assert [again[row.pk] for row in done[3:]] == [timedelta(), timedelta()]
    assert [(row.lease_until, row.asked_at, row.next_attempt_at) for row in done[3:]] == [(None, None, NOON)] * 2
    later, _ = run_all(done[3:])
    assert states(later) == [LookupState.FOUND] * 2
    assert len(server.asked) == 4


def test_out_of_time_between_two_questions_nothing_has_failed(bureau, due, run_all, echo, monkeypatch):
    begun = iter(range(9))

    def run_out(_source):
        if next(begun) == 2:
            raise SoftTimeLimitExceeded
        return True

    waiting = [due() for _ in range(4)]
    SourceCircuit.objects.update(state=CircuitState.OPEN, trial_at=NOON, failures=5)
    monkeypatch.setattr(circuit, "begin_trial", run_out)
    monkeypatch.setattr(circuit, "succeeded", lambda _circuit: None)
    done, again = run_all(waiting)
    assert states(done) == [*[LookupState.FOUND] * 2, *[LookupState.DUE] * 2]
    assert sorted(again) == [row.pk for row in done[2:]]


def test_an_answer_is_stored_while_a_slow_source_is_still_being_asked(
    bureau, due, run_all, echo, asking_as, monkeypatch
):
    monkeypatch.setattr(asking, "STRETCH_SECONDS", 0.0)
    waiting = [due() for _ in range(3)]
    seen = []

    def look(_number, ask):
        seen.append(states(SourceLookup.objects.filter(pk__in=[row.pk for row in waiting]).order_by("pk")))
        return ask()

    asking_as(look)
    run_all(waiting)
    found, running = LookupState.FOUND, LookupState.RUNNING
    assert seen == [[running] * 3, [found, running, running], [found, found, running]]


def test_a_turn_ends_though_a_slow_source_has_more_to_be_asked(bureau, due, run_all, echo, asking_as, monkeypatch):
    monkeypatch.setattr(asking, "TURN_SECONDS", 0.1)

    def slowly(_number, ask):
        time.sleep(0.15)
        return ask()

    asking_as(slowly)
    waiting = [due() for _ in range(3)]
    began = time.monotonic()
    with time_machine.travel(NOON, tick=True):
        again = dict(lookup.run(*[row.pk for row in waiting]))
    assert time.monotonic() - began < 5
    done = [SourceLookup.objects.get(pk=row.pk) for row in waiting]
    assert states(done) == [LookupState.FOUND, LookupState.DUE, LookupState.DUE]
    assert [row.attempts for row in done] == [1, 0, 0]
    assert again == {row.pk: timedelta() for row in done[1:]}


def test_a_source_that_opens_its_circuit_is_asked_no_further(bureau, due, run_all, server):
    server.routes = Anywhere(FAILURES["500"].answer)
    done, _ = run_all([due() for _ in range(circuit.FAILURES_TO_OPEN + 3)])
    assert states(done) == [*[LookupState.FAILED] * circuit.FAILURES_TO_OPEN, *[LookupState.DUE] * 3]
    assert len(server.asked) == circuit.FAILURES_TO_OPEN
    assert all("left alone" in row.note and row.attempts == 0 for row in done[-3:])


@pytest.mark.parametrize(
    ("answer", "asked", "after"),
    [
        (rows("Herders: 27 percent."), 4, [LookupState.FOUND] * 4),
        (FAILURES["500"].answer, 1, [LookupState.FAILED, *[LookupState.DUE] * 3]),
    ],
    ids=["it is well again", "it is not"],
)
def test_an_open_circuit_is_tried_by_the_first_alone(bureau, due, run_all, server, answer, asked, after):
    waiting = [due() for _ in range(4)]
    SourceCircuit.objects.filter(source__name="bureau").update(state=CircuitState.OPEN, failures=5, trial_at=NOON)
    server.routes = Anywhere(answer)
    done, _ = run_all(waiting)
    assert (states(done), len(server.asked)) == (after, asked)


def test_without_a_place_none_is_asked_and_no_attempt_is_used_up(bureau, due, run_all, echo, server, monkeypatch):
    monkeypatch.setattr("claims.lookup.pace.PATIENCE", 0.0)
    Source.objects.filter(name="bureau").update(rate_at_once=1)
    waiting = [due() for _ in range(3)]
    with pace.Place("bureau", Pace(requests=1000, seconds=1, at_once=1)):
        done, _ = run_all(waiting)
    assert states(done) == [LookupState.DUE] * 3
    assert {row.attempts for row in done} == {0}
    assert server.asked == []


def test_a_row_whose_worker_was_lost_is_not_done_together_with_others(bureau, due, run_all, echo):
    lost, *others = [due() for _ in range(3)]
    SourceLookup.objects.filter(pk=lost.pk).update(state=LookupState.RUNNING, attempts=1, lease_until=NOON)
    later = NOON + timedelta(seconds=1)
    done, _ = run_all([lost, *others], later)
    assert states(done) == [LookupState.RUNNING, LookupState.FOUND, LookupState.FOUND]
    [alone], _ = run_all([lost], later)
    assert (alone.state, alone.attempts) == (LookupState.FOUND, 2)
    assert [attempt["failure"] for attempt in alone.earlier_attempts] == [asking.LOST]


def test_look_ups_of_two_sources_in_one_message_are_each_asked_in_theirs(bureau, due, run_all, echo, server):
    here = due()
    library = Source.objects.get(name="library")
    Source.objects.filter(pk=library.pk).update(enabled=True)
    there = SourceLookup.objects.create(claim=here.claim, wording=here.wording, source=library, next_attempt_at=NOON)
    done, _ = run_all([there, here])
    assert states(done) == [LookupState.NOTHING_FOUND, LookupState.FOUND]
    assert len(server.asked) == 1
