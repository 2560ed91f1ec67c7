"""The doorbells. Each task takes ids, is safe to run twice, and rings for what it left due."""

from datetime import timedelta

from celery import shared_task

from claims import lookup, pipeline, submissions
from claims.feeds import polling
from claims.models import ArticleRevision, Feed, SourceLookup, Submission
from claims.work import find_overdue
from claimtracker.events.tasks import deliver_events

SWEEP_GRACE = timedelta(seconds=10)
SWEEP_LIMIT = 500


@shared_task
def extract_revision(revision_id: int) -> None:
    """Find a revision's claims, and ring for their look-ups and reviews."""
    for lookup_id in pipeline.extract_revision(revision_id):
        look_up.delay(lookup_id)
    deliver_events.delay()


@shared_task
def look_up(lookup_id: int) -> None:
    """Ask one source about one claim."""
    lookup.run(lookup_id)


@shared_task
def read_submission(submission_id: int) -> None:
    """Fetch and read what was sent in, and ring for the extraction of a text that is new."""
    taken = submissions.run(submission_id)
    if taken is not None and taken.is_new:
        extract_revision.delay(taken.revision.pk)


@shared_task
def poll_feed(feed_id: int) -> None:
    """Look into a feed, and ring for the pages of its new entries."""
    for submission_id in polling.poll(feed_id):
        read_submission.delay(submission_id)


@shared_task
def sweep() -> None:
    """Ring again for work whose message was lost or whose worker died."""
    for revision_id in find_overdue(ArticleRevision.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        extract_revision.delay(revision_id)
    for lookup_id in find_overdue(SourceLookup.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        look_up.delay(lookup_id)
    for submission_id in find_overdue(Submission.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        read_submission.delay(submission_id)
    for feed_id in find_overdue(Feed.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        poll_feed.delay(feed_id)
