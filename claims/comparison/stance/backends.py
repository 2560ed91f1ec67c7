"""Which model speaks for texts: the light one that ships, or an NLI cross-encoder that an operator brings."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from django.conf import settings

from claims.comparison.stance.cross_encoder import CrossEncoder
from claims.comparison.stance.judging import judged
from claims.comparison.stance.suggesting import TextSuggestion, suggest

LIGHT = "light"


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and a text to hold it against, with the text's title where it has one."""

    claim: str
    text: str
    about: str = ""


class Backend(Protocol):
    """A model of text evidence."""

    name: str

    def suggest_all(self, pairs: Sequence[Pair]) -> list[TextSuggestion]:
        """A suggestion for each pair, in their order. Raises BrokenCrossEncoder."""
        ...


class LightBackend:
    """The model that ships: plain Python, a few milliseconds a pair."""

    name = LIGHT

    def suggest_all(self, pairs: Sequence[Pair]) -> list[TextSuggestion]:
        """See Backend."""
        return [suggest(pair.claim, pair.text, about=pair.about) for pair in pairs]


class CrossEncoderBackend:
    """A cross-encoder from an ONNX file; numbers are still read by our own rules."""

    def __init__(self, path: Path) -> None:
        self._encoder = CrossEncoder(path)
        self.name = path.stem if path.is_file() else path.name

    def suggest_all(self, pairs: Sequence[Pair]) -> list[TextSuggestion]:
        """See Backend."""
        verdicts = self._encoder.judge([(pair.text, pair.claim) for pair in pairs])
        return [
            judged(suggest(pair.claim, pair.text, about=pair.about), verdict, self.name)
            for pair, verdict in zip(pairs, verdicts, strict=True)
        ]


def backend(named: str) -> Backend:
    """The backend that a path or "light" names. Raises BrokenCrossEncoder."""
    return LightBackend() if named in {"", LIGHT} else _cross_encoder(named)


def configured() -> Backend:
    """The backend that the setting STANCE_MODEL names. Raises BrokenCrossEncoder."""
    return backend(settings.STANCE_MODEL)


@lru_cache(maxsize=1)
def _cross_encoder(path: str) -> Backend:
    return CrossEncoderBackend(Path(path))
