"""The Factbook's terse texts: value, unit and year, one or several."""

from decimal import Decimal

import pytest

from claims.library.factbook_values import dated_values, year_of


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("$1.389 trillion (2013 est.)//$1.407 trillion (2012 est.)", "$", [(1389 * 10**9, 2013), (1407 * 10**9, 2012)]),
        ("-$15.14 billion (2012 est.)", "$", [(-15_140_000_000, 2012)]),
        ("15.4% (male 3,791,781/female 3,575,157)", "%", [(Decimal("15.4"), None)]),
        ("7.24 migrant(s)/1,000 population (2014 est.)", "migrant(s)/1,000 population", [(Decimal("7.24"), 2014)]),
        ("Mont Blanc 4,807 m", "m", [(4807, None)]),
        ("0.75% (31 December 2013)//1.5% (31 December 2010)", "%", [(Decimal("0.75"), 2013), (Decimal("1.5"), 2010)]),
        ("NA% (2013 est.)", "%", []),
        ("approximately 18,195 on the bases (2020 est.)", "", []),
        ("4,964 km", "%", []),
    ],
)  # fmt: skip
def test_a_text_is_read_or_left_out(text: str, unit: str, values: list[tuple[Decimal, int | None]]) -> None:
    assert [(found.value, found.year) for found in dated_values(text, unit)] == values


def test_the_last_part_dates_all() -> None:
    assert year_of("42.9 years (2014 est.)") == 2014
    assert year_of("42.9 years") is None
