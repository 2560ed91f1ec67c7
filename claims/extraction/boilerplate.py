"""Which lines of an article are its prose, and which are headings and furniture around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.extraction.furniture import LineKind, furniture_kind
from claims.extraction.header import names_in_byline
from claims.extraction.headings import has_speakers, mark_headings, shape_of
from claims.extraction.repeats import repeated_lines

__all__ = ["Line", "LineKind", "classify"]

_HEAD = 14
"""Lines of an article among which its byline and standfirst are looked for."""
_QUOTED_FROM = re.compile(r"(?:>\s*+)++(?=\S)")
"""What a mail program puts before each line that it quotes."""
_NAME = re.compile(r"(?P<name>[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+){1,2})(?:, [A-Z][\w ]{3,40})?")
_OF_A_WRITER = (
    r"(?: is| are| was| covers?| reports?| writes| joined| contributed| has (?:written|covered|reported|been))\b"
)
_STANDFIRST_WORDS = 45


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not empty: text[start:end], without the white space around it."""

    start: int
    end: int
    kind: LineKind


def classify(text: str) -> list[Line]:
    """Return every line of normalised `text` that is not empty, with what it is for.

    Hard-wrapped text is read line by line: a line whose sentence goes on in the next is prose, not a heading.
    """
    spans = _line_spans(text)
    lines = [_unquoted(text[start:end]) for start, end in spans]
    kinds = [furniture_kind(line) for line in lines]
    open_lines = [number for number, kind in enumerate(kinds) if kind is None]
    if len(open_lines) > 1:
        for number in repeated_lines(lines, open_lines):
            kinds[number] = LineKind.PULL_QUOTE
        talk = has_speakers(lines)
        shapes = [shape_of(line, speakers=talk) for line in lines]
        mark_headings(shapes, kinds, _carried_on(text, spans, lines, kinds))
        _mark_standfirst(lines, kinds)
        _mark_authors(lines, kinds)
    return [Line(start, end, kind or LineKind.PROSE) for (start, end), kind in zip(spans, kinds, strict=True)]


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            lead = len(raw) - len(raw.lstrip())
            spans.append((start + lead, start + lead + len(stripped)))
        start += len(raw) + 1
    return spans


def _unquoted(line: str) -> str:
    mark = _QUOTED_FROM.match(line)
    return line[mark.end() :] if mark else line


def _carried_on(
    text: str, spans: Sequence[tuple[int, int]], lines: Sequence[str], kinds: Sequence[LineKind | None]
) -> list[bool]:
    """Which lines the next one goes on with: it begins with a small letter, or the text is broken at one width."""
    next_to = [text[end : start + 1].count("\n") == 1 for (_, end), (start, _) in pairwise(spans)]
    goes_on = [
        near and kind is None and line[:1].islower()
        for near, line, kind in zip(next_to, lines[1:], kinds[1:], strict=True)
    ]
    width = 0
    if sum(goes_on) >= max(3, len(lines) // 4):
        longest = sorted(map(len, lines))
        width = longest[len(longest) * 3 // 4]
    # A line within a word's length of the width was broken by it.
    broken = [near and width >= 50 and len(line) > width - 14 for near, line in zip(next_to, lines, strict=False)]
    return [first or second for first, second in zip(goes_on, broken, strict=True)] + [False]


def _mark_standfirst(lines: Sequence[str], kinds: list[LineKind | None]) -> None:
    """One or two closed lines between the headline and the byline or date are a standfirst, not yet the article."""
    after_headline = False
    found: list[int] = []
    for number, kind in enumerate(kinds[:_HEAD]):
        if kind is None:
            found.append(number)
        elif kind is LineKind.HEADLINE and not found:
            after_headline = len(lines[number].split()) >= 3 or after_headline
        elif found and (kind in {LineKind.DATELINE, LineKind.AUTHOR_LINE}):
            short = all(len(lines[one].split()) <= _STANDFIRST_WORDS for one in found)
            if after_headline and len(found) <= 2 and short and kinds[number:].count(None) >= 3:
                for one in found:
                    kinds[one] = LineKind.SUBHEADING
            return


def _mark_authors(lines: Sequence[str], kinds: list[LineKind | None]) -> None:
    """A line at the article's end that tells who its author is: "Ana Lim covers parks. She joined in 2017." """
    names = set()
    for line, kind, after in zip(lines[:_HEAD], kinds, kinds[1:], strict=False):
        if kind is LineKind.AUTHOR_LINE:
            names |= set(names_in_byline(line))
        elif (kind is LineKind.HEADLINE or after is LineKind.DATELINE) and (found := _NAME.fullmatch(line)):
            names.add(found["name"])
    if not names:
        return
    known = (
        "|".join(re.escape(name) for name in names)
        + "|"
        + "|".join(rf"(?:Mr|Mrs|Ms|Mx|Dr)\.? {re.escape(name.split()[-1])}" for name in names)
    )
    about = re.compile(f"(?:{known}){_OF_A_WRITER}", re.IGNORECASE)
    for number, line in enumerate(lines):
        if kinds[number] is None and about.match(line):
            kinds[number] = LineKind.AUTHOR_LINE
