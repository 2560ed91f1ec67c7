"""The share of women and children among people counted by sex and age, as UNHCR's demographic table has them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.comparison.numbers import written

MOST_UNKNOWN = Decimal("0.1")
"""A share is computed where sex and age are known of all but this part."""


@dataclass(frozen=True, slots=True)
class Counted:
    """People of one row: women and children (everybody female, and boys under 18), who may be among them, and all."""

    known: Decimal
    unknown: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent, a range where sex or age is not known of some, and a sentence that tells how it came about.

    `said` goes before the date, `more` after it.
    """

    low: Decimal
    high: Decimal
    said: str
    more: str


def women_and_children(
    *, female: Decimal, male: Decimal, total: Decimal, boys: Sequence[Decimal], unaged_male: Decimal
) -> Counted:
    """What a row counts; `boys` are the male of each age under 18."""
    known = female + sum(boys, Decimal(0))
    return Counted(known, max(total - female - male, Decimal(0)) + unaged_male, total)


def share_of(parts: Iterable[Counted], place: str) -> Share | None:
    """The share among the people displaced within a place; None: sex or age is not known of too many."""
    rows = list(parts)
    known, unknown, total = (
        sum((getattr(row, column) for row in rows), Decimal(0)) for column in ("known", "unknown", "total")
    )
    if not total or unknown > total * MOST_UNKNOWN:
        return None
    low, high = (round(100 * part / total, 1) for part in (known, known + unknown))
    unclear = f"; of {written(unknown, 'count')} sex or age is not known" if unknown else ""
    return Share(
        low=low,
        high=high,
        said=(
            f"UNHCR's demographic table counts {written(known, 'count')} women and children (everybody female, and "
            f"boys under 18) among {written(total, 'count')} people displaced within {place}"
        ),
        more=f"{unclear}. Computed: {written(low, 'percent', high)}",
    )
