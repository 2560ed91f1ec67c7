"""Stand-alone wording that never says more than the article."""

import pytest

from claims.extraction.attribution.speakers import Attribution
from claims.extraction.wording import relative_clause, stand_alone


def test_a_relative_clause_with_a_share_becomes_a_sentence() -> None:
    sentence = "They want peace for all, especially Bretons in France, who make up more than 6% of the population."
    clause = relative_clause(sentence)
    assert clause is not None
    assert clause.text == "Bretons make up more than 6% of the population of France."
    assert sentence[clause.start : clause.end].startswith("Bretons in France, who make up")


def test_a_relative_clause_without_a_figure_is_left_in_its_sentence() -> None:
    assert relative_clause("Bretons in France, who are proud of their music, sang.") is None


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
    clause = relative_clause(sentence)
    assert clause is not None
    assert (clause.text, clause.said) == (text, said)


def test_a_clause_whose_speaker_is_unclear_is_left_in_its_sentence() -> None:
    assert relative_clause("Bretons, who in France some say are 6 per cent of the people, sang.") is None


def test_connectives_go_and_other_words_stay() -> None:
    assert stand_alone("Meanwhile, however, the dam broke.", Attribution()) == "The dam broke."
    assert stand_alone("70% of them are women.", Attribution()) == "70% of them are women."


def test_she_who_speaks_gets_her_name() -> None:
    said = Attribution("Ida Holm", "claimed")
    assert stand_alone("She also claimed that the dam broke.", said) == "Ida Holm also claimed that the dam broke."


def test_a_bare_quotation_gets_its_speaker() -> None:
    said = Attribution("Ida Holm", "said", quoted=True)
    assert stand_alone("“The dam broke.”", said) == "Ida Holm said: “The dam broke.”"


def test_a_part_of_a_word_is_not_who_a_clause_tells_of() -> None:
    assert relative_clause("In the north non-Tajiks, who make up 54% of the population, protested.") is None
