"""The suggestion: consistent, differs, or not comparable, each with a reason that a reviewer can read."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from claims.choices import Comparator, Stance
from claims.comparison.fit import assumptions, day_written, in_unit_of, misfit
from claims.comparison.numbers import Agreement, agreement, written
from claims.comparison.types import ClaimedFigure, Comparison, FoundFigure, Obstacle

_WORDS = {
    Comparator.EXACTLY: "",
    Comparator.BETWEEN: "between ",
    Comparator.MORE_THAN: "more than ",
    Comparator.AT_LEAST: "at least ",
    Comparator.LESS_THAN: "less than ",
    Comparator.AT_MOST: "at most ",
    Comparator.NEARLY: "nearly ",
    Comparator.ABOUT: "about ",
    Comparator.JUST_OVER: "just over ",
}
FAR_MORE = 2
"""From how many times the bound of "more than" or "at least" the reason points it out."""
TOO_CLOSE = Decimal("0.12")
"""Within a tolerance in points, but a larger part of the found number than this apart: nothing is suggested."""


def compare(claimed: ClaimedFigure, found: FoundFigure, *, said_on: date | None) -> Comparison:
    """Hold a claimed figure against a found one.

    `said_on` is the article's date: what a claim without a period means. A figure about another thing never
    refutes: unit, place, counted noun, population and period must all fit first.
    """
    if trouble := misfit(claimed, found, said_on=said_on):
        return _not_comparable(trouble.obstacle, trouble.because)
    factor = in_unit_of(claimed.unit, found.measure.unit)
    if found.value is None or factor is None:
        nothing = _not_comparable(Obstacle.NO_NUMBER, f"{found.cited} gives no number: {found.statement.rstrip('.')}")
        return replace(nothing, reason=f"{nothing.reason} {_dated(found, said_on, what='edition')}")
    if factor != 1:
        upper = claimed.upper * factor if claimed.upper is not None else None
        claimed = replace(claimed, value=claimed.value * factor, upper=upper, unit=found.measure.unit)
    result = agreement(claimed, found.value, found.upper or found.value, found.measure.tolerance)
    if result.agrees and abs(result.gap) > abs(found.value) * TOO_CLOSE:
        because = (
            f"{_claim_written(claimed)} and the {written(found.value, found.measure.unit, found.upper)} of "
            f"{found.cited} are near for a figure of this kind, and yet too far apart for numbers so small"
        )
        return _not_comparable(Obstacle.CLOSE, because)
    sentences = [
        f"The claim says {_claim_written(claimed)}; {found.cited} gives "
        f"{written(found.value, found.measure.unit, found.upper)}{_within(result, found)}.",
        *_how_far(claimed, found, result),
        _dated(found, said_on),
        *assumptions(claimed, found, said_on=said_on),
    ]
    return Comparison(Stance.CONSISTENT if result.agrees else Stance.DIFFERS, " ".join(sentences))


def _not_comparable(obstacle: Obstacle, because: str) -> Comparison:
    return Comparison(Stance.NOT_COMPARABLE, f"Not comparable, because {because}.", obstacle)


def _claim_written(claimed: ClaimedFigure) -> str:
    number = written(claimed.value, claimed.unit, claimed.upper)
    if claimed.comparator == Comparator.BETWEEN and claimed.upper is not None:
        number = number.replace(" to ", " and ", 1)
    word = _WORDS[claimed.comparator]
    return ("about " if claimed.approximate and not word else word) + number


def _within(result: Agreement, found: FoundFigure) -> str:
    if not result.agrees or result.gap == 0:
        return ""
    tolerance = found.measure.tolerance
    if result.allowed > tolerance.absolute:
        return f", within the {written(tolerance.relative * 100, 'percent')} that this measure allows"
    return f", within the {_distance(result.allowed, found)} that this measure allows"


def _how_far(claimed: ClaimedFigure, found: FoundFigure, result: Agreement) -> list[str]:
    if not result.agrees and result.gap and found.value is not None:
        # From the number that the claim states: readers subtract, and know nothing of how it was rounded.
        if result.gap > 0:
            return [f"That is {_distance(found.value - (claimed.upper or claimed.value), found)} more."]
        return [f"That is {_distance(claimed.value - (found.upper or found.value), found)} less."]
    open_above = claimed.comparator in {Comparator.MORE_THAN, Comparator.AT_LEAST}
    if result.agrees and open_above and found.value and found.value >= claimed.value * FAR_MORE:
        return ["The found figure is far above what the claim says."]
    return []


def _distance(width: Decimal, found: FoundFigure) -> str:
    digits = Decimal("0.1") if found.measure.unit == "percent" or width < 10 else Decimal(1)
    width = width.quantize(digits)
    if found.measure.unit == "percent":
        return f"{width.normalize():f} percentage points"
    return written(width, found.measure.unit)


def _dated(found: FoundFigure, said_on: date | None, *, what: str = "figure") -> str:
    dated = f"The {what} is dated {day_written(found.as_of)}"
    if said_on is not None and found.as_of > said_on:
        return f"{dated}, after the article ({day_written(said_on)})."
    return f"{dated}."
