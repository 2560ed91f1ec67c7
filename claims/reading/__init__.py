"""Bytes become a document: a text with what is known about it. Plain text, an e-mail, or a page by trafilatura."""

from claims.reading.addresses import LONGEST_ADDRESS, is_web_address
from claims.reading.document import Document, UnreadableDocument
from claims.reading.entrance import looks_like_page, read
from claims.reading.page import read_page
from claims.reading.pasted import read_text

__all__ = (
    "LONGEST_ADDRESS",
    "Document",
    "UnreadableDocument",
    "is_web_address",
    "looks_like_page",
    "read",
    "read_page",
    "read_text",
)
