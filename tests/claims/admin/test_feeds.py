"""Feeds in the admin: who may set them up, what is refused, and what their page tells."""

from datetime import timedelta

import pytest
from django.urls import reverse

from claims.choices import FeedState, SubmissionState
from claims.models import Article, Feed, FeedEntry, Submission
from claimtracker.audit.models import AuditEntry

URL = "https://courier.example/feed.xml"


@pytest.fixture
def feed(db):
    return Feed.objects.create(url=URL, title="Courier")


@pytest.fixture
def post(client, editor):
    def send(name, *arguments, user=editor, **values):
        client.force_login(user)
        return client.post(reverse(f"admin:claims_feed_{name}", args=arguments), values, follow=True)

    return send


@pytest.mark.parametrize(
    ("who", "may"), [("editor", True), ("desk_admin", True), ("reviewer", False), ("stranger", False)]
)
def test_editors_and_admins_choose_the_feeds(post, request, who, may):
    user = request.getfixturevalue(who)
    post("add", user=user, url=URL, minutes=30, most_new=5)
    assert Feed.objects.filter(interval=timedelta(minutes=30), most_new=5).exists() is may
    if may:
        assert AuditEntry.objects.get(table="claims_feed", action="insert").actor_id == user.pk


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"url": "courier"}, "no scheme that is fetched"),
        ({"minutes": 1}, "15 minutes is the least"),
        ({"most_new": 0}, "greater than or equal to 1"),
        ({"url": ""}, "required"),
    ],
)
def test_what_cannot_be_followed_is_refused(post, values, message):
    response = post("add", **{"url": URL, "minutes": 60, "most_new": 20, **values})
    assert message in response.content.decode()
    assert not Feed.objects.exists()


def test_changing_the_interval_leaves_the_polls_own_notes(post, feed):
    Feed.objects.update(outcome="Two new.", etag="v1")
    post("change", feed.pk, url=URL, title="The Courier", minutes=120, most_new=20)
    feed.refresh_from_db()
    assert (feed.title, feed.interval, feed.etag) == ("The Courier", timedelta(hours=2), "v1")


def test_a_feed_is_switched_off_and_on_again_on_record(post, feed, editor):
    assert "is switched off" in post("switch", feed.pk).content.decode()
    feed.refresh_from_db()
    assert (feed.state, feed.outcome) == (FeedState.OFF, "Switched off by Ed Okafor.")
    assert "switched off" in post("poll", feed.pk).content.decode()
    assert "followed again" in post("switch", feed.pk).content.decode()
    feed.refresh_from_db()
    assert feed.state == FeedState.DUE
    entries = AuditEntry.objects.filter(table="claims_feed", action="update")
    assert [entry.actor_id for entry in entries] == [editor.pk, editor.pk]


@pytest.mark.parametrize("action", ["poll", "switch"])
def test_a_reviewer_only_looks(post, client, feed, reviewer, action):
    assert post(action, feed.pk, user=reviewer).status_code == 403
    shown = client.get(reverse("admin:claims_feed_change", args=[feed.pk]))
    assert shown.status_code == 200
    assert "Poll now" not in shown.content.decode()
    assert client.get(reverse(f"admin:claims_feed_{action}", args=[feed.pk])).status_code == 405


def test_the_page_tells_failures_and_lists_entries_with_their_articles(page, feed, make_claim, editor):
    make_claim()
    article = Article.objects.get()
    Feed.objects.update(state=FeedState.FAILED, failures=3, failure="courier.example answered 503.")
    read = Submission.objects.create(url=f"{URL}/1", article=article)
    failed = Submission.objects.create(
        url=f"{URL}/2", state=SubmissionState.GIVEN_UP, failure="courier.example answered 404."
    )
    for number, row in enumerate((read, failed, None)):
        FeedEntry.objects.create(feed=feed, guid=str(number), title=f"News {number}", submission=row, note="Too old.")
    content = page("feed_change", feed.pk, user=editor).content.decode()
    assert "Failed 3 times in a row" in content
    assert "courier.example answered 503. Due now." in content
    assert reverse("admin:claims_article_change", args=[article.pk]) in content
    assert "courier.example answered 404." in content
    assert "Too old." in content
    assert page("feed_changelist", user=editor).status_code == 200
    assert page("feedentry_changelist", feed__id__exact=str(feed.pk)).status_code == 200
