"""Whether a text that was found speaks of the claim at all: what does not is nothing found."""

from claims.comparison.words import terms

LEAST_SHARED = 2
FLOOR = 0.4
"""The least part of a claim's content words that a text must have."""


def shared_words(ours: frozenset[str], text: str) -> tuple[int, float]:
    """How many of a claim's content words another text has, and how much of both that is: 0 to 1 (Dice)."""
    theirs = terms(text)
    shared = len(ours & theirs)
    return shared, 2 * shared / (len(ours) + len(theirs)) if shared else 0.0


def speaks_of(claim: str, text: str) -> bool:
    """Whether a text of any length has enough of the claim's content words to be worth a reader's time."""
    ours = terms(claim)
    shared, _ = shared_words(ours, text)
    return shared >= LEAST_SHARED and shared >= FLOOR * len(ours)
