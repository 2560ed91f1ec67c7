"""How much a sentence is worth checking, and whether there is a fact in it to check: two questions."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from claims.extraction.checkworthiness.signals import SIGNALS, Signal
from claims.extraction.quantities.finding import quantities
from claims.extraction.types import FoundQuantity
from claims.extraction.words import word_set

NEWS_THRESHOLD = 0.45
"""Where a sentence of news prose begins to be worth a fact-checker's look. Speeches need another one."""

_START_WORTH, _START_FACT = -1.3, -0.4
_FIGURE_WORTH, _FIGURE_FACT = 1.5, 1.3
_YEARS_WORTH, _YEARS_FACT = 0.7, 0.6
_SHORT_WORTH, _SHORT_FACT = -1.2, -0.8
_FEW_WORDS = 6
_MANY = 100
_TRIFLES = word_set(
    "pages chapters words lines songs episodes recipes copies rooms tickets points goals runs wickets tries assists "
    "caps games matches sets laps metres times votes likes views followers steps"
)
"""So many of these in a short sentence are colour or a score."""
_DURATIONS = word_set("s min h d wk mo a age year ordinal")


@dataclass(frozen=True, slots=True)
class Score:
    """A probability, and the reasons for it in words."""

    value: float
    """0 to 1."""
    reason: str


class Scorer(Protocol):
    """Anything that grades sentences. A sentence comes alone, without its article."""

    def score(self, sentence: str) -> Score:
        """Return how much the sentence is worth checking."""


class SignalScorer:
    """A logistic sum over the table of signals; every grade can be told in words."""

    def score(self, sentence: str) -> Score:
        """Return the check-worthiness of a sentence of news prose."""
        return self.grade(sentence, quantities(sentence))

    def grade(self, sentence: str, found: tuple[FoundQuantity, ...]) -> Score:
        """The same where the sentence's quantities are known already."""
        total = _START_WORTH
        reasons: list[tuple[float, str]] = []
        if any(is_solid(quantity) for quantity in found):
            total += _FIGURE_WORTH
            reasons.append((_FIGURE_WORTH, "gives a figure"))
        elif any(quantity.upper is not None for quantity in found):
            total += _YEARS_WORTH
            reasons.append((_YEARS_WORTH, "names a span of time"))
        for signal in _signs(sentence):
            if signal.worth:
                total += signal.worth
                reasons.append((signal.worth, signal.words))
        if len(sentence.split()) < _FEW_WORDS and not any(map(_stands_by_itself, found)):
            total += _SHORT_WORTH
            reasons.append((_SHORT_WORTH, "is short"))
        return Score(_logistic(total), _told(reasons))


def verifiability(sentence: str, found: tuple[FoundQuantity, ...] | None = None) -> float:
    """Return, from 0 to 1, whether the sentence states a fact at all, be it worth checking or not."""
    found = quantities(sentence) if found is None else found
    total = _START_FACT
    if any(is_solid(quantity) for quantity in found):
        total += _FIGURE_FACT
    elif found:
        total += _YEARS_FACT
    total += sum(signal.fact for signal in _signs(sentence))
    if len(sentence.split()) < _FEW_WORDS:
        total += _SHORT_FACT
    return _logistic(total)


def is_solid(quantity: FoundQuantity) -> bool:
    """Whether a figure can be held against another: no mere duration, age, year, rank or handful."""
    if quantity.unit in _DURATIONS:
        return False
    return quantity.unit != "count" or quantity.value >= 10 or quantity.text[-1:].isdigit()


@lru_cache(maxsize=8)
def _signs(sentence: str) -> tuple[Signal, ...]:
    """The signals that a sentence shows. Kept, as both questions ask for them."""
    return tuple(signal for signal in SIGNALS if signal.pattern.search(sentence))


def _stands_by_itself(quantity: FoundQuantity) -> bool:
    """Whether few words are enough: so many people or things there are, that is a statement."""
    counts = quantity.unit == "count" and bool(quantity.counted) and is_solid(quantity)
    return counts and quantity.value >= _MANY and not _TRIFLES & word_set(quantity.counted.lower())


def _logistic(total: float) -> float:
    return round(1 / (1 + math.exp(-total)), 3)


def _told(reasons: list[tuple[float, str]]) -> str:
    """The three strongest reasons for it and the strongest against it, as one sentence."""
    ranked = sorted(reasons, key=lambda reason: -abs(reason[0]))
    words = [word for weight, word in ranked if weight > 0][:3]
    against = next((word for weight, word in ranked if weight < 0), "")
    told = f"It {_listed(words)}" if words else "Nothing in it calls for a check"
    return f"{told}; but it {against}." if against else f"{told}."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
