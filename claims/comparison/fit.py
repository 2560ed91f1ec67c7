"""Do a claimed and a found figure speak of the same thing?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from claims.comparison.clauses import clause_fits, rate_base
from claims.comparison.numbers import written
from claims.comparison.periods import Span, days_between, read_period
from claims.comparison.types import ClaimedFigure, FoundFigure, Measure, Obstacle
from claims.comparison.units import factor_between
from claims.comparison.words import (
    canonical_place,
    label_terms,
    label_variants,
    place_terms,
    terms,
    words,
)
from claims.extraction.words import word_set

UNDATED_SHELF_LIFE = timedelta(days=3650)
"""A claim without any date is only held against measures that move as slowly as this."""
# Words that may stand between a measure's name and its number: "the population of X is about 40 million".
_LINKS = word_set(
    """a an the of in at to is was are were be been being has had have stand stood reach reached rate estimated
    about around roughly approximately some nearly almost over under above below more less fewer than just only
    least most up exactly now currently total and level share country people average"""
)


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why two figures cannot be compared; `because` continues "Not comparable, because"."""

    obstacle: Obstacle
    because: str


def misfit(claimed: ClaimedFigure, found: FoundFigure, *, said_on: date | None) -> Misfit | None:
    """The first thing in which the figures do not fit, or None if they may be compared."""
    what_and_where = _unit_misfit(claimed, found) or _place_misfit(claimed, found)
    if what_and_where or found.value is None:
        return what_and_where
    if clause_fits(claimed, found):
        return _period_misfit(claimed, found, said_on)
    return (
        _population_misfit(claimed, found) or _counted_misfit(claimed, found) or _period_misfit(claimed, found, said_on)
    )


def assumptions(claimed: ClaimedFigure, found: FoundFigure, *, said_on: date | None) -> list[str]:
    """What had to be assumed for the comparison, a sentence each."""
    assumed = []
    if not claimed.place and found.place:
        assumed.append(f"The claim names no place: {found.place} is assumed.")
    population = found.population or found.measure.population
    if found.measure.unit == "percent" and not claimed.population and population:
        assumed.append(f"The claim does not say a share of what: {population} is assumed.")
    if not claimed.period and said_on is None:
        assumed.append("The claim has no date: it is assumed to speak of a time near the figure's.")
    return assumed


def in_unit_of(unit: str, theirs: str) -> Decimal | None:
    """The factor that brings a number in `unit` to the unit `theirs`; None: there is none."""
    return factor_between(unit, theirs)


def counted_fits(claimed: ClaimedFigure, found: FoundFigure) -> bool:
    """Whether the claim counts what the figure counts, by words alone."""
    measure = found.measure
    if clause_fits(claimed, found):
        return True
    if measure.whole_clause or rate_base(claimed) != measure.per:
        return False
    told = terms(claimed.claim) | terms(claimed.counted) | terms(claimed.population)
    if (measure.told_by and not measure.told_by & told) or measure.ruled_out_by & told:
        return False
    ours = place_terms(found.place)
    counted = terms(claimed.counted)
    rest = label_terms(claimed.counted) - measure.counted_words
    if measure.labelled or found.label:
        variants = label_variants(found.label)
        if not (rest in variants or rest - ours in variants):
            return False
    elif rest - ours - frozenset().union(*measure.named_by):
        return False
    return not measure.named_by or _names(claimed, measure, counted, ours)


def _names(claimed: ClaimedFigure, measure: Measure, counted: frozenset[str], ours: frozenset[str]) -> bool:
    pool = counted | terms(claimed.population)
    if any(group <= pool for group in measure.named_by):
        return True
    return any(group <= _linked_words(claimed, group, ours) | pool for group in measure.named_by)


def _linked_words(claimed: ClaimedFigure, group: frozenset[str], ours: frozenset[str]) -> frozenset[str]:
    """The words of `group` before the number, with nothing between that could give the number away."""
    before = claimed.claim.partition(claimed.text)[0] if claimed.text in claimed.claim else ""
    clause = re.split(r"[,;:()]", before)[-1]
    linked = set()
    for word in reversed(words(clause)):
        if word in group:
            linked.add(word)
        elif word not in _LINKS and word not in ours and not word.isdigit():
            break
    return frozenset(linked)


def _unit_misfit(claimed: ClaimedFigure, found: FoundFigure) -> Misfit | None:
    if in_unit_of(claimed.unit, found.measure.unit) is not None:
        return None
    ours, theirs = _unit_name(claimed.unit), _unit_name(found.measure.unit)
    return Misfit(Obstacle.UNIT, f"the claim is in {ours} and the figure in {theirs}")


def _unit_name(unit: str) -> str:
    return {"count": "numbers", "percentage_point": "percentage points", "a": "years"}.get(unit, unit)


def _place_misfit(claimed: ClaimedFigure, found: FoundFigure) -> Misfit | None:
    place = canonical_place(claimed.place)
    if not place or place == canonical_place(found.place):
        return None
    theirs = found.place or "no named place"
    return Misfit(Obstacle.PLACE, f"the claim speaks of {place} and the figure of {theirs}")


def _counted_misfit(claimed: ClaimedFigure, found: FoundFigure) -> Misfit | None:
    if _is_share_of_what_it_counts(claimed):
        because = f"the claim gives a share of {claimed.counted}, not their share of others"
        return Misfit(Obstacle.COUNTED, because)
    if counted_fits(claimed, found):
        return None
    theirs = found.label or found.measure.title.lower()
    ours = claimed.counted or "something unnamed"
    return Misfit(Obstacle.COUNTED, f"the claim counts {ours} and the figure counts {theirs}")


def _is_share_of_what_it_counts(claimed: ClaimedFigure) -> bool:
    """Whether "46% of Tajiks" was read with Tajiks as what is counted: they are what it is a share of."""
    if claimed.unit not in {"percent", "fraction"} or not claimed.counted:
        return False
    number, counted = re.escape(claimed.text), re.escape(claimed.counted)
    of_them = rf"{number}\s+(?:of|among)\s+(?:all\s+|the\s+|ethnic\s+)*{counted}"
    return re.search(of_them, claimed.claim, re.IGNORECASE) is not None


def _population_misfit(claimed: ClaimedFigure, found: FoundFigure) -> Misfit | None:
    rest = terms(claimed.population) - found.measure.population_words - place_terms(found.place)
    if not rest:
        return None
    theirs = found.population or found.measure.population or found.place
    return Misfit(Obstacle.POPULATION, f"the claim speaks of {claimed.population}, the figure of {theirs}")


def _period_misfit(claimed: ClaimedFigure, found: FoundFigure, said_on: date | None) -> Misfit | None:
    span: Span | None = (said_on, said_on) if said_on else None
    if claimed.period:
        span = read_period(claimed.period, said_on)
        if span is None:
            return Misfit(Obstacle.PERIOD, f"“{claimed.period}” could not be read as a date")
    shelf_life = found.measure.shelf_life
    if span is None:
        slow = shelf_life >= UNDATED_SHELF_LIFE
        return (
            None
            if slow
            else Misfit(Obstacle.PERIOD, "neither the claim nor its article has a date (give the article one)")
        )
    if days_between(found.as_of, span) <= shelf_life:
        return None
    return Misfit(
        Obstacle.PERIOD,
        f"the figure is dated {day_written(found.as_of)} and the claim speaks of "
        f"{claimed.period or day_written(span[0])}; a figure of this kind is good for {_length(shelf_life)}",
    )


def day_written(day: date) -> str:
    """A date as a sentence has it: 1 July 2014."""
    return f"{day.day} {day:%B %Y}"


def _length(shelf_life: timedelta) -> str:
    years = round(shelf_life.days / 365.25)
    return "a year" if years == 1 else f"{written(Decimal(years), 'a')}"
