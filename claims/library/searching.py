"""Searching the library: figures by place, label and measure; passages by words, with a floor under relevance.

A passage is found only if all of this holds, else there is nothing found:

1. It is of a place that the claim names.
2. It shares at least `LEAST_WORDS` content words with the claim.
3. It covers `FLOOR` of the claim's content words, each weighed by its rarity in the library (the logarithm of how few
   passages have it), or all of the claim's `LEAST_PINS` or more pins: its names and its years.

A number that is no year counts against a passage and never for it: that "220" stands somewhere says nothing.
"""

import math
import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Length

from claims.comparison import ClaimedFigure, FoundFigure
from claims.comparison.fit import counted_fits, in_unit_of
from claims.comparison.words import canonical_place, named_places, terms
from claims.library.measures import MEASURES
from claims.models import ReferenceFigure, ReferencePassage

FLOOR = 0.6
LEAST_WORDS = 3
LEAST_PINS = 3
PASSAGES = 3
"""How many passages are found at most."""
_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")
_RARITY = """
    SELECT lexeme,
           (SELECT count(*) FROM claims_referencepassage WHERE search @@ quote_literal(lexeme)::tsquery),
           (SELECT count(*) FROM claims_referencepassage),
           lexeme = ANY (tsvector_to_array(to_tsvector('english', %(pins)s)))
    FROM unnest(to_tsvector('english', %(claim)s))
    WHERE lexeme ~ '^[[:alnum:]_.]+$'
"""


@dataclass(frozen=True, slots=True)
class _Word:
    lexeme: str
    rarity: float
    pin: bool

    @property
    def counts(self) -> bool:
        """Whether finding it says anything: words and years do, other numbers do not."""
        return not self.lexeme[0].isdigit() or _YEAR.fullmatch(self.lexeme) is not None

    @property
    def query(self) -> SearchQuery:
        return _any_of([self])


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


def find_figures(claimed: ClaimedFigure) -> list[ReferenceFigure]:
    """The library's figures that count what the claim counts, where the claim counts it.

    A figure without a value (an edition that gives none) comes only beside others of its measure. A claim that names
    no place, or several, is not looked up: any of them would be a guess.
    """
    places = [canonical_place(claimed.place)] if claimed.place else named_places(claimed.claim)
    if len(places) != 1:
        return []
    measures = [name for name, measure in MEASURES.items() if in_unit_of(claimed.unit, measure.unit) is not None]
    labels = [Q(label="")] + [Q(label__icontains=term) for term in terms(claimed.counted)]
    rows = ReferenceFigure.objects.filter(reduce(or_, labels), place=places[0], measure__in=measures)
    fitting = [row for row in rows if row.value is not None and counted_fits(claimed, as_found(row))]
    measured = {row.measure for row in fitting}
    return fitting + [row for row in rows if row.value is None and row.measure in measured]


def find_passages(claim: str, *, places: list[str] | None = None) -> list[ReferencePassage]:
    """The best passages for a claim, or none where the best is below the floor; see the module's text.

    `places` are those that the claim's figures speak of; the ones that its words name are added.
    """
    of = dict.fromkeys([*(canonical_place(place) for place in places or [] if place), *named_places(claim)])
    claim_words = _claim_words(claim)
    telling = [word for word in claim_words if word.counts]
    if not of or len(telling) < LEAST_WORDS:
        return []
    return list(_ranked(claim_words, telling).filter(place__in=of)[:PASSAGES])


def _ranked(claim_words: list[_Word], telling: list[_Word]) -> "QuerySet[ReferencePassage]":
    pins = [word for word in telling if word.pin]
    weight = sum(word.rarity for word in claim_words)
    relevant = Q(score__gte=FLOOR * weight)
    if len(pins) >= LEAST_PINS:
        relevant |= Q(pinned=len(pins))
    return (
        ReferencePassage.objects.filter(search=_any_of(telling))
        .annotate(
            score=_total([(word, word.rarity) for word in telling]),
            shared=_total([(word, 1) for word in telling]),
            pinned=_total([(word, 1) for word in pins]),
        )
        .filter(relevant, shared__gte=LEAST_WORDS)
        .select_related("document")
        .order_by(F("score").desc(), Length("text"), "pk")
    )


def _total(weighted: list[tuple[_Word, float]]) -> Combinable:
    """What a passage gets for the words that it has."""
    parts: list[Combinable] = [Value(0.0, output_field=FloatField())]
    parts += [
        Case(When(search=word.query, then=Value(weight)), default=Value(0.0), output_field=FloatField())
        for word, weight in weighted
    ]
    return _sum(parts)


def _any_of(words: list[_Word]) -> SearchQuery:
    return SearchQuery(" | ".join(f"'{word.lexeme}'" for word in words), config="simple", search_type="raw")


def _sum(parts: list[Combinable]) -> Combinable:
    # Halved, not chained: a claim of two hundred words would make a chain deeper than Python recurses.
    middle = len(parts) // 2
    return _sum(parts[:middle]) + _sum(parts[middle:]) if middle else parts[0]


def _claim_words(claim: str) -> list[_Word]:
    """The claim's content words as PostgreSQL stems them, with their rarity in the library."""
    pins = " ".join([*_NAME.findall(claim), *_YEAR.findall(claim), *named_places(claim)])
    with connection.cursor() as cursor:
        cursor.execute(_RARITY, {"claim": claim, "pins": pins})
        rows = cursor.fetchall()
    return [
        _Word(lexeme=lexeme, rarity=math.log(1 + total / (1 + having)), pin=pin) for lexeme, having, total, pin in rows
    ]
