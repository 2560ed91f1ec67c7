"""Whether words stand in what they are quoted from."""

import pytest

from claims.evidence.quotation import is_quoted_from

SOURCE = "Herders: 27 percent of the “people” of Examplia (2024)."


@pytest.mark.parametrize(
    ("quote", "is_quoted"),
    [
        ("27 percent of the", True),
        ("Herders: … of Examplia", True),
        ("Herders: [...] of Examplia.", True),
        ('27  percent of the "people"', True),
        ("of Examplia … Herders", False),
        ("28 percent", False),
    ],
)
def test_a_quote_keeps_the_words_and_their_order(quote: str, is_quoted: bool) -> None:
    assert is_quoted_from(quote, SOURCE) is is_quoted
