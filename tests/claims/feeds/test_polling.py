"""A feed is polled in its time, asked only for what is new, and left in peace where it fails."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from claims import submissions
from claims.choices import FeedState
from claims.feeds import polling
from claims.feeds.switching import poll_now, switch_off, switch_on
from claims.models import Feed, FeedEntry, Outlet, Site, Submission
from claimtracker.outbound import Timeouts
from tests.claimtracker.outbound.server import LocalServer, drip, raw, redirect, reply
from tests.support.pages import page

pytestmark = pytest.mark.django_db
RSS = "application/rss+xml"


def rss(server: LocalServer, *numbers: int, title: str = "Courier") -> bytes:
    """A feed of these articles, newest first as feeds have them."""
    items = "".join(
        f"<item><title>News {number}</title><link>{server.url(f'/{number}')}</link><guid>courier-{number}</guid>"
        f"<pubDate>Mon, 0{number % 9 + 1} Jun 2026 10:00:00 +0200</pubDate></item>"
        for number in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def serve(server: LocalServer, *numbers: int, **headers: str) -> None:
    server.on("/feed", reply(rss(server, *numbers), content_type=RSS, **headers))


@pytest.fixture(autouse=True)
def no_rules(server: LocalServer) -> None:
    server.on("/robots.txt", reply(status=404))


@pytest.fixture
def feed(server: LocalServer) -> Feed:
    return Feed.objects.create(url=server.url("/feed"))


def poll(feed: Feed) -> list[int]:
    """One poll, now, whatever the row's time and the site's pause are."""
    Feed.objects.exclude(state=FeedState.OFF).update(next_attempt_at=timezone.now())
    Site.objects.update(next_visit_at=timezone.now())
    made = polling.poll(feed.pk)
    feed.refresh_from_db()
    return made


def asked_for(server: LocalServer, path: str) -> int:
    return sum(each.path == path for each in server.asked)


def test_each_new_entry_becomes_a_submission_that_obeys_robots(server: LocalServer, feed: Feed) -> None:
    serve(server, 2, 1)
    made = poll(feed)
    rows = Submission.objects.order_by("pk")
    assert [row.pk for row in rows] == made
    assert [(row.url, row.obeys_robots) for row in rows] == [(server.url("/1"), True), (server.url("/2"), True)]
    assert (feed.state, feed.title, feed.outcome) == (FeedState.DUE, "Courier", "2 new of 2 entries.")
    assert timezone.now() + timedelta(minutes=59) < feed.next_attempt_at < timezone.now() + timedelta(minutes=67)
    entry = FeedEntry.objects.get(guid="courier-1")
    assert (entry.title, entry.published_at) == ("News 1", datetime(2026, 6, 2, 8, tzinfo=UTC))


def test_an_entry_is_taken_once_and_a_new_one_later(server: LocalServer, feed: Feed) -> None:
    serve(server, 1)
    assert len(poll(feed)) == 1
    serve(server, 2, 1)
    assert len(poll(feed)) == 1
    assert poll(feed) == []
    assert feed.entries.count() == Submission.objects.count() == 2


def test_its_page_is_fetched_read_and_completed_by_the_feed(server: LocalServer, feed: Feed) -> None:
    feed.outlet = Outlet.objects.create(name="The Examplia Courier")
    feed.save()
    serve(server, 1)
    server.on("/1", reply(page()))
    [submission_id] = poll(feed)
    taken = submissions.run(submission_id)
    assert taken is not None
    assert taken.article.outlet == feed.outlet
    assert taken.article.published_at == datetime(2026, 6, 2, 8, tzinfo=UTC)


def test_the_next_question_is_conditional_and_304_is_nothing_new(server: LocalServer, feed: Feed) -> None:
    serve(server, 1, ETag='"v1"', Last_Modified="Mon, 01 Jun 2026 08:00:00 GMT")
    poll(feed)
    server.on("/feed", reply(status=304, content_type=None))
    assert poll(feed) == []
    assert server.asked[-1].headers["If-None-Match"] == '"v1"'
    assert server.asked[-1].headers["If-Modified-Since"] == "Mon, 01 Jun 2026 08:00:00 GMT"
    assert (feed.state, feed.failures) == (FeedState.DUE, 0)
    assert "Nothing new" in feed.outcome


def test_the_first_poll_takes_the_newest_and_only_notes_the_rest(server: LocalServer, feed: Feed) -> None:
    Feed.objects.update(most_new=2)
    serve(server, 5, 4, 3, 2, 1)
    assert len(poll(feed)) == 2
    assert set(Submission.objects.values_list("url", flat=True)) == {server.url("/5"), server.url("/4")}
    assert feed.entries.filter(submission=None, note="Older than the first poll.").count() == 3
    assert poll(feed) == []


def test_more_than_a_poll_takes_wait_for_the_next(server: LocalServer, feed: Feed) -> None:
    Feed.objects.update(most_new=2)
    serve(server, 1, ETag='"v1"')
    poll(feed)
    serve(server, 6, 5, 4, 1, ETag='"v2"')
    assert len(poll(feed)) == 2
    assert "1 more wait" in feed.outcome
    assert feed.etag == ""
    assert len(poll(feed)) == 1
    assert feed.etag == '"v2"'


def test_nobody_polls_before_its_time(server: LocalServer, feed: Feed) -> None:
    serve(server, 1)
    poll(feed)
    assert polling.poll(feed.pk) == []
    assert asked_for(server, "/feed") == 1


def test_no_interval_is_shorter_than_the_desks_least(server: LocalServer, feed: Feed, settings: Settings) -> None:
    settings.FEED_MINIMUM_INTERVAL = timedelta(minutes=30)
    Feed.objects.update(interval=timedelta(seconds=1))
    serve(server, 1)
    poll(feed)
    assert feed.next_attempt_at > timezone.now() + timedelta(minutes=29)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (reply(status=500), "answered 500"),
        (reply(status=404), "answered 404"),
        (reply(b"<html><body><p>Our feed</p></body></html>"), "no RSS or Atom feed"),
        (reply(b"", content_type=RSS), "no RSS or Atom feed"),
        (reply(b"GIF89a", content_type="image/gif"), "image/gif"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 900\r\n\r\n<rss>"), "not whole"),
        (drip(b"", b"", every=9), "took too long"),
    ],
)
def test_failures_are_told_and_double_the_pause(
    server: LocalServer, feed: Feed, answer, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "PATIENCE", Timeouts(connect=1, read=0.3, total=0.5))
    server.on("/feed", answer)
    for failures, hours in ((1, 1), (2, 2), (3, 4)):
        poll(feed)
        assert (feed.state, feed.failures) == (FeedState.FAILED, failures)
        assert says in feed.failure
        pause = feed.next_attempt_at - timezone.now()
        assert timedelta(hours=hours) * 0.99 < pause < timedelta(hours=hours) * 1.26
    serve(server, 1)
    poll(feed)
    assert (feed.state, feed.failures, feed.failure) == (FeedState.DUE, 0, "")


def test_the_pause_grows_to_a_day_and_no_further(server: LocalServer, feed: Feed) -> None:
    Feed.objects.update(failures=200)
    server.on("/feed", reply(status=503))
    poll(feed)
    assert timedelta(hours=23) < feed.next_attempt_at - timezone.now() < timedelta(hours=31)


def test_a_server_that_asks_for_time_gets_it(server: LocalServer, feed: Feed) -> None:
    server.on("/feed", reply(status=429, Retry_After=str(3 * 24 * 3600)))
    poll(feed)
    assert feed.next_attempt_at > timezone.now() + timedelta(days=2, hours=23)


def test_a_feed_that_is_gone_is_switched_off_with_the_reason(server: LocalServer, feed: Feed) -> None:
    server.on("/feed", reply(status=410))
    poll(feed)
    assert (feed.state, feed.next_attempt_at) == (FeedState.OFF, None)
    assert "gone for good (410)" in feed.outcome
    assert poll(feed) == []


def test_a_private_address_switches_the_feed_off_without_a_connection(
    server: LocalServer, feed: Feed, settings: Settings
) -> None:
    settings.OUTBOUND_ALLOW = []
    poll(feed)
    assert (feed.state, server.asked) == (FeedState.OFF, [])
    assert "not on the public internet" in feed.outcome


@pytest.mark.parametrize(("status", "moves"), [(301, True), (308, True), (302, False), (307, False)])
def test_only_a_move_for_good_changes_the_address(server: LocalServer, feed: Feed, status: int, moves: bool) -> None:
    server.on("/new", reply(rss(server, 1), content_type=RSS))
    server.on("/feed", redirect("/new", status))
    assert len(poll(feed)) == 1
    assert feed.url == server.url("/new" if moves else "/feed")
    assert poll(feed) == []


def test_a_move_behind_one_for_now_changes_nothing(server: LocalServer, feed: Feed) -> None:
    server.on("/new", reply(rss(server, 1), content_type=RSS))
    server.on("/between", redirect("/new", 301))
    server.on("/feed", redirect("/between", 302))
    poll(feed)
    assert feed.url == server.url("/feed")


def test_a_feed_that_moves_onto_another_is_switched_off(server: LocalServer, feed: Feed) -> None:
    Feed.objects.create(url=server.url("/new"))
    server.on("/new", reply(rss(server, 1), content_type=RSS))
    server.on("/feed", redirect("/new", 301))
    poll(feed)
    assert feed.state == FeedState.OFF
    assert "follows already" in feed.outcome


def test_the_same_page_in_two_feeds_is_fetched_once(server: LocalServer, feed: Feed) -> None:
    other = Feed.objects.create(url=server.url("/other"))
    serve(server, 1)
    server.on("/other", reply(rss(server, 1), content_type=RSS))
    assert poll(feed) == poll(other)
    assert Submission.objects.count() == 1
    assert "already" in other.entries.get().note


def test_entries_without_an_address_are_noted(server: LocalServer, feed: Feed) -> None:
    server.on(
        "/feed",
        reply(
            b'<rss version="2.0"><channel><title>x</title><item><guid isPermaLink="false">1</guid>'
            b"<title>No link</title></item>"
            b"<item><guid isPermaLink='false'>2</guid><link>javascript:alert(1)</link></item></channel></rss>",
            content_type=RSS,
        ),
    )
    assert poll(feed) == []
    assert feed.entries.filter(submission=None, note__contains="no address").count() == 2


def test_workers_that_die_over_a_feed_put_it_off(server: LocalServer, feed: Feed) -> None:
    Feed.objects.update(
        state=FeedState.RUNNING, attempts=polling.MOST_LOST, lease_until=timezone.now() - timedelta(seconds=1)
    )
    polling.poll(feed.pk)
    feed.refresh_from_db()
    assert (feed.state, feed.failures, server.asked) == (FeedState.FAILED, 1, [])


def test_people_switch_a_feed_off_and_on_and_have_it_polled(server: LocalServer, feed: Feed) -> None:
    assert switch_off(feed, by="Ed Okafor")
    assert not switch_off(feed, by="Ed Okafor")
    assert not poll_now(feed)
    assert polling.poll(feed.pk) == []
    assert switch_on(feed)
    assert poll_now(feed)
    serve(server, 1)
    assert len(polling.poll(feed.pk)) == 1


def test_a_feed_that_is_switched_off_while_it_is_polled_stays_off(server: LocalServer, feed: Feed) -> None:
    def in_this_thread(*_args: object, **_kwargs: object) -> object:
        switch_off(feed, by="Ed Okafor")
        return original(server.url("/feed"), accept=("*/*",))

    serve(server, 1)
    original = polling.fetch
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(polling, "fetch", in_this_thread)
        assert poll(feed) == []
    assert (feed.state, Submission.objects.count()) == (FeedState.OFF, 0)


def test_a_fault_of_ours_is_told_and_tried_again(
    server: LocalServer, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(server, 1)
    monkeypatch.setattr(polling, "parse_feed", lambda *_args, **_kwargs: 1 / 0)
    poll(feed)
    assert (feed.state, feed.failures, feed.failure) == (
        FeedState.FAILED, 1, "ZeroDivisionError: division by zero",
    )  # fmt: skip
