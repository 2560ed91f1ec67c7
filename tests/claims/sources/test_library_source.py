"""The reference library as a source: figures with their comparison, passages to read, or nothing found."""

import json
from datetime import date
from decimal import Decimal

import pytest

from claims.choices import Comparator, Stance
from claims.models import ReferenceDocument, ReferencePassage
from claims.sources import all_connectors, connector
from claims.sources.access import HttpAccess
from claims.sources.base import Answer, Question, QuestionQuantity, UnknownConnector
from claims.sources.library import title_of

SAID_ON = date(2021, 8, 26)
MORE_THAN_46 = QuestionQuantity(
    id=7,
    text="more than 46%",
    value=Decimal(46),
    comparator=Comparator.MORE_THAN,
    unit="percent",
    counted="Tajiks",
    population="the population",
    place="Afghanistan",
)
OF_THOSE_DISPLACED = QuestionQuantity(
    id=8,
    text="80%",
    value=Decimal(80),
    unit="percent",
    counted="women and children",
    population="those displaced",
    place="Afghanistan",
)
FAMILIES = QuestionQuantity(
    id=9,
    text="around 3,000",
    value=Decimal(3000),
    comparator=Comparator.ABOUT,
    counted="families",
    place="Afghanistan",
    approximate=True,
)


def ask(text: str, *quantities: QuestionQuantity) -> Answer:
    question = Question(text=text, quantities=quantities, said_on=SAID_ON)
    library = connector("library")
    return library.ask(question, library.plan(question), HttpAccess({}))


@pytest.mark.usefixtures("small_library")
def test_46_percent_differs_and_both_editions_are_shown() -> None:
    answer = ask("Tajiks in Afghanistan make up more than 46% of the population.", MORE_THAN_46)

    first, second = answer.hits
    assert (first.stance, first.found_value, first.edition) == (Stance.DIFFERS, Decimal(27), "2014 edition")
    assert first.reason.startswith("The claim says more than 46 %; World Factbook, 2014 edition, gives 27 %.")
    assert (second.stance, second.found_value, second.edition) == (Stance.NOT_COMPARABLE, None, "2026 edition")
    assert "gives no number" in second.reason
    assert "after the article" in second.reason
    assert {hit.quantity_id for hit in answer.hits} == {7}


@pytest.mark.usefixtures("small_library")
def test_80_percent_is_consistent_with_two_dated_sources() -> None:
    answer = ask("80% of those displaced are women and children.", OF_THOSE_DISPLACED)

    assert [(hit.stance, hit.as_of) for hit in answer.hits] == [
        (Stance.CONSISTENT, date(2021, 8, 13)),
        (Stance.CONSISTENT, date(2021, 12, 31)),
    ]
    assert "after the article (26 August 2021)" in answer.hits[1].reason


@pytest.mark.usefixtures("small_library")
def test_3000_families_are_nothing_found() -> None:
    answer = ask("In Afghanistan, around 3,000 families live in tents inside the park.", FAMILIES)

    assert answer.hits == ()
    assert json.loads(answer.body) == {"found": []}


@pytest.mark.usefixtures("small_library")
def test_uzbeks_are_held_against_uzbeks() -> None:
    uzbeks = QuestionQuantity(id=1, text="9%", value=Decimal(9), unit="percent", counted="Uzbeks", place="Afghanistan")

    answer = ask("Uzbeks are 9% of the population of Afghanistan.", uzbeks)

    assert answer.hits[0].stance == Stance.CONSISTENT
    assert "Uzbek" in answer.hits[0].quote
    assert not [hit for hit in answer.hits if "Tajik" in hit.quote]


@pytest.mark.usefixtures("small_library")
def test_refugees_and_displaced_people_are_not_mixed() -> None:
    refugees = QuestionQuantity(
        id=1,
        text="80%",
        value=Decimal(80),
        unit="percent",
        counted="women and children",
        population="refugees",
        place="Afghanistan",
    )

    assert ask("80% of refugees from Afghanistan are women and children.", refugees).hits == ()


@pytest.mark.usefixtures("small_library")
def test_a_passage_comes_without_a_suggestion_and_word_for_word() -> None:
    answer = ask("From 1996 to 2001 the Taliban ruled Afghanistan.")

    hit = answer.hits[0]
    assert hit.stance == Stance.NO_SUGGESTION
    assert hit.reason == "A passage, not a figure: read it."
    assert "Kabul finally fall in 1996 to the Taliban" in hit.quote
    assert hit.title == "World Factbook: Afghanistan: Introduction: Background"


@pytest.mark.parametrize("heading", ["", "Harbour report"])
def test_a_passage_without_a_heading_of_its_own_is_called_by_its_document_once(heading: str) -> None:
    document = ReferenceDocument(title="Harbour report")
    passage = ReferencePassage(document=document, heading=heading, text="The harbour was closed.")
    assert title_of(passage) == "Harbour report"


@pytest.mark.usefixtures("small_library")
def test_the_same_question_gives_the_same_bytes_whatever_the_ids() -> None:
    text = "Tajiks in Afghanistan make up more than 46% of the population."
    other_id = QuestionQuantity(
        id=99,
        text="more than 46%",
        value=Decimal("46.000000"),
        comparator="more_than",
        unit="percent",
        counted="Tajiks",
        population="the population",
        place="Afghanistan",
    )

    assert ask(text, MORE_THAN_46).body == ask(text, other_id).body
    assert ask(text, MORE_THAN_46).media_type == "application/json"


@pytest.mark.django_db
def test_an_empty_library_finds_nothing() -> None:
    assert ask("From 1996 to 2001 the Taliban ruled Afghanistan.", MORE_THAN_46).hits == ()


def test_a_claim_in_another_language_is_not_applicable_and_says_why() -> None:
    source = connector("library")

    assert source.applies(Question(text="x", language="en-GB")) == ""
    assert "“de”" in source.applies(Question(text="x", language="de"))


def test_every_connector_is_known_by_its_name() -> None:
    for source in all_connectors():
        assert connector(source.name) is source
    with pytest.raises(UnknownConnector, match=r"“nowhere”.*library"):
        connector("nowhere")
