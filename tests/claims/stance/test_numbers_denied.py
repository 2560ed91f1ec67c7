"""A number of a text denies the claim's only where thing, unit, place and time fit, and no reading reconciles them."""

import pytest

from claims.choices import Stance
from claims.comparison.stance import suggest
from claims.comparison.stance.numbers import number_against


@pytest.mark.parametrize(
    ("claim", "text", "claimed", "found"),
    [
        pytest.param("The bridge has 12 arches.", "The bridge has 9 arches.", "12", "9", id="a count"),
        pytest.param("The mill was founded in 1850.", "The mill was founded in 1871.", "1850", "1871", id="an event"),
        pytest.param("12 bakers met in Winsen.", "20 bakers met in Winsen.", "12", "20", id="a count in one town"),
        pytest.param(
            "Marta Velt was born in 1941.",
            "Marta Velt (3 May 1947 – 9 June 2001)",
            "1941",
            "1947",
            id="a birth",
        ),
        pytest.param("Marta Velt died in 1999.", "Marta Velt (3 May 1947 – 9 June 2001)", "1999", "2001", id="a death"),
        pytest.param(
            "Lena Ohm was the third mayor of Winsen.",
            "Lena Ohm was the second mayor of Winsen.",
            "third",
            "second",
            id="a rank",
        ),
    ],
)
def test_another_number_of_the_same_thing_denies_the_claim(claim: str, text: str, claimed: str, found: str) -> None:
    against = number_against(claim, text)

    assert against is not None
    assert (against.claimed, against.found) == (claimed, found)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        pytest.param("The bridge has 12 arches.", "The bridge has 9 lamps.", id="another thing is counted"),
        pytest.param("The bridge has 12 arches.", "The bridge has more than 9 arches.", id="a bound that it meets"),
        pytest.param("The bridge has 12 arches.", "It has 5 arches on land and 7 arches in the river.", id="a sum"),
        pytest.param("The bridge got three more arches.", "The bridge has nine arches.", id="some besides"),
        pytest.param("The bridge never had 12 arches.", "The bridge has 9 arches.", id="the claim denies it itself"),
        pytest.param("The bridge has 12 arches.", "The bridge has not 9 arches.", id="the text denies its own"),
        pytest.param("Kenya has 12 ports.", "Norway has 9 ports.", id="another place"),
        pytest.param("In 1950 the bridge had 12 arches.", "In 2004 the bridge had 9 arches.", id="another time"),
        pytest.param("12 bakers met in Winsen.", "20 bakers met in Stelle.", id="another town"),
        pytest.param("12 bakers met on Monday.", "20 bakers met on Tuesday.", id="another day"),
        pytest.param(
            "The mill employs 30 bakers in Winsen.", "The mill employs 400 bakers worldwide.", id="everywhere"
        ),
        pytest.param("Lena Ohm was elected in 2018.", "Lena Ohm was re-elected in 2020.", id="once more"),
        pytest.param("The mill was founded in 1850.", "The mill was sold in 1871.", id="another event"),
        pytest.param("The mill was founded before 1900.", "The mill was founded in 1871.", id="before a year"),
        pytest.param(
            "The first mill was founded in 1850.", "The new mill was founded in 1871.", id="the first of several"
        ),
    ],
)
def test_what_can_be_reconciled_is_no_denial(claim: str, text: str) -> None:
    assert number_against(claim, text) is None


def test_the_reason_shows_both_numbers() -> None:
    said = suggest("The bridge over the Aller has 12 arches.", "The bridge over the Aller has 9 arches.")

    assert said.stance == Stance.DIFFERS
    assert said.by_number
    assert said.reason == "The claim says 12, the text 9, of what reads as the same thing."
