"""Who rings for a look-up that is due again: its own task where that is soon, the sweep where it is not."""

import json
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from claims import lookup
from claims.choices import LookupState
from claims.models import Source, SourceLookup
from claims.tasks import look_up
from tests.claims.lookup.test_failing_sources import Anywhere
from tests.claims.sources.failures import FAILURES
from tests.claimtracker.outbound.server import Handler, reply
from tests.support.worker import wait_until, worker


@pytest.fixture
def rung(monkeypatch):
    calls = []
    monkeypatch.setattr(look_up, "apply_async", lambda arguments, countdown: calls.append((arguments, countdown)))
    return calls


@pytest.fixture
def due_now(due):
    def make() -> SourceLookup:
        row = due()
        SourceLookup.objects.filter(pk=row.pk).update(next_attempt_at="2026-01-01T00:00:00Z")
        return row

    return make


def test_what_is_due_again_within_the_minute_is_rung_for_in_time(bureau, due_now, server, rung):
    server.routes = Anywhere(FAILURES["500"].answer)
    row = due_now()
    look_up(row.pk)
    [(arguments, countdown)] = rung
    assert arguments == (row.pk,)
    assert 7 < countdown < 13


def test_what_is_due_later_waits_for_the_sweep_and_not_in_the_broker(bureau, due_now, server, rung):
    server.routes = Anywhere(reply(b"{}", status=503, content_type="application/json", Retry_After="600"))
    look_up(due_now().pk)
    assert rung == []


def test_what_is_finished_is_not_rung_for(bureau, due_now, server, rung):
    server.routes = Anywhere(FAILURES["404"].answer)
    look_up(due_now().pk)
    assert rung == []


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_tries_a_failed_source_again_and_keeps_its_answer(
    server, make_claim, fresh_redis, monkeypatch, tmp_path
):
    pages = {"pageid": 11, "title": "Herders", "extract": "Herders are about a quarter of the people of Examplia."}

    def wiki(handler: Handler) -> None:
        if len(server.asked) == 1:
            FAILURES["500"].answer(handler)
            return
        is_search = "list" in parse_qs(urlsplit(handler.path).query)
        query = {"search": [{"pageid": 11}]} if is_search else {"pages": [pages]}
        reply(json.dumps({"query": query}).encode(), content_type="application/json")(handler)

    server.routes = Anywhere(wiki)
    monkeypatch.setenv("OUTBOUND_ALLOW", server.endpoint)
    Source.objects.update(enabled=False)
    Source.objects.filter(name="wikipedia").update(enabled=True, options={"url": server.url("/w/api.php")})
    [row] = lookup.open_lookups(make_claim())
    log = tmp_path / "worker.log"
    with worker(log):
        look_up.delay(row.pk)
        wait_until(lambda: SourceLookup.objects.get(pk=row.pk).state == LookupState.FOUND, "an answer", log=log)
    row.refresh_from_db()
    [failed] = row.earlier_attempts
    assert (row.attempts, "500" in failed["failure"], row.evidence.count()) == (2, True, 1)
    assert row.finished_at - row.asked_at < timedelta(seconds=30)
    assert [asked.method for asked in server.asked] == ["GET"] * 3
