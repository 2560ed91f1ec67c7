"""What kind of bytes these are, and who reads them."""

import re

from claims.reading.decoding import decode
from claims.reading.document import Document, UnreadableDocument
from claims.reading.mail import is_mail, read_mail
from claims.reading.page import read_page
from claims.reading.pasted import read_text

HTML_MARKS = ("<!doctype html", "<html", "<head", "<body", "<article", "<p>", "<div")
BINARY_MARKS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a PNG image",
    b"GIF8": "a GIF image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x1f\x8b": "a gzip file",
    b"\x7fELF": "a program",
}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A text has line breaks and tabs, and here and there a form feed; the other control characters are a machine's.
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
LOOKED_AT = 65_536
MOST_CONTROLS = 0.01
"""Of all bytes: more is no text in any encoding, the wide ones with a mark aside."""


def read(data: bytes, *, name: str = "the input", charset: str = "", media_type: str = "", url: str = "") -> Document:
    """Read plain text, an e-mail or HTML, told apart by how they begin.

    `name` is what messages call it; `charset` and `media_type` are what came with it declared; `url` is where it was
    fetched. Raises UnreadableDocument, and nothing else whatever the bytes are.
    """
    _check_kind(data, name)
    text = decode(data, declared=charset)
    if media_type != "text/plain" and is_page(text):
        return read_page(text, name=name, url=url)
    if not media_type and is_mail(data):
        return read_mail(data, name=name)
    if media_type not in ("", "text/plain"):
        return read_page(text, name=name, url=url)
    return read_text(text)


def looks_like_page(data: bytes) -> bool:
    """Whether the bytes would be read as a page or a mail, by a look at their beginning: neither is read at once."""
    return is_page(decode(data[:4096])) or is_mail(data)


def is_page(text: str) -> bool:
    """Whether the text is HTML: a page begins with a tag, while a text may well speak of one."""
    begins = text[:2048].lstrip("\ufeff \t\r\n\f").lower()
    return begins.startswith("<") and any(mark in begins for mark in HTML_MARKS)


def _check_kind(data: bytes, name: str) -> None:
    for mark, what in BINARY_MARKS.items():
        if data.startswith(mark):
            raise UnreadableDocument(f"{name} is {what}. Send plain text or HTML: copy the article's text out of it.")
    start = data[:LOOKED_AT]
    is_wide = start.startswith(UTF_16)
    if not is_wide and (b"\0" in start[:4096] or len(CONTROLS.findall(start)) > MOST_CONTROLS * len(start)):
        raise UnreadableDocument(f"{name} holds binary data. Send plain text or HTML.")
