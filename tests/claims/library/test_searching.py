"""What is found in the library, and what is nothing found."""

from datetime import date
from decimal import Decimal

import pytest

from claims.comparison import ClaimedFigure
from claims.library.searching import figures_beside, find_passages
from claims.models import ReferenceFigure

pytestmark = pytest.mark.usefixtures("small_library")

TAJIKS = ClaimedFigure(
    text="46%",
    value=Decimal(46),
    unit="percent",
    counted="Tajiks",
    population="the population",
    place="Afghanistan",
    claim="Tajiks make up 46% of the population of Afghanistan.",
)


def rows(claimed: ClaimedFigure) -> list[ReferenceFigure]:
    return [each.source for each in figures_beside(claimed, said_on=date(2021, 8, 26))]


def labels_and_editions(claimed: ClaimedFigure) -> set[tuple[str, str, str]]:
    return {(row.place, row.label, row.edition) for row in rows(claimed)}


def test_figures_are_found_by_place_and_label_with_the_edition_that_gives_none() -> None:
    assert labels_and_editions(TAJIKS) == {
        ("Afghanistan", "Tajik", "2014 edition"),
        ("Afghanistan", "", "2026 edition"),
    }


def test_figures_of_another_place_are_not_found() -> None:
    in_tajikistan = ClaimedFigure(
        text="80%", value=Decimal(80), unit="percent", counted="Tajiks", place="Tajikistan", claim="Tajiks are 80%."
    )

    assert {place for place, _, _ in labels_and_editions(in_tajikistan)} == {"Tajikistan"}


def test_an_edition_without_figures_does_not_come_alone() -> None:
    about_displaced = ClaimedFigure(
        text="80%",
        value=Decimal(80),
        unit="percent",
        counted="women and children",
        population="those displaced",
        place="Afghanistan",
        claim="80% of those displaced are women and children.",
    )

    assert {row.measure for row in rows(about_displaced)} == {"displaced_women_children_share"}


def test_a_claim_of_no_or_several_places_is_not_guessed_at() -> None:
    nowhere = ClaimedFigure(text="46%", value=Decimal(46), unit="percent", counted="Tajiks", claim="Tajiks are 46%.")
    in_two = ClaimedFigure(
        text="46%",
        value=Decimal(46),
        unit="percent",
        counted="Tajiks",
        claim="In Afghanistan and Tajikistan, Tajiks are 46%.",
    )

    assert rows(nowhere) == []
    assert rows(in_two) == []


@pytest.mark.parametrize(
    "claim",
    [
        "From 1996 to 2001 the Taliban ruled Afghanistan",
        "From 1996 to 2001, the Taliban ruled Afghanistan with an iron fist, setting up ultra-austere rules.",
    ],
)
def test_the_background_is_found_by_names_and_years(claim: str) -> None:
    best = find_passages(claim)[0]

    assert (best.place, best.heading) == ("Afghanistan", "Introduction: Background")


@pytest.mark.parametrize(
    "claim",
    [
        "In Afghanistan, around 3,000 families live in tents inside the park",
        "Pakistan's hand in the Taliban invasion was very evident",
        "Pakistan has 220 million people.",
        "Qureshi shared a photograph from the meeting in Pakistan.",
        "The Taliban, by 1996 and 2001, ruled.",
        "",
    ],
)
def test_a_best_hit_below_the_floor_is_nothing_found(claim: str) -> None:
    assert find_passages(claim) == []


def test_a_passage_of_a_place_that_the_claim_does_not_name_is_not_found() -> None:
    assert {passage.place for passage in find_passages("Kenya gained independence from Britain in 1963.")} == {"Kenya"}


def test_quotes_and_operators_in_a_claim_are_only_words() -> None:
    assert find_passages("Afghanistan's 'Taliban' & (1996 | 2001) \\ :* !") != []


def test_a_claim_of_hundreds_of_words_is_looked_up_like_any_other() -> None:
    words = " ".join(f"word{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(400))
    assert find_passages(f"Afghanistan {words}") == []
