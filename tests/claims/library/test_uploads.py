"""A file sent in is a row: imported by a worker once, its bytes dropped, its state in words; garbage is refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from claims import library_uploads
from claims.choices import WorkState
from claims.library.importers.base import Details, LibraryDataError
from claims.library_uploads import run, send_in, state_in_words
from claims.models import LibraryUpload, Posting, ReferenceDocument, ReferencePassage

pytestmark = pytest.mark.django_db
DETAILS = Details(title="Roads", publisher="Office for Roads", as_of=None)


def sent(data: bytes = b"There are nine roads in Examplia.", **options: Any) -> LibraryUpload:
    return send_in("roads.txt", data, DETAILS, submitted_by=None, **options)


def test_an_upload_is_imported_and_its_bytes_are_dropped() -> None:
    upload = sent()
    assert state_in_words(upload) == "Waits to be imported."

    run(upload.pk)

    upload.refresh_from_db()
    assert (upload.state, upload.data, upload.failure) == (WorkState.DONE, None, "")
    assert state_in_words(upload) == "Imported: 1 documents, 1 passages, 0 figures."
    assert ReferencePassage.objects.get().text == "There are nine roads in Examplia."
    assert Posting.objects.exists()


def test_the_same_file_again_changes_nothing_and_says_so() -> None:
    run(sent().pk)
    [document] = ReferenceDocument.objects.all()
    again = sent()
    run(again.pk)
    again.refresh_from_db()
    assert state_in_words(again) == "Was in the library already: nothing was changed."
    assert ReferenceDocument.objects.get().pk == document.pk


def test_a_refused_file_is_given_up_at_once_with_the_reason() -> None:
    upload = sent(b"\0\1\2" * 100)
    run(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.attempts, upload.data) == (WorkState.GIVEN_UP, 1, None)
    assert "binary data" in upload.failure
    assert not ReferenceDocument.objects.exists()


def test_another_failure_is_tried_again_and_then_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(library_uploads, "import_file", fail)
    upload = sent()
    for attempt in (1, 2, 3):
        run(upload.pk)
        upload.refresh_from_db()
        assert upload.attempts == attempt
        if attempt < 3:
            assert (upload.state, state_in_words(upload)) == (WorkState.DUE, "Failed, and will be tried again.")
            assert upload.data is not None
        LibraryUpload.objects.filter(state=WorkState.DUE).update(next_attempt_at=timezone.now())
    assert (upload.state, upload.failure) == (WorkState.GIVEN_UP, "RuntimeError: the disk is full")


def test_a_worker_that_was_overtaken_writes_no_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = sent()
    real: Callable[..., Any] = library_uploads.import_file

    def overtaken(*arguments: Any, **options: Any) -> Any:
        LibraryUpload.objects.update(lease_until=timezone.now() - timedelta(hours=1))
        monkeypatch.setattr(library_uploads, "import_file", real)
        run(upload.pk)
        return real(*arguments, **options)

    monkeypatch.setattr(library_uploads, "import_file", overtaken)
    run(upload.pk)
    upload.refresh_from_db()
    assert (upload.state, upload.attempts, upload.documents) == (WorkState.DONE, 2, 1)
    assert ReferenceDocument.objects.count() == 1


@pytest.mark.parametrize("data", [b"", b"x" * (library_uploads.MOST_BYTES + 1)], ids=["empty", "too large"])
def test_what_cannot_be_a_document_is_not_stored(data: bytes) -> None:
    with pytest.raises(LibraryDataError, match=r"is empty|is the most here"):
        sent(data)
    assert not LibraryUpload.objects.exists()
