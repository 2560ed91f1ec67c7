"""Searching the library: figures by place, label and measure; passages by words, with a floor under relevance.

Passages are ranked by BM25 over the posting index. A passage is found only if all of this holds, else there is
nothing found:

1. It is of a place that the claim names, or of none.
2. It shares at least `LEAST_WORDS` content words with the claim.
3. It covers `FLOOR` of the claim's content words, each weighed by its rarity in the library, or all of the claim's
   `LEAST_PINS` or more pins: its names and its years.

A number that is no year counts against a passage and never for it: that "220" stands somewhere says nothing.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from claims.comparison import ClaimedFigure, FoundFigure
from claims.comparison.fit import in_unit_of
from claims.comparison.places import place_meant
from claims.comparison.weighing import Beside, weigh
from claims.comparison.words import canonical_place, named_places
from claims.library.measures import MEASURES
from claims.matching.postings import Ranked, Word, rank, words_of
from claims.models import Collection, ReferenceFigure, ReferencePassage

FigureRows = Callable[[str, Iterable[str]], Iterable[ReferenceFigure]]
"""Gives the figures of a place that any of the named measures measures."""
FLOOR = 0.6
LEAST_WORDS = 3
LEAST_PINS = 3
PASSAGES = 3
"""How many passages are found at most."""
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")
_PLAIN_LEXEME = re.compile(r"[\w.]+")
MOST_RANKED = 200
"""So many of the best passages are held against the floor."""


def as_found(figure: ReferenceFigure) -> FoundFigure:
    """A figure of the library as a comparison takes it."""
    return FoundFigure(
        measure=MEASURES[figure.measure],
        label=figure.label,
        population=figure.population,
        place=figure.place,
        value=figure.value,
        upper=figure.upper,
        as_of=figure.as_of,
        edition=figure.edition,
        title=figure.title,
        statement=figure.statement,
    )


def figures_of(place: str, measures: Iterable[str]) -> Iterable[ReferenceFigure]:
    """The library's figures of a place, in any edition."""
    return ReferenceFigure.objects.filter(place=place, measure__in=list(measures))


def figures_beside(
    claimed: ClaimedFigure, *, said_on: date | None, rows: FigureRows = figures_of
) -> list[Beside[ReferenceFigure]]:
    """The figures that count what the claim counts, where it counts it, weighed: see claims.comparison.weighing.

    `said_on` is the article's date. `rows` gives the figures of a place: those in the database unless told otherwise.
    A claim that names no place, or several, is not looked up: any of them would be a guess.
    """
    place = place_meant(claimed)
    if not place:
        return []
    measures = [name for name, measure in MEASURES.items() if in_unit_of(claimed.unit, measure.unit) is not None]
    found = [(as_found(row), row) for row in rows(place, measures)]
    return weigh(replace(claimed, place=place), found, said_on=said_on)


def find_passages(claim: str, *, places: list[str] | None = None) -> list[ReferencePassage]:
    """The best passages for a claim, or none where the best is below the floor; see the module's text.

    `places` are those that the claim's figures speak of; the ones that its words name are added.
    """
    of = list(dict.fromkeys([*(canonical_place(place) for place in places or [] if place), *named_places(claim)]))
    words = [word for word in words_of(Collection.PASSAGES, claim) if _PLAIN_LEXEME.fullmatch(word.lexeme)]
    telling = [word for word in words if _tells(word)]
    if len(telling) < LEAST_WORDS:
        return []
    within = ReferencePassage.objects.filter(place__in=[*of, ""]).values_list("pk", flat=True) if of else None
    ranked = rank(Collection.PASSAGES, telling, limit=MOST_RANKED, within=within)
    pins = {word.lexeme for word in words_of(Collection.PASSAGES, _pins(claim))}
    best = [each.item for each in ranked if _is_relevant(each, words, telling, pins)]
    passages = ReferencePassage.objects.select_related("document").filter(place__in=[*of, ""]).in_bulk(best)
    return [passages[item] for item in best if item in passages][:PASSAGES]


def _pins(claim: str) -> str:
    return " ".join([*_NAME.findall(claim), *_YEAR.findall(claim), *named_places(claim)])


def _tells(word: Word) -> bool:
    """Whether finding the word says anything: words and years do, other numbers do not."""
    return not word.lexeme[0].isdigit() or _YEAR.fullmatch(word.lexeme) is not None


def _is_relevant(found: Ranked, words: list[Word], telling: list[Word], pins: set[str]) -> bool:
    shared = [word for word in telling if word.term in found.terms]
    pinned = [word for word in telling if word.lexeme in pins]
    covers = sum(word.rarity for word in shared) >= FLOOR * sum(word.rarity for word in words)
    has_all_pins = len(pinned) >= LEAST_PINS and all(word.term in found.terms for word in pinned)
    return len(shared) >= LEAST_WORDS and (covers or has_all_pins)
