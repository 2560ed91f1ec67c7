"""The library's upload page: a file in, its state in words; documents taken out by those who may."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.library_uploads import run
from claims.models import LibraryUpload, Posting, ReferenceDocument
from claimtracker.people.models import User

ADD = "admin:claims_libraryupload_add"


@pytest.fixture
def desk(client: Client, superuser: User) -> Client:
    client.force_login(superuser)
    return client


def sent(desk: Client, data: bytes = b"There are nine roads.", **more: str):
    fields = {"kind": "", "title": "Roads", "publisher": "Office for Roads"} | more
    return desk.post(reverse(ADD), {"file": SimpleUploadedFile("roads.txt", data), **fields}, follow=True)


def test_a_file_is_stored_as_a_row_and_shown_with_its_state(desk: Client, superuser: User) -> None:
    assert desk.get(reverse(ADD)).status_code == 200
    response = sent(desk)
    upload = LibraryUpload.objects.get()
    assert (upload.name, upload.submitted_by, upload.title) == ("roads.txt", superuser, "Roads")
    assert "Waits to be imported." in response.content.decode()
    run(upload.pk)
    page = desk.get(reverse("admin:claims_libraryupload_change", args=[upload.pk])).content.decode()
    assert "Imported: 1 documents, 1 passages, 0 figures." in page


@pytest.mark.parametrize(
    ("data", "more", "words"),
    [
        (b"", {}, "is empty"),
        (b"x", {"url": "ftp://x.example/"}, "valid URL|begin with"),
        (b"x", {"as_of": "soon"}, "date"),
    ],
)
def test_what_cannot_come_in_is_refused_on_the_page(
    desk: Client, data: bytes, more: dict[str, str], words: str
) -> None:
    page = sent(desk, data, **more).content.decode()
    assert any(word in page for word in words.split("|"))
    assert not LibraryUpload.objects.exists()


def test_a_document_is_taken_out_with_its_postings(desk: Client) -> None:
    sent(desk)
    run(LibraryUpload.objects.get().pk)
    document = ReferenceDocument.objects.get()
    desk.post(reverse("admin:claims_referencedocument_delete", args=[document.pk]), {"post": "yes"})
    assert not ReferenceDocument.objects.exists()
    assert not Posting.objects.exists()


def test_a_reviewer_may_neither_fill_nor_empty_the_library(client: Client, desk: Client, reviewer: User) -> None:
    sent(desk)
    run(LibraryUpload.objects.get().pk)
    client.force_login(reviewer)
    assert client.get(reverse(ADD)).status_code == 403
    document = ReferenceDocument.objects.get()
    assert client.post(reverse("admin:claims_referencedocument_delete", args=[document.pk])).status_code == 403
