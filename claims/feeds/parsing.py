"""The bytes of a feed as its entries. feedparser reads them; it never fetches anything."""

import hashlib
from calendar import timegm
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

import feedparser

from claims.extraction.normalise import normalise
from claims.reading import is_web_address

LONGEST_GUID = 500
MOST_ENTRIES = 1000


class NoFeed(ValueError):
    """The bytes are neither RSS nor Atom."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `url` is empty where it has no address that could be fetched."""

    guid: str
    url: str
    title: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A feed's title and its entries, newest first as the feed has them. `trouble`: in what it is not well-formed."""

    title: str
    entries: tuple[Entry, ...]
    trouble: str


def parse_feed(body: bytes, *, url: str, content_type: str) -> ParsedFeed:
    """Read the feed that came from `url`. Feeds that are not well-formed are read as far as they go.

    Raises NoFeed for what has neither a feed's outside nor entries.
    """
    # As a file: a string would be taken for an address, and fetched, if it looked like one. Without the feed's own
    # address, with which relative GUIDs would be completed: a feed that moves would have none but new entries.
    found = feedparser.parse(
        BytesIO(body),
        response_headers={"content-type": content_type},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not found.get("version") and not found.entries:
        raise NoFeed("This is no RSS or Atom feed. Give the address of the feed itself, not of the page that links it.")
    trouble = str(found.get("bozo_exception", "")) if found.get("bozo") else ""
    return ParsedFeed(
        title=_line(found.feed.get("title"))[:300],
        entries=tuple(_entries(found.entries[:MOST_ENTRIES], url)),
        trouble=" ".join(trouble.split())[:200],
    )


def _entries(found: list[Any], url: str) -> list[Entry]:
    entries: dict[str, Entry] = {}
    for each in found:
        link = urljoin(url, _line(each.get("link"))) if each.get("link") else ""
        title = _line(each.get("title"))[:500]
        guid = _line(each.get("id")) or link or title
        if not guid:
            continue
        if len(guid) > LONGEST_GUID:
            guid = f"sha256:{hashlib.sha256(guid.encode()).hexdigest()}"
        published_at = _moment(each.get("published_parsed") or each.get("updated_parsed"))
        entries.setdefault(guid, Entry(guid, link if is_web_address(link) else "", title, published_at))
    return list(entries.values())


def _moment(parts: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parts), UTC) if parts else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _line(value: object) -> str:
    return " ".join(normalise(value).split()) if isinstance(value, str) else ""
