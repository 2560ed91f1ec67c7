"""Pasted text: what its first lines say about it, and the traces of the mail that it was copied from."""

import re
from dataclasses import replace
from datetime import datetime

from claims.extraction.header import read_header
from claims.extraction.normalise import normalise
from claims.reading.dates import read_moment
from claims.reading.document import Document

HEADER = re.compile(
    r"\*?(from|to|cc|bcc|subject|date|sent|reply-to|message-id|received|return-path|x-[\w-]+|mime-version"
    r"|content-[\w-]+)\*?:\*?[ \t]+(.*)",
    re.IGNORECASE,
)
TELLING = {"from", "to", "subject", "date", "sent"}
FORWARDED = re.compile(
    r"(?:-{3,}\s*(?:original|forwarded) message\s*-{3,}|begin forwarded message:|-{8,}\s*forwarded by\b.*)",
    re.IGNORECASE,
)
QUOTE = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
ANSWERED = re.compile(r"On [^\n]{6,120} wrote:")
SIGNATURE = "--"
"""The line that mail programs write above a signature (RFC 3676 section 4.3); pasting loses its blank."""
LONGEST_SIGNATURE = 10
WRAPPED_FROM = 50
WRAPPED_TO = 90
"""Mail programs end lines at about 72 characters: a line of this length goes on in the next one."""


def read_text(text: str) -> Document:
    """Read pasted text: title, byline and date line are taken where its first lines give them.

    Of a mail, the headers become title and date, quotation marks at the beginnings of lines go, and so does the
    signature; the words of the text itself all stay.
    """
    clean, subject, sent = _without_mail(normalise(text))
    header = read_header(clean)
    document = Document(
        text=clean,
        title=header.title,
        outlet=header.outlet,
        byline=header.byline,
        dateline=header.dateline,
        published_at=header.published_at,
    )
    return replace(document, title=document.title or subject, published_at=document.published_at or sent)


def _without_mail(text: str) -> tuple[str, str, datetime | None]:
    """The text without what a mail put round it, the mail's subject, and its date."""
    quoted = QUOTE.sub("", text) if _is_quoted(text) else text
    lines = quoted.split("\n")
    values, rest = _headers(lines)
    if values is None:
        # Quoted lines without a mail's headers: only the marks go.
        return (normalise("\n".join(lines)) if quoted is not text else text), "", None
    words = "\n".join(_without_signature(rest))
    body = _unwrapped((QUOTE.sub("", words) if _is_quoted(words) else words).split("\n"))
    subject = re.sub(r"^(?:(?:re|fwd?|aw|wg)\s*:\s*)+", "", values.get("subject", ""), flags=re.IGNORECASE)
    return normalise("\n".join(body)).strip("\n"), subject.strip(), read_moment(values.get("date", ""))


def _is_quoted(text: str) -> bool:
    filled = [line for line in text.split("\n") if line.strip()]
    marked = sum(line.startswith(">") for line in filled)
    return marked >= 2 and marked * 2 >= len(filled)


def _headers(lines: list[str]) -> tuple[dict[str, str] | None, list[str]]:
    """The mail's headers and the lines after them; None where the text does not begin with any."""
    values: dict[str, str] = {}
    body = len(lines)
    for number, line in enumerate(lines):
        found = HEADER.fullmatch(line.strip())
        if found:
            values.setdefault(found[1].lower(), found[2].strip())
        elif values and line.startswith((" ", "\t")):
            continue  # a folded header
        elif line.strip() and not FORWARDED.fullmatch(line.strip()) and not ANSWERED.fullmatch(line.strip()):
            body = number
            break
    is_mail = len(TELLING & set(values)) >= 2
    return (values, lines[body:]) if is_mail else (None, lines)


def _without_signature(lines: list[str]) -> list[str]:
    for back in range(min(LONGEST_SIGNATURE + 1, len(lines))):
        number = len(lines) - 1 - back
        if lines[number].rstrip() == SIGNATURE:
            return lines[:number]
    return lines


def _unwrapped(lines: list[str]) -> list[str]:
    """Lines that a mail program broke are put together again; short lines and paragraphs stay."""
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line.strip() and not line.startswith((" ", "\t", "-", "*", "•")):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        goes_on = WRAPPED_FROM <= len(line) <= WRAPPED_TO
    return joined
