"""A feed of fact-checks: a schema.org DataFeed of ClaimReview at an address of the operator's choice.

https://schema.org/ClaimReview https://www.datacommons.org/factcheck/download
"""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from claims.comparison.words import terms
from claims.sources.base import Access, Answer, Option, Pace, Query, Question, SourceRefused
from claims.sources.claimreview_reading import Unreadable, read_review, reviews_of
from claims.sources.datafeed import feed_elements
from claims.sources.fact_checks import LICENCE, FactCheck, as_hit
from claims.sources.keeping import NDJSON
from claims.sources.needed import needed
from claims.sources.relevance import shared_words
from claimtracker.outbound import Fetched

LEAST_SHARED = 3
FLOOR = 0.5
"""The least part of both texts' content words that must be shared (Dice)."""
MOST_HITS = 5
MEGABYTE = 1024 * 1024
LARGEST_FEED = 250
"""Megabytes; the whole text is held in memory while it is read."""
TYPES = ("application/json", "application/ld+json", "text/plain", "application/octet-stream", "binary/octet-stream")


@dataclass
class _Read:
    """What a feed holds for one claim."""

    reviews: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)
    near: list[tuple[float, FactCheck, Any]] = field(default_factory=list)


class ClaimReviewFeedSource:
    """Any publisher's feed, matched to the claim by words. It is fetched anew for every claim: choose a small one."""

    name = "claimreview_feed"
    version = "1"
    title = "ClaimReview feed"
    needs_network = True
    licence = LICENCE
    options: tuple[Option, ...] = (
        Option("url", "The feed's address.", required=True),
        Option("licence", "The feed's licence, as shown on its evidence.", LICENCE),
        Option("megabytes", f"The largest feed that is read; at most {LARGEST_FEED}.", "40"),
    )
    pace = Pace(requests=1, seconds=10, at_once=1)

    def applies(self, question: Question) -> str:
        """A claim with words enough to match by."""
        if len(terms(question.text)) < LEAST_SHARED:
            return f"The claim has fewer than {LEAST_SHARED} words to match by."
        return ""

    def plan(self, question: Question) -> Query:
        """The words that a reviewed claim must share."""
        return {"claim": question.text}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Fetch the feed and keep what is near: of the feed, the snapshot holds its hash and the records that matched.

        See Connector.
        """
        most = access.options["megabytes"]
        if not most.isdigit() or not 0 < int(most) <= LARGEST_FEED:
            raise SourceRefused(f"“{most}” is no size of a feed: set its option to 1 to {LARGEST_FEED} megabytes.")
        answer = access.get(needed(self, "url", access), accept=TYPES, max_bytes=int(most) * MEGABYTE)
        read = _read(answer.body, str(query["claim"]))
        read.near.sort(key=lambda match: -match[0])
        del read.near[MOST_HITS:]
        hits = tuple(as_hit(check, access.options["licence"]) for _, check, _ in read.near)
        return Answer(hits, _record(answer, read), NDJSON, answer.status, query)


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
    return read


def _record(answer: Fetched, read: _Read) -> bytes:
    """Lines of JSON: what was fetched, with its hash and what could not be read, then each record that matched."""
    head = {
        "url": answer.url,
        "status": answer.status,
        "media_type": answer.media_type,
        "bytes": len(answer.body),
        "sha256": hashlib.sha256(answer.body).hexdigest(),
        "reviews": read.reviews,
        "unreadable": dict(sorted(read.unreadable.items())),
    }
    return b"".join(json.dumps(line).encode() + b"\n" for line in (head, *(raw for _, _, raw in read.near)))
