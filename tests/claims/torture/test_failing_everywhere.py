"""Every network source fails in every way, under a real worker: the desk says what failed, and loses nothing."""

import re
from collections import Counter
from datetime import timedelta
from html import escape
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import tasks
from claims.choices import LOOKUP_ANSWERED, LookupState
from claims.models import Claim, Evidence, Source, SourceLookup
from claims.sources.base import SourceUnavailable
from claimtracker.people.models import User
from tests.claims.sources.failures import Failure
from tests.claims.torture.articles import ARTICLE, COUNTRIES
from tests.claims.torture.conftest import Canary, Desk, flush_broker, rows
from tests.claims.torture.failing import ORDER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stack]
SEED = Path(__file__).parents[4] / "shared" / "seed" / "article.txt"
SEED_IS_THERE = pytest.mark.skipif(not SEED.exists(), reason="the seed article lies in ../shared, which is absent here")
LABELS = {
    LookupState.FOUND: "Found",
    LookupState.NOTHING_FOUND: "Nothing found",
    LookupState.FAILED: "Failed, will be tried again",
    LookupState.GIVEN_UP: "Failed, given up",
    LookupState.SKIPPED: "Skipped, not asked",
}


def unfinished(states: list[LookupState]) -> bool:
    return SourceLookup.objects.filter(state__in=states).exists()


def in_every_row(texts: list[str]) -> dict[int, str]:
    """The rows of lists of look-ups, as HTML, by the look-up's id."""
    found = {}
    for row in re.findall(r"<tr>.*?</tr>", "".join(texts), re.DOTALL):
        if link := re.search(r"/sourcelookup/(\d+)/change/", row):
            found[int(link[1])] = row
    return found


def pages_of_list(client: Client) -> list[str]:
    """Every page of the list of look-ups."""
    address = reverse("admin:claims_sourcelookup_changelist")
    pages, following = [], ""
    while not pages or following:
        page = client.get(f"{address}{following}")
        pages.append(page.content.decode())
        following = page.context["cl"].next_url
    return pages


def assert_shown(html: str, row: SourceLookup) -> None:
    """The page tells the row's outcome in words: what failed and when it is tried again, or why it was not asked."""
    assert LABELS[LookupState(row.state)] in html
    if row.state in (LookupState.FAILED, LookupState.GIVEN_UP):
        assert escape(row.failure.rstrip(". ")) in html
        assert f"{row.attempts} attempt" in html
    if row.state == LookupState.FAILED:
        assert "Next attempt: " in html or "Due now." in html
    if row.state == LookupState.SKIPPED:
        assert escape(row.note) in html


def assert_the_desk_shows_it(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    listed = in_every_row(pages_of_list(client))
    every = rows()
    assert set(listed) == {row.pk for row in every}
    for row in every:
        assert_shown(listed[row.pk], row)
    for claim in Claim.objects.all():
        page = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
        entries = {
            int(link): entry
            for entry in re.findall(r"<li><strong>.*?</li>", page, re.DOTALL)
            for link in re.findall(r"/sourcelookup/(\d+)/change/", entry)
        }
        for row in [each for each in every if each.claim_id == claim.pk]:
            assert row.source.title in entries[row.pk]
            assert_shown(entries[row.pk], row)


def assert_outcomes_are_right(desk: Desk, *, healed: bool = False) -> Counter[str]:
    """Each row stands as its service failed it; `healed`: as it answered after that, where asking again could help.

    Returns how often each way of failing was met.
    """
    met: Counter[str] = Counter()
    for row in rows():
        if row.state == LookupState.SKIPPED:
            assert row.note.endswith(".")
            continue
        if not row.source.needs_network:
            assert row.state in LOOKUP_ANSWERED
            continue
        service, subject = desk.services[row.source.name], desk.subject_of(row)
        ways = [service.expected(subject)] if subject else [service.expected(each) for each in service.numbers]
        met.update(f"{row.source.name}: {way.mode}" for way in ways)
        assert any(stands_as(row, way.failure, healed=healed) for way in ways), (row.source.name, row.failure, ways)
    return met


def stands_as(row: SourceLookup, failure: Failure | None, *, healed: bool) -> bool:
    """True if this is what must become of a row whose service failed so."""
    if failure is None or (healed and failure.error is SourceUnavailable):
        return row.state in LOOKUP_ANSWERED
    if failure.says not in row.failure:
        return False
    if failure.error is SourceUnavailable:
        wait = (row.next_attempt_at - row.asked_at).total_seconds() if row.next_attempt_at and row.asked_at else 0
        return row.state == LookupState.FAILED and wait >= (failure.retry_after or 1)
    return row.state == LookupState.GIVEN_UP and row.next_attempt_at is None


def assert_asked_once_for_each_attempt(desk: Desk) -> None:
    """A source saw as many look-ups begin as its rows have attempts on record, and no more."""
    attempts: Counter[tuple[str, str]] = Counter()
    for row in rows():
        if row.source.needs_network:
            attempts[row.source.name, desk.subject_of(row) if row.state != LookupState.SKIPPED else ""] += row.attempts
    for name, service in desk.services.items():
        if service.spoken.is_shared:
            continue
        for subject, asks in service.first_asks.items():
            assert asks == attempts[name, subject], (name, subject)


def torture(desk: Desk, canary: Canary, client: Client, reviewer: User, article: str) -> Counter[str]:
    """Fail, show, lose every message, heal, find everything again, and ask nobody twice. Returns the ways met."""
    desk.take_in(article)
    with desk.worker():
        desk.wait_until(SourceLookup.objects.exists, "claims with their look-ups")
        desk.wait_until(lambda: not unfinished([LookupState.DUE, LookupState.RUNNING]), "every source to be asked")
    enabled = Source.objects.filter(enabled=True).count()
    assert enabled == len(desk.services) + 1
    every = rows()
    assert len(every) == Claim.objects.count() * enabled == len({(row.claim_id, row.source_id) for row in every})
    met = assert_outcomes_are_right(desk)
    assert_asked_once_for_each_attempt(desk)
    assert_the_desk_shows_it(client, reviewer)

    flush_broker()
    desk.heal()
    time_passes()
    open_states = [LookupState.DUE, LookupState.RUNNING, LookupState.FAILED]
    with desk.worker():
        desk.wait_until(lambda: not unfinished(open_states), "the sweep's finds")
        asked = {name: service.first_asks.total() for name, service in desk.services.items()}
        for row in rows():
            tasks.look_up.delay(row.pk)
        tasks.extract_revision.delay(1)
        desk.wait_until(queue_is_empty, "every ring to be answered")
    assert asked == {name: service.first_asks.total() for name, service in desk.services.items()}
    assert len(rows()) == len(every)
    assert canary.seen == 0
    assert_outcomes_are_right(desk, healed=True)
    assert_asked_once_for_each_attempt(desk)
    assert_the_desk_shows_it(client, reviewer)
    return met


def time_passes() -> None:
    """What waits for its next attempt is due."""
    SourceLookup.objects.exclude(next_attempt_at=None).update(next_attempt_at=timezone.now() - timedelta(minutes=1))


def queue_is_empty() -> bool:
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        return not broker.llen("celery") and not broker.hlen("unacked")


def test_an_article_through_every_way_of_failing(desk: Desk, canary: Canary, client: Client, reviewer: User) -> None:
    met = torture(desk, canary, client, reviewer, ARTICLE)
    for name, service in desk.services.items():
        ways = {way.removeprefix(f"{name}: ") for way in met if way.startswith(f"{name}: ")}
        assert ways >= set(ORDER) - (set() if service.spoken.has_further else {"paging broken"}), name
    for row in rows():
        about_a_country = any(country in row.wording.text for country in COUNTRIES)
        if about_a_country and row.source.needs_network and row.state in LOOKUP_ANSWERED and desk.subject_of(row):
            is_known = desk.services[row.source.name].expected(desk.subject_of(row)).is_known
            assert row.state == (LookupState.FOUND if is_known else LookupState.NOTHING_FOUND), row.source.name
            assert Evidence.objects.filter(lookup=row).exists() is is_known
    assert {row.state for row in rows()} >= {
        LookupState.FOUND, LookupState.NOTHING_FOUND, LookupState.GIVEN_UP, LookupState.SKIPPED,
    }  # fmt: skip


@SEED_IS_THERE
def test_the_seed_article_through_every_way_of_failing(
    desk: Desk, canary: Canary, client: Client, reviewer: User
) -> None:
    torture(desk, canary, client, reviewer, SEED.read_text(encoding="utf-8"))
