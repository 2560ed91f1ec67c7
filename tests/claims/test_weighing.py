"""Figures stand beside a claimed one: those of the same thing, the nearest in time first, none against another."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.choices import Stance
from claims.comparison import ClaimedFigure, Comparison, FoundFigure
from claims.comparison.weighing import unless_they_conflict, weigh
from claims.library.measures import MEASURES

YES, NO = Comparison(Stance.CONSISTENT, "It agrees."), Comparison(Stance.DIFFERS, "It differs.")
APART = Comparison(Stance.NOT_COMPARABLE, "Another year.")
SHARE, TOTAL = ("share", "Tajik"), ("total", "")
SAID_ON = date(2014, 6, 1)
JOBLESS = ClaimedFigure(
    text="25.1%",
    value=Decimal("25.1"),
    unit="percent",
    place="Spain",
    claim="Spain's unemployment rate was 25.1%.",
)


def jobless(year: int, value: str, edition: str = "") -> FoundFigure:
    return FoundFigure(
        measure=MEASURES["unemployment"],
        value=Decimal(value),
        as_of=date(year, 7, 1),
        title="World Factbook",
        place="Spain",
        edition=edition,
    )


def stances(claimed: ClaimedFigure, *found: FoundFigure, said_on: date | None = SAID_ON) -> list[tuple[str, int]]:
    beside = weigh(claimed, [(figure, None) for figure in found], said_on=said_on)
    return [(each.comparison.stance, each.figure.as_of.year) for each in beside]


def test_the_figure_of_the_year_that_the_claim_names_goes_before_that_of_its_article() -> None:
    figures = jobless(2013, "26.3"), jobless(2012, "25.1")

    assert stances(JOBLESS, *figures) == [(Stance.DIFFERS, 2013), (Stance.CONSISTENT, 2012)]
    in_2012 = replace(JOBLESS, period="2012", claim="In 2012, Spain's unemployment rate was 25.1%.")
    assert stances(in_2012, *figures) == [(Stance.CONSISTENT, 2012), (Stance.DIFFERS, 2013)]


def test_of_two_editions_with_a_figure_for_one_day_the_newer_goes_first() -> None:
    old, new = jobless(2013, "25.1", "2014 edition"), jobless(2013, "26.3", "2015 edition")

    [first, second] = weigh(JOBLESS, [(old, "old"), (new, "new")], said_on=SAID_ON)

    assert (first.source, first.comparison.stance) == ("new", Stance.DIFFERS)
    assert "2014 edition" in second.comparison.reason


def test_what_speaks_of_another_time_goes_last_and_says_so() -> None:
    assert stances(JOBLESS, jobless(2004, "25.1"), jobless(2013, "25.1")) == [
        (Stance.CONSISTENT, 2013),
        (Stance.NOT_COMPARABLE, 2004),
    ]


def test_a_nearest_figure_too_close_to_call_is_not_overruled_by_an_older_one() -> None:
    claimed = replace(JOBLESS, text="3%", value=Decimal(3), claim="Spain's unemployment rate was 3%.")

    assert [stance for stance, _ in stances(claimed, jobless(2012, "9"), jobless(2013, "2.1"))] == [
        Stance.NOT_COMPARABLE,
        Stance.DIFFERS,
    ]


def test_of_seventy_years_only_the_nearest_are_compared() -> None:
    assert [year for _, year in stances(JOBLESS, *(jobless(year, "20") for year in range(1944, 2014)))] == [
        2013,
        2012,
        2011,
        2010,
    ]


@pytest.mark.parametrize(
    ("text", "unit", "claim"),
    [
        pytest.param("2012", "year", "In 2012, Spain's unemployment rate was 25.1%.", id="a year"),
        pytest.param("third", "ordinal", "Spain's unemployment rate was the third highest.", id="a rank"),
        pytest.param("1,000", "count", "Spain has 9.9 births per 1,000 people.", id="what a rate is of"),
    ],
)
def test_a_number_that_measures_nothing_is_held_against_nothing(text: str, unit: str, claim: str) -> None:
    inhabitants = replace(jobless(2013, "1000"), measure=MEASURES["population_total"])
    claimed = ClaimedFigure(text=text, value=Decimal(1000), unit=unit, place="Spain", claim=claim)

    assert weigh(claimed, [(inhabitants, None)], said_on=SAID_ON) == []


def test_two_measures_that_fit_and_disagree_suggest_nothing() -> None:
    worth = ClaimedFigure(
        text="$1.39 trillion",
        value=Decimal(1_390_000_000_000),
        unit="USD",
        place="Spain",
        claim="Spain's GDP is $1.39 trillion.",
    )
    by_power = replace(jobless(2013, "1389000000000"), measure=MEASURES["gdp_ppp"])
    by_exchange = replace(jobless(2013, "1156000000000"), measure=MEASURES["gdp_official"])

    assert {stance for stance, _ in stances(worth, by_power, by_exchange)} == {Stance.NO_SUGGESTION}


def test_of_several_editions_of_one_measure_each_keeps_its_own() -> None:
    assert unless_they_conflict([(SHARE, NO), (SHARE, YES), (TOTAL, APART)]) == [NO, YES, APART]


def test_two_measures_that_agree_are_both_suggested() -> None:
    assert unless_they_conflict([(SHARE, NO), (TOTAL, NO)]) == [NO, NO]


def test_two_measures_that_disagree_suggest_nothing_and_say_so() -> None:
    first, second, third = unless_they_conflict([(SHARE, NO), (TOTAL, YES), (TOTAL, APART)])
    assert {first.stance, second.stance} == {Stance.NO_SUGGESTION}
    assert first.reason == "Two figures fit and speak against each other. It differs."
    assert third == APART
