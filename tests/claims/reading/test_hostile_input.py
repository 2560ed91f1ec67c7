"""Whatever comes in, reading ends soon, in little memory, with a document or with words that say why not.

The limits here are far above what reading takes on a slow machine, and far below what it took without its caps.
"""

import resource
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.extraction.normalise import normalise
from claims.reading import UnreadableDocument, read, read_text
from tests.support.pages import PARAGRAPHS, page

MOST_SECONDS = 20
MEGABYTE = 1024 * 1024
START = "<html><head><title>T</title></head><body><article>"
WORDS = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
SENTENCE = "The council met and counted 3,000 families in the town. "


@pytest.fixture(autouse=True)
def soon_and_small() -> Iterator[None]:
    began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.monotonic() - began < MOST_SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600 * 1024  # KiB


@pytest.mark.parametrize(
    "markup",
    [
        START + "<div>" * 100_000 + WORDS,
        START + "<div>" * 1_000_000 + WORDS,
        START + "<p>a b c</p>" * 400_000,
        START + "<span>" * 60_000 + "</span>" * 60_000 + WORDS,
        START + "<" * 5_000_000,
        START + "<a " * 1_000_000,
        START + "<p>" + "x" * 11_000_000,
        START + "<svg>" * 1_000_000,
    ],
    ids=["deep", "deeper", "many", "nested", "angles", "unfinished tags", "11 MB", "drawings"],
)
def test_a_page_beyond_the_limits_is_refused_in_words(markup: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"the page (nests|has|is HTML without)"):
        read(markup.encode(), name="the page")


@pytest.mark.parametrize(
    "markup",
    [
        START + "<p " + " ".join(f"a{number}=1" for number in range(1_000_000)) + ">" + WORDS,
        START + "<p " + " ".join(f"a{number}" for number in range(500_000)) + ">" + WORDS,
        START + ("<p " + " ".join(f"a{number}=1" for number in range(55)) + ">x</p>") * 9000 + WORDS,
        START + f'<img src="data:image/png;base64,{"A" * 7_000_000}">' + WORDS,
        START + f"<svg>{'<path d=0 />' * 150_000}</svg>" + WORDS,
        START + "<!-- " + "-" * 3_000_000 + " -->" + WORDS,
        START + f"<script>{'<p>' * 40_000}</script>" + WORDS,
        START + f'<a href="{"x" * 3_000_000}">link</a>' + WORDS,
    ],
    ids=[
        "attributes",
        "bare attributes",
        "attributes everywhere",
        "inline image",
        "drawing",
        "comment",
        "script",
        "long link",
    ],
)
def test_what_is_no_text_does_not_keep_the_article_from_being_read(markup: str) -> None:
    assert PARAGRAPHS[0] in read(markup.encode()).text


def test_entities_that_multiply_are_not_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    markup = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "ha">{laughs}]>{START}<p>&a11;</p>{WORDS}'
    assert len(read(markup.encode()).text) < 1000


def test_one_endless_sentence_and_fifty_thousand_short_ones_are_read() -> None:
    for text in ("word " * 40_000, SENTENCE * 50_000, f"{SENTENCE}\n" * 50_000):
        assert read(text.encode()).text == normalise(text)
    paragraphs = "".join(f"<p>{number}. {SENTENCE * 50}</p>" for number in range(200))
    assert len(read(f"{START}{paragraphs}".encode()).text) > 400_000


def test_ten_megabytes_of_text_are_read() -> None:
    assert len(read(("Words and words.\n" * (10 * MEGABYTE // 17)).encode()).text) > 9 * MEGABYTE


@pytest.mark.parametrize("data", [b"\x01\x02\x03" * 1000, bytes(range(32)) * 100, b"{\\rtf1 x}", b"GIF89a" * 10])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"binary data|RTF|GIF"):
        read(data)


def test_what_nobody_sees_is_not_in_the_text() -> None:
    bidi = "Tax \u202eesiar\u202c of \u20665\u2069 per cent"
    hidden = "vac\u200bcine\u00ad, pay\u200cpal, m\U000e0041\u2060oney, bell\x07"
    assert normalise(bidi) == "Tax esiar of 5 per cent"
    assert normalise(hidden) == "vaccine, paypal, money, bell"


def test_what_a_script_needs_stays() -> None:
    for text in ("می\u200cخواهم", "क्\u200dष", "👩\u200d👩\u200d👧", "❤\ufe0f"):
        assert normalise(text) == text


LEAD = st.sampled_from(["", "<html>", "<p>", "<!doctype html>", "From: a@b.example\nSubject: x\nMIME-Version: 1.0\n\n"])
PIECES = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div ", ">", "<", "&#x0;", "&amp", "<!--", "<script>", "]]>", "<![CDATA[", "<table><td>",
         "\r\n", "> ", "-- \n", "<meta charset='", "utf-16'>", "<link rel=canonical href='", "<html lang=",
         "Subject: ", "Date: ", "\ud800"]
    )
    | st.text(max_size=20),
    max_size=40,
)  # fmt: skip


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(lead=LEAD, pieces=PIECES)
@example(lead="<html>", pieces=["<body><p>", "words " * 100, "<math><mi>", "<svg/onload=x>"])
def test_a_page_is_read_or_refused_and_never_breaks(lead: str, pieces: list[str]) -> None:
    data = (lead + "".join(pieces)).encode("utf-8", "surrogatepass")
    try:
        document = read(data, url="https://courier.example/a")
    except UnreadableDocument:
        return
    assert document.text == normalise(document.text)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(
    noise=st.binary(max_size=400), charset=st.sampled_from(["", "utf-8", "utf-16", "shift_jis", "hz", "x" * 99, "é"])
)
def test_bytes_are_read_or_refused_and_never_break(noise: bytes, charset: str) -> None:
    for data in (noise, b"<html><p>" + noise, page().replace(b"The council", noise)):
        try:
            document = read(data, charset=charset)
        except UnreadableDocument:
            continue
        assert document.text == normalise(document.text)


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=())))
def test_pasted_text_is_normal_and_reading_it_again_does_not_change_it(text: str) -> None:
    once = read_text(text).text
    assert once == normalise(once)
