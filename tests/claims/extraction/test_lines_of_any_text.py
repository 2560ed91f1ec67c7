"""Whatever the text, its lines, header and sentences are read without a fault, each character once."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.boilerplate import classify
from claims.extraction.furniture import furniture_kind
from claims.extraction.header import read_header
from claims.extraction.normalise import normalise
from claims.extraction.prose import read_prose
from claims.extraction.sentences import sentences

SIGNS = [*"•>#*|()[]-—–“”'\"…‖\t\u00a0\u200b\u2028\x85é🎈ا。", ">>", "!?", "1.", "4)", "Q:"]
OPENINGS = [
    "Photo:",
    "Image",
    "Source:",
    "By",
    "Read more",
    "Advertisement",
    "LIMA, May 3 (AP) —",
    "© 2024",
    "12:30 GMT",
]
PLAIN = ["the", "said", "has", "was", "Ana", "Lim", "cookies", "won't.", "@ana", "a@b.example", "https://x", "東京。"]
WORDS = st.sampled_from(SIGNS + OPENINGS + PLAIN)
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.one_of(WORDS, st.just("\n")), max_size=120).map(" ".join)).map(
    normalise
)


@given(TEXTS)
def test_every_character_that_is_no_space_is_in_exactly_one_line(text: str) -> None:
    lines = classify(text)
    assert "".join(
        text[line.start : line.end].replace("\n", "§") for line in lines if line.start < line.end
    ).split() == ("".join(part.strip() for part in text.split("\n")).split())
    assert all(before.end <= after.start for before, after in pairwise(lines))
    for line in lines:
        words = text[line.start : line.end]
        assert words
        assert words == words.strip()


@given(TEXTS)
def test_every_character_of_a_line_but_its_bullet_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    for start, end in spans:
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
    covered = {at for start, end in spans for at in range(start, end)}
    for at in (at for at, sign in enumerate(text) if at not in covered and not sign.isspace()):
        line = text[text.rfind("\n", 0, at) + 1 : at + 1].lstrip()
        assert len(line) <= 4, "only a bullet or a number stands outside"


@given(TEXTS)
def test_the_same_text_is_read_the_same_way_twice(text: str) -> None:
    assert classify(text) == classify(text)
    assert read_header(text) == read_header(text)
    assert read_prose(text) == read_prose(text)


@given(TEXTS)
def test_prose_is_read_from_lines_of_prose_only(text: str) -> None:
    lines = classify(text)
    for sentence in read_prose(text):
        assert text[sentence.start : sentence.end] == sentence.words
        assert any(line.start <= sentence.start and sentence.end <= line.end for line in lines)


RUNS = [
    *".,;:!?'\"“”’()[]|/-–—>*#@©_\t 0aA",
    "A ",
    "a. ",
    "> ",
    "(A",
    "A/",
    "by ",
    "Photo ",
    "read more ",
    "you ",
    "1. ",
    ": ",
    "“A ”",
]


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("begin", ["", "Photo: ", "By A", "LIMA, ", "Have you "])
def test_a_run_of_one_sign_is_read_in_steps_that_its_length_bounds(begin: str, run: str) -> None:
    """Two hundred thousand characters of it: a pattern that tried each start anew would take hours."""
    long = begin + run * (200_000 // len(run))
    short = begin + run * (390 // len(run))
    assert len(classify(normalise(f"{long}\n{short}\n{long}"))) <= 3
    assert sentences(long)[-1][1] <= len(long) if long.strip() else not sentences(long)
    read_header(normalise(long))
    furniture_kind(short)
