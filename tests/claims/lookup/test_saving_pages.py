"""A page that a claim names has no copy: it is saved in the desk's name, and the claim's page tells how that goes."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from claims import lookup
from claims.choices import LookupState
from claims.lookup.opening import look_again
from claims.lookup.snapshots import bytes_of
from claims.models import Source, SourceLookup
from tests.claims.lookup.conftest import NOON
from tests.claims.sources.service import JSON, Request, Service
from tests.claimtracker.outbound.server import reply

PAGE = "https://ministry.example/figures"
CLAIM = f"In 2021 the ministry counted 46 bridges, its page {PAGE} says."
PENDING = {"status": "pending", "job_id": "spn2-1"}
SAVED = {"status": "success", "timestamp": "20260303120800", "original_url": PAGE, "job_id": "spn2-1"}
BUSY = reply(b"{}", status=429, content_type=JSON, Retry_After="600")


class Archive:
    """Has no copy of anything. A saving begun within the hour is the same saving, as Save Page Now has it."""

    def __init__(self) -> None:
        self.state: Any = PENDING
        self.saving: Any = {"url": PAGE, "job_id": "spn2-1"}

    def __call__(self, request: Request) -> Any:
        if request.path == "/available":
            return {"archived_snapshots": {}}
        return self.saving if request.method == "POST" else self.state


@pytest.fixture
def archive(bureau, server, monkeypatch) -> Archive:
    """The Wayback Machine is the one source that is on, and saves."""
    monkeypatch.setenv("SOURCE_WAYBACK_KEY", "acc3ss")
    monkeypatch.setenv("SOURCE_WAYBACK_SECRET", "s3cret")
    made = Archive()
    made.service = Service(server, made)
    options = {"url": f"{made.service.url}/available", "save_url": f"{made.service.url}/save", "save": "yes"}
    Source.objects.update(enabled=False)
    Source.objects.filter(name="wayback").update(enabled=True, options=options, rate_requests=100, rate_seconds=1)
    return made


@pytest.fixture
def row(archive, make_claim) -> SourceLookup:
    with time_machine.travel(NOON, tick=False):
        [made] = lookup.open_lookups(make_claim(text=CLAIM))
    return made


@pytest.fixture
def shown(client: Client, reviewer):
    """The words on the page of the row's claim."""

    def page(row: SourceLookup) -> str:
        client.force_login(reviewer)
        return client.get(reverse("admin:claims_claim_change", args=[row.claim_id])).content.decode()

    return page


def test_a_saving_under_way_is_a_failure_for_now_and_its_copy_is_evidence_later(archive, row, run_at, shown):
    waits = run_at(NOON, row)
    assert (waits.state, waits.failure) == (LookupState.FAILED, f"The Wayback Machine is still saving {PAGE}.")
    page = shown(waits)
    assert "Failed, will be tried again" in page
    assert f"is still saving {PAGE}. 1 attempt so far. " in page
    archive.state = SAVED
    done = run_at(waits.next_attempt_at, waits)
    [evidence] = done.evidence.all()
    assert (done.state, done.attempts) == (LookupState.FOUND, 2)
    assert evidence.url == f"https://web.archive.org/web/20260303120800/{PAGE}"
    assert [attempt["failure"] for attempt in done.earlier_attempts] == [waits.failure]
    assert "Archived copy of" in shown(done)
    stored = bytes_of(done.snapshot)
    assert b"spn2-1" in stored
    assert b"s3cret" not in stored


def test_a_limit_on_saving_is_told_with_the_time_of_the_next_attempt(archive, row, run_at, shown, fresh_redis):
    archive.saving = BUSY
    waits = run_at(NOON, row)
    assert waits.state == LookupState.FAILED
    assert waits.next_attempt_at >= NOON + timedelta(minutes=10)
    assert "429" in shown(waits)
    archive.saving, archive.state = {"url": PAGE, "job_id": "spn2-1"}, SAVED
    fresh_redis()  # ten minutes pass
    assert run_at(waits.next_attempt_at, waits).state == LookupState.FOUND


def test_a_page_that_is_not_taken_is_no_copy_and_says_why(archive, row, run_at, shown):
    archive.saving = {"status": "error", "status_ext": "error:blocked-url", "message": "This site is excluded."}
    done = run_at(NOON, row)
    assert done.state == LookupState.NOTHING_FOUND
    assert f"did not save {PAGE}: This site is excluded." in shown(done)


def test_a_wrong_key_is_given_up_and_names_what_to_correct(archive, row, run_at, shown):
    archive.saving = reply(b"{}", status=401, content_type=JSON)
    done = run_at(NOON, row)
    assert done.state == LookupState.GIVEN_UP
    assert "Correct SOURCE_WAYBACK_KEY and SOURCE_WAYBACK_SECRET" in shown(done)


def test_nothing_is_saved_where_the_operator_does_not_want_it(archive, row, run_at):
    source = Source.objects.get(name="wayback")
    source.options.pop("save")
    source.save()
    assert run_at(NOON, row).state == LookupState.NOTHING_FOUND
    assert [asked.method for asked in archive.service.asked] == ["GET"]


def test_a_reviewer_has_another_page_saved(archive, row, run_at, reviewer):
    archive.state = SAVED
    first = run_at(NOON, row)
    with time_machine.travel(NOON, tick=False):
        again = look_again(first.claim, first.source, reviewer, changes={"/urls": "https://other.example/"})
    assert run_at(NOON, again).state == LookupState.FOUND
    assert b"other.example" in archive.service.asked[-2].body
