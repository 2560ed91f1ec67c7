"""Stand-alone wording that never says more than the article."""

from claims.extraction.attribution.speakers import Attribution
from claims.extraction.wording import stand_alone


def test_connectives_go_and_other_words_stay() -> None:
    assert stand_alone("Meanwhile, however, the dam broke.", Attribution()) == "The dam broke."
    assert stand_alone("70% of them are women.", Attribution()) == "70% of them are women."
    assert stand_alone("So far 300 homes are lost.", Attribution()) == "So far 300 homes are lost."


def test_she_who_speaks_gets_her_name() -> None:
    said = Attribution("Ida Holm", "claimed")
    assert stand_alone("She also claimed that the dam broke.", said) == "Ida Holm also claimed that the dam broke."


def test_a_bare_quotation_gets_its_speaker() -> None:
    said = Attribution("Ida Holm", "said", quoted=True)
    assert stand_alone("“The dam broke.”", said) == "Ida Holm said: “The dam broke.”"
