"""A source is asked no more often than its pace allows, whoever asks; who may not go now is put off."""

import threading
import time
from datetime import timedelta

import pytest

from claims.choices import LookupState
from claims.lookup import pace
from claims.lookup.pace import NotNow, Place
from claims.models import Source
from claims.sources.base import Pace
from tests.claims.lookup.answers import rows
from tests.claims.lookup.conftest import NOON
from tests.claims.lookup.test_failing_sources import Anywhere


@pytest.fixture(autouse=True)
def no_patience(monkeypatch):
    monkeypatch.setattr(pace, "PATIENCE", 0.0)


def turns(place: Place, number: int) -> int:
    """How many of so many requests may go."""
    gone = 0
    for _ in range(number):
        try:
            place.turn()
        except NotNow:
            continue
        gone += 1
    return gone


def test_in_any_window_no_more_requests_go_than_allowed(fresh_redis):
    allowed = Pace(requests=3, seconds=30, at_once=9)
    assert [turns(Place("s", allowed), 1) for _ in range(5)] == [1, 1, 1, 0, 0]


def test_the_wait_is_told(fresh_redis):
    Place("s", Pace(requests=1, seconds=30)).turn()
    with pytest.raises(NotNow, match="1 request in 30 s") as refused:
        Place("s", Pace(requests=1, seconds=30)).turn()
    assert timedelta(seconds=29) < refused.value.retry_after <= timedelta(seconds=30)


def test_the_window_moves_on(fresh_redis):
    brief = Pace(requests=1, seconds=0.2)
    Place("s", brief).turn()
    time.sleep(0.25)
    Place("s", brief).turn()


def test_sources_do_not_share_their_pace(fresh_redis):
    Place("one", Pace(requests=1, seconds=30)).turn()
    Place("two", Pace(requests=1, seconds=30)).turn()


def test_a_further_request_of_the_same_look_up_waits_its_turn(fresh_redis):
    place = Place("s", Pace(requests=1, seconds=0.3))
    place.turn()
    began = time.monotonic()
    place.turn()
    assert time.monotonic() - began > 0.2


def test_of_many_at_once_only_as_many_as_allowed_go(fresh_redis):
    allowed = Pace(requests=4, seconds=30, at_once=99)
    gone = []
    threads = [threading.Thread(target=lambda: gone.append(turns(Place("s", allowed), 2))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    # A look-up that has begun is patient with its next request, but six seconds do not open this window.
    assert sum(gone) == 4


def test_places_bound_how_many_ask_at_once_and_are_given_back(fresh_redis):
    allowed = Pace(requests=99, seconds=1, at_once=2)
    with Place("s", allowed), Place("s", allowed), pytest.raises(NotNow, match="2 at once"):
        Place("s", allowed).__enter__()
    with Place("s", allowed):
        pass


def test_a_place_whose_worker_died_becomes_free_again(fresh_redis, settings):
    settings.WORK_LEASE_SECONDS = 0.2
    allowed = Pace(requests=99, seconds=1, at_once=1)
    monopolist = Place("s", allowed)
    monopolist._name = "killed"
    monopolist.__enter__()
    with pytest.raises(NotNow), Place("s", allowed):
        pass
    time.sleep(0.25)
    with Place("s", allowed):
        pass


def test_what_the_source_asked_for_holds_for_every_worker(fresh_redis):
    pace.hold("s", timedelta(seconds=20))
    with pytest.raises(NotNow) as refused:
        Place("s", Pace(requests=99, seconds=1)).turn()
    assert refused.value.retry_after > timedelta(seconds=19)


def test_a_short_wait_that_it_asks_for_does_not_end_a_longer_one(fresh_redis):
    pace.hold("s", timedelta(seconds=20))
    pace.hold("s", timedelta(seconds=1))
    with pytest.raises(NotNow) as refused:
        Place("s", Pace(requests=99, seconds=1)).turn()
    assert refused.value.retry_after > timedelta(seconds=19)


def test_without_redis_nobody_is_asked_and_it_is_said(bureau, due, run_at, server, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    row = run_at(NOON, due())
    assert (row.state, row.attempts, server.asked) == (LookupState.DUE, 0, [])
    assert "Redis does not answer" in row.note
    assert row.next_attempt_at > NOON + timedelta(seconds=29)


def test_a_look_up_put_off_by_the_pace_uses_up_no_attempt_and_is_asked_later(bureau, due, run_at, server, fresh_redis):
    Source.objects.filter(name="bureau").update(rate_requests=1, rate_seconds=60)
    server.routes = Anywhere(rows("Herders: 27 percent."))
    first, second = due(), due()
    assert run_at(NOON, first).state == LookupState.FOUND
    waits = run_at(NOON, second)
    assert (waits.state, waits.attempts, waits.failure, waits.asked_at) == (LookupState.DUE, 0, "", None)
    assert "1 request in 60 s" in waits.note
    assert waits.next_attempt_at > NOON + timedelta(seconds=50)
    fresh_redis()  # a minute passes
    asked = run_at(waits.next_attempt_at, waits)
    assert (asked.state, asked.attempts, asked.note) == (LookupState.FOUND, 1, "")


def test_a_429_holds_the_other_look_ups_back_too(bureau, due, run_at, server):
    from tests.claims.sources.failures import FAILURES

    first, second = due(), due()
    server.routes = Anywhere(FAILURES["429 with Retry-After"].answer)
    assert run_at(NOON, first).state == LookupState.FAILED
    assert run_at(NOON, second).state == LookupState.DUE
    assert len(server.asked) == 1
