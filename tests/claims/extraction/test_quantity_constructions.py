"""Quantities in the constructions of news prose: money by country, ages, ordinals, decades, units taken over."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import Comparator
from claims.extraction.quantities.finding import quantities


def read(sentence: str) -> list[tuple[str, str]]:
    """The values, or low–high, and the units of a sentence."""
    return [
        (f"{found.value:f}" + ("" if found.upper is None else f"–{found.upper:f}"), found.unit)
        for found in quantities(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rice costs 90 pesos in Chile.", [("90", "CLP")]),
        ("Rice costs 90 pesos, a shop in Manila said.", [("90", "PHP")]),
        ("It paid 20,000 Ugandan shillings.", [("20000", "UGX")]),
        ("It paid 300 Australian dollars, not 300 dollars.", [("300", "AUD"), ("300", "USD")]),
        ("The rupee fell to 280 to the dollar in Pakistan.", [("280", "PKR")]),
        ("Bread is 80 pence and shares fell to 95p.", [("0.8", "GBP"), ("0.95", "GBP")]),
        ("The state spent Sh3.6 trillion and Rs500 crore.", [("3600000000000", "KES"), ("5000000000", "INR")]),
        ("Nine won medals.", [("9", "count")]),
        ("They seized 12 pounds of cocaine.", [("12", "[lb_av]")]),
        ("It sold for 4.250 euros.", [("4250", "EUR")]),
        ("Petrol is 1.459 euros a litre.", [("1.459", "EUR")]),
    ],
)
def test_whose_money_it_is(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Pupils aged 12 to 15 stayed home.", [("12–15", "age")]),
        ("A 12- to 15-year-old may join.", [("12–15", "age")]),
        ("She is in her early 60s.", [("60–69", "age")]),
        ("Adults over 70 travel free.", [("70", "age")]),
        ("The voting age was lowered to 16.", [("16", "age")]),
        ("The pair, aged 71 and 68, were found.", [("71", "age"), ("68", "age")]),
        ("The fleet is 30 years old.", [("30", "age")]),
    ],
)
def test_ages(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence) == expected


def test_groups_of_ages_are_bounded_as_they_are_named() -> None:
    young, old = quantities("Under-fives and over-80s see a doctor free.")
    assert (young.value, young.unit, young.comparator) == (5, "age", Comparator.LESS_THAN)
    assert (old.value, old.unit, old.comparator) == (80, "age", Comparator.MORE_THAN)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was its fourth loss, and the bank is the third-largest.", [("4", "ordinal"), ("3", "ordinal")]),
        ("For the first time, a woman rules.", [("1", "ordinal")]),
        ("She is the first woman to win it.", [("1", "ordinal")]),
        ("First, the first lady gave first aid.", []),
        ("The Second World War and the First Amendment.", []),
        ("He waited a second later.", []),
        ("The 19th century was wet.", [("19", "ordinal")]),
    ],
)
def test_ordinals_that_rank_or_count(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The 1990s were wet.", [("1990–1999", "year")]),
        ("Since the mid-1980s it has shrunk.", [("1980–1989", "year")]),
        ("In 2023/24 it grew.", [("2023–2024", "year")]),
        ("He ruled from 2009 until 2013.", [("2009–2013", "year")]),
        ("It was signed on 12 May 2021.", [("2021", "year")]),
        ("The plan, called Vision 2030, failed.", []),
        ("The Clean Rivers Act 1956 is old.", [("1956", "year")]),
    ],
)
def test_years_and_decades(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Life expectancy rose from 49.7 years to 70.2.", [("49.7", "a"), ("70.2", "a")]),
        ("Maize went from 300 to 750 kwacha.", [("300", "ZMW"), ("750", "ZMW")]),
        ("The flow fell from 40 gallons a minute to nine.", [("40", "[gal_us]"), ("9", "[gal_us]")]),
        ("The army lost 300 tanks in three days, up from 20.", [("300", "count"), ("3", "d"), ("20", "count")]),
    ],
)
def test_a_bare_number_takes_over_the_unit_that_the_sentence_carries(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    assert read(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It took an hour and a half.", [("1.5", "h")]),
        ("It took three and a half hours.", [("3.5", "h")]),
        ("It lasted half an hour.", [("0.5", "h")]),
        ("Rates rose half a percentage point.", [("0.5", "percentage_point")]),
        ("One person in six is ill.", [("0.166667", "fraction")]),
        ("A ninetieth of it is lost.", [("0.011111", "fraction")]),
        ("Between a fifth and a quarter of them left.", [("0.2–0.25", "fraction")]),
        ("She was shot three times.", [("3", "count")]),
        ("It is twice as large.", [("2", "multiple")]),
        ("Five or six men came.", [("5–6", "count")]),
        ("The rate is 9 per 100,000 people.", [("9", "count")]),
        ("There is one doctor for every 12,000 people.", [("1", "count"), ("12000", "count")]),
        ("Only one clinic is open, one resident said.", [("1", "count")]),
        ("Support slipped five points in the poll.", [("5", "percentage_point")]),
        ("The index lost 300 points.", [("300", "count")]),
        ("Dust reached 98 micrograms per cubic metre.", [("98", "ug/m3")]),
        ("Miners dug 4 million ounces of gold.", [("4000000", "[oz_tr]")]),
        ("About 606 000 people came.", [("606000", "count")]),
        ("Call 020 7946 0958 or visit 10 Downing Street.", []),
        ("A nine-to-five job in a five-star hotel.", []),
        ("The Senate voted 52-48.", [("52", "count"), ("48", "count")]),
    ],
)
def test_constructions(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence) == expected


def test_what_is_counted_of_a_whole_is_its_noun() -> None:
    part, whole = quantities("Two of the five bridges collapsed.")
    assert (part.value, part.counted, whole.value, whole.counted) == (2, "bridges", 5, "bridges")


@pytest.mark.parametrize(
    "piece", ["12 people, ", "nine ", "from 1 to 2 ", "1.", "the first ", "one in ", "half of the "]
)
def test_a_monstrous_sentence_is_read_in_bounded_time(piece: str) -> None:
    assert len(quantities(piece * (200_000 // len(piece)))) <= 30


_WORDS = st.sampled_from(
    [
        "a",
        "an",
        "the",
        "one",
        "two",
        "twenty",
        "hundred",
        "million",
        "half",
        "third",
        "quarter",
        "and",
        "or",
        "to",
        "from",
        "between",
        "in",
        "of",
        "per",
        "every",
        "first",
        "second",
        '"',
        "doubled",
        "twice",
        "times",
        "%",
        "$",
        "£",
        "Rs",
        "12",
        "1,000",
        "3.5",
        "2019",
        "1990s",
        "-",
        "–",
        "(",
        ")",
        ".",
        ",",
        "year-old",
        "aged",
        "over",
        "years",
        "dollars",
        "points",
        "°C",
        "5ft",
    ]
)


@given(
    st.one_of(
        st.text(max_size=300), st.lists(_WORDS, max_size=25).map(" ".join), st.lists(_WORDS, max_size=20).map("".join)
    )
)
def test_any_text_is_read_without_failing_and_always_alike(text: str) -> None:
    found = quantities(text)
    assert found == quantities(text)
    for quantity in found:
        assert quantity.text in text
        assert quantity.upper is None or quantity.upper >= quantity.value
        assert abs(quantity.value) < Decimal(10) ** 24


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was 45 per\u00a0cent.", [("45", "percent")]),
        ("It rose by 2 percentage\u00a0points.", [("2", "percentage_point")]),
        ("It rose by 2 per cent\u202fpoints.", [("2", "percentage_point")]),
    ],
)
def test_a_no_break_space_inside_a_unit_is_a_space(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert read(sentence) == expected
