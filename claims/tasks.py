"""The doorbells. Each task takes ids, is safe to run twice, and rings for what it left due."""

from datetime import timedelta

from celery import shared_task

from claims import library_uploads, lookup, pipeline
from claims.models import ArticleRevision, LibraryUpload, SourceLookup
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


@shared_task(soft_time_limit=library_uploads.SECONDS, time_limit=library_uploads.SECONDS + 30)
def import_upload(upload_id: int) -> None:
    """Import a file that was sent into the library."""
    library_uploads.run(upload_id)


@shared_task
def sweep() -> None:
    """Ring again for work whose message was lost or whose worker died."""
    for revision_id in find_overdue(ArticleRevision.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        extract_revision.delay(revision_id)
    for lookup_id in find_overdue(SourceLookup.objects.all(), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        look_up.delay(lookup_id)
    for upload_id in find_overdue(LibraryUpload.objects.defer("data"), grace=SWEEP_GRACE, limit=SWEEP_LIMIT):
        import_upload.delay(upload_id)
