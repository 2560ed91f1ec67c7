"""A feed of fact-checks: a schema.org DataFeed of ClaimReview at an address of the operator's choice.

https://schema.org/ClaimReview https://www.datacommons.org/factcheck/download
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from typing import Any

from claims.comparison.words import terms
from claims.sources.base import Access, Answer, Document, Option, Pace, Query, Question, SourceRefused
from claims.sources.claimreview_reading import Unreadable, read_review, reviews_of
from claims.sources.datafeed import feed_elements
from claims.sources.fact_checks import LICENCE, FactCheck, as_hit
from claims.sources.keeping import NDJSON
from claims.sources.needed import needed
from claims.sources.relevance import shared_words

LEAST_SHARED = 3
FLOOR = 0.5
"""The least part of both texts' content words that must be shared (Dice)."""
MOST_HITS = 5
MEGABYTE = 1024 * 1024
LARGEST_FEED = 250
"""Megabytes; the whole text is held in memory while it is read."""
LONGEST_HOURS = 7 * 24
TYPES = ("application/json", "application/ld+json", "text/plain", "application/octet-stream", "binary/octet-stream")


@dataclass
class _Read:
    """What a feed holds for one claim."""

    reviews: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)
    near: list[tuple[float, FactCheck, Any]] = field(default_factory=list)
    """The nearest first, MOST_HITS of them."""


class ClaimReviewFeedSource:
    """Any publisher's feed, matched to the claim by words. What was fetched for one claim answers the others too."""

    name = "claimreview_feed"
    version = "2"
    title = "ClaimReview feed"
    needs_network = True
    licence = LICENCE
    options: tuple[Option, ...] = (
        Option("url", "The feed's address.", required=True),
        Option("licence", "The feed's licence, as shown on its evidence.", LICENCE),
        Option("megabytes", f"The largest feed that is read; at most {LARGEST_FEED}.", "40"),
        Option("hours", f"How long a feed that was fetched is good for all claims; at most {LONGEST_HOURS}.", "1"),
    )
    # Nobody asks while another's request is under way, which may take as long as a whole document is waited for.
    pace = Pace(requests=1, seconds=60, at_once=4, is_shared=True)

    def applies(self, question: Question) -> str:
        """A claim with words enough to match by."""
        if len(terms(question.text)) < LEAST_SHARED:
            return f"The claim has fewer than {LEAST_SHARED} words to match by."
        return ""

    def plan(self, question: Question) -> Query:
        """The words that a reviewed claim must share."""
        return {"claim": question.text}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Read the feed and keep what is near: of the feed, the snapshot holds its hash and the records that matched.

        The feed itself is kept once, for every claim. See Connector.
        """
        most = _number(access, "megabytes", LARGEST_FEED, "size of a feed")
        hours = _number(access, "hours", LONGEST_HOURS, "time for a feed to be good")
        url = needed(self, "url", access)
        feed = access.document(
            url, fresh_for=timedelta(hours=hours), check=_is_whole, accept=TYPES, max_bytes=most * MEGABYTE
        )
        read = _read(feed.body, str(query["claim"]))
        hits = tuple(as_hit(check, access.options["licence"]) for _, check, _ in read.near)
        return Answer(hits, _record(feed, read), NDJSON, feed.status, query, _told(feed))


def _is_whole(body: bytes) -> None:
    """Raises SourceUnavailable where the feed ends before its list does."""
    for _ in feed_elements(body):
        pass


def _number(access: Access, name: str, most: int, what: str) -> int:
    given = access.options[name]
    if not given.isdecimal() or not 0 < int(given) <= most:
        raise SourceRefused(f"“{given}” is no {what}: set its option to 1 to {most} {name}.")
    return int(given)


def _told(feed: Document) -> str:
    """Where the answer came from, for the look-up's page."""
    if not feed.is_shared and feed.fetched_at == feed.confirmed_at:
        return ""
    shared = "Shared with other look-ups: " if feed.is_shared else ""
    fetched = f"{shared}the feed as it was fetched on {feed.fetched_at:%Y-%m-%d %H:%M} UTC"
    confirmed = f", unchanged on {feed.confirmed_at:%Y-%m-%d %H:%M} UTC" if feed.confirmed_at > feed.fetched_at else ""
    told = f"{fetched}{confirmed}. Its SHA-256: {feed.sha256}."
    return told[0].upper() + told[1:]


def _read(body: bytes, claim: str) -> _Read:
    read, ours = _Read(), terms(claim)
    for element in feed_elements(body):
        for raw, elsewhere in reviews_of(element):
            read.reviews += 1
            try:
                check = read_review(raw, elsewhere)
            except Unreadable as reason:
                read.unreadable[str(reason)] += 1
                continue
            shared, near = shared_words(ours, check.claim)
            if shared >= LEAST_SHARED and near >= FLOOR:
                read.near.append((near, check, raw))
                # The nearest alone are held; of equals those that came first.
                read.near.sort(key=lambda match: -match[0])
                del read.near[MOST_HITS:]
    return read


def _record(feed: Document, read: _Read) -> bytes:
    """Lines of JSON: what was fetched, with its hash and what could not be read, then each record that matched."""
    head = {
        "url": feed.url,
        "status": feed.status,
        "media_type": feed.media_type,
        "bytes": len(feed.body),
        "sha256": feed.sha256,
        "fetched_at": feed.fetched_at.astimezone(UTC).isoformat(timespec="seconds"),
        "reviews": read.reviews,
        "unreadable": dict(sorted(read.unreadable.items())),
    }
    return b"".join(json.dumps(line).encode() + b"\n" for line in (head, *(raw for _, _, raw in read.near)))
