"""What a claim's words allow a number to be."""

from datetime import date
from decimal import Decimal

import pytest

from claims.choices import Comparator
from claims.comparison import ClaimedFigure, Tolerance
from claims.comparison.numbers import agreement, written
from claims.comparison.periods import read_period

EXACT = Tolerance()


def claimed(value: str, comparator: Comparator, *, upper: str | None = None, unit: str = "percent") -> ClaimedFigure:
    return ClaimedFigure(
        text=value,
        value=Decimal(value),
        upper=Decimal(upper) if upper else None,
        comparator=comparator,
        unit=unit,
    )


@pytest.mark.parametrize(
    ("comparator", "value", "agreeing", "differing"),
    [
        (Comparator.EXACTLY, "46", ["45.5", "46.5"], ["45.4", "46.6"]),
        (Comparator.EXACTLY, "78.4", ["78.39"], ["78.5"]),
        (Comparator.MORE_THAN, "46", ["46.1", "90"], ["46", "27"]),
        (Comparator.AT_LEAST, "46", ["46", "90"], ["45.9"]),
        (Comparator.LESS_THAN, "46", ["45.9"], ["46", "50"]),
        (Comparator.AT_MOST, "46", ["46"], ["46.1"]),
        (Comparator.NEARLY, "50", ["45", "50"], ["44.9", "51"]),
        (Comparator.ABOUT, "50", ["45", "55"], ["44.9", "55.1"]),
        (Comparator.JUST_OVER, "50", ["50", "55"], ["49.4", "55.1"]),
    ],
)
def test_each_comparator_bounds_the_number_as_written_down(
    comparator: Comparator, value: str, agreeing: list[str], differing: list[str]
) -> None:
    for found in agreeing:
        assert agreement(claimed(value, comparator), Decimal(found), Decimal(found), EXACT).agrees, found
    for found in differing:
        assert not agreement(claimed(value, comparator), Decimal(found), Decimal(found), EXACT).agrees, found


def test_between_takes_both_ends() -> None:
    ten_to_twenty = claimed("10", Comparator.BETWEEN, upper="20")

    assert agreement(ten_to_twenty, Decimal(15), Decimal(15), EXACT).agrees
    assert not agreement(ten_to_twenty, Decimal(22), Decimal(22), EXACT).agrees


def test_a_found_range_agrees_where_it_meets_the_claim() -> None:
    assert agreement(claimed("85", Comparator.EXACTLY), Decimal("84.7"), Decimal("89.7"), EXACT).agrees
    assert not agreement(claimed("80", Comparator.EXACTLY), Decimal("84.7"), Decimal("89.7"), EXACT).agrees


def test_a_round_count_is_taken_as_rounded() -> None:
    quarter_of_a_million = claimed("250000", Comparator.EXACTLY, unit="count")
    to_the_person = claimed("3457744", Comparator.EXACTLY, unit="count")

    assert agreement(quarter_of_a_million, Decimal(247_500), Decimal(247_500), EXACT).agrees
    assert not agreement(quarter_of_a_million, Decimal(240_000), Decimal(240_000), EXACT).agrees
    assert not agreement(to_the_person, Decimal(3_457_745), Decimal(3_457_745), EXACT).agrees


def test_a_very_round_count_is_not_taken_for_anything() -> None:
    one_million = claimed("1000000", Comparator.EXACTLY, unit="count")

    assert not agreement(one_million, Decimal(1_400_000), Decimal(1_400_000), EXACT).agrees


def test_the_wider_tolerance_of_a_measure_counts() -> None:
    tolerance = Tolerance(absolute=Decimal(2), relative=Decimal("0.05"))

    assert tolerance.around(Decimal(10)) == 2
    assert tolerance.around(Decimal(100)) == 5


@pytest.mark.parametrize(
    ("value", "unit", "upper", "text"),
    [
        ("46.000000", "percent", None, "46 %"),
        ("84.7", "percent", "89.7", "84.7 to 89.7 %"),
        ("3457744", "count", None, "3,457,744"),
        ("50.49", "a", None, "50.49 years"),
    ],
)
def test_numbers_are_written_for_people(value: str, unit: str, upper: str | None, text: str) -> None:
    assert written(Decimal(value), unit, Decimal(upper) if upper else None) == text


SAID_ON = date(2021, 8, 26)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("in 2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("from 1996 to 2001", date(1996, 1, 1), date(2001, 12, 31)),
        ("2019-20", date(2019, 1, 1), date(2020, 12, 31)),
        ("at the end of 2021", date(2021, 12, 1), date(2021, 12, 31)),
        ("2021-08-13", date(2021, 8, 13), date(2021, 8, 13)),
        ("on 13 August 2021", date(2021, 8, 13), date(2021, 8, 13)),
        ("in February 2020", date(2020, 2, 1), date(2020, 2, 29)),
        ("since May", date(2021, 5, 1), SAID_ON),
        ("in November", date(2020, 11, 1), date(2020, 11, 30)),
        ("since 2019", date(2019, 1, 1), SAID_ON),
        ("recently", SAID_ON, SAID_ON),
        ("this year", date(2021, 1, 1), SAID_ON),
        ("last year", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_a_period_is_read_from_the_day_the_claim_was_said(period: str, first: date, last: date) -> None:
    assert read_period(period, SAID_ON) == (first, last)


@pytest.mark.parametrize("period", ["during his reign", "2021-13-45", "in the third quarter"])
def test_a_period_that_cannot_be_told_is_none(period: str) -> None:
    assert read_period(period, SAID_ON) is None
