"""Other people's fact-checks as evidence: what they reviewed and how they rate it, in words that leave it theirs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from claims.sources.base import Hit

LICENCE = "as stated by each publisher"
LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One review of one claim."""

    claim: str
    """The words that it reviews."""
    url: str
    rating: str = ""
    """As its publisher words it."""
    publisher: str = ""
    title: str = ""
    reviewed_on: date | None = None
    appearances: Collection[str] = ()
    """Web addresses where the claim was made."""


def as_hit(check: FactCheck, licence: str = LICENCE) -> Hit:
    """The fact-check as a hit. It suggests nothing: a rating is its publisher's, and of the claim as they had it."""
    publisher = check.publisher or urlsplit(check.url).hostname or "an unnamed publisher"
    rated = f"{publisher} rates it “{check.rating}”." if check.rating else f"{publisher} gives no rating in words."
    seen = next((f" Seen at {address}" for address in check.appearances), "")
    return Hit(
        title=(check.title or check.claim)[:LONGEST_TITLE],
        publisher=publisher,
        quote=f"Claim reviewed: “{check.claim}” {rated}{seen}",
        verbatim=False,
        reason=f"A fact-check by {publisher}: read it.",
        url=check.url,
        licence=licence,
        as_of=check.reviewed_on,
    )
