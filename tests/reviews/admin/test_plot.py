"""The plot stands the claimed figure beside the found ones: higher is more, further right is later."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from claims.choices import Comparator, Stance
from claims.models import Evidence, Quantity
from reviews.admin.plot import BOTTOM, LEFT, RIGHT, TOP, Plot, plots_of


def claimed(comparator: Comparator = Comparator.MORE_THAN, value: str = "46") -> Quantity:
    return Quantity(pk=1, value=Decimal(value), comparator=comparator, unit="percent")


def found(value: str | None, quantity: Quantity, **fields: Any) -> Evidence:
    row = {
        "as_of": datetime.date(2024, 1, 1),
        "publisher": "Bureau of Statistics",
        "found_value": None if value is None else Decimal(value),
        "found_unit": "percent",
        "stance": Stance.DIFFERS,
    }
    return Evidence(quantity=quantity, **{**row, **fields})


def plot_of(*rows: Evidence) -> Plot:
    (plot,) = plots_of(rows)
    return plot


def test_a_later_and_lower_figure_is_further_right_and_lower() -> None:
    quantity = claimed()
    plot = plot_of(found("27", quantity), found("31", quantity, as_of=datetime.date(2011, 1, 1)))
    older, newer = plot.dots
    assert (older.found, newer.found) == ("31 %", "27 %")
    assert LEFT < older.x < newer.x < RIGHT
    assert TOP <= plot.line < older.y < newer.y <= BOTTOM


def test_the_table_beside_it_says_source_day_figure_and_suggestion() -> None:
    (dot,) = plot_of(found("27", claimed())).dots
    told = (dot.source, dot.as_of, dot.found, dot.stance_label)
    assert told == ("Bureau of Statistics", "1 Jan 2024", "27 %", "Differs")


@pytest.mark.parametrize(
    ("comparator", "inside", "outside"),
    [
        (Comparator.MORE_THAN, "60", "30"),
        (Comparator.AT_MOST, "30", "60"),
        (Comparator.ABOUT, "48", "60"),
        (Comparator.EXACTLY, "46", "50"),
    ],
)
def test_the_band_is_what_the_claims_words_allow(comparator: Comparator, inside: str, outside: str) -> None:
    quantity = claimed(comparator)
    plot = plot_of(found(inside, quantity, publisher="Inside"), found(outside, quantity, publisher="Outside"))
    within = {dot.source: plot.band_top <= dot.y <= plot.band_top + plot.band_height for dot in plot.dots}
    assert within == {"Inside": True, "Outside": False}


def test_a_found_range_has_its_ends() -> None:
    (dot,) = plot_of(found("30", claimed(), found_upper=Decimal(36))).dots
    assert dot.low > dot.y > dot.high


def test_what_has_no_date_stands_at_the_right_end() -> None:
    quantity = claimed()
    dated, undated = plot_of(found("31", quantity, as_of=None), found("27", quantity)).dots
    assert (dated.as_of, undated.as_of) == ("1 Jan 2024", "undated")
    assert dated.x < undated.x


def test_another_unit_and_no_number_are_not_plotted() -> None:
    quantity = claimed()
    assert plots_of([found("3000000", quantity, found_unit="count"), found(None, quantity)]) == []


@pytest.mark.parametrize("value", ["0", "0.0004", "0.3", "46", "3457744", "9000000000", "-12"])
@pytest.mark.parametrize("said", ["0", "46", "3500000"])
def test_any_size_of_number_fits_the_picture(value: str, said: str) -> None:
    plot = plot_of(found(value, claimed(Comparator.EXACTLY, said)))
    heights = [plot.line, plot.dots[0].y, plot.band_top, *(tick.at for tick in plot.values)]
    assert all(TOP <= height <= BOTTOM for height in heights)
    assert len(plot.values) <= 6
