"""PDFs with text become passages page by page; scans, locked and broken ones are refused in words."""

import io
from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from claims.library.importers.base import LibraryDataError
from tests.claims.library.reading import documents_of


def pdf(*pages: str, password: str = "") -> bytes:
    writer = PdfWriter()
    for words in pages:
        page = writer.add_blank_page(600, 800)
        if words:
            stream = DecodedStreamObject()
            stream.set_data(f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET".encode())
            named = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
            font = DictionaryObject({NameObject(name): NameObject(value) for name, value in named.items()})
            page[NameObject("/Resources")] = DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
            )
            page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_each_page_is_a_heading(tmp_path: Path) -> None:
    [document] = documents_of(tmp_path, "a.pdf", pdf("Nine roads lead north.", "Two lead south."))
    assert [(each.heading, each.text) for each in document.passages] == [
        ("Page 1", "Nine roads lead north."),
        ("Page 2", "Two lead south."),
    ]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(""), "has no text layer"),
        (pdf("Secret roads.", password="key"), "encrypted"),
        (b"%PDF-1.7\ngarbage", "broken|could not be read"),
        (pdf("Nine roads.")[:300], "broken|could not be read|no text layer"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 2000, "broken|could not be read"),
    ],
    ids=["scan", "encrypted", "garbage", "cut off", "binary"],
)
def test_what_cannot_be_read_is_refused_in_words(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(LibraryDataError, match=words):
        documents_of(tmp_path, "a.pdf", data)
