"""The doorbells. Each task takes ids, is safe to run twice, and rings for what it left due."""

from collections.abc import Iterable
from datetime import timedelta

from celery import shared_task
from django.conf import settings

from claims import library_uploads, lookup, pipeline, submissions
from claims.choices import LookupState
from claims.evidence import capturing
from claims.feeds import polling
from claims.lookup import retention
from claims.models import ArticleRevision, EvidenceCapture, Feed, LibraryUpload, SourceLookup, Submission
from claims.work import find_overdue
from claimtracker.events.tasks import deliver_events

SWEEP_GRACE = timedelta(seconds=10)
SWEEP_LIMIT = 500


@shared_task
def extract_revision(revision_id: int) -> None:
    """Find a revision's claims, and ring for their look-ups and reviews."""
    _ring_look_ups(pipeline.extract_revision(revision_id))
    deliver_events.delay()


@shared_task
def look_up(*lookup_ids: int) -> None:
    """Ask a source about these claims; ring again in time for each that is due again within the minute."""
    for lookup_id, again in lookup.run(*lookup_ids):
        look_up.apply_async((lookup_id,), countdown=again.total_seconds())


@shared_task
def follow_up(claim_id: int) -> None:
    """Ring for what a correction by hand left due: the claim's look-ups, and its review."""
    due = SourceLookup.objects.filter(claim=claim_id, state=LookupState.DUE)
    _ring_look_ups(due.values_list("pk", flat=True))
    deliver_events.delay()


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


@shared_task(soft_time_limit=library_uploads.SECONDS, time_limit=library_uploads.SECONDS + 30)
def import_upload(upload_id: int) -> None:
    """Import a file that was sent into the library."""
    library_uploads.run(upload_id)


@shared_task
def capture_evidence(capture_id: int) -> None:
    """Fetch, keep and read what somebody brought as evidence."""
    capturing.run(capture_id)


@shared_task
def sweep() -> None:
    """Ring again for work whose message was lost or whose worker died."""
    for revision_id in find_overdue(ArticleRevision.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        extract_revision.delay(revision_id)
    _ring_look_ups(find_overdue(SourceLookup.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT))
    for submission_id in find_overdue(Submission.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        read_submission.delay(submission_id)
    for feed_id in find_overdue(Feed.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        poll_feed.delay(feed_id)
    for upload_id in find_overdue(LibraryUpload.objects.defer("data"), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        import_upload.delay(upload_id)
    for capture_id in find_overdue(EvidenceCapture.objects.defer("data"), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        capture_evidence.delay(capture_id)


@shared_task
def drop_old_snapshots() -> None:
    """Drop the bytes of snapshots that the operator does not want to keep any longer."""
    retention.drop_old(days=settings.SNAPSHOT_DAYS)


def _ring_look_ups(lookup_ids: Iterable[int]) -> None:
    for ids in lookup.in_messages(lookup_ids):
        look_up.delay(*ids)
