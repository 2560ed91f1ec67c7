"""One suggestion for a whole claim from the figures at hand: each of its numbers must be spoken for."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from claims.choices import Stance
from claims.comparison.clauses import clause_fits, completed_by_its_clause, is_rate_base, without_its_source
from claims.comparison.comparing import compare
from claims.comparison.fit import counted_fits, in_unit_of
from claims.comparison.periods import read_period
from claims.comparison.types import ClaimedFigure, Comparison, FoundFigure
from claims.comparison.words import plain, spoken_of
from claims.extraction.quantities.finding import quantities
from claims.extraction.types import FoundQuantity

_NOT_MEASURED = frozenset({"year", "ordinal", "age"})


def suggest_by_figures(claim: str, figures: Mapping[str, Sequence[FoundFigure]], *, said_on: date | None) -> Comparison:
    """Hold a claim against the figures of the one place that it speaks of.

    Consistent: all its numbers are; differs: one of them does; otherwise nothing is suggested, with the reason.
    """
    places = spoken_of(without_its_source(claim), _names(tuple(figures)))
    if len(places) != 1 or places[0] not in figures:
        named = ", ".join(places) or "no place"
        return Comparison(Stance.NO_SUGGESTION, f"The claim must speak of one known place; it names {named}.")
    compared = []
    for quantity in quantities(without_its_source(claim)):
        if quantity.unit in _NOT_MEASURED or is_rate_base(claim, quantity.text):
            continue
        if compared_with := best_comparison(_claimed(quantity, claim, places[0]), figures[places[0]], said_on=said_on):
            compared.append(compared_with)
        elif not _is_age_limit(quantity):
            unheld = f"Nothing found to hold “{quantity.text}” against."
            compared.append(Comparison(Stance.NO_SUGGESTION, unheld))
    return _together(compared)


def best_comparison(
    claimed: ClaimedFigure, figures: Sequence[FoundFigure], *, said_on: date | None
) -> Comparison | None:
    """The comparison with the figure nearest in time; None where nothing found counts the same thing.

    Where two measures fit and speak against each other, nothing is suggested.
    """
    claimed = completed_by_its_clause(claimed)
    fitting = [
        figure
        for figure in figures
        if in_unit_of(claimed.unit, figure.measure.unit) is not None and counted_fits(claimed, figure)
    ]
    fitting = [figure for figure in fitting if clause_fits(claimed, figure)] or fitting
    by_measure: dict[tuple[str, str], list[tuple[timedelta, Comparison]]] = {}
    for figure in fitting:
        comparison = compare(claimed, figure, said_on=said_on)
        away = abs(figure.as_of - _time_of(claimed, said_on))
        by_measure.setdefault((figure.measure.name, figure.label), []).append((away, comparison))
    nearest = [min(each, key=lambda pair: pair[0])[1] for each in by_measure.values()]
    usable = [each for each in nearest if each.stance != Stance.NOT_COMPARABLE]
    if not usable:
        return nearest[0] if nearest else None
    if len({each.stance for each in usable}) > 1:
        reasons = " ".join(each.reason for each in usable)
        return Comparison(Stance.NO_SUGGESTION, f"Two figures fit and speak against each other. {reasons}")
    return usable[0]


def unless_they_conflict(nearest_first: Sequence[tuple[tuple[str, str], Comparison]]) -> list[Comparison]:
    """Return the comparisons, nearest in time first, without a suggestion where two things measured disagree.

    Each comes with its measure and label; of several editions of one, the nearest speaks for it.
    """
    speaking: dict[tuple[str, str], Comparison] = {}
    for what, comparison in nearest_first:
        if comparison.stance != Stance.NOT_COMPARABLE:
            speaking.setdefault(what, comparison)
    comparisons = [comparison for _, comparison in nearest_first]
    if len({each.stance for each in speaking.values()} & {Stance.CONSISTENT, Stance.DIFFERS}) < 2:
        return comparisons
    return [
        each
        if each.stance == Stance.NOT_COMPARABLE
        else Comparison(Stance.NO_SUGGESTION, f"Two figures fit and speak against each other. {each.reason}")
        for each in comparisons
    ]


def _time_of(claimed: ClaimedFigure, said_on: date | None) -> date:
    span = read_period(claimed.period, said_on) if claimed.period else None
    if span:
        return span[0] + (span[1] - span[0]) / 2
    return said_on or date.max


def _claimed(quantity: FoundQuantity, claim: str, place: str) -> ClaimedFigure:
    return ClaimedFigure(
        text=quantity.text,
        value=quantity.value,
        upper=quantity.upper,
        comparator=quantity.comparator,
        unit=quantity.unit,
        counted=quantity.counted,
        population=quantity.population,
        place=quantity.place or place,
        period=quantity.period,
        approximate=quantity.approximate,
        claim=claim,
    )


def _is_age_limit(quantity: FoundQuantity) -> bool:
    """ "People under 15": the 15 bounds who is counted and is itself no claim."""
    bare = quantity.unit == "percent" and "%" not in quantity.text and "cent" not in quantity.text
    return (bare or quantity.unit in {"a", "count"}) and quantity.value <= 65 and quantity.value == int(quantity.value)


def _together(compared: Sequence[Comparison]) -> Comparison:
    differing = [each for each in compared if each.stance == Stance.DIFFERS]
    if differing:
        return differing[0]
    unheld = [each for each in compared if each.stance != Stance.CONSISTENT]
    if unheld or not compared:
        return unheld[0] if unheld else Comparison(Stance.NO_SUGGESTION, "The claim has no number to compare.")
    return Comparison(Stance.CONSISTENT, " ".join(each.reason for each in compared))


@lru_cache(maxsize=4)
def _names(places: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((called, place) for place in places for called in {place, plain(place)})
