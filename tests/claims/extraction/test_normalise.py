"""The one form of a text that all offsets count."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.normalise import normalise

any_text = st.text(alphabet=st.characters(codec=None, exclude_categories=()))


def test_every_line_break_becomes_a_line_feed() -> None:
    assert normalise("a\r\nb\rc\u2028d\x85e") == "a\nb\nc\nd\ne"


def test_nuls_and_byte_order_marks_go() -> None:
    assert normalise("\ufeffA\x00B") == "AB"


def test_a_letter_and_its_accent_become_one() -> None:
    assert normalise("Cafe\u0301") == "Café"


def test_a_surrogate_pair_is_joined_and_a_lone_one_replaced() -> None:
    assert normalise("\ud83d\ude00 \ud83d") == "😀 \ufffd"


def test_blanks_at_the_ends_of_lines_and_text_go_and_indents_stay() -> None:
    assert normalise("  a  \n\tb \n") == "  a\n\tb"


@given(any_text)
def test_the_result_can_be_stored_and_is_its_own_normal_form(text: str) -> None:
    once = normalise(text)
    assert "\x00" not in once
    assert "\r" not in once
    assert once.encode("utf-8").decode("utf-8") == once
    assert unicodedata.is_normalized("NFC", once)
    assert normalise(once) == once
