"""The grammar of a bare number: figures, number words, scales. It knows no units."""

import re
from dataclasses import dataclass
from decimal import Decimal

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
SMALL = {word: number for number, word in enumerate(f"{_ONES} seventeen eighteen nineteen".split())}
TENS = {
    word: 10 * ten
    for ten, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
SCALES = {
    "hundred": Decimal(100),
    "dozen": Decimal(12),
    "thousand": Decimal(1000),
    "lakh": Decimal(100_000),
    "million": Decimal(1_000_000),
    "crore": Decimal(10_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
_SPELT = {"lac": "lakh", "mn": "million", "mln": "million", "bn": "billion", "bln": "billion", "tn": "trillion"}
_SPELT |= {"k": "thousand", "m": "million", "b": "billion", "trn": "trillion"}
LARGEST = Decimal(10) ** 20
"""No number from here on is taken for a quantity: nothing in the news is so large, and no column holds it."""
VULGAR = {
    mark: Decimal(over) / under
    for mark, over, under in (("½", 1, 2), ("¼", 1, 4), ("¾", 3, 4), ("⅓", 1, 3), ("⅔", 2, 3), ("⅕", 1, 5), ("⅛", 1, 8))
}
_MARKS = "".join(VULGAR)

_TEN = "|".join(sorted(TENS, key=len, reverse=True))
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_BELOW_HUNDRED = rf"(?:(?:{_TEN})(?:[ -](?:{'|'.join(_ONES.split()[1:10])}))?|{_SMALL})"
_SCALED = rf"(?:[ -](?:{_SCALE})\b(?:(?: and)?[ -]{_BELOW_HUNDRED}\b)?)"
_AND_A_HALF = r"(?:[ -]and[ -](?:(?:an?|one)[ -])?(?:half|quarter|three[ -]quarters)\b)"
_LENT = frozenset(SCALES) - {"hundred", "dozen"}
_ADDED = tuple(
    (re.compile(rf"[ -]and[ -](?:(?:an?|one)[ -])?{words}\b"), mark)
    for words, mark in (("half", "½"), ("quarter", "¼"), ("three[ -]quarters", "¾"))
)
WORDS = (
    rf"(?:{_BELOW_HUNDRED}\b{_AND_A_HALF}?{_SCALED}{{0,8}}"
    rf"|(?:half[ -])?an?[ -](?:{_SCALE})\b(?:(?: and)?[ -]{_BELOW_HUNDRED}\b)?{_SCALED}{{0,6}})"
)
"""A number in words, without a group: "two and a half million", "a hundred and twelve"."""
_ORDINAL_FOLLOWS = r"(?![ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)"
_FIGURES = (
    r"\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,6}(?![\d.])|\d{1,3}\.000(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,6}(?![\d-]|[.,]\d)|\d{1,12},\d{1,2}(?![\d,])|"
    r"\d{1,15}\.\d{1,12}(?![\d.]\d)|\d{1,15}|\.\d{1,9}"
)
_MARKED = r"(?<=\b[A-Z])|(?<=\b[A-Z]{2})|(?<=\b[A-Z]{3})"
"""Letters glued to figures, which may be a currency: "R500", "Rs500", "CHF2.3m"; case is ignored here."""
NUMBER = re.compile(
    rf"(?:(?<![\w.,/:#@])(?:(?<![A-Za-z)]-)|(?<=\d-to-))|{_MARKED})(?P<figures>{_FIGURES})(?P<mark>[{_MARKS}]"
    rf"| [1-3]/[2-8](?![\d/]))?"
    rf"(?:[ \u00a0-]?(?P<scale>{_SCALE}|lac|mn|mln|bn|bln|tn|trn)s?"
    r"(?P<more> (?:thousand|million|billion|trillion|crore))?\b|(?P<short>[kmb])(?![\w²³]))?"
    rf"|\b(?<![A-Za-z]-)(?P<words>{WORDS}){_ORDINAL_FOLLOWS}",
    re.IGNORECASE,
)
"""Finds candidates; `read` gives their value. The scales m and b count after a currency or before people only."""
_THINGS = re.compile(
    r"\s(?!hurdles|freestyle|tall|high|long|wide|deep|above|below|away|from|race|sprint|steps)"
    r"(?:[a-z-]+ ){0,2}(?:people|men|women|children|[a-z]{3,}(?<!s)s)\b"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written at [start, end) of a sentence."""

    start: int
    end: int
    value: Decimal
    in_figures: bool
    plain: bool
    """No scale, no grouping, no decimals: it could be a year, a day or a label."""
    scale: Decimal = Decimal(1)
    """What the written figures were multiplied by."""


def read(found: re.Match[str], *, money: bool = False) -> Number | None:
    """Return the number that a match of NUMBER tells, or None where it is not one after all."""
    if found["words"]:
        value, scale = in_words(found["words"])
        if value >= LARGEST:
            return None
        return Number(found.start(), found.end(), value, in_figures=False, plain=False, scale=scale)
    figures, end = found["figures"], found.end("mark") if found["mark"] else found.end("figures")
    value, scale = Decimal(_plain_figures(figures)) + _part(found["mark"]), Decimal(1)
    short = (found["short"] or "").lower()
    if found["scale"]:
        scale = _scale(found["scale"]) * (_scale(found["more"].strip()) if found["more"] else 1)
        end = found.end()
    elif short and (money or short == "k" or found["short"] == "M" or _THINGS.match(found.string, found.end())):
        scale, end = _scale(short), found.end()
    if value * scale >= LARGEST:
        return None
    plain = end == found.end("figures") and figures.isdigit()
    return Number(found.start(), end, value * scale, in_figures=True, plain=plain, scale=scale)


def in_words(written: str) -> tuple[Decimal, Decimal]:
    """Return the value of what WORDS matched, and the scale it ends in, which a range may lend: "two to three million".

    Hundreds and dozens are not lent: "five to two hundred" means five.
    """
    low = written.lower()
    for words, mark in _ADDED:
        low = words.sub(f" {mark}", low)
    total, group, scale = Decimal(0), Decimal(0), Decimal(1)
    for word in re.split(r"[ -]+", low):
        if word in _LENT:
            total, group, scale = (
                (total + group * SCALES[word] if group else total * SCALES[word]),
                Decimal(0),
                SCALES[word],
            )
        elif word in SCALES:
            group *= SCALES[word]
        elif word in {"a", "an"}:
            group = Decimal(1)
        elif word not in {"and", "half"}:
            group += VULGAR.get(word) or SMALL.get(word, TENS.get(word, 0))
    value = total + group
    return (value / 2 if low.startswith("half") else value), scale if not group else Decimal(1)


def _scale(written: str) -> Decimal:
    low = written.lower()
    return SCALES[_SPELT.get(low, low)]


def _part(written: str | None) -> Decimal:
    """The fraction glued to a figure: "2½", "2 1/2"."""
    if not written:
        return Decimal(0)
    over, _, under = written.strip().partition("/")
    return Decimal(over) / Decimal(under) if under else VULGAR[written]


def _plain_figures(figures: str) -> str:
    """Bring English, Indian and continental digit grouping to plain digits with a point."""
    figures = re.sub(r"[\s\u00a0\u202f\u2009]", "", figures)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,6}|\d{1,3}\.000", figures):
        return figures.replace(".", "")
    if re.fullmatch(r"\d+,\d{1,2}", figures):
        return figures.replace(",", ".")
    return figures.replace(",", "")
