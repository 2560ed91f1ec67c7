"""Of a mail, the words are the article; what a mail program put round them is not."""

from datetime import UTC, datetime

import pytest

from claims.reading import UnreadableDocument, looks_like_page, read, read_text
from tests.support.pages import page

HEADERS = """From: Ida Holt <ida@courier.example>
To: desk@example.org
Subject: Fwd: Council votes for the bridge
Date: Mon, 02 Mar 2026 09:30:00 +0200

"""
BODY = """The council of Examplia met on Tuesday and voted for the new bridge over the
Mill River, the mayor said. It will cost 4.2 million euros.

About 3,000 families live on the far bank."""
READ = """The council of Examplia met on Tuesday and voted for the new bridge over the Mill River, the mayor said. \
It will cost 4.2 million euros.

About 3,000 families live on the far bank."""


def test_headers_become_title_and_date_and_wrapped_lines_are_joined() -> None:
    document = read_text(HEADERS + BODY)
    assert document.text == READ
    assert document.title == "Council votes for the bridge"
    assert document.published_at == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    assert document.byline == ""


def test_a_signature_goes_and_a_dash_in_the_text_does_not() -> None:
    assert read_text(f"{HEADERS}{BODY}\n-- \nIda Holt\nThe Courier").text == READ
    assert "--" in read_text(f"Words first.\n--\n{BODY}").text


@pytest.mark.parametrize("mark", [">", "> ", ">> ", "> > "])
def test_quotation_marks_at_the_beginnings_of_lines_go(mark: str) -> None:
    quoted = "\n".join(mark + line for line in BODY.split("\n"))
    assert read_text(quoted).text == BODY
    assert read_text(f"-------- Forwarded message --------\n{HEADERS}{quoted}").text == READ


def test_a_text_that_quotes_one_line_keeps_its_mark() -> None:
    text = f"{BODY}\n\n> 5 is more than 4\n\nSo it is."
    assert read_text(text).text == text


def test_a_text_that_only_begins_with_a_word_and_a_colon_is_no_mail() -> None:
    text = "Subject: the bridge. So began the letter of the mayor, who wants it.\n\nNobody answered."
    assert read_text(text).text == text


def mime(body: bytes, *, content_type: str, encoding: str = "8bit") -> bytes:
    head = (
        "From: ida@courier.example\r\nSubject: =?utf-8?q?Br=C3=BCcke?=\r\nDate: Mon, 02 Mar 2026 09:30:00 +0200\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    return head.encode() + body


def test_a_saved_mail_is_read_by_its_parts() -> None:
    document = read(
        mime(b"The bridge costs 4 million=20=\r\neuros.", content_type="text/plain", encoding="quoted-printable")
    )
    assert (document.text, document.title) == ("The bridge costs 4 million euros.", "Brücke")
    assert document.published_at == datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    saved_page = mime(page(), content_type="text/html; charset=utf-8")
    assert looks_like_page(saved_page)
    assert "3,000 families" in read(saved_page).text


@pytest.mark.parametrize(
    "data",
    [
        mime(b"", content_type="text/plain"),
        mime(b"AAAA", content_type="image/png", encoding="base64"),
        mime(b"--x\r\n", content_type="multipart/mixed; boundary=x"),
    ],
)
def test_a_mail_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="a mail without text"):
        read(data)
