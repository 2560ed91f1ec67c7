"""Find a passage whose words were edited: the one stretch of the new text that is clearly most like it."""

import heapq
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from math import sqrt

from claims.choices import AnchorState
from claims.extraction.anchors.types import ORPHANED, Anchored
from claims.extraction.sentences import sentences

LIKE = 0.5
"""The least likeness, 2 × shared words / all words, of an edited passage and what it was."""
CLEARLY = 0.15
"""So much more like it than any other stretch the best one must be."""
MOST_SENTENCES = 8
MOST_WORDS = 400
_COMMON = 300
"""Words in more sentences than this say nothing about which sentence is meant."""
_LOOKED_AT = 6
_LONGEST_EDGE = 4
_MARKS = ",;:.!?\"'“”‘’«»()[]"

Span = tuple[int, int]
Word = tuple[str, int, int]
"""A word as it is compared, and its place."""


class Edits:
    """Two versions of a text, and the sentences of the newer that the older did not have.

    Only those can be edited passages: a sentence that was there before is somebody else's words.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new

    def find(self, start: int, end: int) -> Anchored:
        """What the passage old[start:end] was edited to; orphaned where nothing or more than one thing is like it."""
        passage = _words(self._old, start, end)
        if not 0 < len(passage) <= MOST_WORDS:
            return ORPHANED
        whole, number = self._around(start, end)
        if number > MOST_SENTENCES:
            return ORPHANED
        best, second = (0.0, (0, 0)), 0.0
        for window in self._windows(passage, number):
            stretch = _counterpart(self._old, whole, (start, end), self._new, window)
            likeness = _likeness(passage, _words(self._new, *stretch))
            if likeness > best[0]:
                second = second if _overlap(stretch, best[1]) else max(second, best[0])
                best = (likeness, stretch)
            elif not _overlap(stretch, best[1]):
                second = max(second, likeness)
        if best[0] < LIKE or best[0] - second < CLEARLY:
            return ORPHANED
        return Anchored(AnchorState.CHANGED, *best[1])

    @cached_property
    def _old_sentences(self) -> list[Span]:
        return sentences(self._old)

    @cached_property
    def _new_sentences(self) -> list[Span]:
        return sentences(self._new)

    @cached_property
    def _is_new(self) -> list[bool]:
        known = {_plain(self._old[start:end]) for start, end in self._old_sentences}
        return [_plain(self._new[start:end]) not in known for start, end in self._new_sentences]

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The new sentences that a word stands in."""
        index: dict[str, list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(self._new_sentences):
            if self._is_new[number]:
                for word in {word for word, _, _ in _words(self._new, start, end)}:
                    index[word].append(number)
        return index

    def _around(self, start: int, end: int) -> tuple[Span, int]:
        """The sentences that the passage stands in, as one span, and how many they are."""
        first = max(0, bisect_right(self._old_sentences, start, key=lambda span: span[0]) - 1)
        touched = []
        for span in self._old_sentences[first:]:
            if span[0] >= end:
                break
            if span[1] > start:
                touched.append(span)
        if not touched:
            return (start, end), 1
        return (min(start, touched[0][0]), max(end, touched[-1][1])), len(touched)

    def _windows(self, passage: list[Word], number: int) -> Iterator[Span]:
        """Stretches of so many sentences round those that share the passage's rarer words."""
        votes: dict[int, float] = defaultdict(float)
        for word in {word for word, _, _ in passage}:
            having = self._index.get(word, ())
            if len(having) <= _COMMON:
                for sentence in having:
                    votes[sentence] += 1 / sqrt(len(having))
        looked_at = heapq.nlargest(_LOOKED_AT, votes, key=lambda sentence: (votes[sentence], -sentence))
        last = len(self._new_sentences) - number
        firsts = {first for at in looked_at for first in range(max(0, at - number + 1), min(at, last) + 1)}
        for first in sorted(firsts):
            yield self._new_sentences[first][0], self._new_sentences[first + number - 1][1]


def _counterpart(old: str, whole: Span, passage: Span, new: str, window: Span) -> Span:
    """The stretch of the window that stands where the passage stands in its own sentences."""
    before, after = _words(old, *whole), _words(new, *window)
    first = sum(1 for _, _, end in before if end <= passage[0])
    last = sum(1 for _, start, _ in before if start < passage[1])
    matcher = SequenceMatcher(None, [word for word, _, _ in before], [word for word, _, _ in after], autojunk=False)
    low, high = len(after), 0
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        # A word put in at either edge belongs to the passage (a “not” must not stay outside), a whole clause does not.
        if what == "insert" and i1 in (first, last) and j2 - j1 > _LONGEST_EDGE:
            continue
        if i1 <= last and i2 >= first:
            kept = i2 - i1 == j2 - j1 and before[i1:i2] and after[j1][0] == before[i1][0]
            low = min(low, j1 + max(0, first - i1) if kept else j1)
            high = max(high, j2 - max(0, i2 - last) if kept else j2)
    if low >= high:
        return window[0], window[0]
    start, end = after[low][1], after[high - 1][2]
    if old[passage[1] - 1] not in _MARKS:
        while end > start and new[end - 1] in _MARKS:
            end -= 1
    if old[passage[0]] not in _MARKS:
        while start < end and new[start] in _MARKS:
            start += 1
    return start, end


def _likeness(one: list[Word], other: list[Word]) -> float:
    if not other:
        return 0.0
    matcher = SequenceMatcher(None, [word for word, _, _ in one], [word for word, _, _ in other], autojunk=False)
    return matcher.ratio()


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _words(text: str, start: int, end: int) -> list[Word]:
    found = re.finditer(r"\S+", text[start:end])
    return [(_plain(match[0]), start + match.start(), start + match.end()) for match in found]


def _plain(words: str) -> str:
    return " ".join(word.strip(_MARKS).lower() or word for word in words.split())
