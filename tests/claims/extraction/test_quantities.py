"""Quantities: value, bound, unit, and what they count."""

from decimal import Decimal

import pytest

from claims.choices import Comparator
from claims.extraction.quantities.finding import quantities
from claims.extraction.quantities.numbers import LARGEST
from claims.extraction.types import FoundQuantity


def only(sentence: str, *, scene: str = "") -> FoundQuantity:
    [found] = quantities(sentence, scene=scene)
    return found


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "comparator"),
    [
        ("Walloons make up more than 30% of the population.", "30", "percent", Comparator.MORE_THAN),
        ("Around 4,500 families sleep outdoors.", "4500", "count", Comparator.ABOUT),
        ("Some 1.2 million people fled.", "1200000", "count", Comparator.ABOUT),
        ("The loan of $3.4bn was signed.", "3400000000", "USD", Comparator.EXACTLY),
        ("It cost up to €12m to build.", "12000000", "EUR", Comparator.AT_MOST),
        ("Officials found ₹5 lakh in cash.", "500000", "INR", Comparator.EXACTLY),
        ("One in three adults smokes.", "0.333333", "fraction", Comparator.EXACTLY),
        ("Nine out of 10 teachers agreed.", "0.9", "fraction", Comparator.EXACTLY),
        ("Two thirds of the villages are empty.", "0.666667", "fraction", Comparator.EXACTLY),
        ("Nearly a quarter of a million people left.", "250000", "count", Comparator.NEARLY),
        ("Half a million birds died.", "500000", "count", Comparator.EXACTLY),
        ("Rents have doubled.", "2", "multiple", Comparator.EXACTLY),
        ("The rate is three times the average.", "3", "multiple", Comparator.EXACTLY),
        ("Support fell by 12 percentage points.", "12", "percentage_point", Comparator.EXACTLY),
        ("At least two hundred and fifty houses burned.", "250", "count", Comparator.AT_LEAST),
        ("Just over 40 per cent voted.", "40", "percent", Comparator.JUST_OVER),
        ("Fewer than 90 wolves remain.", "90", "count", Comparator.LESS_THAN),
        ("Thirty or more boats sank.", "30", "count", Comparator.AT_LEAST),
        ("It was -5°C in the valley.", "-5", "Cel", Comparator.EXACTLY),
        ("Winds of 120 km/h hit the coast.", "120", "km/h", Comparator.EXACTLY),
        ("The fire burned 10,000 hectares.", "10000", "har", Comparator.EXACTLY),
        ("The ban was in force for three decades.", "30", "a", Comparator.EXACTLY),
        ("Mary Hill, 34, declined.", "34", "age", Comparator.EXACTLY),
        ("The law protects a 12-year-old girl.", "12", "age", Comparator.EXACTLY),
        ("It was the fifth consecutive defeat.", "5", "ordinal", Comparator.EXACTLY),
        ("The bridge opened in 1932.", "1932", "year", Comparator.EXACTLY),
        ("Der Anteil lag bei 3,4 % im Land.", "3.4", "percent", Comparator.EXACTLY),
        ("Rates rose to 4.15% in May.", "4.15", "percent", Comparator.EXACTLY),
        ("Es kamen 1.234.567 Menschen.", "1234567", "count", Comparator.EXACTLY),
    ],
)
def test_value_unit_and_comparator(sentence: str, value: str, unit: str, comparator: Comparator) -> None:
    found = only(sentence)
    assert (found.value, found.unit, found.comparator) == (Decimal(value), unit, comparator)
    assert found.text in sentence


@pytest.mark.parametrize(
    ("sentence", "low", "high", "unit"),
    [
        ("Between 10 and 15 soldiers died.", 10, 15, "count"),
        ("It takes 10 to 15 minutes.", 10, 15, "min"),
        ("They sold 40–50 phones.", 40, 50, "count"),
        ("It will cost 2 to 3 million dollars.", 2_000_000, 3_000_000, "USD"),
        ("From 1939 to 1945 the port was closed.", 1939, 1945, "year"),
        ("The 1996-98 drought ended.", 1996, 1998, "year"),
    ],
)
def test_ranges(sentence: str, low: int, high: int, unit: str) -> None:
    found = only(sentence)
    assert (found.value, found.upper, found.unit) == (low, high, unit)
    assert found.comparator is Comparator.BETWEEN


def test_a_change_from_one_level_to_another_is_two_quantities() -> None:
    before, after = quantities("Unemployment rose from 4.1% to 5.3% last year.")
    assert (before.value, after.value) == (Decimal("4.1"), Decimal("5.3"))
    assert before.counted == after.counted == "Unemployment"
    assert after.period == "last year"


@pytest.mark.parametrize(
    "sentence",
    [
        "It began at 10:30 a.m. on Day 1.",
        "On 7 August the court met.",
        "Flight 370 and COVID-19 filled the pages.",
        "They won 3-1 at home.",
        "The shop is on 5th Avenue.",
        "Article 5 and Section 12 were struck out.",
        "One of them left, and no one returned.",
    ],
)
def test_dates_clocks_labels_and_scores_count_nothing(sentence: str) -> None:
    assert quantities(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "counted", "population", "place"),
    [
        (
            "Bretons in Belgium, who make up more than 6% of the population, vote.",
            "Bretons",
            "the population",
            "Belgium",
        ),
        ("70% of those evacuated are women and girls.", "women and girls", "those evacuated", ""),
        ("In Chad, around 900 herders lost their cattle.", "herders", "", "Chad"),
        ("Muslims account for 14.2 per cent of India's population.", "Muslims", "India's population", "India"),
        ("Women hold just 18% of seats in Hungary's parliament.", "Women", "seats", "Hungary"),
        ("Inflation slowed to 8.1% in October.", "Inflation", "", ""),
        ("The hospital treated 20 cases of cholera in Goma.", "cases of cholera", "", "Goma"),
        ("Donors gave $40m in aid.", "aid", "", ""),
        ("More than half of Kenyan farmers own a phone.", "", "Kenyan farmers", "Kenya"),
        ("Chile has 19 million inhabitants.", "inhabitants", "", "Chile"),
        ("Lima, the capital, has 10.9 million residents.", "residents", "", "Lima"),
        ("Cusco in Peru is home to some 430,000 people.", "people", "", "Cusco"),
        ("The firm has 3 million customers.", "customers", "", ""),
        ("About 6% of the population of France are Bretons.", "Bretons", "the population", "France"),
        ("Around 60% of Iraqis are Shia Muslims.", "Shia Muslims", "Iraqis", "Iraq"),
        ("Nearly 70% of pupils in the north were girls.", "girls", "pupils", ""),
        ("Some 30 percent of the city's doctors are women.", "women", "the city's doctors", ""),
        ("About 10% of the residents are Swiss.", "", "the residents", ""),
        ("About 10% of the residents are unemployed.", "", "the residents", ""),
        (
            "Bretons, who teachers say are 6 per cent of the people of France, vote.",
            "Bretons",
            "the people",
            "France",
        ),
        ("The bank said that rents rose 12%.", "rents", "", ""),
        ("A third of them are children.", "children", "", ""),
        ("Its population of 10.5 million speaks Dutch.", "Its population", "", ""),
        ("The ministry cut the library budget by 12%.", "library budget", "", ""),
    ],
)
def test_what_is_counted_of_whom_and_where(sentence: str, counted: str, population: str, place: str) -> None:
    found = only(sentence)
    assert (found.counted, found.population, found.place) == (counted, population, place)


def test_an_age_may_stand_without_a_word_for_it() -> None:
    share, age = quantities("Two thirds of drivers were over 60.")
    assert (share.unit, share.counted, share.population) == ("fraction", "", "drivers")
    assert (age.unit, age.value, age.comparator, age.counted) == ("age", 60, Comparator.MORE_THAN, "drivers")


def test_the_scene_gives_a_place_only_where_the_sentence_names_none() -> None:
    assert only("About 300 homes burned.", scene="Peru").place == "Peru"
    assert only("About 300 homes burned in Chile.", scene="Peru").place == "Chile"


def test_hedged_numbers_are_approximate() -> None:
    assert only("Roughly 60 people came.").approximate
    assert not only("At least 60 people came.").approximate


def test_over_a_span_of_time_bounds_nothing() -> None:
    assert only("It will be built over five years.").comparator is Comparator.EXACTLY
    assert only("Over five hundred people came.").comparator is Comparator.MORE_THAN


@pytest.mark.parametrize(
    "sentence",
    ["Chad lent $40m to Niger.", "Around 900 Chadian refugees crossed over.", "Chadian pilots shot down 12 drones."],
)
def test_a_country_that_acts_is_not_where_the_counted_are(sentence: str) -> None:
    assert only(sentence).place == ""


@pytest.mark.parametrize(
    ("written", "last"), [("1998-99", 1999), ("1999-00", 2000), ("1999-01", 2001), ("2014-12", None)]
)
def test_a_span_of_years_ends_after_it_begins(written: str, last: int | None) -> None:
    [span] = quantities(f"In the {written} season the club won.")
    assert (span.unit, span.value, span.upper) == ("year", int(written[:4]), last)


@pytest.mark.parametrize(
    "written", ["900000000000000 trillion trillion", "a hundred hundred hundred hundred hundred trillion trillion"]
)
def test_a_number_beyond_all_counting_is_no_quantity(written: str) -> None:
    assert all(quantity.value < LARGEST for quantity in quantities(f"It cost {written} dollars."))


@pytest.mark.parametrize(
    "sentence",
    [
        "There are 26 million refugees worldwide.",
        "Globally, some 26 million people fled.",
        "Some 26 million people around the world fled.",
        "Some 26 million people fled across the world.",
    ],
)
def test_what_holds_worldwide_is_not_where_the_sentences_before_play(sentence: str) -> None:
    assert [each.place for each in quantities(sentence, scene="Japan")] == [""]


def test_what_names_no_place_is_where_the_sentences_before_play() -> None:
    assert [each.place for each in quantities("Some 300 people fled.", scene="Japan")] == ["Japan"]
