"""Articles with the list that a fact-checker would draw up: how much of it is found, and how much besides."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.benchmarks.base import BenchmarkRefused
from claims.extraction.normalise import normalise
from claims.extraction.types import FoundClaim

ARTICLES = Path(__file__).parent / "articles"
"""Five articles of our own; docs/reference/labelled-articles.md."""
_COVERED = 0.5
"""A labelled claim is found when so much of its words stands inside one that was listed."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LabelledClaim:
    """A claim of the list; `must`: a fact-checker would miss it, otherwise it may be there."""

    span: Span
    exact: str
    must: bool
    stand_alone: str
    claimant: str
    kind: str


@dataclass(frozen=True, slots=True)
class LabelledArticle:
    """A normalised text, its claims, and the spans that must not be listed (headlines, captions, opinions …)."""

    name: str
    text: str
    claims: tuple[LabelledClaim, ...]
    noise: tuple[Span, ...]
    furniture: tuple[Span, ...] = ()
    """Of the noise, what is no prose at all: headlines, captions, credits, date lines, bylines, links, notices."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What extraction made of labelled articles."""

    wanted: int
    missed: tuple[str, ...]
    listed: int
    noise: tuple[str, ...]
    forbidden: tuple[str, ...]
    """Of the noise, what a label says must not be listed."""
    furniture: tuple[str, ...]
    """What was listed with words of a headline, a caption, a date line and the like."""

    @property
    def recall(self) -> float:
        """The share of the wanted claims that were found."""
        return 1 - len(self.missed) / self.wanted if self.wanted else 0.0

    @property
    def noise_share(self) -> float:
        """The share of the listed claims that nobody labelled as one."""
        return len(self.noise) / self.listed if self.listed else 0.0


def labelled(text_file: Path) -> LabelledArticle | None:
    """Read NAME.txt with the labels of NAME.json beside it; None where there are none. Raises BenchmarkRefused."""
    labels_file = text_file.with_suffix(".json")
    if not labels_file.exists():
        return None
    text = normalise(text_file.read_text(encoding="utf-8"))
    try:
        labels = json.loads(labels_file.read_text(encoding="utf-8"))
        claims = tuple(_claim(text, entry) for entry in labels["claims"])
        noise = tuple(_span(text, words) for words in labels["noise"])
        furniture = tuple(_furniture(text, words, labels["noise"]) for words in labels.get("furniture", ()))
    except (KeyError, TypeError, ValueError) as error:
        raise BenchmarkRefused(
            f"{labels_file.name}: {error}. Expected {{“claims”: [{{“exact”, “must”, …}}], “noise”: [words], "
            "“furniture”: [words that are noise too]}}, all words as they stand in the text."
        ) from error
    return LabelledArticle(text_file.stem, text, claims, noise, furniture)


def score(articles: Sequence[tuple[LabelledArticle, Sequence[FoundClaim]]]) -> Scored:
    """Hold what was found in each article against its labels."""
    missed: list[str] = []
    noise: list[str] = []
    forbidden: list[str] = []
    furniture: list[str] = []
    wanted = listed = 0
    for article, found in articles:
        must = [claim for claim in article.claims if claim.must]
        wanted += len(must)
        listed += len(found)
        missed += [claim.exact for claim in must if not _is_found(claim.span, found)]
        strangers = [claim for claim in found if not any(_overlap(claim, each.span) for each in article.claims)]
        noise += [claim.exact for claim in strangers]
        forbidden += [claim.exact for claim in strangers if any(_overlap(claim, span) for span in article.noise)]
        furniture += [claim.exact for claim in found if any(_overlap(claim, span) for span in article.furniture)]
    return Scored(wanted, tuple(missed), listed, tuple(noise), tuple(forbidden), tuple(furniture))


def _claim(text: str, entry: dict[str, Any]) -> LabelledClaim:
    return LabelledClaim(
        span=_span(text, entry["exact"]),
        exact=entry["exact"],
        must=bool(entry["must"]),
        stand_alone=entry.get("stand_alone", ""),
        claimant=entry.get("claimant", ""),
        kind=entry.get("kind", ""),
    )


def _span(text: str, words: str) -> Span:
    start = text.find(words)
    if start < 0:
        raise ValueError(f"“{words[:60]}” does not stand in the text")
    return start, start + len(words)


def _furniture(text: str, words: str, noise: Sequence[str]) -> Span:
    if words not in noise:
        raise ValueError(f"“{words[:60]}” is furniture and stands not among the noise")
    return _span(text, words)


def _overlap(claim: FoundClaim, span: Span) -> int:
    return max(0, min(claim.end, span[1]) - max(claim.start, span[0]))


def _is_found(span: Span, found: Sequence[FoundClaim]) -> bool:
    return any(_overlap(claim, span) >= _COVERED * (span[1] - span[0]) for claim in found)
