"""Files sent into the library: stored as a row at once, imported by a worker, the bytes dropped afterwards."""

import hashlib
import logging
import tempfile
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path, PurePath

from django.utils import timezone

from claims.choices import WorkState
from claims.library.importers.base import Details, LibraryDataError
from claims.library.importers.kinds import IMPORTERS
from claims.library.importing import import_file
from claims.models import LibraryUpload
from claims.work import WORKERS_LOST, AttemptLost, next_attempt, outcome_of, take
from claimtracker.people.models import User

logger = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024 * 1024
"""Larger files are for `manage.py import_library`, which reads them where they lie."""
MOST_ATTEMPTS = 3
SECONDS = 840
"""A task may import for so long (soft limit); the lease outlasts it."""
LEASE = timedelta(seconds=SECONDS + 60)


def send_in(name: str, data: bytes, details: Details, *, kind: str = "", submitted_by: User | None) -> LibraryUpload:
    """Store a file that is due to be imported; raises LibraryDataError where it cannot be one at all."""
    name = PurePath(name.replace("\0", "")).name[:255] or "unnamed"
    if not data:
        raise LibraryDataError(f"“{name}” is empty.")
    if len(data) > MOST_BYTES:
        raise LibraryDataError(
            f"“{name}” has {len(data):,} bytes; {MOST_BYTES:,} is the most here. Use manage.py import_library."
        )
    if kind and kind not in IMPORTERS:
        raise LibraryDataError(f"There is no kind “{kind}”. There are {', '.join(IMPORTERS)}.")
    return LibraryUpload.objects.create(
        name=name,
        kind=kind,
        data=data,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        submitted_by=submitted_by,
        **asdict(details),
    )


def run(upload_id: int) -> None:
    """Import an upload. Ends quietly when it is gone, taken by another worker, or done.

    A file that is refused is refused for good; anything else that goes wrong is tried again.
    """
    upload = take(LibraryUpload.objects.all(), upload_id)
    if upload is None:
        return
    if upload.attempts > MOST_ATTEMPTS:
        _end_badly(upload, WORKERS_LOST, is_last=True)
        return
    LibraryUpload.objects.filter(pk=upload.pk, attempt_token=upload.attempt_token).update(
        lease_until=timezone.now() + LEASE
    )
    try:
        _import(upload)
    except AttemptLost as lost:
        logger.warning("%s", lost)
    except LibraryDataError as refusal:
        _end_badly(upload, str(refusal), is_last=True)
    except Exception as error:
        logger.exception("Import of upload %s failed", upload_id)
        _end_badly(upload, f"{type(error).__name__}: {error}", is_last=upload.attempts >= MOST_ATTEMPTS)


def state_in_words(upload: LibraryUpload) -> str:
    """Where the upload stands, as a person reads it."""
    if upload.state == WorkState.DUE:
        return "Failed, and will be tried again." if upload.failure else "Waits to be imported."
    if upload.state == WorkState.RUNNING:
        return "Is being imported."
    if upload.state == WorkState.GIVEN_UP:
        return "Was not imported: nothing of it is in the library."
    if not upload.documents:
        return "Was in the library already: nothing was changed."
    return f"Imported: {upload.documents:,} documents, {upload.passages:,} passages, {upload.figures:,} figures."


def _import(upload: LibraryUpload) -> None:
    details = Details(**{name: getattr(upload, name) for name in Details.__dataclass_fields__})
    with tempfile.NamedTemporaryFile() as file:
        file.write(bytes(upload.data or b""))
        file.flush()
        imported = import_file(
            Path(file.name), upload.name, details, kind=upload.kind, progress=lambda _done, _total: None
        )
    with outcome_of(upload) as row:
        row.state = WorkState.DONE
        row.data = None
        row.finished_at = timezone.now()
        row.documents, row.unchanged = imported.documents, imported.unchanged
        row.passages, row.figures = imported.passages, imported.figures


def _end_badly(upload: LibraryUpload, failure: str, *, is_last: bool) -> None:
    try:
        with outcome_of(upload) as row:
            row.failure = failure.replace("\0", "")
            row.state = WorkState.GIVEN_UP if is_last else WorkState.DUE
            row.next_attempt_at = None if is_last else next_attempt(upload.attempts)
            if is_last:
                row.data, row.finished_at = None, timezone.now()
    except AttemptLost as lost:
        logger.warning("%s", lost)
