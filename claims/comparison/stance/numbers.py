"""Numbers of a claim against numbers of a text: the same thing counted, of the same unit, with another value."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.choices import Comparator
from claims.comparison.numbers import claimed_bounds
from claims.comparison.types import ClaimedFigure
from claims.comparison.words import terms
from claims.extraction.quantities.finding import quantities
from claims.extraction.types import FoundQuantity

_YEAR = re.compile(r"\b(?:1[0-9]|20)\d\d\b")
_BESIDE_A_YEAR = re.compile(r"\b(?:before|after|since|until|till|by|by the time|years?|from|between|later|earlier)\b")
_NEVER = frozenset({"ordinal", "s", "min", "h", "d", "wk", "mo", "a", "multiple"})
"""Ranks and lengths of time are told in too many ways to deny one by another."""
_LEAST_SURE = 0.6
_CONTEXT = 60
_LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class NumberAgainst:
    """A claim's number and the text's that denies it."""

    claimed: str
    found: str
    sure: float
    """Share of the claim's own words that the text's sentence has too."""


@lru_cache(maxsize=512)
def _read(text: str) -> tuple[FoundQuantity, ...]:
    return quantities(text)


def numbers_of(text: str) -> tuple[FoundQuantity, ...]:
    """The quantities of a text, sentence by sentence."""
    return tuple(quantity for sentence in sentences_of(text) for quantity in _read(sentence))


def sentences_of(text: str) -> list[str]:
    """A text cut at its full stops, well enough to align numbers in."""
    return [part for part in re.split(r"(?<=[.!?;])\s+(?=[A-Z“\"])", text) if part.strip()]


def agreeing(claim: str, text: str) -> tuple[int, int]:
    """How many of the claim's numbers stand in the text, and how many do not."""
    found = numbers_of(text)
    have = sum(any(_fits(ours, theirs) for theirs in found if theirs.unit == ours.unit) for ours in _read(claim))
    return have, len(_read(claim)) - have


def number_against(claim: str, text: str) -> NumberAgainst | None:
    """The claim's number that the text denies, or None.

    Denied: unit and counted noun (for years: the words around) are the same in a sentence that shares most of the
    claim's words, the value is not, and the text has no number that would fit.
    """
    wanted = terms(claim)
    for ours in _read(claim):
        everywhere = [theirs for theirs in numbers_of(text) if theirs.unit == ours.unit]
        if not everywhere or any(_fits(ours, theirs) for theirs in everywhere) or ours.unit in _NEVER:
            continue
        if ours.unit == "year" and (len(set(_YEAR.findall(claim))) > 1 or _BESIDE_A_YEAR.search(claim)):
            continue
        for sentence in sentences_of(text):
            rivals = [theirs for theirs in _read(sentence) if theirs.unit == ours.unit]
            shared = terms(sentence) & wanted
            said = wanted - terms(ours.text)
            sure = len(shared & said) / max(1, len(said))
            aligned = [theirs for theirs in rivals if _same_thing(ours, theirs, claim, sentence)]
            if aligned and len(rivals) == 1 and len(shared & said) >= _LEAST_SHARED and sure >= _LEAST_SURE:
                return NumberAgainst(ours.text, aligned[0].text, sure)
    return None


def _fits(ours: FoundQuantity, theirs: FoundQuantity) -> bool:
    if ours.unit == "year":
        last = ours.upper or ours.value
        return theirs.value <= last and ours.value <= (theirs.upper or theirs.value)
    low, high = claimed_bounds(
        ClaimedFigure(
            text=ours.text,
            value=ours.value,
            upper=ours.upper,
            comparator=ours.comparator,
            unit=ours.unit,
            approximate=ours.approximate,
        )
    )
    top = theirs.upper or theirs.value
    open_above = theirs.comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST}
    open_below = theirs.comparator in {Comparator.LESS_THAN, Comparator.AT_MOST}
    return (low is None or top >= low or open_above) and (high is None or theirs.value <= high or open_below)


def _same_thing(ours: FoundQuantity, theirs: FoundQuantity, claim: str, sentence: str) -> bool:
    if ours.unit == "year":
        if set(_YEAR.findall(sentence)) != {str(theirs.value)}:
            return False
        return bool(_around(ours.text, claim) & _around(theirs.text, sentence))
    if ours.counted or theirs.counted:
        mine, yours = terms(ours.counted), terms(theirs.counted)
        return bool(mine & yours) and not (mine - yours and yours - mine)
    return ours.unit not in {"count", "fraction"}


def _around(text: str, sentence: str) -> frozenset[str]:
    """The words near a number, the preposition too: "born in 1950" is not "died in 1950"."""
    start = sentence.find(text)
    near = sentence[max(0, start - _CONTEXT) : start + len(text) + _CONTEXT]
    return frozenset(word for word in terms(near) if not word.isdigit() and word.islower())
