"""A mail that was saved as a file (RFC 5322 with MIME): its text, or its page."""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from claims.reading.dates import read_moment
from claims.reading.decoding import decode
from claims.reading.document import Document, UnreadableDocument
from claims.reading.page import read_page
from claims.reading.pasted import read_text

FIRST_LINE = re.compile(rb"\s*(?:From |(?:[!-9;-~]+):[ \t])")
LOOKED_AT = 65_536


def is_mail(data: bytes) -> bool:
    """Whether the bytes are a whole mail with MIME headers; a pasted one has lost them."""
    head = re.split(rb"\r?\n\r?\n", data[:LOOKED_AT].lstrip(), maxsplit=1)[0].lower()
    return bool(FIRST_LINE.match(data[:1000])) and b"\nmime-version:" in head and b"\nsubject:" in b"\n" + head


def read_mail(data: bytes, *, name: str) -> Document:
    """Read the mail's text, or its page where it has no text. Raises UnreadableDocument."""
    nothing = UnreadableDocument(f"{name} is a mail without text that could be read. Paste the article's text instead.")
    try:
        message = message_from_bytes(data.lstrip(), policy=policy.default)
        part = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
        payload = part.get_payload(decode=True) if part is not None else None
        subject, sent = str(message["subject"] or ""), str(message["date"] or "")
        charset = part.get_content_charset("") if part is not None else ""
        is_html = part is not None and part.get_content_type() == "text/html"
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise nothing from error
    if not isinstance(payload, bytes) or not payload.strip():
        raise nothing
    text = decode(payload, declared=charset or "")
    document = read_page(text, name=name) if is_html else read_text(text)
    return replace(
        document,
        title=document.title or " ".join(subject.split()),
        published_at=document.published_at or read_moment(sent),
    )
