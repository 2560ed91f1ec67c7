"""What is sent in as an address or a page becomes an article, or says why not; nothing is stored by halves."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone
from pytest_django import Settings

from claims import submissions
from claims.choices import SubmissionState
from claims.intake import IntakeRefused
from claims.models import Article, ArticleRevision, Submission
from claims.submissions import MOST_ATTEMPTS, read_again, submit_page, submit_url, try_again
from claimtracker.people.models import User
from tests.claimtracker.outbound.server import LocalServer, drip, raw, redirect, reply
from tests.support.pages import PARAGRAPHS, page

pytestmark = pytest.mark.django_db


def fetched(url: str, **values: object) -> Submission:
    """The row after one attempt."""
    submission = submit_url(url, **values)
    submissions.run(submission.pk)
    submission.refresh_from_db()
    return submission


def test_an_address_becomes_an_article_with_what_its_page_says(server: LocalServer, reviewer: User) -> None:
    head = (
        '<meta property="og:site_name" content="The Examplia Courier">'
        '<meta property="article:published_time" content="2026-03-02T09:30:00+02:00">'
    )
    body = page(head=head, lang="en-GB")
    row = fetched(server.on("/bridge?utm_source=mail&id=7", reply(body)), submitted_by=reviewer)
    assert (row.state, row.failure, row.made_revision) == (SubmissionState.DONE, "", True)
    assert (row.http_status, row.media_type, row.charset) == (200, "text/html", "utf-8")
    assert (row.size, row.sha256) == (len(body), hashlib.sha256(body).hexdigest())
    article = Article.objects.get()
    assert row.article == article
    assert article.canonical_url == server.url("/bridge?id=7")
    assert (article.title, article.outlet.name, article.outlet.domain) == (
        "Council votes for the bridge", "The Examplia Courier", "127.0.0.1",
    )  # fmt: skip
    assert article.published_at == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    assert (article.language, article.submitted_by) == ("en-GB", reviewer)
    assert all(paragraph in row.revision.text for paragraph in PARAGRAPHS)
    assert "All rights reserved" not in row.revision.text


def test_a_redirect_is_followed_and_its_end_is_kept(server: LocalServer) -> None:
    server.on("/new", reply(page()))
    row = fetched(server.on("/old", redirect("/new#top", 301)))
    assert (row.final_url, row.article.canonical_url) == (server.url("/new"), server.url("/new"))


def test_plain_text_is_read_as_it_stands(server: LocalServer) -> None:
    row = fetched(server.on("/a.txt", reply("\n".join(PARAGRAPHS).encode(), content_type="text/plain")))
    assert row.revision.text == "\n".join(PARAGRAPHS)
    assert row.article.canonical_url == server.url("/a.txt")


def test_what_the_sender_knows_beats_what_the_page_says(server: LocalServer) -> None:
    given = {"title": "Given", "published_at": datetime(2026, 1, 5, 8, tzinfo=UTC), "nonsense": "no"}
    article = fetched(server.on("/", reply(page())), given=given).article
    assert (article.title, article.published_at) == ("Given", given["published_at"])


@pytest.mark.parametrize(
    ("answer", "refusal", "says"),
    [
        (reply(status=404), "status", "answered 404"),
        (reply(status=410), "status", "answered 410"),
        (reply(b"%PDF-1.7", content_type="application/pdf"), "type", "application/pdf"),
        (reply(b"%PDF-1.7"), "unreadable", "is a PDF"),
        (reply(b"<html><body></body></html>"), "unreadable", "HTML without article text"),
        (reply(b""), "unreadable", "HTML without article text"),
        (reply(b" \n", content_type="text/plain"), "blank", "no text"),
        (reply(b"." * 60_000), "too_large", "more than 50,000 bytes"),
        (redirect("http://169.254.169.254/latest/meta-data"), "address", "not on the public internet"),
        (redirect("http://10.0.0.1/"), "address", "not on the public internet"),
        (redirect("http://localhost:8000/"), "address", "not on the public internet"),
        (redirect("file:///etc/passwd"), "scheme", "no scheme that is fetched"),
        (redirect("/"), "circle", "in a circle"),
    ],
)  # fmt: skip
def test_what_will_not_get_better_is_given_up_at_once_with_the_reason(
    server: LocalServer, settings: Settings, answer, refusal: str, says: str
) -> None:
    settings.MAX_PAGE_BYTES = 50_000
    row = fetched(server.on("/", answer))
    assert (row.state, row.refusal, row.next_attempt_at) == (SubmissionState.GIVEN_UP, refusal, None)
    assert says in row.failure
    assert not Article.objects.exists()
    submissions.run(row.pk)
    assert len(server.asked) == 1


def test_a_private_address_is_refused_without_a_connection(server: LocalServer, settings: Settings) -> None:
    settings.OUTBOUND_ALLOW = []
    row = fetched(server.on("/", reply(page())))
    assert (row.state, row.refusal, server.asked) == (SubmissionState.GIVEN_UP, "address", [])


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (reply(status=500), "answered 500"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>Half"), "not whole"),
        (raw(b"SSH-2.0-OpenSSH\r\n"), "did not answer as HTTP asks"),
        (drip(b"", b"", every=9), "took too long"),
    ],
    ids=["500", "truncated", "no HTTP", "silence"],
)
def test_what_may_pass_is_tried_again_later(
    server: LocalServer, answer, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.fetching.PATIENCE", submissions.robots.Timeouts(connect=1, read=0.3, total=0.5))
    row = fetched(server.on("/", answer))
    assert (row.state, row.attempts) == (SubmissionState.FAILED, 1)
    assert says in row.failure
    assert timezone.now() < row.next_attempt_at < timezone.now() + timedelta(minutes=1)
    assert not Article.objects.exists()
    server.on("/", reply(page()))
    Submission.objects.update(next_attempt_at=timezone.now())
    submissions.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.failure, row.attempts) == (SubmissionState.DONE, "", 2)


def test_a_server_that_asks_for_time_gets_it(server: LocalServer) -> None:
    row = fetched(server.on("/", reply(status=429, Retry_After="3600")))
    assert (row.state, row.http_status) == (SubmissionState.FAILED, 429)
    assert row.next_attempt_at > timezone.now() + timedelta(minutes=59)


def test_after_enough_attempts_it_is_given_up(server: LocalServer) -> None:
    row = submit_url(server.on("/", reply(status=503)))
    for _ in range(MOST_ATTEMPTS):
        Submission.objects.update(next_attempt_at=timezone.now())
        submissions.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (SubmissionState.GIVEN_UP, MOST_ATTEMPTS)
    assert f"Given up after {MOST_ATTEMPTS} attempts" in row.failure


def test_workers_that_die_over_it_are_not_sent_for_ever(server: LocalServer) -> None:
    row = submit_url(server.on("/", reply(page())))
    Submission.objects.update(
        state=SubmissionState.RUNNING, attempts=MOST_ATTEMPTS, lease_until=timezone.now() - timedelta(seconds=1)
    )
    submissions.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.refusal, server.asked) == (SubmissionState.GIVEN_UP, "workers_lost", [])


def test_running_it_twice_does_the_work_once(server: LocalServer) -> None:
    row = fetched(server.on("/", reply(page())))
    assert submissions.run(row.pk) is None
    assert len(server.asked) == 1


def test_a_text_that_the_desk_refuses_leaves_nothing(server: LocalServer, settings: Settings) -> None:
    settings.MAX_ARTICLE_CHARACTERS = 100
    row = fetched(server.on("/", reply(page())))
    assert (row.state, row.refusal) == (SubmissionState.GIVEN_UP, "too_long")
    assert not Article.objects.exists()


def test_the_bytes_of_a_page_are_dropped_once_they_are_read() -> None:
    row = submit_page(page(), name="bridge.html")
    assert row.sha256 == hashlib.sha256(page()).hexdigest()
    submissions.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.body, row.size) == (SubmissionState.DONE, None, len(page()))
    assert PARAGRAPHS[0] in row.revision.text
    empty = submit_page(b"<html><body></body></html>", name="empty.html")
    submissions.run(empty.pk)
    empty.refresh_from_db()
    assert (empty.state, empty.body) == (SubmissionState.GIVEN_UP, None)
    assert empty.failure.startswith("empty.html is HTML without article text")
    assert not try_again(empty)


def test_reading_an_article_again_makes_a_revision_only_of_another_text(server: LocalServer) -> None:
    first = fetched(server.on("/bridge", reply(page())))
    again = read_again(first.article)
    submissions.run(again.pk)
    again.refresh_from_db()
    assert (again.article, again.revision, again.made_revision) == (first.article, first.revision, False)
    server.on("/bridge", reply(page(*PARAGRAPHS, "The opposition voted against it, for the bridge is dear, it said.")))
    changed = fetched(server.url("/bridge#comments"))
    assert (changed.article, changed.revision.number, changed.made_revision) == (first.article, 2, True)
    assert ArticleRevision.objects.count() == 2


def test_an_article_without_an_address_cannot_be_fetched_again() -> None:
    row = submit_page(page())
    submissions.run(row.pk)
    row.refresh_from_db()
    with pytest.raises(IntakeRefused, match="no address"):
        read_again(row.article)


def test_what_a_page_says_later_fills_what_it_left_open(server: LocalServer) -> None:
    first = fetched(server.on("/bridge", reply(page())))
    assert first.article.published_at is None
    server.on("/bridge", reply(page(head='<meta property="article:published_time" content="2026-03-02">')))
    fetched(server.url("/bridge"))
    first.article.refresh_from_db()
    assert first.article.published_at == datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "invalid"),
        ("courier.example/bridge", "invalid"),
        ("ftp://courier.example/", "invalid"),
        ("https://user:secret@courier.example/", "invalid"),
        ("https://courier.example:25/", "invalid"),
        (f"https://courier.example/{'x' * 2000}", "max_length"),
    ],
)
def test_what_is_no_address_is_refused_at_once(url: str, code: str) -> None:
    with pytest.raises(IntakeRefused) as refusal:
        submit_url(url)
    assert (refusal.value.field, refusal.value.code) == ("url", code)
    assert not Submission.objects.exists()


def test_the_same_address_twice_in_a_row_waits_once(reviewer: User) -> None:
    url = "https://courier.example/bridge"
    assert submit_url(url, submitted_by=reviewer) == submit_url(url, submitted_by=reviewer)
    assert submit_url(url) != submit_url(url, given={"title": "Other"})


def test_trying_again_counts_anew(server: LocalServer) -> None:
    row = fetched(server.on("/", reply(status=404)))
    server.on("/", reply(page()))
    assert try_again(row)
    submissions.run(row.pk)
    row.refresh_from_db()
    assert (row.state, row.attempts, row.refusal) == (SubmissionState.DONE, 1, "")
    assert not try_again(row)


def test_a_page_that_takes_too_long_to_read_is_given_up_and_not_read_for_ever(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(*_args: object, **_kwargs: object) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(submissions, "read", too_long)
    row = fetched(server.on("/", reply(page())))
    assert (row.state, row.refusal, row.sha256 != "") == (SubmissionState.GIVEN_UP, "too_slow", True)
    assert "took longer" in row.failure


def test_a_page_that_had_not_arrived_when_the_time_was_up_is_fetched_again(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_long(_url: str) -> None:
        raise SoftTimeLimitExceeded

    with monkeypatch.context() as slow:
        slow.setattr(submissions, "fetch_page", too_long)
        row = fetched(server.on("/", reply(page())))
    assert (row.state, row.refusal) == (SubmissionState.FAILED, "")
    assert row.next_attempt_at is not None
    assert "had not arrived" in row.failure
    assert try_again(row)
    submissions.run(row.pk)
    assert Article.objects.count() == 1


def test_what_fails_between_reading_and_storing_leaves_nothing_and_is_tried_again(
    server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(row: Submission, _received: object) -> None:
        assert Article.objects.exists()
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(submissions, "_note_received", break_down)
        row = fetched(server.on("/", reply(page())))
    assert (row.state, row.failure) == (SubmissionState.FAILED, "OSError: disk full")
    assert not Article.objects.exists()
    assert try_again(row)
    submissions.run(row.pk)
    assert Article.objects.count() == 1
