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
LARGEST = Decimal(10) ** 20
"""No number from here on is taken for a quantity: nothing in the news is so large, and no column holds it."""
_SUFFIXES = {"k": "thousand", "mn": "million", "m": "million", "bn": "billion", "b": "billion", "tn": "trillion"}
FRACTIONS = {
    "half": (1, 2),
    "halves": (1, 2),
    **{
        name: (1, parts)
        for parts, word in ((3, "third"), (4, "quarter"), (5, "fifth"), (6, "sixth"), (8, "eighth"), (10, "tenth"))
        for name in (word, word + "s")
    },
}
_WORD = "|".join(sorted([*SMALL, *TENS], key=len, reverse=True))
_SCALE = "|".join(SCALES)
_FIGURES = (
    r"\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:\.\d{3}){2,6}(?![\d.])|\d{1,3}\.000(?!\d)"
    r"|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3}){1,6}(?!\d)|\d{1,3}(?: \d{3}){2,6}(?!\d)|\d{1,12},\d{1,2}(?![\d,])|"
    r"\d{1,15}\.\d{1,12}(?![\d.]\d)|\d{1,15}|\.\d{1,9}"
)
NUMBER = re.compile(
    rf"(?<![\w.,/:#@])(?<![A-Za-z)]-)(?P<figures>{_FIGURES})(?:[ \u00a0-]?(?P<scale>{_SCALE}|mn|bn|"
    rf"tn)s?(?P<more> (?:thousand|million|billion|trillion|crore))?\b"
    rf"|(?P<short>[kmb])(?![\w²³]))?"
    rf"|\b(?P<words>(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}|{_SCALE})){{0,8}}\b|(?:half )?an? "
    rf"(?:{_SCALE})(?:(?: and)? (?:{_WORD}|{_SCALE})){{0,8}}\b)",
    re.IGNORECASE,
)
"""Finds candidates; `read` gives their value. The scales k, m and b count after a currency only, but for k."""


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
        value = _words(found["words"].lower())
        if value is None or value >= LARGEST:
            return None
        return Number(found.start(), found.end(), value, in_figures=False, plain=False)
    figures, end = found["figures"], found.end("figures")
    value, scale = Decimal(_plain_figures(figures)), Decimal(1)
    short = (found["short"] or "").lower()
    if found["scale"]:
        scale = SCALES[_SUFFIXES.get(found["scale"].lower(), found["scale"].lower())]
        scale *= SCALES[found["more"].strip().lower()] if found["more"] else 1
        end = found.end()
    elif short and (money or short == "k" or found["short"] == "M"):
        scale, end = SCALES[_SUFFIXES[short]], found.end()
    if value * scale >= LARGEST:
        return None
    plain = end == found.end("figures") and figures.isdigit()
    return Number(found.start(), end, value * scale, in_figures=True, plain=plain, scale=scale)


def _plain_figures(figures: str) -> str:
    """Bring English, Indian and continental digit grouping to plain digits with a point."""
    figures = re.sub(r"[\s\u00a0\u202f\u2009]", "", figures)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,6}|\d{1,3}\.000", figures):
        return figures.replace(".", "")
    if re.fullmatch(r"\d+,\d{1,2}", figures):
        return figures.replace(",", ".")
    return figures.replace(",", "")


def _words(written: str) -> Decimal | None:
    """Add up number words; None for a mere list of them ("five six")."""
    half = written.startswith("half ")
    total, group, last = Decimal(0), Decimal(0), Decimal(0)
    for word in re.split(r"[ -]", written):
        if word in {"a", "an"}:
            group = Decimal(1)
        elif word in SMALL:
            if group % 100 > 0 and not (last in TENS.values() and SMALL[word] < 10):
                return None
            group, last = group + SMALL[word], Decimal(SMALL[word])
        elif word in TENS:
            if group % 100:
                return None
            group, last = group + TENS[word], Decimal(TENS[word])
        elif word in SCALES:
            group = (group or 1) * SCALES[word]
            if word not in {"hundred", "dozen"}:
                total, group = total + group, Decimal(0)
            last = Decimal(0)
    value = total + group
    return value / 2 if half else value
