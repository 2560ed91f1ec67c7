"""How figures of a service meet those of a claim."""

from datetime import date
from decimal import Decimal

from claims.choices import Stance
from claims.comparison import FoundFigure
from claims.library.measures import MEASURES
from claims.sources.base import Question, QuestionQuantity
from claims.sources.figures import figure_hits, sought_figures, why_not

SAID_ON = date(2021, 8, 26)


def people(**changes: object) -> QuestionQuantity:
    given = {"id": 1, "text": "38 million", "value": Decimal(38_000_000), "counted": "people", "place": "Afghanistan"}
    return QuestionQuantity(**{**given, **changes})


def about(*quantities: QuestionQuantity, said_on: date | None = SAID_ON) -> Question:
    return Question("Afghanistan has a population of 38 million people.", quantities, said_on)


def population(year: int, value: int = 38_000_000, place: str = "Afghanistan") -> tuple[FoundFigure, str]:
    figure = FoundFigure(
        measure=MEASURES["population_total"],
        value=Decimal(value),
        as_of=date(year, 12, 31),
        title="Example",
        place=place,
        statement=f"{place}, {year}",
    )
    return figure, f"https://figures.example/{year}"


def years(question: Question, *found: tuple[FoundFigure, str]) -> list[int]:
    hits = figure_hits(question, found, publisher="P", licence="L")
    return [hit.as_of.year for hit in hits if hit.as_of]


def test_the_four_nearest_to_the_article_are_shown_nearest_first():
    found = [population(year) for year in range(2015, 2026)]
    assert years(about(people()), *found) == [2021, 2020, 2022, 2019]


def test_what_the_claim_dates_itself_is_nearest_to_that_date():
    found = [population(year) for year in range(2008, 2022)]
    assert years(about(people(period="in 2010")), *found)[0] == 2010


def test_figures_that_are_too_old_are_shown_as_not_comparable():
    [hit] = figure_hits(about(people()), [population(2001)], publisher="P", licence="L")
    assert (hit.stance, hit.found_value) == (Stance.NOT_COMPARABLE, 38_000_000)
    assert "good for 2 years" in hit.reason


def test_another_place_and_another_thing_make_no_hit():
    assert years(about(people()), population(2021, place="Pakistan")) == []
    assert years(about(people(counted="families")), population(2021)) == []
    assert years(about(people(unit="percent")), population(2021)) == []


def test_each_figure_of_the_claim_has_its_own_beside_it():
    both = about(people(), people(id=2, period="in 2019"))
    hits = figure_hits(both, [population(2019), population(2021)], publisher="P", licence="L")
    assert [(hit.quantity_id, hit.as_of.year) for hit in hits if hit.as_of] == [
        (1, 2021),
        (1, 2019),
        (2, 2019),
        (2, 2021),
    ]


def test_the_years_asked_for_reach_as_far_as_the_measure_keeps():
    [sought] = sought_figures(about(people()), ["population_total"])
    assert (sought.years[0], sought.years[-1]) == (2019, 2023)
    [sought] = sought_figures(about(people(period="from 2010 to 2012")), ["population_total"])
    assert (sought.years[0], sought.years[-1]) == (2008, 2014)


def test_a_claim_without_a_place_is_looked_up_where_it_names_one_country():
    assert sought_figures(about(people(place="")), ["population_total"])[0].place == "Afghanistan"
    two = Question("Iran and Iraq have a population of 38 million people.", (people(place=""),), SAID_ON)
    assert "several" in why_not(two, ["population_total"], ["Iran", "Iraq"])


def test_without_any_date_nothing_is_asked():
    assert "date" in why_not(about(people(), said_on=None), ["population_total"], ["Afghanistan"])
    assert why_not(about(people(period="in 2010"), said_on=None), ["population_total"], ["Afghanistan"]) == ""


def test_a_claim_about_the_world_is_not_held_against_the_country_that_the_article_spoke_of():
    everybody = people(text="8 billion", value=Decimal(8_000_000_000), place="Japan")
    hits = figure_hits(
        Question("The population in the world is 8 billion.", (everybody,), SAID_ON),
        [population(2021, 125_000_000, "Japan"), population(2021, 7_900_000_000, "World")],
        publisher="P",
        licence="L",
    )
    assert [(hit.found_value, hit.stance) for hit in hits] == [(7_900_000_000, Stance.CONSISTENT)]
