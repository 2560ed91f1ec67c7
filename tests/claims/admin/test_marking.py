"""Cutting a text where claims' words begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from claims.admin.presenters.marking import CONTEXT, Mark, in_paragraph, segments

TEXT = "0123456789"


def test_a_text_without_marks_is_one_plain_segment():
    [segment] = segments(TEXT, [])
    assert (segment.text, segment.nearest) == (TEXT, None)


def test_an_empty_text_has_no_segments():
    assert segments("", []) == []


def test_overlapping_marks_are_cut_at_every_edge():
    first, second = Mark(1, 5, 11, 1), Mark(3, 8, 12, 2)
    found = [(part.text, [mark.number for mark in part.marks], part.ends) for part in segments(TEXT, [first, second])]
    assert found == [("0", [], ()), ("12", [1], ()), ("34", [1, 2], (1,)), ("567", [2], (2,)), ("89", [], ())]


def test_the_shortest_mark_is_the_nearest():
    long, short = Mark(0, 9, 11, 1), Mark(2, 4, 12, 2)
    assert [part.nearest for part in segments(TEXT, [long, short])] == [long, short, long, None]


def test_marks_beyond_the_text_are_left_out():
    assert [part.text for part in segments(TEXT, [Mark(5, 50, 11, 1), Mark(4, 4, 12, 2)])] == [TEXT]


@given(
    text=st.text(max_size=40),
    edges=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_the_segments_are_the_text_and_cover_exactly_what_is_marked(text, edges):
    marks = [Mark(start, end, number, number) for number, (start, end) in enumerate(edges)]
    found = segments(text, marks)
    assert "".join(part.text for part in found) == text
    inside = {i for mark in marks if mark.start < mark.end <= len(text) for i in range(mark.start, mark.end)}
    position, covered = 0, set()
    for part in found:
        if part.marks:
            covered |= set(range(position, position + len(part.text)))
        position += len(part.text)
    assert covered == inside


def test_words_are_shown_in_their_own_paragraph():
    excerpt = in_paragraph("Before.\nIt is said here.\nAfter.", 14, 18)
    assert (excerpt.before, excerpt.words, excerpt.after) == ("It is ", "said", " here.")


def test_a_long_paragraph_is_cut_on_both_sides():
    text = "a" * 1000 + "WORDS" + "b" * 1000
    excerpt = in_paragraph(text, 1000, 1005)
    assert excerpt.before == "…" + "a" * CONTEXT
    assert excerpt.words == "WORDS"
    assert excerpt.after == "b" * CONTEXT + "…"
