"""Where sentences begin and end."""

import re
from collections.abc import Iterator

from claims.extraction.words import word_set

LONGEST = 1500
"""Longer stretches are cut at a space, so that no later rule sees a text without bounds."""

# A run of marks is tried from its first mark only, and whole: a row of a thousand dots must not cost a million steps.
_END = re.compile(
    r"(?:(?<![.!?])[.!?]++|…|[。！？؟।])[\"'”’»)\]]*+(?=\s|$)|[。！？]"
    r"|(?<=[a-z]{2})(?<!www)[.!?][\"”’)]?(?=[“\"‘]?[A-Z][a-z]+[ ,])"
)
_OPENS = re.compile(r"\s+[\"'“‘«(\[]*(?P<first>\S)")
_LAST_WORD = re.compile(r"[^\s\"'“‘«(\[—–]+$")
_BULLET = re.compile(r"\s*(?:[•‣◦▪●*–—-]|\(?\d{1,2}[.)])\s+")

_SPEAKER = re.compile(
    r"\s+(?:(?:Mr|Ms|Mrs|Dr|Prof|Sen|Gov|Gen|Col|Capt|Sgt)\.\s)?(?:[A-Z][\w’'-]*\.?\s){1,4}"
    r"(?:was asked|asked|asks|said|says|shouted|wondered|cried|wrote|demanded|exclaimed|called)\b"
)
"""Follows a question or a shout that is quoted: "Why?" Mr. Lee asked."""
_CLOCK_GOES_ON = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|Eastern|Central|Pacific|Mountain|GMT|UTC|[A-Z]{2,4}\b|[A-Z]\w+ (?:time|Time)\b)"
)
_ELLIPSIS = 3
_OPENING = 15
"""A clock time so near to the start opens the sentence: "At 6 a.m. Mayor Ruiz …"."""

_TITLES = word_set(
    "mr mrs ms mx dr prof sir rev hon gen lt col maj capt cmdr sgt cpl adm gov sen rep pres st messrs mme "
    "mlle fr sr jr insp supt det amb"
)
"""Always lead on to a name."""
_INNER = word_set(
    "vs v no nos vol pp p fig figs eq al cf ca approx est dept univ assn bros jan feb mar apr jun jul aug "
    "sep sept oct nov dec rs h min hrs e.g i.e viz art sec para mt ft ave blvd rd op cit"
)
"""Lead on to a figure or a name; before any other capital they may end a sentence."""
_MAY_END = word_set("u.s u.k u.n e.u u.a.e d.c a.m p.m inc ltd co corp plc etc ph.d b.c a.d u.s.a s.a l.l.c")
_STARTERS = word_set(
    "the a an he she it they we i you this that these those in on at but and however meanwhile after "
    "before when while as if there his her its their our some many most all both since for although "
    "though by with from one another according last earlier later officials police"
)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the (start, end) of every sentence of text[start:end], in order; newlines always divide.

    Bullets and the white space around a sentence stay outside its span.
    """
    spans: list[tuple[int, int]] = []
    end = len(text) if end is None else end
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        spans += _of_line(text, start, stop)
        start = stop + 1
    return spans


def count_cut(text: str, start: int = 0, end: int | None = None) -> int:
    """Return how many sentences of the line text[start:end] are longer than LONGEST, so that `sentences` cuts them."""
    end = len(text) if end is None else end
    return sum(len(_bounded(text, *whole)) > 1 for whole in _whole(text, start, end)) if end - start > LONGEST else 0


def _of_line(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    return [span for begin, end in _whole(text, start, stop) for span in _bounded(text, begin, end)]


def _whole(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The sentences of a line, however long, with the white space around them."""
    bullet = _BULLET.match(text, start, stop)
    begin = bullet.end() if bullet else start
    for found in _END.finditer(text, begin, stop):
        if _divides(text, begin, found.start(), found.end(), stop):
            yield begin, found.end()
            begin = found.end()
    yield begin, stop


def _divides(text: str, begin: int, mark: int, after: int, stop: int) -> bool:
    """Whether the mark at `mark` ends the sentence that began at `begin`."""
    following = _OPENS.match(text, after, min(stop, after + 40))
    if not following:
        title = _LAST_WORD.search(text, max(begin, mark - 24), mark) if after < stop else None
        return title is None or title[0].lower() not in _TITLES
    first = following["first"]
    if first.islower():
        return False
    if text[mark] == "." and after == mark + 1:
        before = _LAST_WORD.search(text, max(begin, mark - 24), mark)
        if before:
            rest = text[following.start("first") : after + 40]
            if before[0].lower() in {"a.m", "p.m"}:
                return mark - begin > _OPENING and not _CLOCK_GOES_ON.match(rest)
            return not _leads_on(before[0], first, rest)
    if text[mark] in "?!" and after > mark + 1:
        return not _SPEAKER.match(text, after, min(stop, after + 80))
    return not (first == "I" and after - mark == _ELLIPSIS and text[mark - 1 : mark] == " ")


def _leads_on(word: str, first: str, rest: str) -> bool:
    low = word.lower()
    if low == "etc":
        return False
    if low in _TITLES or (
        low in _INNER and (first.isdigit() or low not in {"no", "art", "p", "est", "h", "min", "hrs", "rs"})
    ):
        return True
    next_word = rest.split(maxsplit=1)[0].strip(",.;:'’\"”").lower() if rest.split() else ""
    if low in _MAY_END or re.fullmatch(r"(?:[a-z]\.)+[a-z]", low):
        return next_word not in _STARTERS
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    return is_initial and next_word not in _STARTERS


def _bounded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trim white space; cut what is longer than LONGEST at its last space."""
    spans = []
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = end
        if end - start > LONGEST:
            space = text.rfind(" ", start, start + LONGEST)
            stop = space if space > start else start + LONGEST
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            spans.append((start, last))
        start = stop
    return spans
