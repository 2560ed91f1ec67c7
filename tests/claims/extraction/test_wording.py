"""Stand-alone wording that never says more than the article."""

from claims.extraction.attribution import Attribution
from claims.extraction.wording import relative_clause, stand_alone


def test_a_relative_clause_with_a_share_becomes_a_sentence() -> None:
    sentence = "They want peace for all, especially Bretons in France, who make up more than 6% of the population."
    clause = relative_clause(sentence)
    assert clause is not None
    assert clause.text == "Bretons make up more than 6% of the population of France."
    assert sentence[clause.start : clause.end].startswith("Bretons in France, who make up")


def test_a_relative_clause_without_a_figure_is_left_in_its_sentence() -> None:
    assert relative_clause("Bretons in France, who are proud of their music, sang.") is None


def test_connectives_go_and_other_words_stay() -> None:
    assert stand_alone("Meanwhile, however, the dam broke.", Attribution()) == "The dam broke."
    assert stand_alone("70% of them are women.", Attribution()) == "70% of them are women."


def test_she_who_speaks_gets_her_name() -> None:
    said = Attribution("Ida Holm", "claimed")
    assert stand_alone("She also claimed that the dam broke.", said) == "Ida Holm also claimed that the dam broke."


def test_a_bare_quotation_gets_its_speaker() -> None:
    said = Attribution("Ida Holm", "said", quoted=True)
    assert stand_alone("“The dam broke.”", said) == "Ida Holm said: “The dam broke.”"
