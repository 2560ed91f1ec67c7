"""Workers at work on the same rows, and workers that are killed: nothing is done twice at once, and nothing is lost."""

import json
import signal
import threading
from collections import Counter
from urllib.parse import parse_qs, urlsplit

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection

from claims import lookup
from claims.choices import LookupState
from claims.lookup.asking import LOST
from claims.models import Evidence, Source, SourceLookup
from claims.tasks import look_up, sweep
from claimtracker.celery import app
from tests.claims.lookup.test_failing_sources import Anywhere
from tests.claimtracker.outbound.server import Handler, reply
from tests.support.worker import kill, wait_until, worker

TOWNS = ("Alderton", "Birchfield", "Cedarville", "Doveton", "Elmsford", "Fernley", "Groveton")
PAST = "2026-01-01T00:00:00Z"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("echo")
def test_of_two_workers_with_the_same_message_each_row_is_done_by_one(bureau, due, server):
    ids = [due().pk for _ in range(20)]
    SourceLookup.objects.filter(pk__in=ids).update(next_attempt_at=PAST)
    barrier, failures = threading.Barrier(4), []

    def work(some) -> None:
        try:
            barrier.wait(10)
            lookup.run(*some)
        except Exception as error:  # noqa: BLE001 - a thread's errors are told by the test
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(some,)) for some in (ids, ids[::-1], ids[5:], ids[:10])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    done = SourceLookup.objects.filter(pk__in=ids)
    assert Counter(done.values_list("state", "attempts")) == {(LookupState.FOUND, 1): 20}
    assert len(server.asked) == Evidence.objects.count() == 20


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("echo")
def test_a_time_limit_that_strikes_inside_a_statement_costs_no_answer(bureau, due, asking_as, monkeypatch):
    def limit(*_signal: object) -> None:
        raise SoftTimeLimitExceeded

    def ask_slowly(number, ask):
        if number == 1:
            signal.setitimer(signal.ITIMER_REAL, 0.2)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(30)")
        return ask()

    asking_as(ask_slowly)
    ids = [due().pk for _ in range(3)]
    SourceLookup.objects.filter(pk__in=ids).update(next_attempt_at=PAST)
    former = signal.signal(signal.SIGALRM, limit)
    try:
        again = dict(lookup.run(*ids))
    finally:
        signal.signal(signal.SIGALRM, former)
    done = SourceLookup.objects.filter(pk__in=ids).order_by("pk")
    assert [row.state for row in done] == [LookupState.FOUND, LookupState.FAILED, LookupState.DUE]
    assert sorted(again) == ids[1:]


@pytest.mark.django_db(transaction=True)
def test_after_a_kill_in_the_middle_each_is_asked_at_most_once_more_and_both_are_on_record(
    make_claim, server, fresh_redis, monkeypatch, tmp_path
):
    hang, hanging = threading.Event(), threading.Event()

    def search(handler: Handler) -> None:
        if len(server.asked) == 4 and not hang.is_set():
            hanging.set()
            hang.wait(60)
        words = parse_qs(urlsplit(handler.path).query)["q"][0]
        reply(json.dumps([{"title": words, "url": "https://e.example/1"}]).encode(), content_type="application/json")(
            handler
        )

    server.routes = Anywhere(search)
    monkeypatch.setenv("OUTBOUND_ALLOW", server.endpoint)
    Source.objects.update(enabled=False)
    pace = {"rate_requests": 100, "rate_seconds": 1, "rate_at_once": 9}
    options = {"url": server.url("/?q={query}"), "quote": "title"}
    Source.objects.filter(name="search_api").update(enabled=True, options=options, **pace)
    claims = [make_claim(text=f"More than 46% of the herders live in {town}.") for town in TOWNS]
    ids = [lookup.open_lookups(claim)[0].pk for claim in claims]
    log = tmp_path / "worker.log"
    with worker(log) as first:
        [message] = lookup.in_messages(ids)
        look_up.delay(*message)
        wait_until(hanging.is_set, "the fourth question", log=log)
        kill(first)
    hang.set()
    app.control.purge()
    held = SourceLookup.objects.filter(pk__in=ids, state=LookupState.RUNNING)
    lost = set(held.values_list("pk", flat=True))
    assert len(lost) >= 4  # the fourth, and those after it; what was answered is stored or is asked once more
    assert Evidence.objects.exclude(lookup__state=LookupState.FOUND).count() == 0
    held.update(lease_until=PAST)  # in two minutes
    with worker(log):
        sweep()
        wait_until(
            lambda: SourceLookup.objects.filter(pk__in=ids, state=LookupState.FOUND).count() == len(ids),
            "all answers",
            log=log,
        )
    asked = Counter(request.path for request in server.asked)
    assert len(asked) == len(ids)
    assert max(asked.values()) == 2
    assert Evidence.objects.count() == len(ids)
    for row in SourceLookup.objects.filter(pk__in=ids):
        assert row.attempts == (2 if row.pk in lost else 1)
        assert [attempt["failure"] for attempt in row.earlier_attempts] == ([LOST] if row.pk in lost else [])
