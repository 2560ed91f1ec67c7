"""Which of the figures at hand stand beside a claimed one, in which order, and what they suggest together.

Every source of figures and `bench figures` go through `weigh`, so that what is measured is what reviewers see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Generic, TypeVar

from claims.choices import Stance
from claims.comparison.clauses import clause_fits, completed_by_its_clause, is_rate_base
from claims.comparison.comparing import compare
from claims.comparison.fit import counted_fits, in_unit_of
from claims.comparison.periods import Span, days_between, read_period
from claims.comparison.types import ClaimedFigure, Comparison, FoundFigure, Obstacle

Source = TypeVar("Source")
What = tuple[str, str]
"""A thing measured: the name of its measure, and the label."""

_NOT_MEASURED = frozenset({"year", "ordinal"})
NEAREST = 4
"""So many figures of one thing are compared, the nearest in time; the others add nothing to them."""


@dataclass(frozen=True, slots=True)
class Beside(Generic[Source]):
    """A found figure beside the claimed one, with what the comparison says, and whatever it came with."""

    figure: FoundFigure
    comparison: Comparison
    source: Source

    @property
    def what(self) -> What:
        """The thing that it measures."""
        return self.figure.measure.name, self.figure.label


def weigh(
    claimed: ClaimedFigure, found: Iterable[tuple[FoundFigure, Source]], *, said_on: date | None
) -> list[Beside[Source]]:
    """Compare the figures that count what the claim counts, best first: the first one is the suggestion.

    Where the claim's clause names a measure word for word, only figures of such a measure stand. Of one thing the
    figure nearest to the time that the claim speaks of goes first, of figures for one day that of the newest edition.
    What speaks of another time, or gives no number, goes last. Where two things fit and one agrees while the other
    differs, neither is suggested. An empty list: nothing counts the same thing.
    """
    if not is_measured(claimed):
        return []
    claimed = completed_by_its_clause(claimed)
    span = _span(claimed, said_on)
    by_edition = sorted(_fitting(claimed, found), key=lambda pair: pair[0].edition, reverse=True)
    nearest_first = sorted(by_edition, key=lambda pair: _away(pair[0].as_of, span))
    beside = [
        Beside(figure, compare(claimed, figure, said_on=said_on), source)
        for figure, source in _nearest_of_each(nearest_first)
    ]
    beside.sort(key=lambda each: _says_nothing(each.comparison))
    together = unless_they_conflict([(each.what, each.comparison) for each in beside])
    return [Beside(each.figure, comparison, each.source) for each, comparison in zip(beside, together, strict=True)]


def is_measured(claimed: ClaimedFigure) -> bool:
    """Whether the number measures: a year dates, an ordinal ranks, the 1,000 of "per 1,000" is what a rate is of."""
    return claimed.unit not in _NOT_MEASURED and not is_rate_base(claimed.claim, claimed.text)


def unless_they_conflict(best_first: Sequence[tuple[What, Comparison]]) -> list[Comparison]:
    """Return the comparisons, best first, without a suggestion where two things measured disagree.

    Of several figures of one thing, the first speaks for it.
    """
    speaking: dict[What, Comparison] = {}
    for what, comparison in best_first:
        if comparison.stance != Stance.NOT_COMPARABLE:
            speaking.setdefault(what, comparison)
    comparisons = [comparison for _, comparison in best_first]
    if len({each.stance for each in speaking.values()} & {Stance.CONSISTENT, Stance.DIFFERS}) < 2:
        return comparisons
    return [
        each
        if each.stance == Stance.NOT_COMPARABLE
        else Comparison(Stance.NO_SUGGESTION, f"Two figures fit and speak against each other. {each.reason}")
        for each in comparisons
    ]


def _fitting(claimed: ClaimedFigure, found: Iterable[tuple[FoundFigure, Source]]) -> list[tuple[FoundFigure, Source]]:
    """Those that count the same, and those without a number that stand for an edition of the same measure."""

    @cache
    def fits(figure: FoundFigure) -> tuple[bool, bool]:
        in_unit = in_unit_of(claimed.unit, figure.measure.unit) is not None
        return in_unit and counted_fits(claimed, figure), in_unit and clause_fits(claimed, figure)

    pairs = list(found)
    counted = [(pair, fits(_kind(pair[0]))) for pair in pairs if pair[0].value is not None]
    by_clause = any(clause for _, (_, clause) in counted)
    kept = [pair for pair, (same, clause) in counted if (clause if by_clause else same)]
    measured = {figure.measure.name for figure, _ in kept}
    return kept + [pair for pair in pairs if pair[0].value is None and pair[0].measure.name in measured]


def _kind(figure: FoundFigure) -> FoundFigure:
    """The figure without what differs from year to year, so that each kind is read once."""
    return FoundFigure(measure=figure.measure, value=None, as_of=date.min, title="", place=figure.place,
                       label=figure.label)  # fmt: skip


def _nearest_of_each(nearest_first: Iterable[tuple[FoundFigure, Source]]) -> Iterable[tuple[FoundFigure, Source]]:
    taken: dict[tuple[str, str, bool], int] = {}
    for figure, source in nearest_first:
        kind = (figure.measure.name, figure.label, figure.value is None)
        taken[kind] = taken.get(kind, 0) + 1
        if taken[kind] <= NEAREST:
            yield figure, source


def _says_nothing(comparison: Comparison) -> bool:
    """Too close to call is the nearest figure's word, and stays before what an older one says."""
    return comparison.stance == Stance.NOT_COMPARABLE and comparison.obstacle != Obstacle.CLOSE


def _span(claimed: ClaimedFigure, said_on: date | None) -> Span | None:
    """The days that the claim speaks of: its own period, else the day it was said."""
    span = read_period(claimed.period, said_on) if claimed.period else None
    return span or ((said_on, said_on) if said_on else None)


def _away(as_of: date, span: Span | None) -> tuple[timedelta, timedelta]:
    """How far a figure's day is from the span, and within it from its middle; without one the newest goes first."""
    if span is None:
        return date.max - as_of, timedelta(0)
    return days_between(as_of, span), abs(as_of - (span[0] + (span[1] - span[0]) / 2))
