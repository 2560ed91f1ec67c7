"""Find a passage whose words stand in the new text still, and tell apart places with the same words."""

from dataclasses import dataclass

from claims.choices import AnchorState
from claims.extraction.anchors.types import ORPHANED, Anchored

REACH = 4_000
"""So many characters on either side are compared to tell places apart: a repeated paragraph is no context yet."""
CLEAR = 8
"""A place whose surroundings share this many characters more than another's is the better one."""
SAME_CONTEXT = 16
"""Where one side shares this much, the words stand in the context that they stood in."""
MOST_PLACES = 20
TELLING = 4
"""Fewer words than this prove nothing where no context goes with them."""
# Counts as much context as decides between two places: both texts begin, or end, here.
_EDGE = "\x02" * CLEAR
# One character for one, so that offsets stay true.
_KINDS = {"'": "‘’‚", '"': "“”„«»", "-": "‐‑–—", " ": "\n\t\xa0"}
_ALIKE = str.maketrans({printed: kind for kind, all_printed in _KINDS.items() for printed in all_printed})

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    left: int
    right: int

    @property
    def context(self) -> int:
        return self.left + self.right


def verbatim(old: str, start: int, end: int, new: str) -> Anchored | None:
    """Where the words old[start:end] stand in `new`, as they are; None where they stand nowhere.

    Of several places the one with the same surroundings is taken, else the one at the same offset; where neither
    decides, the passage is orphaned. A place that is clearly another one of the old text does not count.
    """
    spans = _spans(old, start, end, new)
    if len(spans) > MOST_PLACES:
        # One letter of a long text, perhaps: only its own place is worth a look.
        return Anchored(AnchorState.EXACT, start, end) if new.startswith(old[start:end], start) else ORPHANED
    others = [span for span in _spans(old, start, end, old)[:MOST_PLACES] if span[0] != start]
    places = [
        place
        for place in _places(old, (start, end), new, spans)
        if place.start == start or not _is_another(place, old, others, new)
    ]
    if not places:
        return None
    best = max(places, key=lambda place: place.context)
    equal = [place for place in places if best.context - place.context < CLEAR]
    if len(equal) > 1:
        equal = [place for place in equal if place.start == start]
    if len(equal) != 1:
        return ORPHANED
    [found] = equal
    if found.start == start or max(found.left, found.right) >= SAME_CONTEXT:
        return Anchored(AnchorState.EXACT, found.start, found.end)
    if len(old[start:end].split()) < TELLING:
        return ORPHANED
    return Anchored(AnchorState.MOVED, found.start, found.end)


def _places(old: str, passage: Span, new: str, spans: list[Span]) -> list[_Place]:
    """The spans of the new text, with how much of the passage's surroundings each shares."""
    before, after = _before(old, passage[0]), _after(old, passage[1])
    return [_Place(at, to, _common(before, _before(new, at)), _common(after, _after(new, to))) for at, to in spans]


def _is_another(place: _Place, old: str, others: list[Span], new: str) -> bool:
    """Whether the place has clearly more of the surroundings of another one that had the same words before."""
    span = (place.start, place.end)
    return any(each.context - place.context >= CLEAR for other in others for each in _places(old, other, new, [span]))


def plain(text: str) -> str:
    """The text with one kind of quotation mark, dash and blank for all kinds, at the same offsets."""
    return text.translate(_ALIKE)


def _spans(old: str, start: int, end: int, new: str) -> list[Span]:
    """Up to MOST_PLACES places of the words and one more; whole words stay whole: 46% does not stand in 146%."""
    words = old[start:end]
    opens = words[0].isalnum() and not old[start - 1 : start].isalnum()
    closes = words[-1].isalnum() and not old[end : end + 1].isalnum()
    spans: list[Span] = []
    at = new.find(words)
    while at >= 0 and len(spans) <= MOST_PLACES:
        to = at + len(words)
        if not (opens and new[at - 1 : at].isalnum()) and not (closes and new[to : to + 1].isalnum()):
            spans.append((at, to))
        at = new.find(words, at + 1)
    return spans


def _before(text: str, at: int) -> str:
    """What stands before, nearest first."""
    edge = _EDGE if at <= REACH else ""
    return text[max(0, at - REACH) : at][::-1] + edge


def _after(text: str, at: int) -> str:
    return text[at : at + REACH] + (_EDGE if at + REACH >= len(text) else "")


def _common(one: str, other: str) -> int:
    """Characters that two texts begin with alike."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
