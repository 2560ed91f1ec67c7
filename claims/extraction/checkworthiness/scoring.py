"""How much a sentence is worth checking, and whether there is a fact in it to check: two questions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.extraction.checkworthiness.features import features
from claims.extraction.checkworthiness.model import Model, Question, Register, shipped
from claims.extraction.checkworthiness.reasons import reason
from claims.extraction.checkworthiness.signals import SIGNALS
from claims.extraction.types import FoundQuantity
from claims.extraction.words import word_set

_DURATIONS = word_set("s min h d wk mo a age year ordinal")
_NAMES = [signal.name for signal in SIGNALS]
_PIECE = re.compile(r"(?:\S+\s*){1,20}")
_LONGEST = 80
"""Words. A longer sentence is a list or a text without stops: it is graded by its pieces."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Two probabilities, and the reasons in words."""

    check_worthiness: float
    """0 to 1: would a fact-checker want it checked?"""
    verifiability: float
    """0 to 1: is there a fact in it at all, be it worth checking or not? Never less than the check-worthiness."""
    reason: str
    """What speaks for a check and what against it."""


class Scorer(Protocol):
    """Anything that grades sentences. They come alone, without their article; a batch may be graded at once."""

    @property
    def threshold(self) -> float:
        """The least check-worthiness at which a sentence is a claim to list."""

    def assess(self, sentences: Sequence[str]) -> list[Assessment]:
        """Return an assessment for each sentence, in order. The same sentence is always graded the same."""


class TrainedScorer:
    """The model that ships with the project, set for one register."""

    def __init__(self, register: Register, model: Model | None = None) -> None:
        self._register = register
        self._given = model

    @property
    def threshold(self) -> float:
        return self._model.threshold(self._register)

    def assess(self, sentences: Sequence[str]) -> list[Assessment]:
        return [max(map(self._assess, _pieces(sentence)), key=_worth) for sentence in sentences]

    @property
    def _model(self) -> Model:
        """The file is read when the first sentence is graded, not when the program starts."""
        return self._given or shipped()

    def _assess(self, sentence: str) -> Assessment:
        model = self._model
        seen = features(sentence)
        worth_odds, fact_odds = model.log_odds(seen, self._register)
        worth = round(model.probability(Question.WORTH, self._register, worth_odds), 3)
        fact = round(model.probability(Question.FACT, self._register, fact_odds), 3)
        shown = [name for name, mark in zip(_NAMES, seen.dense, strict=False) if mark]
        return Assessment(worth, max(worth, fact), reason(shown, model.signal_weights()))


def _pieces(sentence: str) -> list[str]:
    return _PIECE.findall(sentence) if len(sentence.split()) > _LONGEST else [sentence]


def _worth(assessment: Assessment) -> float:
    return assessment.check_worthiness


def is_solid(quantity: FoundQuantity) -> bool:
    """Whether a figure can be held against another: no mere duration, age, year, rank or handful."""
    if quantity.unit in _DURATIONS:
        return False
    return quantity.unit != "count" or quantity.value >= 10 or quantity.text[-1:].isdigit()
