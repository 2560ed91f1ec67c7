"""A source whose look-ups fail one after the other is left alone, then tried by a single look-up."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from claims.choices import CircuitState, LookupState
from claims.lookup import circuit
from claims.models import Source, SourceCircuit
from tests.claims.lookup.answers import rows
from tests.claims.lookup.conftest import NOON
from tests.claims.lookup.test_failing_sources import Anywhere
from tests.claims.sources.failures import FAILURES


@pytest.fixture
def breaker(bureau):
    return lambda: SourceCircuit.objects.get(source__name="bureau")


@pytest.fixture
def opened(bureau, due, run_at, server, breaker):
    """The circuit after five look-ups failed; the server works again."""
    server.routes = Anywhere(FAILURES["500"].answer)
    for _ in range(circuit.FAILURES_TO_OPEN):
        run_at(NOON, due())
    server.routes = Anywhere(rows("Herders: 27 percent."))
    server.asked.clear()
    return breaker()


def test_five_look_ups_that_fail_in_a_row_open_it(opened):
    assert (opened.state, opened.failures, opened.since) == (CircuitState.OPEN, 5, NOON)
    assert opened.trial_at == NOON + circuit.FIRST_PAUSE
    assert "500" in opened.last_error


def test_a_success_between_begins_the_count_anew(bureau, due, run_at, server, breaker):
    for answer in [*[FAILURES["500"].answer] * 4, rows("x"), *[FAILURES["500"].answer] * 4]:
        server.routes = Anywhere(answer)
        run_at(NOON, due())
    assert (breaker().state, breaker().failures) == (CircuitState.CLOSED, 4)


def test_one_look_up_that_fails_again_and_again_counts_once(bureau, due, run_at, server, breaker):
    server.routes = Anywhere(FAILURES["500"].answer)
    row = due()
    for _ in range(6):
        row = run_at(row.next_attempt_at, row)
    assert (breaker().state, breaker().failures) == (CircuitState.CLOSED, 1)


def test_while_it_is_open_look_ups_are_put_off_and_say_so(opened, due, run_at, server):
    row = run_at(NOON + timedelta(seconds=1), due())
    assert (row.state, row.attempts, server.asked) == (LookupState.DUE, 0, [])
    assert "left alone" in row.note
    assert row.next_attempt_at >= opened.trial_at


def test_a_trial_that_succeeds_closes_it(opened, due, run_at, breaker):
    assert run_at(opened.trial_at, due()).state == LookupState.FOUND
    assert (breaker().state, breaker().failures, breaker().trial_at) == (CircuitState.CLOSED, 0, None)


def test_a_trial_that_fails_opens_it_for_longer(opened, due, run_at, server, breaker):
    server.routes = Anywhere(FAILURES["500"].answer)
    run_at(opened.trial_at, due())
    assert breaker().state == CircuitState.OPEN
    assert breaker().trial_at == opened.trial_at + 2 * circuit.FIRST_PAUSE


def test_the_pause_has_an_end(opened, due, run_at, server, breaker):
    server.routes = Anywhere(FAILURES["500"].answer)
    SourceCircuit.objects.update(pauses=30)
    run_at(opened.trial_at, due())
    assert breaker().trial_at == opened.trial_at + circuit.LONGEST_PAUSE


def test_while_a_trial_is_under_way_others_wait(opened, due, run_at, server):
    with time_machine.travel(opened.trial_at, tick=False):
        assert circuit.begin_trial(opened.source)
    row = run_at(opened.trial_at, due())
    assert (row.state, server.asked) == (LookupState.DUE, [])
    assert "being tried" in row.note
    assert row.next_attempt_at < opened.trial_at + timedelta(seconds=15)  # long before the trial counts as lost


def test_a_trial_whose_worker_died_is_begun_anew(opened, due, run_at):
    with time_machine.travel(opened.trial_at, tick=False):
        circuit.begin_trial(opened.source)
    assert run_at(opened.trial_at + timedelta(minutes=2), due()).state == LookupState.FOUND


def test_a_key_that_is_refused_opens_it_and_a_missing_page_does_not(bureau, due, run_at, server, breaker):
    from tests.claimtracker.outbound.server import reply

    server.routes = Anywhere(reply(b"{}", status=404, content_type="application/json"))
    run_at(NOON, due())
    assert breaker().failures == 0
    server.routes = Anywhere(reply(b"{}", status=403, content_type="application/json"))
    run_at(NOON, due())
    assert breaker().failures == 1


def test_closed_by_hand_it_lets_what_was_put_off_go(opened, due, run_at):
    row = run_at(NOON + timedelta(seconds=1), due())
    with time_machine.travel(NOON + timedelta(seconds=2), tick=False):
        assert circuit.close(opened.source)
        assert not circuit.close(Source.objects.get(name="bureau"))
    assert run_at(NOON + timedelta(seconds=2), row).state == LookupState.FOUND


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_begins_the_trial(bureau):
    source = Source.objects.get(name="bureau")
    SourceCircuit.objects.filter(source=source).update(state=CircuitState.OPEN, trial_at=NOON)
    begun, barrier = [], threading.Barrier(8)

    def attempt() -> None:
        barrier.wait(10)
        begun.append(circuit.begin_trial(source))
        connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(begun) == [False] * 7 + [True]
