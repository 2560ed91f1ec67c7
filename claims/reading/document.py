"""What reading gives, or that it gave nothing."""

from dataclasses import dataclass
from datetime import datetime


class UnreadableDocument(ValueError):
    """The bytes hold no text that could be read; the message says what they are and what to do."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text, normalised, and the metadata that the input gave; empty where it gave none.

    `outlet_domain` is the site's host name, without “www.”; `published_at` has a zone.
    """

    text: str
    title: str = ""
    outlet: str = ""
    outlet_domain: str = ""
    byline: str = ""
    dateline: str = ""
    canonical_url: str = ""
    language: str = ""
    published_at: datetime | None = None
