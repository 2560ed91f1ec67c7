"""What a text says of a claim: supports, refutes, or (mostly) no suggestion, always with the reason in words.

The model's number is never enough. A support needs nearly all the claim's words and all its names and numbers in one
sentence; a refutation needs something that a reader can be shown: another number for the same thing, an opposite, a
negation on one side only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.choices import Stance
from claims.comparison.stance.features import features
from claims.comparison.stance.model import load
from claims.comparison.stance.numbers import number_against

SURE = 0.65
"""The least probability of the side that is suggested."""
FOUND_TO_SUPPORT = 0.8
FOUND_TO_REFUTE = 0.6
"""The least share of the claim's words in one sentence of the text."""


@dataclass(frozen=True, slots=True)
class TextSuggestion:
    """A stance with its reason; `supports` is the model's probability, for a choice that is forced."""

    stance: Stance
    reason: str
    supports: float
    by_number: bool = False


def suggest(claim: str, text: str) -> TextSuggestion:
    """Hold a claim against a text in English. Abstains unless a reader can be shown why."""
    measured = features(claim, text)
    supports = load().supports(measured)
    against = number_against(claim, text)
    if against:
        reason = f"The claim says {against.claimed}, the text {against.found}, of what reads as the same thing."
        return TextSuggestion(Stance.DIFFERS, reason, min(supports, 1 - against.sure), by_number=True)
    found = measured["words found in one sentence"]
    if why := _why_not(measured, found):
        return TextSuggestion(Stance.DIFFERS, why, supports) if supports <= 1 - SURE else _unsure(supports, why)
    if found < FOUND_TO_SUPPORT:
        part = f"{found:.0%}".replace("%", " %")
        return _unsure(supports, f"No sentence of the text has more than {part} of the claim's words.")
    if measured["names missing"] or measured["numbers missing"]:
        return _unsure(supports, "The text lacks a name or a number of the claim.")
    if supports < SURE:
        return _unsure(supports, "The words agree, but not enough to say more.")
    return TextSuggestion(
        Stance.CONSISTENT, "One sentence has nearly all the claim's words, its names and its numbers.", supports
    )


def _why_not(measured: Mapping[str, float], found: float) -> str:
    if found < FOUND_TO_REFUTE:
        return ""
    if measured["an opposite"]:
        return "The text has the opposite of a word of the claim, and most of its other words."
    if measured["negated by one side"]:
        side = "claim" if measured["negated in the claim alone"] else "text"
        return f"Only the {side} is negated; most of the claim's words are in the text."
    return ""


def _unsure(supports: float, because: str) -> TextSuggestion:
    return TextSuggestion(Stance.NO_SUGGESTION, f"A passage, not a figure: read it. {because}", supports)
