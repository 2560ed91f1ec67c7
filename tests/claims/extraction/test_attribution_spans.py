"""Where the words of a source begin and end, for every construction of reported speech; for any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.attribution.quotation import Quotation, words_of
from claims.extraction.attribution.spans import Sentences, Spans, read_document, spans_of
from claims.extraction.attribution.speakers import Speakers
from claims.extraction.attribution.tagging import LONGEST


def contents(sentence: str) -> list[str]:
    spans = spans_of(*Sentences().read(sentence, new_line=True))
    return [sentence[start:end] for start, end in spans.contents]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("The mayor said that the dam would close in May.", "that the dam would close in May"),
        ("The mayor said the dam would close in May.", "the dam would close in May"),
        ("“The dam will close in May,” the mayor said.", "“The dam will close in May,”"),
        ("“The dam will close in May,” said Ola Berg, the mayor.", "“The dam will close in May,”"),
        ('"The dam will close in May," Ola Berg, the mayor, said.', '"The dam will close in May,"'),
        ("''The dam will close in May,'' the mayor said.", "''The dam will close in May,''"),
        ("The dam will close in May, according to the water ministry.", "The dam will close in May"),
        ("According to the water ministry, the dam will close in May.", "the dam will close in May"),
        ("The dam leaks at both ends, the mayor told reporters on Monday.", "The dam leaks at both ends"),
        ("The council promised to repair the dam by May.", "to repair the dam by May"),
        ("The mayor refused to repair the dam by May.", "to repair the dam by May"),
        ("Critics accused the council of hiding the report.", "the council of hiding the report"),
        ("The mayor asked whether the dam could be repaired.", "whether the dam could be repaired"),
        ("Residents fear that the dam will break.", "that the dam will break"),
        ("The report found that 40% of the dams leak.", "that 40% of the dams leak"),
    ],
)
def test_the_content_is_found_whole(sentence: str, content: str) -> None:
    assert contents(sentence) == [content]


def test_content_is_found_on_both_sides_of_the_speaker() -> None:
    assert contents("The dam, the mayor said, will close in May.") == ["The dam", "will close in May"]


@pytest.mark.parametrize(
    "sentence", ["The dam closed in May.", "It rained for three days.", "The 40 houses stand beside the river."]
)
def test_what_the_article_tells_itself_is_nobody_elses(sentence: str) -> None:
    assert spans_of(*Sentences().read(sentence, new_line=True)) == Spans()


def quoted(*paragraphs: str) -> list[str]:
    """Return the quoted words of each paragraph."""
    quotation = Quotation()
    found = []
    for text in paragraphs:
        words = words_of(text)
        inside = quotation.read(text, words, new_line=True)
        found.append(" ".join(text[start:end] for (start, end), is_in in zip(words, inside, strict=True) if is_in))
    return found


def test_a_quotation_goes_on_in_the_next_paragraph_that_opens_one_again() -> None:
    assert quoted("He said: “It leaks.", "“It always has.”", "Rain fell.") == [
        "“ It leaks .",
        "“ It always has . ”",
        "",
    ]


def test_a_quotation_that_nobody_closed_ends_with_its_paragraph() -> None:
    assert quoted("He said: “It leaks.", "Rain fell.") == ["“ It leaks .", ""]


def test_straight_marks_and_two_apostrophes_open_before_a_word_and_close_after_one() -> None:
    assert quoted("The \"old\" dam and the ''new'' one") == ["\" old \" '' new ''"]


def test_apostrophes_quote_only_in_pairs_around_words() -> None:
    assert quoted("The mayor's ‘plan to close’ the dam isn't the owners' idea") == ["‘ plan to close ’"]


PIECES = [*"aE 1.,;:“”\"'’‘-—\n", "said ", "that ", "He ", "to ", "according to "]
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join)


@given(TEXTS)
def test_any_text_is_read_without_failing_and_alike_each_time(text: str) -> None:
    def read() -> list[Spans]:
        return [spans_of(words, sentence) for _start, words, sentence in read_document(text)]

    once = read()
    assert read() == once
    speakers, again = Speakers(), Speakers()
    for line in text.split("\n"):
        assert speakers.read(line, new_line=True) == again.read(line, new_line=True)


@given(TEXTS)
def test_spans_are_words_of_the_sentence_in_order(text: str) -> None:
    for _start, words, sentence in read_document(text):
        starts, ends = {start for start, _ in words}, {end for _, end in words}
        found = spans_of(words, sentence)
        for spans in (found.sources, found.cues, found.contents):
            assert list(spans) == sorted(spans)
            assert all(start in starts and end in ends for start, end in spans)


def test_of_an_endless_sentence_only_the_beginning_is_labelled() -> None:
    sentence = "The mayor said that " + "the dam leaks and " * 10_000
    words, in_words = Sentences().read(sentence, new_line=True)
    assert spans_of(words, in_words).contents[-1][1] == words[LONGEST - 1][1]
