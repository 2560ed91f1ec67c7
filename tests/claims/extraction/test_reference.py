"""An opening pronoun is replaced by the subject of the sentence before, only where that leaves no doubt."""

import pytest

from claims.extraction.claims import extract
from claims.extraction.reference import resolved, subject_of


def after(before: str, sentence: str) -> str:
    return resolved(sentence, subject_of(before))


@pytest.mark.parametrize(
    ("before", "sentence", "text"),
    [
        ("The clinic treats up to 200 people a day.", "It has no water.", "The clinic has no water."),
        ("A spokesman put the number at 189.", "He gave no source.", "The spokesman gave no source."),
        ("The liberals, who govern with the Greens, are against.", "Their leader left.", "The liberals’ leader left."),
        (
            "During the war, the militia forbade women from working.",
            "They also burned two schools.",
            "The militia also burned two schools.",
        ),
        ("Kofi Adu said 151 people had died.", "He blamed the rain.", "Kofi Adu blamed the rain."),
        (
            "The doctors' union was quick to object.",
            "Its president, Ida Holm, said no.",
            "The doctors' union’s president, Ida Holm, said no.",
        ),
    ],
)
def test_a_plain_subject_is_taken_up(before: str, sentence: str, text: str) -> None:
    assert after(before, sentence) == text


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Ghana was the first country to pilot the vaccine.", "It has been ordered by a dozen governments."),
        ("The army fought the militants in the north.", "They burned two schools."),
        ("Kofi Adu met Ola Berg in Accra.", "He promised 300 homes."),
        ("The clinic treats 200 people a day.", "They wait for hours."),
        ("The clinic treats 200 people a day.", "It is not the first time that people wait."),
        ("“The clinic is full.”", "It has no water."),
        ("Children displaced by floods live in tents.", "They have no school."),
        ("None of the doctors came.", "They were ill."),
        ("The jury that heard the first case deliberated.", "It had doubts."),
    ],
    ids=[
        "two things",
        "two groups",
        "two people",
        "another number",
        "nothing meant",
        "a quotation before",
        "a subject that is not whole",
        "nobody",
        "an unfinished subject",
    ],
)
def test_a_pronoun_that_could_mean_another_stays(before: str, sentence: str) -> None:
    assert after(before, sentence) == sentence


def test_a_chain_of_pronouns_leads_back_to_the_name() -> None:
    text = "The Harbour Bank owns 300 ships. It has 12,000 workers. It lost 40 million dollars in 2023."
    assert [claim.text for claim in extract(text)] == [
        "The Harbour Bank owns 300 ships.",
        "The Harbour Bank has 12,000 workers.",
        "The Harbour Bank lost 40 million dollars in 2023.",
    ]


def test_the_exact_words_keep_the_pronoun() -> None:
    _, claim = extract("The Harbour Bank owns 300 ships. It has 12,000 workers.")
    assert claim.exact == "It has 12,000 workers."
