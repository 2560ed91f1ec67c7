"""The grammar of shares and multiples in words: "one in three", "two thirds", "doubled", "three times the"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.extraction.quantities.numbers import FRACTIONS, SCALES, SMALL, TENS

_PLACES = Decimal("0.000001")
_SMALL = "|".join(sorted([*SMALL, *TENS], key=len, reverse=True))
_COUNT = rf"(?:\d{{1,4}}|{_SMALL})"
_PARTS = "thirds?|quarters?|fifths?|sixths?|eighths?|tenths?"
_SCALE = "|".join(SCALES)

_RATIO = re.compile(
    rf"(?<![\w.,-])(?P<n>{_COUNT}) (?:(?P<in>in)(?: every)?|out of(?: every)?) (?P<m>{_COUNT}|100|1,000)\b"
    r"(?!\s+(?:years?|days?|weeks?|months?|hours?|minutes?|million|billion)\b|[.,]\d|%)",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b(?:(?P<n>{'|'.join(SMALL)}|an?|\d)[ -](?P<parts>{_PARTS})|(?P<half>half))\b"
    rf"(?P<scale> of an? (?P<unit>{_SCALE})\b)?",
    re.IGNORECASE,
)
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3)}
_LED_BY_SHARE = re.compile(
    r"\b(?:than|nearly|almost|about|around|roughly|over|under|least|by|just|approximately|some|"
    r"only)\s+(?:one[- ]|a )?$",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\s+(?:of|the|its|their|his|her|all|our|that)\b|\s+(?:are|were|said|say|have|had)\b", re.IGNORECASE
)
_MULTIPLE = re.compile(
    r"\b(?P<verb>(?:more than |nearly |almost )?(?P<word>doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|es|"
    r"ing|e|led|ling)\b)"
    rf"|\b(?P<fold>{_COUNT})[- ]?fold\b|\b(?P<twice>twice|thrice)(?=\s+(?:as(?:\s+[a-z]+){{1,2}}\s+as|the|"
    rf"its|their|what|that|more)\b)"
    rf"|(?<![\w.,])(?P<times>{_COUNT}(?:\.\d+)?) times(?=\s+(?:as|more|higher|lower|greater|larger|bigger|"
    rf"faster|the|its|their|what|that|"
    r"likelier|less|over|deadlier)\b)",
    re.IGNORECASE,
)
_BY_WORD = {
    "doubl": "2",
    "tripl": "3",
    "trebl": "3",
    "quadrupl": "4",
    "quintupl": "5",
    "halv": "0.5",
    "twice": "2",
    "thrice": "3",
}


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction, a multiple or a part of a round number at [start, end)."""

    start: int
    end: int
    value: Decimal
    unit: str


def shares(sentence: str) -> list[Share]:
    """Return fractions, ratios and multiples; "half a million" and "a quarter of a million" are counts."""
    return [*_ratios(sentence), *_fractions(sentence), *_multiples(sentence)]


def _number(written: str) -> Decimal:
    low = written.lower().replace(",", "")
    if low in {"a", "an"}:
        return Decimal(1)
    return Decimal(SMALL.get(low, TENS.get(low, 0))) if low.isalpha() else Decimal(low)


def _ratios(sentence: str) -> list[Share]:
    found = []
    for match in _RATIO.finditer(sentence):
        part, whole = _number(match["n"]), _number(match["m"])
        usual = whole in {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000}
        if 0 < part < whole and usual:
            found.append(Share(match.start(), match.end(), (part / whole).quantize(_PLACES).normalize(), "fraction"))
    return found


def _fractions(sentence: str) -> list[Share]:
    found = []
    for match in _FRACTION.finditer(sentence):
        name = (match["half"] or match["parts"]).lower()
        over, under = FRACTIONS[name]
        value = _number(match["n"] or "1") * over / under
        if match["scale"]:
            found.append(
                Share(match.start(), match.end(), (value * SCALES[match["unit"].lower()]).normalize(), "count")
            )
            continue
        single = match["half"] or match["n"].lower() in {"a", "an"}
        sure = _LED_BY_SHARE.search(sentence[max(0, match.start() - 24) : match.start()])
        after = _SHARED.match(sentence, match.end())
        if (single and not (sure or after)) or (match["half"] and re.match(r"[ -]an? ", sentence[match.end() :][:4])):
            continue
        if match["half"] and re.search(r"\b(?:first|second|other|and an?|the)\s*$", sentence[: match.start()][-12:]):
            continue
        found.append(Share(match.start(), match.end(), value.quantize(_PLACES).normalize(), "fraction"))
    for place, mark in enumerate(sentence):
        if mark in _VULGAR and not sentence[place - 1 : place].isdigit():
            over, under = _VULGAR[mark]
            found.append(Share(place, place + 1, (Decimal(over) / under).quantize(_PLACES).normalize(), "fraction"))
    return found


def _multiples(sentence: str) -> list[Share]:
    found = []
    for match in _MULTIPLE.finditer(sentence):
        word = (match["word"] or match["twice"] or "").lower()
        value = Decimal(_BY_WORD[word]) if word else _number(match["fold"] or match["times"])
        start = match.start("word") if match["word"] else match.start()
        if (
            match["verb"]
            and re.match(r"double$", match["verb"], re.IGNORECASE)
            and not re.match(r"\s+(?:the|its|their|that|what|in|from|to)\b", sentence[match.end() :][:8])
        ):
            continue
        found.append(Share(start, match.end(), value, "multiple"))
    return found
