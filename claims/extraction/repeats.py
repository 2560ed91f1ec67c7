"""Lines that only repeat what a longer paragraph says: pull quotes and teasers."""

import re
from collections import defaultdict
from collections.abc import Sequence

_FEWEST, _MOST = 4, 60
"""Words of a passage that may be a pull quote."""
_LONGEST = 400
"""Characters of a line that may be one."""
_MORE = 4
"""Characters by which the longer line is longer: quotation marks alone make no paragraph."""
_SAME_OPENING = 3
"""Passages kept for one opening: what bounds the time on a text that repeats itself without end."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ENDS = re.compile(r"[.!?…]+[\"'”’]*\s+")


def repeated_lines(lines: Sequence[str], candidates: Sequence[int]) -> set[int]:
    """Return which of the `candidates` (line numbers) say nothing that a longer line does not say in the same words."""
    waiting: dict[int, int] = {}
    by_opening: dict[tuple[str, ...], list[tuple[int, list[str]]]] = defaultdict(list)
    for number in candidates:
        passages = _passages(lines[number])
        listed = [by_opening[tuple(words[:_FEWEST])] for words in passages]
        if passages and all(len(same) < _SAME_OPENING for same in listed):
            waiting[number] = len(passages)
            for same, words in zip(listed, passages, strict=True):
                same.append((number, words))
    if not waiting:
        return set()
    seen: dict[int, set[tuple[str, ...]]] = defaultdict(set)
    for line in lines:
        words = _words(line)
        for start in range(len(words) - _FEWEST + 1):
            for number, passage in by_opening.get(tuple(words[start : start + _FEWEST]), ()):
                if len(line) > len(lines[number]) + _MORE and words[start : start + len(passage)] == passage:
                    seen[number].add(tuple(passage))
    return {number for number, parts in waiting.items() if len(seen[number]) >= parts}


def _passages(line: str) -> list[list[str]]:
    """The words of each of a line's sentences; none where the line is no pull quote by its length."""
    if len(line) > _LONGEST:
        return []
    passages = [words for part in _ENDS.split(line) if (words := _words(part))]
    return passages if all(_FEWEST <= len(words) <= _MOST for words in passages) else []


def _words(line: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(line)]
