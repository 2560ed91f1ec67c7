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


@pytest.mark.parametrize(
    "sentence",
    [
        "Mrs Marsh, who has led the group since 2019, said the council had spent $3.4bn.",
        "The firm, founded in 1998, employs 4,000 people.",
        "Founded in 1998, the firm employs 4,000 people.",
        "The firm employs 4,000 people in Ely, where it was founded in 1998.",
        "The bank, which was nationalised in 2008, lost 3 billion euros.",
        "The bank, which has 4,000 branches, was nationalised in 2008.",
        "The bridge, damaged by a flood in 2011, carries 4,000 cars.",
        "The firm, employing 4,000 people, was sold in 2008.",
    ],
)
def test_a_time_on_the_other_side_of_an_asides_border_is_no_period(sentence: str) -> None:
    assert period(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The bank, which lost 3 billion euros in 2008, was sold.", "2008"),
        ("The bank, which was sold in 2011, lost 3 billion euros in 2008.", "2008"),
        ("Some 500 people, including many children, drowned in 2019.", "2019"),
        ("The army, which is small, lost 300 soldiers in May.", "May"),
        ("In 2020, the city, which is small, built 300 homes for the families of the flooded valley.", "2020"),
        ("Some people, of whom 30% were children, drowned in 2019.", "2019"),
    ],
)
def test_a_time_on_the_same_side_stays(sentence: str, words: str) -> None:
    assert period(sentence) == words


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Spain had 47 million people; in 2012 unemployment was 25%.", ""),
        ("Exports were worth $5 billion, but in 2010 imports reached $6 billion.", ""),
        ("The economy grew 5% while in 2013 it shrank by 2%.", ""),
        (
            "In 2012, the number of Afghan refugees registered in Pakistan stood at 1.6 million; in 2013 it fell.",
            "2012",
        ),
        ("Exports came to $5 billion in 2010 and to $6 billion in 2011.", "2010"),
        ("Exports came to $5 billion and imports to $6 billion in 2011.", "2011"),
    ],
)
def test_a_time_that_opens_the_next_clause_dates_nothing_before_it(sentence: str, when: str) -> None:
    assert period(sentence) == when
