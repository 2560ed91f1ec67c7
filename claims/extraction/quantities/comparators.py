"""How a text bounds its numbers: "more than", "up to", "nearly", "or so"."""

import re

from claims.choices import Comparator

_BEFORE: tuple[tuple[Comparator, str], ...] = (
    (
        Comparator.JUST_OVER,
        (
            r"just (?:over|above|more than|under the weight of)|slightly (?:over|more than|above)|a little "
            r"(?:over|more than)"
        ),
    ),
    (Comparator.AT_LEAST, r"at least|no (?:less|fewer) than|not (?:less|fewer) than|a minimum of|minimum of"),
    (Comparator.AT_MOST, r"at (?:the )?most|up to|no more than|not more than|a maximum of|as (?:many|much|high) as"),
    (Comparator.NEARLY, r"nearly|almost|just (?:under|below|short of)|close to|approaching|not quite|virtually"),
    (
        Comparator.MORE_THAN,
        (
            r"(?:far |well )?more than|(?:far |well )?over|(?:well )?above|exceed(?:s|ed|ing)?|greater than|"
            r"higher than|upwards? of|in excess of|surpass(?:es|ed|ing)?|topp(?:ed|ing)|north of|older than|"
            r"longer than|larger than"
        ),
    ),
    (
        Comparator.LESS_THAN,
        (
            r"(?:far |well )?(?:less|fewer) than|under|(?:well )?below|lower than|younger than|shorter than|"
            r"smaller than"
        ),
    ),
    (
        Comparator.ABOUT,
        (
            r"about|around|approximately|approx\.?|roughly|some|circa|c\.|an estimated|estimated(?: at)?|in "
            r"the region of|somewhere around|~|≈"
        ),
    ),
)
_BEFORE_NUMBER = re.compile(
    r"(?:^|(?<![\w]))(?:"
    + "|".join(f"(?P<{comparator}>{pattern})" for comparator, pattern in _BEFORE)
    + r")(?:\s+(?:the|a|another))?\s*$",
    re.IGNORECASE,
)
_AFTER_NUMBER: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    (
        Comparator.AT_LEAST,
        re.compile(r"\s*(?:or (?:more|above|higher|older|over)|and (?:over|above)(?!-))\b|\+", re.IGNORECASE),
    ),
    (Comparator.AT_MOST, re.compile(r"\s*or (?:less|fewer|below|under|younger)\b", re.IGNORECASE)),
    (Comparator.ABOUT, re.compile(r"(?:\s+\w+)?\s+or so\b", re.IGNORECASE)),
)
_WINDOW = 32
_MARKS_AT_END = frozenset(".~≈")
"""A comparator ends in one of these or in a letter; the empty end of a sentence's start is none."""

APPROXIMATE = frozenset({Comparator.ABOUT, Comparator.NEARLY, Comparator.JUST_OVER})


def comparator_before(sentence: str, position: int) -> tuple[Comparator, int] | None:
    """Return the comparator that ends at `position`, and where it begins."""
    begin = max(0, position - _WINDOW)
    before = sentence[begin:position]
    last = before.rstrip()[-1:]
    found = _BEFORE_NUMBER.search(before) if last.isalpha() or last in _MARKS_AT_END else None
    if not found or not found.lastgroup:
        return None
    return Comparator(found.lastgroup), begin + found.start()


def comparator_after(sentence: str, position: int) -> Comparator | None:
    """Return the comparator that begins at `position`."""
    return next((comparator for comparator, pattern in _AFTER_NUMBER if pattern.match(sentence, position)), None)
