"""Facts worth checking rank above opinions, plans, questions and colour."""

import pytest

from claims.extraction.checkworthiness.scoring import NEWS_THRESHOLD, SignalScorer, verifiability

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
    "The school has 400 pupils.",
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


@pytest.mark.parametrize("sentence", FACTS)
def test_facts_reach_the_threshold(sentence: str) -> None:
    score = SignalScorer().score(sentence)
    assert NEWS_THRESHOLD <= score.value <= 1
    assert verifiability(sentence) > 0.5


@pytest.mark.parametrize("sentence", OTHERS)
def test_opinions_plans_questions_and_colour_do_not(sentence: str) -> None:
    assert 0 <= SignalScorer().score(sentence).value < NEWS_THRESHOLD


def test_a_harmless_fact_is_verifiable_and_not_worth_checking() -> None:
    sentence = "Environment minister Clara Duarte met with her counterpart in Oslo."
    assert SignalScorer().score(sentence).value < NEWS_THRESHOLD
    assert verifiability(sentence) > verifiability("We hope that it goes well.")


def test_the_reason_names_what_speaks_for_it_and_against_it() -> None:
    reason = SignalScorer().score("He will perhaps cut taxes by 30%.").reason
    assert "a share" in reason
    assert "the future" in reason
