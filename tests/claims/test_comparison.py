"""Two figures are compared only if they speak of the same thing; the reason says what was compared."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from claims.choices import Comparator, Stance
from claims.comparison import ClaimedFigure, FoundFigure, Obstacle, compare
from claims.library.measures import MEASURES

SAID_ON = date(2021, 8, 26)
MORE_THAN_46 = ClaimedFigure(
    text="more than 46%",
    value=Decimal(46),
    comparator=Comparator.MORE_THAN,
    unit="percent",
    counted="Tajiks",
    population="the population",
    place="Afghanistan",
    claim="Tajiks in Afghanistan make up more than 46% of the population.",
)
TAJIK_27 = FoundFigure(
    measure=MEASURES["ethnic_share"],
    label="Tajik",
    population="the population",
    place="Afghanistan",
    value=Decimal(27),
    as_of=date(2014, 7, 1),
    title="World Factbook",
    edition="2014 edition",
)
OF_THOSE_DISPLACED = ClaimedFigure(
    text="80%",
    value=Decimal(80),
    unit="percent",
    counted="women and children",
    population="those displaced",
    place="Afghanistan",
    claim="80% of those displaced are women and children.",
)
DISPLACED_78 = FoundFigure(
    measure=MEASURES["displaced_women_children_share"],
    place="Afghanistan",
    value=Decimal("78.4"),
    as_of=date(2021, 12, 31),
    title="UNHCR Refugee Population Statistics",
    edition="end of 2021",
)
INHABITANTS = FoundFigure(
    measure=MEASURES["population_total"],
    place="Afghanistan",
    value=Decimal(3_097_000),
    as_of=date(2021, 7, 1),
    title="A yearbook",
)


def test_more_than_46_differs_from_27_and_says_why() -> None:
    comparison = compare(MORE_THAN_46, TAJIK_27, said_on=SAID_ON)

    assert comparison.stance == Stance.DIFFERS
    assert comparison.reason == (
        "The claim says more than 46 %; World Factbook, 2014 edition, gives 27 %. "
        "That is 19 percentage points less. The figure is dated 1 July 2014."
    )


@pytest.mark.parametrize(
    ("comparator", "found", "told"),
    [
        (Comparator.EXACTLY, "27", "19 percentage points less"),
        (Comparator.EXACTLY, "61.5", "15.5 percentage points more"),
        (Comparator.ABOUT, "27", "19 percentage points less"),
    ],
)
def test_the_distance_is_from_the_number_that_the_claim_states_not_from_how_it_may_be_rounded(comparator, found, told):
    claimed = replace(MORE_THAN_46, comparator=comparator)
    comparison = compare(claimed, replace(TAJIK_27, value=Decimal(found)), said_on=SAID_ON)
    assert comparison.stance == Stance.DIFFERS
    assert f"That is {told}." in comparison.reason


def test_80_is_consistent_with_78_point_4_and_the_later_date_is_labelled() -> None:
    comparison = compare(OF_THOSE_DISPLACED, DISPLACED_78, said_on=SAID_ON)

    assert comparison.stance == Stance.CONSISTENT
    assert "within the 3 percentage points that this measure allows" in comparison.reason
    assert "dated 31 December 2021, after the article (26 August 2021)" in comparison.reason


def test_a_figure_from_before_the_article_is_not_called_later() -> None:
    comparison = compare(OF_THOSE_DISPLACED, replace(DISPLACED_78, as_of=date(2021, 8, 13)), said_on=SAID_ON)

    assert comparison.stance == Stance.CONSISTENT
    assert "after the article" not in comparison.reason


@pytest.mark.parametrize(
    ("claimed", "found", "obstacle"),
    [
        pytest.param(replace(MORE_THAN_46, counted="Uzbeks"), TAJIK_27, Obstacle.COUNTED, id="Uzbeks against Tajiks"),
        pytest.param(replace(MORE_THAN_46, counted=""), TAJIK_27, Obstacle.COUNTED, id="nothing counted"),
        pytest.param(replace(MORE_THAN_46, counted="Tajik women"), TAJIK_27, Obstacle.COUNTED, id="a part of Tajiks"),
        pytest.param(
            replace(MORE_THAN_46, place="Tajikistan"), TAJIK_27, Obstacle.PLACE, id="Tajikistan against Afghanistan"
        ),
        pytest.param(replace(MORE_THAN_46, place="Kabul"), TAJIK_27, Obstacle.PLACE, id="a city against its country"),
        pytest.param(
            replace(MORE_THAN_46, population="Kabul's population"),
            TAJIK_27,
            Obstacle.POPULATION,
            id="a city's population against the country's",
        ),
        pytest.param(
            replace(MORE_THAN_46, population="the army"), TAJIK_27, Obstacle.POPULATION, id="a share of the army"
        ),
        pytest.param(replace(MORE_THAN_46, unit="count"), TAJIK_27, Obstacle.UNIT, id="a count against a share"),
        pytest.param(
            replace(MORE_THAN_46, unit="percentage_point"), TAJIK_27, Obstacle.UNIT, id="points against a share"
        ),
        pytest.param(
            replace(MORE_THAN_46, claim="Tajik is spoken by more than 46% of the population.", counted="Tajik"),
            TAJIK_27,
            Obstacle.COUNTED,
            id="a language against a people",
        ),
        pytest.param(
            replace(MORE_THAN_46, population="", claim="More than 46% of Tajiks voted.", text="More than 46%"),
            TAJIK_27,
            Obstacle.COUNTED,
            id="a share of Tajiks against the share that Tajiks are",
        ),
        pytest.param(
            replace(MORE_THAN_46, counted="Tajik population", claim="The Tajik population grew by more than 46%."),
            TAJIK_27,
            Obstacle.COUNTED,
            id="a growth against a share",
        ),
        pytest.param(replace(MORE_THAN_46, period="in 1950"), TAJIK_27, Obstacle.PERIOD, id="a time too far away"),
        pytest.param(
            replace(MORE_THAN_46, period="before the flood"), TAJIK_27, Obstacle.PERIOD, id="a time nobody can read"
        ),
        pytest.param(
            replace(OF_THOSE_DISPLACED, population="refugees", claim="80% of refugees are women and children."),
            DISPLACED_78,
            Obstacle.POPULATION,
            id="refugees against people displaced within the country",
        ),
        pytest.param(
            replace(
                OF_THOSE_DISPLACED, population="children", counted="displaced", claim="80% of children are displaced."
            ),
            DISPLACED_78,
            Obstacle.POPULATION,
            id="a share of children",
        ),
        pytest.param(
            replace(OF_THOSE_DISPLACED, counted="children", claim="80% of those displaced are children."),
            DISPLACED_78,
            Obstacle.COUNTED,
            id="children without women",
        ),
        pytest.param(
            ClaimedFigure(
                text="around 3,000",
                value=Decimal(3000),
                counted="families",
                place="Afghanistan",
                claim="In Afghanistan, around 3,000 families live in tents inside the park.",
            ),
            INHABITANTS,
            Obstacle.COUNTED,
            id="families against inhabitants",
        ),
        pytest.param(
            ClaimedFigure(
                text="2 million",
                value=Decimal(2_000_000),
                counted="people",
                place="Afghanistan",
                claim="In Afghanistan 2 million people, a tenth of the population, went hungry.",
            ),
            INHABITANTS,
            Obstacle.COUNTED,
            id="some people against all inhabitants",
        ),
    ],
)
def test_what_does_not_fit_is_not_compared(claimed: ClaimedFigure, found: FoundFigure, obstacle: Obstacle) -> None:
    comparison = compare(claimed, found, said_on=SAID_ON)

    assert (comparison.stance, comparison.obstacle) == (Stance.NOT_COMPARABLE, obstacle)
    assert comparison.reason.startswith("Not comparable, because ")


def test_the_words_of_a_population_count_lead_to_it() -> None:
    claimed = ClaimedFigure(
        text="about 3.1 million",
        value=Decimal(3_100_000),
        comparator=Comparator.ABOUT,
        counted="people",
        place="Afghanistan",
        claim="The population of Afghanistan stands at about 3.1 million people.",
    )

    assert compare(claimed, INHABITANTS, said_on=SAID_ON).stance == Stance.CONSISTENT


@pytest.mark.parametrize("counted", ["Tajiks", "the Tajiks", "ethnic Tajiks", "Afghan Tajiks", "the Tajik minority"])
def test_a_label_is_known_in_other_words(counted: str) -> None:
    assert compare(replace(MORE_THAN_46, counted=counted), TAJIK_27, said_on=SAID_ON).stance == Stance.DIFFERS


@pytest.mark.parametrize(
    ("label", "counted"),
    [("Pashtun (Pathan)", "Pathans"), ("Black or African American", "African Americans"), ("Turkish/Turk", "Turks")],
)
def test_a_label_with_another_name_is_known_by_both(label: str, counted: str) -> None:
    found = replace(TAJIK_27, label=label)

    assert compare(replace(MORE_THAN_46, counted=counted), found, said_on=SAID_ON).stance == Stance.DIFFERS


def test_sunnis_are_sunni_muslims_but_muslims_are_not_all_sunnis() -> None:
    found = replace(TAJIK_27, measure=MEASURES["religion_share"], label="Sunni Muslim", value=Decimal(80))

    assert compare(replace(MORE_THAN_46, counted="Sunnis"), found, said_on=SAID_ON).stance == Stance.CONSISTENT
    assert compare(replace(MORE_THAN_46, counted="Muslims"), found, said_on=SAID_ON).obstacle == Obstacle.COUNTED


def test_an_edition_without_a_number_is_not_comparable_and_says_so() -> None:
    found = replace(TAJIK_27, value=None, label="", statement="It gives no ethnic shares.", edition="2026 edition")

    comparison = compare(MORE_THAN_46, found, said_on=SAID_ON)

    assert comparison.obstacle == Obstacle.NO_NUMBER
    assert "World Factbook, 2026 edition, gives no number: It gives no ethnic shares." in comparison.reason


def test_what_is_assumed_is_printed() -> None:
    claimed = replace(MORE_THAN_46, place="", population="")

    reason = compare(claimed, TAJIK_27, said_on=None).reason

    assert "The claim names no place: Afghanistan is assumed." in reason
    assert "The claim does not say a share of what: the population is assumed." in reason
    assert "The claim has no date" in reason


def test_an_undated_claim_is_not_held_against_what_changes_fast() -> None:
    comparison = compare(OF_THOSE_DISPLACED, DISPLACED_78, said_on=None)

    assert comparison.obstacle == Obstacle.PERIOD


def test_the_period_of_the_claim_goes_before_the_date_of_the_article() -> None:
    asked_in_2030 = date(2030, 1, 1)

    assert compare(OF_THOSE_DISPLACED, DISPLACED_78, said_on=asked_in_2030).obstacle == Obstacle.PERIOD
    at_the_time = replace(OF_THOSE_DISPLACED, period="at the end of 2021")
    assert compare(at_the_time, DISPLACED_78, said_on=asked_in_2030).stance == Stance.CONSISTENT


def test_a_fraction_is_compared_as_a_share() -> None:
    half = replace(MORE_THAN_46, value=Decimal("0.5"), unit="fraction", text="more than half")

    comparison = compare(half, TAJIK_27, said_on=SAID_ON)

    assert comparison.stance == Stance.DIFFERS
    assert "more than 50 %" in comparison.reason
