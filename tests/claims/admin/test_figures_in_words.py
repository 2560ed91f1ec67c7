"""Figures as people write them."""

from decimal import Decimal

import pytest

from claims.admin.presenters.figures import claimed, figure
from claims.choices import Comparator
from claims.models import Quantity


@pytest.mark.parametrize(
    ("value", "upper", "unit", "words"),
    [
        ("27.000000", None, "percent", "27 %"),
        ("78.400000", None, "percent", "78.4 %"),
        ("2710557", None, "count", "2,710,557"),
        ("3000.000000", "5000.000000", "count", "3,000–5,000"),
        ("1996", "2001", "year", "1996–2001"),
        ("0.000000", None, "percent", "0 %"),
        ("12.5", None, "USD", "12.5 USD"),
    ],
)
def test_a_figure_has_its_unit_and_no_idle_zeros(value, upper, unit, words):
    assert figure(Decimal(value), Decimal(upper) if upper else None, unit) == words


def test_a_claimed_figure_tells_what_is_counted_of_whom_where_and_when():
    quantity = Quantity(
        value=Decimal(80), comparator=Comparator.NEARLY, unit="percent", counted="women and children",
        population="the displaced", place="Afghanistan", period="2021",
    )  # fmt: skip
    assert claimed(quantity) == "nearly 80 % women and children; of the displaced; Afghanistan; 2021"


def test_an_approximate_number_without_a_bound_is_about():
    assert claimed(Quantity(value=Decimal(3000), unit="count", counted="families", approximate=True)) == (
        "about 3,000 families"
    )


def test_no_quantity_is_no_words():
    assert claimed(None) == ""
