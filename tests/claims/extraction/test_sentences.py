"""Where sentences begin and end."""

import time

import pytest

from claims.extraction.sentences import LONGEST, sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Ruth Okafor met Mr. Lee at 7 a.m. Monday in Washington.",
        "The U.S. Senate voted, and J. K. Hall of St. Louis lost.",
        "Prices rose 3.5 percent to $1.2 million.",
        'He asked "Why?" and left.',
        "It was late ... and nobody came.",
        "See No. 5 and p. 12 of the report.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert split(text) == [text]


def test_quotes_stay_with_the_sentence_they_close() -> None:
    assert split('"We left. It was late." Then it rained.') == ['"We left.', 'It was late."', "Then it rained."]


def test_an_abbreviation_may_end_a_sentence() -> None:
    assert split("He moved to the U.S. The firm did not. It opens at 9 a.m. The rest is history.") == [
        "He moved to the U.S.",
        "The firm did not.",
        "It opens at 9 a.m.",
        "The rest is history.",
    ]


def test_a_new_line_always_divides_and_a_bullet_stays_outside() -> None:
    assert split("Rising seas\n• Two villages moved\n\n2. One stayed") == [
        "Rising seas",
        "Two villages moved",
        "One stayed",
    ]


def test_other_scripts_divide_at_their_own_marks() -> None:
    assert split("هل عاد؟ نعم. 他走了。她留下了。") == ["هل عاد؟", "نعم.", "他走了。", "她留下了。"]


def test_a_sentence_without_end_is_cut_at_a_space() -> None:
    pieces = split("word " * 2000)
    assert max(map(len, pieces)) <= LONGEST
    assert " ".join(pieces) == ("word " * 2000).strip()


@pytest.mark.parametrize("mark", ["!", ".", '."', "…", "。"])
def test_a_long_row_of_marks_takes_no_longer_than_a_text_of_its_length(mark: str) -> None:
    started = time.perf_counter()
    sentences(mark * 100_000 + "a")
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine died.The army came.", ["Nine died.", "The army came."]),
        ("See www.Example.org or Node.js now.", ["See www.Example.org or Node.js now."]),
        ("We sell milk, etc. Everything else is gone.", ["We sell milk, etc.", "Everything else is gone."]),
        ('"How many?" Ms. Adeyemi was asked in court.', ['"How many?" Ms. Adeyemi was asked in court.']),
        ("It costs Rs. 500 a month.", ["It costs Rs. 500 a month."]),
        ("The tower fell at 11:40 p.m. Local people wept.", ["The tower fell at 11:40 p.m.", "Local people wept."]),
        ("By 3 p.m. Tokyo time it had lost 4 percent.", ["By 3 p.m. Tokyo time it had lost 4 percent."]),
        ("The case, Silva v. State, began.", ["The case, Silva v. State, began."]),
    ],
)
def test_hard_cases_of_news_prose(text: str, expected: list[str]) -> None:
    assert split(text) == expected
