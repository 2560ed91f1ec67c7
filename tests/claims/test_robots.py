"""robots.txt binds what a feed leads to, as RFC 9309 has it, and not what a person asks for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims import robots, submissions
from claims.choices import FeedState, SubmissionState
from claims.feeds import polling
from claims.models import Feed, Site, Submission
from claims.robots import RobotsPutOff, RobotsRefuse, ask_leave
from claims.submissions import submit_url
from tests.claimtracker.outbound.server import LocalServer, raw, redirect, reply
from tests.support.pages import page

pytestmark = pytest.mark.django_db


def serve(server: LocalServer, rules: str) -> None:
    server.on("/robots.txt", reply(rules.encode(), content_type="text/plain"))


def fresh(**ago: float) -> None:
    """Let the site's pause be over, and what is known of it be so old."""
    then = timezone.now() - timedelta(**ago)
    Site.objects.update(next_visit_at=then, checked_at=then)


@pytest.mark.parametrize(
    ("rules", "path", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /private/", "/a", True),
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: claimtracker\nDisallow: /\n\nUser-agent: *\nDisallow:", "/a", False),
        ("User-agent: OtherBot\nDisallow: /", "/a", True),
        ("<html>Not found</html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_the_rules_for_us_hold(server: LocalServer, rules: str, path: str, is_allowed: bool) -> None:
    serve(server, rules)
    if is_allowed:
        ask_leave(server.url(path))
    else:
        with pytest.raises(RobotsRefuse, match="does not let ClaimTracker fetch"):
            ask_leave(server.url(path))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_allows_everything(server: LocalServer, status: int) -> None:
    server.on("/robots.txt", reply(status=status))
    ask_leave(server.url("/a"))


@pytest.mark.parametrize("answer", [reply(status=500), reply(status=503), reply(status=429), raw(b"")])
def test_rules_that_cannot_be_had_forbid_everything_for_now(server: LocalServer, answer) -> None:
    server.on("/robots.txt", answer)
    with pytest.raises(RobotsPutOff, match="cannot be had") as refusal:
        ask_leave(server.url("/a"))
    assert not refusal.value.is_pause
    with pytest.raises(RobotsPutOff):
        ask_leave(server.url("/b"))
    assert len(server.asked) == 1
    serve(server, "")
    fresh(minutes=16)
    ask_leave(server.url("/a"))


def test_rules_that_were_had_hold_on_while_they_cannot_be_had(server: LocalServer) -> None:
    serve(server, "User-agent: *\nDisallow: /private/")
    ask_leave(server.url("/a"))
    server.on("/robots.txt", reply(status=500))
    fresh(hours=25)
    ask_leave(server.url("/a"))
    with pytest.raises(RobotsRefuse):
        ask_leave(server.url("/private/a"))


def test_rules_are_asked_for_once_a_day(server: LocalServer) -> None:
    serve(server, "")
    ask_leave(server.url("/a"))
    fresh(hours=23)
    ask_leave(server.url("/b"))
    assert [each.path for each in server.asked] == ["/robots.txt"]
    fresh(hours=25)
    ask_leave(server.url("/c"))
    assert len(server.asked) == 2


def test_rules_behind_a_redirect_are_followed(server: LocalServer) -> None:
    server.on("/rules", reply(b"User-agent: *\nDisallow: /", content_type="text/plain"))
    server.on("/robots.txt", redirect("/rules"))
    with pytest.raises(RobotsRefuse):
        ask_leave(server.url("/a"))


@pytest.mark.parametrize(("asked", "least", "most"), [("10", 9, 11), ("86400", 59, 61)])
def test_a_crawl_delay_is_kept_within_reason(server: LocalServer, asked: str, least: int, most: int) -> None:
    serve(server, f"User-agent: *\nCrawl-delay: {asked}")
    ask_leave(server.url("/a"))
    with pytest.raises(RobotsPutOff) as refusal:
        ask_leave(server.url("/b"))
    assert refusal.value.is_pause
    assert least < refusal.value.wait.total_seconds() < most


def test_a_page_in_a_pause_waits_without_losing_an_attempt(server: LocalServer) -> None:
    serve(server, "User-agent: *\nCrawl-delay: 30")
    server.on("/1", reply(page()))
    first, second = (submit_url(server.url(path), obeys_robots=True) for path in ("/1", "/2"))
    submissions.run(first.pk)
    submissions.run(second.pk)
    second.refresh_from_db()
    assert (second.state, second.attempts, second.failure) == (SubmissionState.DUE, 0, "")
    assert second.next_attempt_at > timezone.now() + timedelta(seconds=25)


def test_a_feeds_page_that_the_rules_forbid_is_given_up_and_a_persons_is_read(server: LocalServer) -> None:
    serve(server, "User-agent: *\nDisallow: /")
    url = server.on("/1", reply(page()))
    for_feed, for_person = submit_url(url, obeys_robots=True), submit_url(url)
    submissions.run(for_feed.pk)
    submissions.run(for_person.pk)
    for_feed.refresh_from_db()
    for_person.refresh_from_db()
    assert (for_feed.state, for_feed.refusal) == (SubmissionState.GIVEN_UP, "robots")
    assert for_person.state == SubmissionState.DONE


def test_a_feed_that_the_rules_forbid_is_put_off_with_the_reason(server: LocalServer) -> None:
    serve(server, "User-agent: *\nDisallow: /feed")
    feed = Feed.objects.create(url=server.url("/feed"))
    polling.poll(feed.pk)
    feed.refresh_from_db()
    assert feed.state == FeedState.FAILED
    assert "does not let ClaimTracker" in feed.outcome
    assert not Submission.objects.exists()


def test_the_pause_of_a_second_is_sat_out(server: LocalServer) -> None:
    serve(server, "")
    for path in ("/a", "/b"):
        ask_leave(server.url(path))
    assert Site.objects.get().next_visit_at > timezone.now()
    assert robots.SHORT >= robots.LEAST_DELAY
