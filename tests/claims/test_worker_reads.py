"""A real worker turns an address into claims, and a feed into articles; what was lost, it takes up again."""

from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.utils import timezone
from pytest_django import Settings

from claims import tasks
from claims.choices import SubmissionState, WorkState
from claims.models import Appearance, ArticleRevision, Feed, Submission
from claims.submissions import submit_url
from tests.claimtracker.outbound.server import LocalServer, reply
from tests.support.pages import page
from tests.support.worker import wait_until, worker

pytestmark = pytest.mark.django_db(transaction=True)
FIGURES = "Herders make up more than 46% of the people of Examplia, the bureau of statistics said on Monday."


@pytest.fixture(autouse=True)
def clean_broker(settings: Settings, monkeypatch: pytest.MonkeyPatch, server: LocalServer) -> None:
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        broker.delete("celery")
    # The worker is a process of its own: what it may reach, it learns from its environment.
    monkeypatch.setenv("OUTBOUND_ALLOW", ",".join(settings.OUTBOUND_ALLOW))


def extracted(revisions: int) -> bool:
    return ArticleRevision.objects.filter(state=WorkState.DONE).count() == revisions


def test_an_address_becomes_claims_with_their_words(server: LocalServer, tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    submission = submit_url(server.on("/herders", reply(page(FIGURES, FIGURES.replace("46", "47")))))
    with worker(log):
        tasks.read_submission.delay(submission.pk)
        wait_until(lambda: extracted(1), "the extraction", log=log)
    submission.refresh_from_db()
    assert (submission.state, submission.made_revision) == (SubmissionState.DONE, True)
    texts = [appearance.exact for appearance in Appearance.objects.all()]
    assert any("46%" in text for text in texts)


def test_what_a_dead_worker_left_and_what_nobody_rang_for_is_taken_up_by_the_sweep(
    server: LocalServer, tmp_path: Path
) -> None:
    log = tmp_path / "worker.log"
    server.on("/robots.txt", reply(status=404))
    server.on("/1", reply(page(FIGURES)))
    items = f"<item><title>One</title><link>{server.url('/1')}</link></item>"
    body = f'<rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'.encode()
    long_ago = timezone.now() - timedelta(minutes=5)
    Feed.objects.create(
        url=server.on("/feed", reply(body, content_type="application/rss+xml")), next_attempt_at=long_ago
    )
    lost = submit_url(server.on("/2", reply(page(FIGURES.replace("46", "48")))))
    Submission.objects.update(state=SubmissionState.RUNNING, attempts=1, lease_until=long_ago, next_attempt_at=None)
    with worker(log):
        tasks.sweep.delay()
        wait_until(lambda: extracted(2), "both articles", log=log)
    lost.refresh_from_db()
    assert (lost.state, lost.attempts) == (SubmissionState.DONE, 2)
    assert Submission.objects.get(obeys_robots=True).feed_entry.feed.title == "Courier"
