"""Which words of a sentence stand inside quotation marks, also where a quotation runs over several paragraphs."""

import re
from dataclasses import dataclass

from claims.extraction.words import word_set

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|''|``|--|[^\w\s]")
_OPENING, _CLOSING, _EITHER = word_set("“ « „ ``"), word_set("” »"), word_set("\" ''")
"""Agencies write two apostrophes where they have no quotation mark."""
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=\w)[^‘\"“”\n]{2,400}?(?<=[\w.,?!…])[’'](?![\w’'])")


def words_of(sentence: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every word and every mark; what joins a word belongs to it ("U.S", "1.5")."""
    return [found.span() for found in _WORD.finditer(sentence)]


@dataclass(slots=True)
class Quotation:
    """Follows the quotation marks of an article, sentence by sentence."""

    is_open: bool = False
    """Whether the words that come next stand in a quotation that has not been closed."""

    def read(self, sentence: str, words: list[tuple[int, int]], *, new_line: bool) -> list[bool]:
        """Return for each word whether it is quoted, the marks themselves included; remember what stays open.

        A paragraph that does not begin with a mark ends an open quotation: papers close only the last paragraph of
        a long one, but open each.
        """
        if new_line and words and sentence[slice(*words[0])] not in _OPENING | _EITHER:
            self.is_open = False
        inside: list[bool] = []
        for start, end in words:
            mark = sentence[start:end]
            opens = mark in _OPENING or (mark in _EITHER and _opens(sentence, start, end, is_open=self.is_open))
            closes = mark in _CLOSING or (mark in _EITHER and not opens)
            self.is_open = self.is_open or opens
            inside.append(self.is_open)
            if closes:
                if not self.is_open and mark in _CLOSING and not any(inside):
                    inside = [True] * len(inside)  # what it closes began before this paragraph
                self.is_open = False
        _add_single(sentence, words, inside)
        return inside


def _opens(sentence: str, start: int, end: int, *, is_open: bool) -> bool:
    """Whether a straight mark opens: after a space and before a word. Between two of either, the state decides."""
    before, after = sentence[max(start - 1, 0) : start], sentence[end : end + 1]
    free_before = not before or before.isspace() or before in "([—–-"
    free_after = not after or after.isspace() or after in ".,;:?!)]—–-"
    if free_before == free_after:
        return not is_open
    return free_before


def _add_single(sentence: str, words: list[tuple[int, int]], inside: list[bool]) -> None:
    if "‘" not in sentence and "'" not in sentence:
        return
    spans = [found.span() for found in _SINGLE.finditer(sentence)]
    if not spans:
        return
    for number, (start, end) in enumerate(words):
        while spans and spans[0][1] <= start:
            spans.pop(0)
        if spans and spans[0][0] <= start and end <= spans[0][1] + 1:
            inside[number] = True
