"""What comes in as bytes becomes a text with what is known about it: plain text, or HTML by trafilatura."""

from dataclasses import dataclass
from datetime import UTC, datetime

import trafilatura
from trafilatura.settings import Document as ExtractedPage

from claims.extraction.header import read_header
from claims.extraction.normalise import normalise

HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<p>", b"<div")
BINARY_MARKS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"\x1f\x8b": "a gzip file",
}


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
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableDocument(f"{name} holds binary data. Send plain text or HTML.")
    if any(mark in data[:2048].lower() for mark in HTML_MARKS):
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
    found = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False, favor_recall=True)
    page = found.as_dict() if isinstance(found, ExtractedPage) else {}
    text = normalise(page.get("text") or "")
    if not text.strip():
        raise UnreadableDocument(f"{name} is HTML without article text. Paste the article's text instead.")
    return Document(
        text=text,
        title=page.get("title") or "",
        outlet=page.get("sitename") or "",
        byline=page.get("author") or "",
        canonical_url=page.get("url") or "",
        language=page.get("language") or "",
        published_at=_start_of_day(page.get("date")),
    )


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _start_of_day(iso_date: str | None) -> datetime | None:
    if not iso_date:
        return None
    return datetime.fromisoformat(iso_date).replace(tzinfo=UTC)
