"""What comes in as bytes becomes a text with what is known about it: plain text, or HTML by trafilatura."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import trafilatura
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from trafilatura.settings import Document as ExtractedPage

from claims.extraction.header import read_header
from claims.extraction.normalise import normalise

LONGEST_ADDRESS = 2000
"""Bytes of a URL: what its column holds, and its index."""
# Only the date that a page declares: searched for elsewhere, any date in its text or footer would become its own.
DECLARED_DATE = {"extensive_search": False, "original_date": True}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<p>", b"<div")
BINARY_MARKS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x1f\x8b": "a gzip file",
}
HTML_LANGUAGE = re.compile(
    rb"""<html\b[^>]*?\slang\s*=\s*["']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)""", re.IGNORECASE
)


class UnreadableDocument(ValueError):
    """The bytes hold no text that could be read; the message says what they are and what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text, normalised, and the metadata that the input gave; empty where it gave none."""

    text: str
    title: str = ""
    outlet: str = ""
    byline: str = ""
    dateline: str = ""
    canonical_url: str = ""
    language: str = ""
    published_at: datetime | None = None


def read(data: bytes, *, name: str = "the input") -> Document:
    """Read plain text or HTML. `name` is what messages call it. Raises UnreadableDocument."""
    for mark, what in BINARY_MARKS.items():
        if data.startswith(mark):
            raise UnreadableDocument(f"{name} is {what}. Send plain text or HTML: copy the article's text out of it.")
    if data.startswith(UTF_16):
        data = data.decode("utf-16", "replace").encode()
    if b"\0" in data[:4096]:
        raise UnreadableDocument(f"{name} holds binary data. Send plain text or HTML.")
    # A page begins with a tag; a text may well speak of one.
    begins = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begins.startswith(b"<") and any(mark in begins for mark in HTML_MARKS):
        return read_html(data, name=name)
    return read_text(_decode(data))


def read_text(text: str) -> Document:
    """Read pasted text: title, byline and date line are taken where its first lines give them."""
    clean = normalise(text)
    header = read_header(clean)
    return Document(
        text=clean,
        title=header.title,
        outlet=header.outlet,
        byline=header.byline,
        dateline=header.dateline,
        published_at=header.published_at,
    )


def read_html(data: bytes, *, name: str = "the page") -> Document:
    """Read a page's article and metadata. Raises UnreadableDocument where no article text is found."""
    found = trafilatura.bare_extraction(
        data, with_metadata=True, include_comments=False, favor_recall=True, date_extraction_params=DECLARED_DATE
    )
    page = found.as_dict() if isinstance(found, ExtractedPage) else {}
    text = normalise(page.get("text") or "")
    if not text.strip():
        raise UnreadableDocument(f"{name} is HTML without article text. Paste the article's text instead.")
    address = page.get("url") or ""
    return Document(
        text=text,
        title=page.get("title") or "",
        outlet=page.get("sitename") or "",
        byline=page.get("author") or "",
        canonical_url=address if is_web_address(address) else "",
        language=_declared_language(data),
        published_at=_start_of_day(page.get("date")),
    )


def is_web_address(url: str) -> bool:
    """Whether it is an http or https address that can be stored."""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return False
    return len(url.encode()) <= LONGEST_ADDRESS


def _declared_language(page: bytes) -> str:
    found = HTML_LANGUAGE.search(page[:4096])
    return found[1].decode().replace("_", "-") if found else ""


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _start_of_day(iso_date: str | None) -> datetime | None:
    if not iso_date:
        return None
    return datetime.fromisoformat(iso_date).replace(tzinfo=UTC)
