"""Facts worth checking rank above opinions, plans, questions and colour."""

import csv
from pathlib import Path

import pytest

from claims.benchmarks.metrics import average_precision, f1_at
from claims.extraction.checkworthiness.model import Register
from claims.extraction.checkworthiness.scoring import Assessment, TrainedScorer

NEWS = TrainedScorer(Register.NEWS)
SENTENCES = Path(__file__).parents[3] / "claims" / "benchmarks" / "news_sentences.tsv"
FACTS = [
    "The ministry spent 40 million euros on masks that were never used.",
    "Child labour has been illegal in the country since 1986.",
    "Soldiers burned down the village and killed three elders.",
    "The senator claimed that vaccines cause infertility.",
    "Unemployment fell to its lowest level in 20 years.",
    "One in five pupils left school without a certificate.",
    "Chile has 19 million inhabitants.",
    "Lima has 10.9 million residents.",
    "The island is home to 40,000 people.",
    "The regime banned women from universities.",
]
OTHERS = [
    "I think we should all be proud of this team.",
    "Will the bridge ever be finished?",
    "Our mission is to give every child a voice.",
    "The president will visit the region on Friday.",
    "It was a beautiful morning, and the children laughed.",
    "We have to show the world who we are.",
    "The two ministers discussed cooperation.",
    "Tickets cost 25 euros.",
    "Entry is $15 for adults.",
    "The novel has 300 pages.",
    "She is 41 and lives in room 210.",
    "He scored 120 runs.",
    "They won 4-2.",
    "The spokesman declined to comment.",
]


def assess(sentence: str) -> Assessment:
    [assessment] = NEWS.assess([sentence])
    return assessment


@pytest.mark.parametrize("sentence", FACTS)
def test_facts_reach_the_threshold(sentence: str) -> None:
    assert NEWS.threshold <= assess(sentence).check_worthiness <= assess(sentence).verifiability <= 1


@pytest.mark.parametrize("sentence", OTHERS)
def test_opinions_plans_questions_and_colour_do_not(sentence: str) -> None:
    assert 0 <= assess(sentence).check_worthiness < NEWS.threshold


def test_a_harmless_fact_is_verifiable_and_not_worth_checking() -> None:
    harmless = assess("Environment minister Clara Duarte met with her counterpart in Oslo.")
    assert harmless.check_worthiness < NEWS.threshold
    assert harmless.verifiability > 0.5 > assess("We hope that it goes well.").verifiability


def test_the_reason_names_what_speaks_for_it_and_against_it() -> None:
    reason = assess("He will perhaps cut taxes by 30%.").reason
    assert "a share" in reason
    assert "but it is about the future" in reason


def test_where_nothing_speaks_for_it_the_reason_says_so() -> None:
    assert assess("Shall we?").reason == "Nothing in it calls for a check; but it asks."


def test_each_register_has_its_threshold_and_its_probabilities() -> None:
    debate = TrainedScorer(Register.DEBATE)
    [spoken] = debate.assess(["We doubled the budget for schools."])
    assert debate.threshold != NEWS.threshold
    assert spoken != assess("We doubled the budget for schools.")


def test_a_sentence_is_graded_the_same_alone_and_among_others() -> None:
    assert NEWS.assess(FACTS + OTHERS) == [assess(sentence) for sentence in FACTS + OTHERS]


@pytest.mark.parametrize("sentence", ["", " ", "?", "\u200b", "😀", "9" * 5000, "word " * 5000, '"' * 5000])
def test_anything_gets_an_answer(sentence: str) -> None:
    assessment = assess(sentence)
    assert 0 <= assessment.check_worthiness <= assessment.verifiability <= 1
    assert assessment.reason


def test_news_that_the_model_never_saw_is_told_apart() -> None:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["part"] == "report" and row["worth_a"] == row["worth_b"]
        ]
    labels = [row["worth_a"] == "1" for row in rows]
    chances = [one.check_worthiness for one in NEWS.assess([row["sentence"] for row in rows])]
    assert average_precision(labels, chances) > 0.93
    assert f1_at(labels, chances, NEWS.threshold) > 0.85
