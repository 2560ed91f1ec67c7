"""A claim is looked up again under the next number, its query edited, its answer held against the one before."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from claims.choices import LookupState
from claims.lookup.difference import difference
from claims.lookup.editing import EditRefused, edited, strings_of
from claims.lookup.opening import LookupRefused, look_again, retry_now
from claims.models import ClaimWording, Source, SourceLookup
from tests.claims.lookup.answers import rows
from tests.claims.lookup.conftest import NOON
from tests.claims.lookup.test_failing_sources import Anywhere
from tests.claims.sources.failures import FAILURES

PLAN = {"search": "herders", "filters": ["people", "a/b"], "place": {"iso": "EX"}, "limit": 5}


@pytest.fixture
def again(bureau, reviewer):
    """Looks the claim of a look-up up again, the next day."""

    def ask(row: SourceLookup, **changes: str) -> SourceLookup:
        with time_machine.travel(NOON + timedelta(days=1), tick=False):
            return look_again(row.claim, row.source, reviewer, changes=changes.get("changes"))

    return ask


@pytest.fixture
def answered(due, run_at, server):
    server.routes = Anywhere(rows("Herders: 27 percent.", "Herders: 28 percent."))
    return run_at(NOON, due())


def test_it_gets_the_next_number_and_the_newest_wording(answered, again, reviewer):
    newest = ClaimWording.objects.create(claim=answered.claim, number=2, text="In Examplia, herders are 46 percent.")
    row = again(answered)
    assert (row.number, row.wording, row.requested_by, row.edits) == (2, newest, reviewer, {})


def test_what_a_person_edits_is_asked_and_kept_with_what_was_planned(answered, again, run_at, server):
    planned = answered.query["search"]
    row = again(answered, changes={"/search": "goats", "/filters/0": "people"})
    assert row.edits == {"/search": [planned, "goats"]}
    done = run_at(NOON + timedelta(days=1), row)
    assert (done.state, done.query["search"], done.query["limit"]) == (LookupState.FOUND, "goats", 5)
    assert server.asked[-1].path.endswith("q=goats")


def test_it_is_not_asked_twice_at_the_same_time(answered, again):
    again(answered)
    with pytest.raises(LookupRefused, match="already being asked"):
        again(answered)


def test_one_that_waits_to_be_tried_again_is_said_to_have_failed_and_how_to_hurry_it(answered, again):
    SourceLookup.objects.update(state=LookupState.FAILED, failure="Busy.", next_attempt_at=NOON + timedelta(hours=6))
    with pytest.raises(LookupRefused, match=r"did not answer look-up 1, .*“Try again now”"):
        again(answered)


def test_another_query_is_asked_instead_of_one_that_waits_to_be_tried_again(answered, again, reviewer):
    SourceLookup.objects.update(state=LookupState.FAILED, failure="Busy.", next_attempt_at=NOON + timedelta(hours=6))
    row = again(answered, changes={"/search": "goats"})
    answered.refresh_from_db()
    assert (row.number, row.state) == (2, LookupState.DUE)
    assert (answered.state, answered.next_attempt_at) == (LookupState.GIVEN_UP, None)
    assert answered.failure == f"Busy. Given up: {reviewer} asks with another query."


def test_a_source_that_is_off_is_not_asked(answered, again):
    Source.objects.update(enabled=False)
    answered.source.refresh_from_db()
    with pytest.raises(LookupRefused, match="switched off"):
        again(answered)


def test_an_edit_of_what_the_query_does_not_have_is_refused(answered, again):
    with pytest.raises(LookupRefused, match="no text at “/limit”"):
        again(answered, changes={"/limit": "6"})
    assert SourceLookup.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_at_once_one_makes_the_row(due, reviewer, run_at, server):
    server.routes = Anywhere(rows("x"))
    row = run_at(NOON, due())
    outcomes, barrier = [], threading.Barrier(2)

    def ask() -> None:
        barrier.wait(10)
        try:
            outcomes.append(look_again(row.claim, row.source, reviewer).number)
        except LookupRefused:
            outcomes.append("refused")
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(str, outcomes)) == ["2", "refused"]


def test_every_string_of_a_query_has_its_pointer():
    assert strings_of(PLAN) == {
        "/search": "herders",
        "/filters/0": "people",
        "/filters/1": "a/b",
        "/place/iso": "EX",
    }


def test_edits_leave_the_plan_as_it_is_and_may_go_deep():
    query, edits = edited(PLAN, {"/place/iso": "EY", "/filters/1": "c", "/search": "herders"})
    assert query == {"search": "herders", "filters": ["people", "c"], "place": {"iso": "EY"}, "limit": 5}
    assert edits == {"/place/iso": ["EX", "EY"], "/filters/1": ["a/b", "c"]}
    assert PLAN["filters"] == ["people", "a/b"]


def test_a_value_that_is_too_long_is_refused():
    with pytest.raises(EditRefused, match="2000 are the most"):
        edited(PLAN, {"/search": "x" * 2001})


def test_the_difference_tells_what_came_went_and_changed(answered, again, run_at, server):
    server.routes = Anywhere(rows("Herders: 28 percent.", "Herders: 31 percent."))
    found = difference(run_at(NOON + timedelta(days=1), again(answered)))
    assert found is not None
    assert (found.since, found.same_bytes, found.came, found.went) == (answered, False, [], [])
    [change] = found.changed
    assert change.fields == {"quote": ("Herders: 27 percent.", "Herders: 31 percent.")}


def test_what_came_and_what_went_are_told_apart(answered, again, run_at, server):
    server.routes = Anywhere(rows("Herders: 27 percent.", title="Another book"))
    found = difference(run_at(NOON + timedelta(days=1), again(answered)))
    assert [row.title for row in found.came] == ["Another book"]
    assert [row.title for row in found.went] == ["People", "People"]
    assert not found.is_empty


def test_the_very_same_bytes_are_told(answered, again, run_at):
    found = difference(run_at(NOON + timedelta(days=1), again(answered)))
    assert (found.same_bytes, found.is_empty) == (True, True)


def test_a_failure_between_is_no_answer_to_compare_with(answered, again, run_at, server):
    server.routes = Anywhere(FAILURES["404"].answer)
    failed = run_at(NOON + timedelta(days=1), again(answered))
    assert difference(failed) is None
    server.routes = Anywhere(rows("Herders: 27 percent.", "Herders: 28 percent."))
    assert difference(run_at(NOON + timedelta(days=1), again(answered))).since == answered


def test_a_first_answer_has_no_difference(answered):
    assert difference(answered) is None


@pytest.mark.parametrize("name", ["500", "404"])
def test_a_failed_look_up_is_tried_again_now(due, run_at, server, fresh_redis, name):
    server.routes = Anywhere(FAILURES[name].answer)
    failed = run_at(NOON, due())
    with time_machine.travel(NOON + timedelta(seconds=1), tick=False):
        renewed = retry_now(SourceLookup.objects.select_related("source").get(pk=failed.pk))
    assert (renewed.state, renewed.attempts, renewed.failure) == (LookupState.FAILED, 0, failed.failure)
    assert len(renewed.earlier_attempts) == 1
    server.routes = Anywhere(rows("x"))
    assert run_at(NOON + timedelta(seconds=1), renewed).state == LookupState.FOUND


def test_an_answer_is_not_tried_again(answered):
    with pytest.raises(LookupRefused, match="only a failed one"):
        retry_now(answered)
