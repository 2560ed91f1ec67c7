"""A sentence of the news is held against a figure of the same thing, however worded, and never against another."""

from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal

import pytest

from claims.choices import Stance
from claims.comparison import Comparison, FoundFigure
from claims.comparison.places import place_meant
from claims.comparison.weighing import weigh
from claims.extraction.quantities.finding import quantities
from claims.library.measures import MEASURES
from claims.sources.base import Question, QuestionQuantity

SAID_ON = date(2014, 6, 1)


def found(measure: str, value: str, place: str = "", label: str = "") -> FoundFigure:
    return FoundFigure(
        measure=MEASURES[measure],
        label=label,
        value=Decimal(value),
        as_of=date(2013, 7, 1),
        title="Yearbook",
        place=place,
    )


def held(sentence: str, *figures: FoundFigure) -> list[Comparison]:
    """The first comparison beside each figure of a sentence; figures without a place are of the claim's own."""
    read = tuple(QuestionQuantity(id=number, **asdict(each)) for number, each in enumerate(quantities(sentence)))
    question = Question(text=sentence, quantities=read, said_on=SAID_ON)
    first = []
    for quantity in read:
        claimed = question.claimed(quantity)
        place = place_meant(claimed)
        there = [(replace(each, place=each.place or place), None) for each in figures if each.place in {"", place}]
        beside = weigh(replace(claimed, place=place), there, said_on=SAID_ON) if place else []
        first += [beside[0].comparison] if beside else []
    return first


def stances(sentence: str, *figures: FoundFigure) -> list[Stance]:
    return [each.stance for each in held(sentence, *figures)]


@pytest.mark.parametrize(
    ("sentence", "measure", "value"),
    [
        ("Some 6.7 million people are internally displaced in Syria.", "displaced_people", "6600000"),
        ("In Syria, 6.7 million people have been displaced within the country.", "displaced_people", "6600000"),
        ("There are 6.7 million internally displaced people in Syria.", "displaced_people", "6600000"),
        ("Nearly 26% of Kenyans live in cities.", "urban_share", "24"),
        ("A quarter of Peruvians, 25.8%, live below the poverty line.", "poverty", "25.8"),
        ("Colombians number about 46 million.", "population_total", "46245297"),
        ("Nigeria's population grew to more than 177 million.", "population_total", "177155754"),
        ("Norway's unemployment rate of 3.6% is among Europe's lowest.", "unemployment", "3.6"),
        ("Canada has the world's longest coastline, 202,080 kilometres.", "coastline", "202080"),
        ("Bangladesh covers 55,600 square miles.", "area_total", "143998"),
        ("Kenya's GDP is worth $79.9bn.", "gdp_ppp", "79900000000"),
        ("Switzerland spent 10.9% of GDP on health.", "health_spending", "10.9"),
    ],
)
def test_the_same_thing_is_known_in_other_words(sentence: str, measure: str, value: str) -> None:
    assert set(stances(sentence, found(measure, value))) == {Stance.CONSISTENT}


@pytest.mark.parametrize(
    ("sentence", "measure", "value"),
    [
        pytest.param("Around 3,000 families live in Kabul.", "population_total", "3097000", id="families"),
        pytest.param("Nigeria's population grew by 3 million.", "population_total", "177155754", id="a growth"),
        pytest.param("Spain's youth unemployment is 53%.", "unemployment", "26.3", id="the young"),
        pytest.param("Norway's exports to Europe were worth $100 billion.", "exports", "154200000000", id="a part"),
        pytest.param("Kenya's GDP is worth €40 billion.", "gdp_ppp", "79900000000", id="another currency"),
        pytest.param("Two million Kenyans fled their homes.", "population_total", "45010056", id="some people"),
        pytest.param("Peru's population is not 90 million.", "population_total", "30147935", id="a denial"),
        pytest.param("Half of Kenya's farmers live in cities.", "urban_share", "24", id="farmers"),
        pytest.param("Kenya has 40 births per 100,000 people.", "birth_rate", "28", id="another base of a rate"),
        pytest.param(
            "In Pakistan, 1.6 million Afghan refugees live in camps.", "refugees_hosted", "90000", id="of one"
        ),
    ],
)
def test_another_thing_gives_no_suggestion(sentence: str, measure: str, value: str) -> None:
    assert not {Stance.CONSISTENT, Stance.DIFFERS} & set(stances(sentence, found(measure, value)))


GROUPS = (
    found("ethnic_share", "42", label="Pashtun"),
    found("ethnic_share", "27", label="Tajik"),
    found("ethnic_share", "9", label="Hazara"),
    found("ethnic_share", "15", label="Uzbek"),
)


def test_a_list_is_split_by_its_labels() -> None:
    assert stances("Afghanistan is 42 % Pashtun and 47 % Tajik.", *GROUPS) == [Stance.CONSISTENT, Stance.DIFFERS]
    assert stances("Pashtuns (42 %) and Tajiks (27 %) are Afghanistan's largest groups.", *GROUPS) == [
        Stance.CONSISTENT,
        Stance.CONSISTENT,
    ]


def test_a_number_that_a_list_has_twice_is_held_against_its_own_label() -> None:
    assert stances("Afghanistan is 9 % Hazara and 9 % Uzbek.", *GROUPS) == [Stance.CONSISTENT, Stance.DIFFERS]


def test_a_share_said_again_in_figures_keeps_its_subject() -> None:
    both = found("youth_unemployment", "53.2"), found("unemployment", "26.3")

    assert stances("More than half of young Spaniards, 53.2%, were unemployed.", *both) == [
        Stance.CONSISTENT,
        Stance.CONSISTENT,
    ]


def test_up_from_is_the_same_rate_of_another_year() -> None:
    of_2012 = replace(found("inflation", "36.9"), as_of=date(2012, 7, 1))
    sentence = "Syria's inflation rate was 59.1% in 2013, up from 36.9% in 2012."

    assert stances(sentence, found("inflation", "59.1"), of_2012) == [Stance.CONSISTENT, Stance.CONSISTENT]
    assert stances(sentence.replace("36.9", "30"), found("inflation", "59.1"), of_2012) == [
        Stance.CONSISTENT,
        Stance.DIFFERS,
    ]


def test_nearly_allows_what_is_written_down_and_the_reason_says_so() -> None:
    [within] = held("Nearly 50% of Kenyans live in cities.", found("urban_share", "45"))
    [above] = held("Nearly 50% of Kenyans live in cities.", found("urban_share", "54"))

    assert (within.stance, above.stance) == (Stance.CONSISTENT, Stance.DIFFERS)
    assert above.reason.startswith("The claim says nearly 50 %; Yearbook gives 54 %.")


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("About 65% of Swiss people speak German.", "Switzerland"),
        ("Spanish is spoken by 84.1% of Peruvians.", "Peru"),
        ("In Malaysia, Chinese make up 23% of the population.", "Malaysia"),
        ("Puerto Rico's population is 3.6 million.", "Puerto Rico"),
        ("Spain and Portugal have an unemployment rate of 20%.", ""),
        ("According to the World Factbook, Spain has 47 million people.", "Spain"),
    ],
)
def test_the_place_is_the_one_that_the_claim_speaks_of(sentence: str, place: str) -> None:
    read = [QuestionQuantity(id=number, **asdict(each)) for number, each in enumerate(quantities(sentence))]

    assert place_meant(Question(text=sentence, quantities=tuple(read)).claimed(read[0])) == place


def test_a_place_taken_over_from_the_sentences_before_gives_way_to_the_claims_own() -> None:
    [people] = quantities("Puerto Rico lost 3 million people.", scene="United States")
    question = Question(text="Puerto Rico lost 3 million people.")
    taken_over = replace(question.claimed(QuestionQuantity(id=1, **asdict(people))), place="United States")

    assert place_meant(taken_over) == "Puerto Rico"
