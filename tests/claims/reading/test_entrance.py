"""Bytes become a text with what is known about it, and nothing that is not."""

from datetime import UTC, datetime

import pytest

from claims.reading import Document, UnreadableDocument, read

WORDS = "The council met on Tuesday and counted 3,000 families in the town, more than ever before, said the mayor."


def page(*, head: str = "", after: str = "") -> bytes:
    body = f"<article><h1>Families</h1><p>{WORDS}</p></article>{after}"
    return f"<!doctype html><html><head><title>Families</title>{head}</head><body>{body}</body></html>".encode()


def test_a_page_gives_its_text_and_the_metadata_that_it_declares() -> None:
    document = read(
        page(
            head='<link rel="canonical" href="https://courier.example/families">'
            '<meta property="article:published_time" content="2021-05-06">'
        )
    )
    assert WORDS in document.text
    assert (document.title, document.canonical_url) == ("Families", "https://courier.example/families")
    assert document.published_at == datetime(2021, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "markup",
    [
        page(after="<footer>© 2019 The Courier</footer>"),
        page(after="<p>On 3 May 1998 the old bridge fell into the river.</p>"),
        page(head='<meta property="article:published_time" content="2020-99-99">'),
    ],
    ids=["a footer's year", "a date in the text", "a date that no calendar has"],
)
def test_a_page_without_a_date_of_its_own_gets_none(markup: bytes) -> None:
    assert read(markup).published_at is None


@pytest.mark.parametrize(
    "address", ["https://exa mple/families", f"https://courier.example/{'a' * 2000}"], ids=["broken", "too long"]
)
def test_an_address_that_cannot_be_stored_does_not_cost_the_page(address: str) -> None:
    document = read(page(head=f'<link rel="canonical" href="{address}">'))
    assert (document.canonical_url, WORDS in document.text) == ("", True)


def test_a_text_that_speaks_of_tags_is_no_page() -> None:
    assert read(f"A <p> tag begins a paragraph. {WORDS}".encode()).text == f"A <p> tag begins a paragraph. {WORDS}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_and_pages_are_read_in_the_encodings_that_say_so(encoding: str) -> None:
    assert read(f"Köln: {WORDS}".encode(encoding)) == Document(text=f"Köln: {WORDS}")
    assert WORDS in read(page().decode().encode(encoding)).text
    assert "<p>" not in read(page().decode().encode(encoding)).text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"%PDF-1.7", "is a PDF"),
        (b"PK\x03\x04", "is a ZIP or Office file"),
        (b"One\0two", "holds binary data"),
        (b"<html><body></body></html>", "HTML without article text"),
    ],
)
def test_what_holds_no_text_is_refused_by_its_name(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument, match=says) as refusal:
        read(data, name="report.bin")
    assert str(refusal.value).startswith("report.bin ")


def test_a_page_names_nothing_outside_itself() -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    document = read(entity + page(after="<p>&secret;</p>"))
    assert "root:" not in document.text


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ('<html lang="de">', "de"),
        ("<html class=x lang='pt_BR'>", "pt-BR"),
        ("<html lang=en-GB dir=ltr>", "en-GB"),
        ("<html>", ""),
        ('<html lang="">', ""),
    ],
)
def test_the_language_is_the_one_that_the_page_declares(tag: str, language: str) -> None:
    text = "The council met on Monday and voted for the new bridge, which costs 4 million euros. " * 4
    page = f"<!doctype html>{tag}<body><article><h1>Bridge</h1><p>{text}</p></article></body></html>"
    assert read(page.encode()).language == language
