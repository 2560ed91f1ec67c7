"""Whether a number, as a claim bounds it, agrees with a found one. All arithmetic is decimal."""

from dataclasses import dataclass
from decimal import Decimal

from claims.choices import Comparator
from claims.comparison.types import ClaimedFigure, Tolerance

# What loose words allow, as parts of the claimed number.
ABOUT = Decimal("0.10")
"""About, around, roughly 50: 45 to 55."""
NEARLY = Decimal("0.10")
"""Nearly, almost 50: 45 to 50."""
JUST_OVER = Decimal("0.10")
"""Just over 50: 50 to 55."""
ROUNDING_CAP = Decimal("0.05")
"""A round number (3,000,000) is taken as rounded, but never by more than this part of it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Whether two numbers agree, and how far apart they are in the found number's unit; 0: they overlap."""

    agrees: bool
    gap: Decimal
    allowed: Decimal
    """What the measure's tolerance allowed on top of the claim's own words."""


def agreement(claimed: ClaimedFigure, low: Decimal, high: Decimal, tolerance: Tolerance) -> Agreement:
    """Compare a claimed number with a found one, or a found range from `low` to `high`."""
    first, last = claimed_bounds(claimed)
    allowed = tolerance.around(high)
    gap = Decimal(0)
    if first is not None and high < first:
        gap = high - first
    elif last is not None and low > last:
        gap = low - last
    strict = claimed.comparator in {Comparator.MORE_THAN, Comparator.LESS_THAN}
    touches = strict and allowed == 0 and (high == first or low == last)
    return Agreement(agrees=abs(gap) <= allowed and not touches, gap=gap, allowed=allowed)


def claimed_bounds(claimed: ClaimedFigure) -> tuple[Decimal | None, Decimal | None]:
    """The smallest and the largest number that the claim's words allow; None: no bound on that side."""
    value = claimed.value
    comparator = claimed.comparator
    if comparator == Comparator.EXACTLY and claimed.approximate:
        comparator = Comparator.ABOUT
    part = abs(value)
    match comparator:
        case Comparator.MORE_THAN | Comparator.AT_LEAST:
            return value, None
        case Comparator.LESS_THAN | Comparator.AT_MOST:
            return None, value
        case Comparator.NEARLY:
            return value - part * NEARLY, value + rounding(claimed)
        case Comparator.JUST_OVER:
            return value - rounding(claimed), value + part * JUST_OVER
        case Comparator.ABOUT:
            return value - part * ABOUT, (claimed.upper or value) + part * ABOUT
    return value - rounding(claimed), (claimed.upper or value) + rounding(claimed)


def rounding(claimed: ClaimedFigure) -> Decimal:
    """Half of the last digit that the claim states: 46 % may be 45.5 to 46.5, 250,000 245,000 to 255,000."""
    value = abs(claimed.value).normalize()
    exponent = int(value.as_tuple().exponent)
    if claimed.unit == "percent":
        exponent = min(exponent, 0)
    return min(Decimal(1).scaleb(exponent) / 2, max(value * ROUNDING_CAP, Decimal("0.5")))


def written(value: Decimal, unit: str, upper: Decimal | None = None) -> str:
    """A number with its unit, as a reason prints it: 46 %, 3,457,744, 84.7 to 89.7 %."""
    number = f"{value.normalize():,f}"
    if upper is not None and upper != value:
        number += f" to {upper.normalize():,f}"
    return {"percent": f"{number} %", "count": number, "a": f"{number} years", "age": f"{number} years"}.get(
        unit, f"{number} {unit}".strip()
    )
