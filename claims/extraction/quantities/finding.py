"""Quantities: the numbers of a sentence with what they count, of whom, where and when."""

import re
from dataclasses import replace
from decimal import Decimal

from claims.extraction.places import countries, is_worldwide, place_of
from claims.extraction.quantities.atoms import atoms
from claims.extraction.quantities.comparators import APPROXIMATE
from claims.extraction.quantities.currencies import is_money
from claims.extraction.quantities.numbers import WORDS
from claims.extraction.quantities.periods import period_of
from claims.extraction.quantities.phrases import noun_phrase, predicate_noun, subject_before, subject_of_verb, whole_of
from claims.extraction.quantities.ranges import Atom
from claims.extraction.types import FoundQuantity

_SHARES = frozenset({"percent", "fraction"})
_OF_GOODS = re.compile(r"\s+(?:worth\s+)?(?:of|in)\s+(?=[a-z])")
_NUMBERED = re.compile(rf"^(?:the |its |their )?(?:\d[\d,.]*|{WORDS}) (?=[a-z])", re.IGNORECASE)
"""Of "two of the five bridges" the bridges are counted."""
_BULK = frozenset({"t", "kg", "L", "[bbl_us]", "[ston_av]", "har", "MW", "GW"})
_WHOLE_DIRECTLY = re.compile(r"\s+(?=(?:the|its|their|all|of)\b)|\s+(?=[a-z]+s\b)")
"""After "half" and "one in three", what the share is of may follow without "of"."""
_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|these),?\s+(?:(?:are|were)\s+)?(?=[a-z])")
_OF_SOMETHING = re.compile(r"\s+of\s+(?:the\s+)?(?=[A-Z])")
_SHARE_SUBJECT_ONLY = re.compile(r"\s+(?:of|among)\s+")


def quantities(sentence: str, *, scene: str = "") -> tuple[FoundQuantity, ...]:
    """Return every quantity of `sentence`, in its order.

    `scene` is the place that the sentences before have set; it fills the place of a quantity whose own sentence
    names none and does not speak of the world. Years stand as quantities too, of unit "year".
    """
    found: list[FoundQuantity] = []
    for atom in atoms(sentence):
        quantity = _quantity(sentence, atom, scene)
        last = found[-1] if found else None
        if last and not quantity.counted and last.unit == quantity.unit != "count" and last.counted:
            quantity = replace(quantity, counted=last.counted, population=quantity.population or last.population)
        found.append(quantity)
    return tuple(found)


def counts_something(quantity: FoundQuantity) -> bool:
    """Whether a quantity measures, rather than dates or ranks, so that a figure elsewhere can bear on it."""
    return quantity.unit not in {"year", "age", "ordinal"}


def _quantity(sentence: str, atom: Atom, scene: str) -> FoundQuantity:
    begin = atom.bound_start if atom.bound_start is not None else atom.start
    found = FoundQuantity(
        text=sentence[begin : atom.end],
        value=_tidy(atom.value),
        upper=None if atom.upper is None else _tidy(atom.upper),
        comparator=atom.comparator,
        unit=atom.unit,
        approximate=atom.comparator in APPROXIMATE,
    )
    if atom.unit == "year":
        return found
    counted, population = _what(sentence, atom, begin)
    return replace(
        found,
        counted=counted,
        population=population,
        place=place_of(sentence, begin, atom.end) or ("" if is_worldwide(sentence) else scene),
        period=period_of(sentence, begin, atom.end),
    )


def _tidy(value: Decimal) -> Decimal:
    """The same number without an exponent or idle decimals."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _what(sentence: str, atom: Atom, begin: int) -> tuple[str, str]:
    """Return the counted noun and the population that it is counted in."""
    if atom.unit in _SHARES:
        return _share(sentence, atom, begin)
    if atom.unit == "count":
        population, _ = whole_of(sentence, atom.end)
        if population:
            counted = _NUMBERED.sub("", population)
            return noun_phrase(counted, 0) or counted, population
        return noun_phrase(sentence, atom.end) or subject_before(sentence, begin), ""
    goods = _OF_GOODS.match(sentence, atom.end) if is_money(atom.unit) or atom.unit in _BULK else None
    if goods:
        return noun_phrase(sentence, goods.end()), ""
    subject_of = subject_of_verb if atom.unit == "multiple" else subject_before
    return subject_of(sentence, begin) or noun_phrase(sentence, atom.end, at_most=3), ""


def _without_country(population: str) -> str:
    """ "the population of Chad" is "the population": where it lives is the quantity's place."""
    owner = _OF_SOMETHING.search(population)
    named = countries(population) if owner else []
    whole_tail = owner and any(place.start == owner.end() and place.end == len(population) for place in named)
    return population[: owner.start()] if owner and whole_tail else population


def _share(sentence: str, atom: Atom, begin: int) -> tuple[str, str]:
    of_them = _OF_THEM.match(sentence, atom.end)
    if of_them:
        return noun_phrase(sentence, of_them.end()), ""
    population, after = whole_of(sentence, atom.end)
    if not population and atom.unit == "fraction":
        direct = _WHOLE_DIRECTLY.match(sentence, atom.end)
        if direct:
            population = noun_phrase(sentence, direct.end())
            after = direct.end() + len(population)
    if population:
        return subject_before(sentence, begin) or predicate_noun(sentence, after), _without_country(population)
    counted = noun_phrase(sentence, atom.end) if not _SHARE_SUBJECT_ONLY.match(sentence, atom.end) else ""
    return counted or subject_before(sentence, begin), ""
