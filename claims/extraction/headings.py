"""Which lines are headings: by how a line looks, and by how the lines around it close.

Most articles close a paragraph with a mark, and there a line without one is a heading unless it is long and has a
finite verb. Some leave all open: there a line is prose once the body has begun and it is long enough to say something.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from claims.extraction.furniture import LineKind

_MOST = 600
"""Characters: a longer line is no heading, whatever it looks like."""

_CLOSED = re.compile(r"[.!?…:;,。！？؟।][\"'”’»)\]]*$|[\"”»]$")
_MARK_IN_QUOTES = re.compile(r"[.!?…,][\"'”’»]$")
_SENTENCE_INSIDE = re.compile(r"[a-z]{3}[.!?][\"”’]?\s+[\"“‘]?[A-Z]")
_QUOTED_WHOLE = re.compile(r"['‘\"“][^\"“”]*['’\"”]$")
_SPEAKER = re.compile(r"(?:Q|A|[A-Z][\w'’-]*\.?(?: [A-Z][\w.'’-]*){0,3})(?:\s*:|(?<=\b[QA])\.)\s")
_BULLET = re.compile(r"[•‣◦▪●*–—-]\s+")
_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s+")
_ITEM = re.compile(rf"{_BULLET.pattern}|{_NUMBER.pattern}")
_SAYS = re.compile(
    r"\b(?:said|says?|wrote|writes|added|adds|told|asked|asks|replied|read|reads|tweeted|continued|went|is|are|was|were|"
    r"know|found|finds|shows?|include[sd]?|follows?)\b"
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|did|does|said|told|would|could|which|who|because|whose|they|wasn['’]t|"
    r"isn['’]t|didn['’]t|hasn['’]t)\b"
)
_SPELT_OUT = re.compile(r"\b(?:the|its|their|his|her|than|that|there)\b")
"""Words that headlines leave out."""
_ASKS = re.compile(r"(?:what|why|how|who|where|when|which)\b", re.IGNORECASE)


class Look(Enum):
    """What a line looks like by itself."""

    CLOSED = auto()
    """It ends as a sentence does, or holds one that does."""
    TITLE = auto()
    """It reads as a heading wherever it stands."""
    UNCLOSED = auto()
    """No mark closes it: a heading, or a sentence that somebody left open."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A line's look, and what a reader sees of a sentence in it."""

    look: Look
    words: int
    finite: bool
    spelt_out: bool
    asks: bool = False
    ends_open: bool = False
    """No mark stands at its end, though a sentence may end inside."""


def shape_of(line: str, *, speakers: bool = False) -> Shape:
    """Return the shape of a line. `speakers`: the article marks who speaks at the head of its lines."""
    if len(line) > _MOST:
        return Shape(Look.CLOSED, _MOST, finite=True, spelt_out=True)
    words = [word for word in line.split() if any(map(str.isalnum, word))]
    finite, spelt_out = bool(_FINITE.search(line)), bool(_SPELT_OUT.search(line))
    look = _look(line, words, speakers=speakers)
    ends_open = not (_CLOSED.search(line) or _ITEM.match(line))
    return Shape(look, len(words), finite, spelt_out, asks=line.endswith("?"), ends_open=ends_open)


def has_speakers(lines: Sequence[str]) -> bool:
    """Whether the lines are talk: three or more of them begin with who speaks."""
    return sum(1 for line in lines if _SPEAKER.match(line[:90])) >= 3


def mark_headings(shapes: Sequence[Shape], kinds: list[LineKind | None], carried_on: Sequence[bool]) -> None:
    """Set the kind of every line that is a heading. `carried_on`: its sentence goes on in the next line."""
    open_lines = [number for number, kind in enumerate(kinds) if kind is None]
    leaves_open = _leaves_open([shapes[number] for number in open_lines])
    body_begun = titled = among_links = False
    for number, shape in enumerate(shapes):
        kind = kinds[number]
        if kind is not None:
            among_links = among_links or kind is LineKind.RELATED_LINK
            continue
        if carried_on[number]:
            prose = True
        elif shape.look is Look.CLOSED:
            prose = titled or not _may_be_title(shape)
        elif shape.look is not Look.UNCLOSED or (not titled and not body_begun):
            prose = False
        elif leaves_open and not among_links:
            prose = shape.words >= (5 if shape.finite else 7) and (body_begun or shape.finite)
        else:
            prose = body_begun and _reads_as_sentence(shape) and not (among_links and not shape.finite)
        titled = titled or shape.words >= 3
        if prose:
            body_begun = True
            among_links = among_links and shape.words < 8
        else:
            kinds[number] = LineKind.SUBHEADING if body_begun else LineKind.HEADLINE


def _may_be_title(shape: Shape) -> bool:
    """Whether a line that would close a paragraph may stand first as a headline: "Rents fell. Who gains, and why?" """
    return (shape.asks and shape.words <= 14) or (shape.ends_open and 3 <= shape.words <= 25)


def _leaves_open(shapes: Sequence[Shape]) -> bool:
    closed = sum(1 for shape in shapes if shape.look is Look.CLOSED and shape.words >= 8)
    return closed < sum(1 for shape in shapes if shape.look is Look.UNCLOSED and shape.finite and shape.words >= 6)


def _reads_as_sentence(shape: Shape) -> bool:
    return (shape.words >= 9 and shape.finite) or (shape.words >= 12 and shape.spelt_out)


def _look(line: str, words: list[str], *, speakers: bool) -> Look:
    if _SENTENCE_INSIDE.search(line) or (speakers and _SPEAKER.match(line)):
        return Look.CLOSED
    if number := _NUMBER.match(line):
        return _look_of_numbered(line[number.end() :], len(words) - 1)
    if _BULLET.match(line):
        return Look.CLOSED if len(words) > 2 else Look.UNCLOSED
    quotation = bool(_QUOTED_WHOLE.match(line)) and not _MARK_IN_QUOTES.search(line)
    closed = bool(_CLOSED.search(line)) and not quotation
    if _is_title(line, words, quotation=quotation, closed=closed):
        return Look.TITLE
    return Look.CLOSED if closed else Look.UNCLOSED


def _is_title(line: str, words: list[str], *, quotation: bool, closed: bool) -> bool:
    """A short question, label or quotation without a mark of its own, or the capitals of a title."""
    if line.endswith("?"):
        return len(words) <= 9
    if line.endswith(":"):
        return len(words) <= 4 and not _SAYS.search(line)
    return not closed and ((quotation and len(words) <= 8) or _is_cased_as_title(words))


def _look_of_numbered(rest: str, words: int) -> Look:
    """ "4. Who is exempt?" heads a section; "4. The dam holds 11% of its capacity" is an item of a list."""
    if rest.endswith("?"):
        return Look.TITLE if words <= 12 else Look.CLOSED
    if _CLOSED.search(rest):
        return Look.CLOSED
    bare = not _FINITE.search(rest) and not any(map(str.isdigit, rest))
    return Look.TITLE if words <= 9 and (_ASKS.match(rest) or (words <= 6 and bare)) else Look.CLOSED


def _is_cased_as_title(words: list[str]) -> bool:
    """All capitals, or a capital on every long word."""
    letters = "".join(words)
    if letters.isupper():
        return True
    long = [word.lstrip("\"'“‘([") for word in words if len(word) > 4 and not word[0].isdigit()]
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)
