"""The claimed figure beside the found ones, as coordinates for a small plot: dates go right, values go up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.choices import Comparator
from claims.comparison.numbers import claimed_bounds
from claims.comparison.types import ClaimedFigure
from claims.models import Evidence, Quantity
from reviews.admin.words import claimed_figure, day, found_figure

WIDTH, HEIGHT = 360, 180
LEFT, RIGHT, TOP, BOTTOM = 52, 352, 12, 152
UNDATED = 24
"""Width of the strip at the right for figures without a date."""
MARGIN = 0.12
"""Of the values' range, left free above and below."""
TICKS = 3
APART = 14
"""The least distance of two labels."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A found figure: its place, the ends of its range where it has one, and its row of the table."""

    x: float
    y: float
    low: float
    high: float
    stance: str
    stance_label: str
    source: str
    as_of: str
    found: str


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """One claimed figure and the found ones in its unit. Numbers are pixels of a picture WIDTH by HEIGHT."""

    pk: int
    claimed: str
    line: float
    line_label: str
    band_top: float
    band_height: float
    values: tuple[Tick, ...]
    dates: tuple[Tick, ...]
    dots: tuple[Dot, ...]

    width, height, left, right, bottom = WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM
    band_width, value_at, date_at = RIGHT - LEFT, LEFT - 6, BOTTOM + 18


def plots_of(rows: Sequence[Evidence]) -> list[Plot]:
    """A plot for each claimed figure that evidence answers with a number in the same unit."""
    quantities = {row.quantity.pk: row.quantity for row in rows if row.quantity}
    plots = []
    for key, quantity in quantities.items():
        found = [
            row
            for row in rows
            if row.quantity_id == key and row.found_value is not None and row.found_unit == quantity.unit
        ]
        if found:
            plots.append(_plot(quantity, found))
    return plots


def _plot(quantity: Quantity, found: list[Evidence]) -> Plot:
    low, high = _bounds(quantity)
    values = [float(quantity.value), *(float(each) for each in (low, high) if each is not None)]
    values += [float(end) for row in found for end in _ends(row)]
    up = _Scale(min(values), max(values), BOTTOM, TOP)
    days = sorted({row.as_of for row in found if row.as_of})
    has_undated = any(row.as_of is None for row in found)
    right = RIGHT - UNDATED if has_undated and days else RIGHT
    across = _Across(days, LEFT + 12, right - 12)
    line = up.at(float(quantity.value))
    band_top = up.at(float(high)) if high is not None else TOP - 4
    band_bottom = up.at(float(low)) if low is not None else BOTTOM
    return Plot(
        pk=quantity.pk,
        claimed=claimed_figure(quantity),
        line=line,
        line_label=_short(float(quantity.value)),
        band_top=band_top,
        band_height=max(round(band_bottom - band_top, 1), 1.5),
        values=tuple(Tick(up.at(each), _short(each)) for each in up.ticks() if abs(up.at(each) - line) >= APART),
        dates=tuple(across.ticks()),
        dots=tuple(_dot(row, up, across) for row in sorted(found, key=lambda row: (row.as_of or date.max, row.pk))),
    )


def _bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    figure = ClaimedFigure(
        text=quantity.text,
        value=quantity.value,
        upper=quantity.upper,
        comparator=Comparator(quantity.comparator),
        unit=quantity.unit,
        approximate=quantity.approximate,
    )
    return claimed_bounds(figure)


def _ends(row: Evidence) -> tuple[Decimal, Decimal]:
    value = row.found_value or Decimal(0)
    return value, value if row.found_upper is None else row.found_upper


def _dot(row: Evidence, up: "_Scale", across: "_Across") -> Dot:
    low, high = (float(end) for end in _ends(row))
    return Dot(
        x=across.at(row.as_of),
        y=up.at((low + high) / 2),
        low=up.at(low),
        high=up.at(high),
        stance=row.stance,
        stance_label=row.get_stance_display(),
        source=row.publisher or row.title,
        as_of=day(row.as_of) or "undated",
        found=found_figure(row),
    )


class _Scale:
    """Values to pixels, with some room at both ends."""

    def __init__(self, low: float, high: float, bottom: float, top: float) -> None:
        room = (high - low) * MARGIN or abs(high) * MARGIN or 1.0
        self.low, self.high = low - room, high + room
        self.bottom, self.top = bottom, top

    def at(self, value: float) -> float:
        part = (value - self.low) / (self.high - self.low)
        return round(self.bottom + part * (self.top - self.bottom), 1)

    def ticks(self) -> list[float]:
        """About TICKS round values within the scale."""
        rough = (self.high - self.low) / TICKS
        power = 10.0 ** (len(f"{rough:.0f}") - 1 if rough >= 1 else -len(f"{1 / rough:.0f}"))
        step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
        first = -(-self.low // step)
        return [number * step for number in range(int(first), int(first) + 12) if number * step <= self.high]


class _Across:
    """Dates to pixels; what has no date stands at the right end."""

    def __init__(self, days: list[date], left: float, right: float) -> None:
        self.days, self.left, self.right = days, left, right

    def at(self, when: date | None) -> float:
        if when is None:
            return RIGHT - 12.0 if self.days else (self.left + self.right) / 2
        span = (self.days[-1] - self.days[0]).days
        if span == 0:
            return (self.left + self.right) / 2
        return round(self.left + (when - self.days[0]).days / span * (self.right - self.left), 1)

    def ticks(self) -> list[Tick]:
        """The first and the last date, or the only one."""
        ends = dict.fromkeys([self.days[0], self.days[-1]]) if self.days else {}
        same_year = len({end.year for end in ends}) < len(ends)
        return [Tick(self.at(end), f"{end:%b %Y}" if same_year else f"{end.year}") for end in ends]


def _short(value: float) -> str:
    """A number that fits beside an axis: 46, 3.5 M."""
    for size, letter in ((1e9, " bn"), (1e6, " M"), (1e4, "")):
        if abs(value) >= size:
            return f"{value / size:.3g}{letter}" if letter else f"{value / 1000:.4g} k"
    return f"{value:g}"
