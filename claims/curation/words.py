"""The words that people hand in: a claim's wording, and where words stand in a text."""

import re

from claims.curation.refusals import CorrectionRefused
from claims.extraction.claims import extract
from claims.extraction.normalise import normalise
from claims.extraction.types import FoundClaim

LONGEST = 2_000
"""Characters of a wording, and of the words marked in an article."""
LONGEST_REASON = 300


def wording(text: str, *, field: str = "text") -> str:
    """The wording on one line. Raises CorrectionRefused where it is empty or too long."""
    words = " ".join(normalise(text).split())
    if not words:
        raise CorrectionRefused("The claim has no words. Write it as a sentence of its own.", field=field, code="blank")
    if len(words) > LONGEST:
        raise CorrectionRefused(
            f"The wording has {len(words):,} characters, {LONGEST:,} is the most. A claim is a sentence or two: "
            "make several claims of it.",
            field=field,
            code="too_long",
        )
    return words


def reason(text: str) -> str:
    """The reason on one line. Raises CorrectionRefused where it is empty or too long."""
    words = " ".join(normalise(text).split())
    if not words:
        raise CorrectionRefused("A claim is dropped for a reason: write it.", field="reason", code="blank")
    if len(words) > LONGEST_REASON:
        raise CorrectionRefused(
            f"The reason has {len(words)} characters, {LONGEST_REASON} is the most. Shorten it.",
            field="reason",
            code="too_long",
        )
    return words


def place(text: str, *, start: int | None, end: int | None, exact: str) -> tuple[int, int]:
    """Where the words stand in the text, in code points, without blanks at their edges.

    By `start` and `end`, or by the words themselves where they stand there once. Raises CorrectionRefused.
    """
    if start is None or end is None:
        return _place_of(exact, text)
    if not 0 <= start < end <= len(text):
        raise CorrectionRefused(
            f"There is no stretch from {start} to {end}: the text has {len(text):,} characters (code points), and "
            "the start comes before the end.",
            field="end" if 0 <= start < len(text) else "start",
            code="out_of_text",
        )
    words = text[start:end]
    if exact and normalise(exact).split() != words.split():
        raise CorrectionRefused(
            f"At {start} to {end} the text says “{words[:100]}”, not “{exact[:100]}”. Read the text again and send "
            "the offsets of its newest revision.",
            field="exact",
            code="other_words",
        )
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise CorrectionRefused("Only blanks are marked. Mark the words of the claim.", field="start", code="blank")
    return _bounded(start, end, "end")


def read_words(words: str) -> FoundClaim | None:
    """What the software makes of words by themselves: kind, verifiability, claimant; None where it finds no claim."""
    return max(extract(words, threshold=0.0), key=lambda found: found.end - found.start, default=None)


def _place_of(exact: str, text: str) -> tuple[int, int]:
    words = normalise(exact).split()
    if not words:
        raise CorrectionRefused(
            "No words are given. Mark them in the text, or copy them out of it.", field="exact", code="blank"
        )
    # What was copied from a page may have other line breaks than the text.
    found = list(re.finditer(r"\s+".join(map(re.escape, words)), text))
    if not found:
        raise CorrectionRefused(
            f"“{exact.strip()[:200]}” does not stand in the text. Copy the words out of it as they are.",
            field="exact",
            code="not_found",
        )
    if len(found) > 1:
        raise CorrectionRefused(
            f"“{exact.strip()[:200]}” stands in the text {len(found)} times. Mark the place, or copy more of the "
            "words around it.",
            field="exact",
            code="ambiguous",
        )
    return _bounded(*found[0].span(), "exact")


def _bounded(start: int, end: int, field: str) -> tuple[int, int]:
    if end - start > LONGEST:
        raise CorrectionRefused(
            f"{end - start:,} characters are marked, {LONGEST:,} is the most. Mark the sentence that makes the claim.",
            field=field,
            code="too_long",
        )
    return start, end
