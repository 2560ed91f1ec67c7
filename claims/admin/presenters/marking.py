"""A text with the words of claims marked in it, also where they overlap."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

CONTEXT = 400


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a claim's words stand, in code points; `number` is what the page calls the claim."""

    start: int
    end: int
    claim_id: int
    number: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks. `ends` are the numbers of the claims whose words end with it."""

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[int, ...]

    @property
    def nearest(self) -> Mark | None:
        """The shortest of the marks: the one that says most about these words."""
        return min(self.marks, key=lambda mark: (mark.end - mark.start, mark.number), default=None)


def segments(text: str, marks: Iterable[Mark]) -> list[Segment]:
    """Cut the text wherever a mark begins or ends. Put together again, the segments are the text."""
    known = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    starts: dict[int, list[Mark]] = {}
    for mark in known:
        starts.setdefault(mark.start, []).append(mark)
    cuts = sorted({0, len(text), *(mark.start for mark in known), *(mark.end for mark in known)})
    active: list[Mark] = []
    found = []
    for start, end in pairwise(cuts):
        active = [mark for mark in active if mark.end > start] + starts.get(start, [])
        ends = sorted({mark.number for mark in active if mark.end == end})
        found.append(Segment(text[start:end], tuple(active), tuple(ends)))
    return found


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A claim's words in their paragraph."""

    before: str
    words: str
    after: str


def in_paragraph(text: str, start: int, end: int) -> Excerpt:
    """The words from `start` to `end` with their paragraph around them, cut with an ellipsis where it is long."""
    first = text.rfind("\n", 0, start) + 1
    newline = text.find("\n", end)
    last = len(text) if newline == -1 else newline
    before, after = text[first:start], text[end:last]
    if len(before) > CONTEXT:
        before = f"…{before[-CONTEXT:]}"
    if len(after) > CONTEXT:
        after = f"{after[:CONTEXT]}…"
    return Excerpt(before, text[start:end], after)
