"""Relative clauses become claims of their own, where it is plain whom they tell of."""

import pytest

from claims.extraction.attribution.speakers import Attribution
from claims.extraction.claims import extract
from claims.extraction.clauses import Clause, relative_clauses, without


def only(sentence: str) -> Clause:
    [clause] = relative_clauses(sentence)
    return clause


def test_a_clause_with_a_share_becomes_a_sentence_that_names_its_place() -> None:
    sentence = "They want peace for all, especially Bretons in France, who make up more than 6% of the population."
    clause = only(sentence)
    assert clause.text == "Bretons make up more than 6% of the population of France."
    assert sentence[clause.start : clause.end].startswith("Bretons in France, who make up")


@pytest.mark.parametrize(
    ("sentence", "text", "rest"),
    [
        (
            "Children under five, who make up 13 per cent of the population, suffered half of the deaths.",
            "Children under five make up 13 per cent of the population.",
            "Children under five suffered half of the deaths.",
        ),
        (
            "He praised the vaccine, which was introduced in seven of 16 regions in 2019, and the nets.",
            "The vaccine was introduced in seven of 16 regions in 2019.",
            "He praised the vaccine and the nets.",
        ),
        (
            "The owner, Bell Residential, which bought the block in 2020 for $14 million, replied by letter.",
            "Bell Residential bought the block in 2020 for $14 million.",
            "The owner, Bell Residential, replied by letter.",
        ),
        (
            "They blamed low response rates, which stood at 36 percent.",
            "Low response rates stood at 36 percent.",
            "They blamed low response rates.",
        ),
        (
            "Ms Verne, who opened 12 nurseries and who won a prize, denies it.",
            "Ms Verne opened 12 nurseries.",
            "Ms Verne denies it.",
        ),
    ],
)
def test_a_clause_is_worded_as_a_sentence_and_the_rest_does_without_it(sentence: str, text: str, rest: str) -> None:
    clause = only(sentence)
    assert (clause.text, without(sentence, [clause])) == (text, rest)


@pytest.mark.parametrize(
    "sentence",
    [
        "Bretons in France, who are proud of their music, sang.",
        "There is a shortage of the beds, which numbered 300.",
        "Lorraine Gaines, of Macon, who has voted 12 times, sued.",
        "The mayor of Ody, which has 900 people, resigned.",
        "The army used the drones, which it calls Kite 5, again.",
        "The Geneva Conventions, which Examplia ratified in 1951, forbid it.",
        "Thorne, who made $3 billion and called it “luck”, left.",
        "In the north non-Tajiks, who make up 54% of the population, protested.",
        "The plan, which would cost $3 billion, was dropped.",
    ],
    ids=[
        "no figure",
        "the beds or the shortage",
        "the town or the woman",
        "the mayor or the town",
        "an object",
        "another subject",
        "cut off by a quotation",
        "part of a word",
        "what would be",
    ],
)
def test_what_could_be_read_in_two_ways_stays_in_its_sentence(sentence: str) -> None:
    assert list(relative_clauses(sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "text", "said"),
    [
        (
            "Bretons, who officials say are 6 per cent of the people of France, were not asked.",
            "Bretons are 6 per cent of the people of France.",
            Attribution("officials", "say"),
        ),
        (
            "They met Bretons in France, who the Census Office estimates now make up 6% of the population.",
            "Bretons now make up 6% of the population of France.",
            Attribution("the Census Office", "estimates"),
        ),
        (
            "The Bretons, who President Ola Berg says are 6% of the people, were not asked.",
            "The Bretons are 6% of the people.",
            Attribution("Ola Berg", "says"),
        ),
    ],
)
def test_who_says_so_inside_a_clause_is_kept_apart(sentence: str, text: str, said: Attribution) -> None:
    clause = only(sentence)
    assert (clause.text, clause.said) == (text, said)


def test_a_clause_whose_speaker_is_unclear_is_left_in_its_sentence() -> None:
    assert list(relative_clauses("Bretons, who in France some say are 6 per cent of the people, sang.")) == []


def test_a_sentence_and_its_clause_are_two_claims_each_with_its_own_figures() -> None:
    text = "Young children, who make up 13 per cent of the population of Chad, suffered 60 per cent of the deaths."
    sentence, clause = extract(text)
    assert (sentence.exact, sentence.text) == (text, "Young children suffered 60 per cent of the deaths.")
    assert clause.exact == "Young children, who make up 13 per cent of the population of Chad"
    assert [quantity.value for quantity in clause.quantities] == [13]
    assert 60 in [quantity.value for quantity in sentence.quantities]
    assert 13 not in [quantity.value for quantity in sentence.quantities]


def test_a_clause_inside_reported_speech_has_the_same_speaker() -> None:
    text = "Kofi Adu said that the Bretons, who make up 60 per cent of the people of Chad, had lost 300 homes."
    assert [claim.claimant for claim in extract(text)] == ["Kofi Adu", "Kofi Adu"]
