"""What became of a passage when its text was edited: exact, moved, changed or orphaned, and never a guess."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.choices import AnchorState
from claims.extraction.anchors.finding import Reanchoring
from claims.extraction.normalise import normalise

CLAIM = "About 12% of the workers in Ghana are fishers."
OLD = (
    f"The harbour was busy. {CLAIM} He said that exports fell by 30% in 2024, as prices rose.\n"
    "The minister left early.\n"
)
EXACT, MOVED, CHANGED, ORPHANED = AnchorState


def became(new: str, words: str = CLAIM, old: str = OLD) -> tuple[AnchorState, str]:
    start = old.index(words)
    found = Reanchoring(old, new).find(start, start + len(words))
    return found.state, new[found.start : found.end]


def test_words_that_only_slid_along_are_exact() -> None:
    assert became(f"Updated at noon.\n{OLD}") == (EXACT, CLAIM)


def test_words_whose_neighbours_were_edited_are_exact_by_what_is_left_of_their_context() -> None:
    assert became(OLD.replace("The harbour was busy.", "It was a quiet day at sea.")) == (EXACT, CLAIM)


def test_other_quotation_marks_and_line_breaks_change_no_words() -> None:
    words = "“We lost 40% of our 'old' members,” she said."
    edited = '"We lost 40% of our ‘old’\nmembers," she said.'
    lead = "The union was founded long ago. "
    assert became(f"Updated.\n{lead}{edited}", words, f"{lead}{words}") == (EXACT, edited)


def test_words_put_elsewhere_are_moved() -> None:
    assert became(OLD.replace(f"{CLAIM} ", "") + CLAIM) == (MOVED, CLAIM)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (OLD.replace("12%", "15%"), CLAIM.replace("12%", "15%")),
        (OLD.replace("are fishers", "are not fishers"), CLAIM.replace("are", "are not")),
        (OLD.replace("About 12%", "Almost 13%"), CLAIM.replace("About 12%", "Almost 13%")),
        (OLD.replace(CLAIM, CLAIM.removesuffix(".") + ", while the rest of them farm."), CLAIM.removesuffix(".")),
    ],
    ids=["a figure", "a negation", "the first words", "a clause put behind"],
)
def test_edited_words_are_found_with_what_was_put_in(new: str, words: str) -> None:
    state, found = became(new)
    assert found.startswith(words)
    assert state == (EXACT if words == CLAIM else CHANGED)


def test_a_clause_is_found_in_its_sentence() -> None:
    clause = "exports fell by 30% in 2024"
    edited = "exports did not fall by 31% in 2024"
    assert became(OLD.replace(clause, edited), clause) == (CHANGED, edited)


def test_a_passage_of_two_sentences_is_found() -> None:
    words = "He said that exports fell by 30% in 2024, as prices rose.\nThe minister left early."
    edited = words.replace("30%", "25%")
    assert became(OLD.replace(words, edited), words) == (CHANGED, edited)


def test_words_that_are_gone_are_orphaned() -> None:
    assert became(OLD.replace(CLAIM, "")) == (ORPHANED, "")


def test_two_places_with_the_same_words_are_never_guessed_between() -> None:
    assert became(OLD.replace(f"{CLAIM} ", "") + f"{CLAIM}\n{CLAIM}\n") == (ORPHANED, "")


def test_of_two_places_the_one_with_the_same_surroundings_is_meant() -> None:
    new = f"{CLAIM} So said a poster. {OLD}"
    start = OLD.index(CLAIM)
    found = Reanchoring(OLD, new).find(start, start + len(CLAIM))
    assert (found.state, found.start) == (EXACT, new.rindex(CLAIM))


def test_a_place_that_had_the_same_words_before_is_another_one() -> None:
    old = "On Monday 12% of all workers fish. So it goes. In May 12% of all workers sing, said the union."
    new = "On Monday nobody did. So it goes. In May 12% of all workers sing, said the union."
    assert became(new, "12% of all workers", old) == (ORPHANED, "")


def test_a_word_or_two_without_context_are_not_found_again_by_themselves() -> None:
    old = "The council met. About 12% fish."
    assert became("Nobody came, and nothing was said. Boats: 12% sank.", "12%", old) == (ORPHANED, "")


def test_two_edited_sentences_that_are_equally_like_it_are_never_guessed_between() -> None:
    old = "In Ghana 12% of all workers fish."
    assert became("In Ghana 13% of all workers fish.\nIn Ghana 14% of all workers fish.", old, old) == (ORPHANED, "")


def test_a_sentence_that_stood_there_before_is_nobody_elses_edited_words() -> None:
    old = "In Kenya 12% of all workers fish.\nIn Ghana 12% of all workers fish."
    words = "In Ghana 12% of all workers fish."
    assert became("In Kenya 12% of all workers fish.", words, old) == (ORPHANED, "")


def test_a_figure_does_not_stand_in_a_longer_one() -> None:
    old = "It was 46% in May."
    assert became("It was 146% in May.", "46%", old)[1] != "46%"


def test_one_letter_of_a_long_text_keeps_its_place_or_is_orphaned() -> None:
    old = "a " * 5_000
    start = 4_000
    assert Reanchoring(old, f"{old}b").find(start, start + 1).state == EXACT
    assert Reanchoring(old, f"b{old}").find(start, start + 1).state == ORPHANED


# Few letters, so that words repeat and places compete.
TEXT = st.text(st.sampled_from("ab1. ,\n“é🌾"), min_size=1, max_size=60).map(normalise).filter(bool)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, int, int]:
    text = draw(TEXT)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(passages())
def test_in_an_unchanged_text_every_passage_is_exact(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    found = Reanchoring(text, str(text)).find(start, end)
    assert (found.state, found.start, found.end) == (EXACT, start, end)


@given(passages(), TEXT)
def test_what_is_not_orphaned_is_a_stretch_of_the_new_text_and_what_is_exact_the_same_words(
    passage: tuple[str, int, int], new: str
) -> None:
    old, start, end = passage
    found = Reanchoring(old, new).find(start, end)
    if found.state == ORPHANED:
        assert (found.start, found.end) == (0, 0)
        return
    assert 0 <= found.start < found.end <= len(new)
    if found.state != CHANGED:
        blank = str.maketrans("\n“", ' "')
        assert new[found.start : found.end].translate(blank) == old[start:end].translate(blank)


@given(passages(), TEXT)
def test_text_put_before_or_behind_leaves_a_passage_exact_or_makes_it_doubtful(
    passage: tuple[str, int, int], more: str
) -> None:
    old, start, end = passage
    new = f"{old}\n{more}"
    found = Reanchoring(old, new).find(start, end)
    assert found.state in (EXACT, ORPHANED)
    if new.count(old[start:end]) == 1:
        assert (found.start, found.end) == (start, end)
