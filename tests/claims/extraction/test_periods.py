"""When a figure holds: the statistic's own period, never the day on which somebody spoke."""

import pytest

from claims.extraction.quantities.finding import quantities


def period(sentence: str) -> str:
    """The period of the first quantity of a sentence that is no year."""
    return next(quantity.period for quantity in quantities(sentence) if quantity.unit != "year")


@pytest.mark.parametrize(
    "sentence",
    [
        "In Peru, 70% of those evacuated are children, rescuers said on Tuesday.",
        "About 300 houses burned on Monday night.",
        "Yesterday 300 people fled the valley.",
        "Some 40 boats sank this week.",
        "The army said on Sunday that 300 houses had burned.",
        "More than 12 workers were arrested today, police said.",
    ],
)
def test_the_articles_own_days_are_no_period(sentence: str) -> None:
    assert period(sentence) == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "Rents rose 12%, officials said in April.",
        "Rents rose 12%, the bank said on 4 June.",
        "Rents rose 12%, the bank told reporters in a long report in June 2020.",
        "The bank said in April that rents rose 12%.",
        "The bank said on 4 June rents rose 12%.",
        "The governor, Ola Berg, said in April that rents rose 12%.",
        "According to a paper printed in April, rents rose 12%.",
        "“Rents rose 12%,” the governor said in Oslo in April.",
        "“Rents rose 12%,” said the governor in April.",
    ],
)
def test_when_it_was_said_is_no_period_of_what_was_said(sentence: str) -> None:
    assert period(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Rents rose 12% in March, the bank said in April.", "March"),
        ("The bank said in June that rents rose 12% in the first quarter.", "the first quarter"),
        ("The bank said rents rose 12% last year.", "last year"),
        ("On 4 June 2020, some 300 houses burned, the mayor said.", "4 June 2020"),
        ("“Rents rose 12% in 2020,” the governor said in April.", "2020"),
        ("After a long debate, the army reported 300 deaths in May.", "May"),
    ],
)
def test_the_period_of_the_figure_stays(sentence: str, words: str) -> None:
    assert period(sentence) == words
