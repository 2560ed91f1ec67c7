"""The grammar of shares in words: "one in three", "two thirds", "by half", and parts of a unit: "half a million"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.extraction.quantities.numbers import SCALES, SMALL, VULGAR, WORDS, in_words
from claims.extraction.quantities.units import unit_after

_PLACES = Decimal("0.000001")
_DENOMINATORS = {"half": 2, "quarter": 4, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_DENOMINATORS |= {f"{word}th": SMALL[word] for word in ["four", "six", "seven", "ten", "eleven", "fifteen", "sixteen"]}
_DENOMINATORS |= {"twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70}
_DENOMINATORS |= {"eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000}
_PARTS = "|".join(sorted(_DENOMINATORS, key=len, reverse=True))
_COUNT = rf"(?:\d{{1,4}}(?:\.\d)?|{WORDS})"
_SCALE = "|".join(SCALES)

_RATIO = re.compile(
    rf"(?<![\w.,$£€-])(?P<n>{_COUNT})(?:(?<=[Oo]ne)(?: [a-z]+){{1,2}})?[ -](?:(?P<in>in|of)"
    rf"|out[ -]of)(?P<every>[ -]every| each)?[ -]"
    rf"(?P<m>\d{{1,3}}(?:,\d{{3}})+|{_COUNT})\b(?![.,]\d|%)",
    re.IGNORECASE,
)
_NOT_A_WHOLE = re.compile(
    r"[ -](?:(?:years?|days?|weeks?|months?|hours?|minutes?|seconds?|decades?|million|billion|per\s?cent"
    r"|percent|point)\b"
    r"|(?:consecutive|straight|successive)\b)"
)
_USUAL = frozenset({*range(2, 13), 15, 20, 25, 30, 40, 50, 60, 100, 200, 250, 500, 1000, 10_000, 100_000})
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?P<n>{'|'.join(SMALL)}|an?|\d)[ -](?P<parts>(?:{_PARTS})s?)|(?P<half>half))\b"
    rf"(?P<scale> of an? (?P<big>{_SCALE})\b)?",
    re.IGNORECASE,
)
_OF_A_UNIT = re.compile(r"(?:[ -]of)?[ -](?:an?[ -])?(?=[a-z])")
_LED_BY_SHARE = re.compile(
    r"\b(?:than|nearly|almost|about|around|roughly|over|under|least|by|just|approximately|some|up to|of|was"
    r"|were|is|are|"
    r"barely|to|only)\s+(?:one[- ]|a )?$",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\s+(?:of|the|its|their|his|her|all|our|that|those)\b"
    r"|\s+(?:more|less|fewer|higher|lower|larger|smaller|bigger|cheaper|below|above)\b"
    r"|\s+(?:are|were|said|say|have|had|is|was)\b",
    re.IGNORECASE,
)
_NO_SHARE_BEFORE = re.compile(
    r"\b(?:first|second|other|this|last|next|better|each|per|every|past|previous|consecutive)\s*$", re.IGNORECASE
)
_IN_HALF = re.compile(
    r"\b(?:cut|slash(?:ed|es|ing)?|reduc\w+|cuts|cutting|split)\s+(?:\w+\s+){0,6}in\s+$", re.IGNORECASE
)
_NEVER_HALF = re.compile(r"-(?!hour|century|million|billion|dozen|hearted\b)|\s+(?:past|time|back|as\b|an? )")
_HALF_OF_SOMETHING_ELSE = re.compile(r"\b(?:and an?|the|a)\s*$")
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_VULGAR = re.compile(rf"(?<!\d)[{''.join(VULGAR)}]")
_A_POINT = re.compile(r"(?<!of )(?<!half )\ba percentage point\b")
_AND_A_HALF = re.compile(rf"\b(?P<n>an?|{WORDS}|\d{{1,3}}) (?P<unit>[a-z]+) and a half\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction, a multiple, or a part of a unit or of a round number, at [start, end)."""

    start: int
    end: int
    value: Decimal
    unit: str


def shares(sentence: str) -> list[Share]:
    """Return fractions and ratios; "half a million" is a count and "half an hour" a duration."""
    return [
        *_ratios(sentence),
        *_fractions(sentence),
        *_and_halves(sentence),
        *_single_points(sentence),
        *_marks(sentence),
    ]


def number(written: str) -> Decimal:
    """Return the value of a short number in figures or words; "a" is one."""
    low = written.lower().replace(",", "")
    if low in {"a", "an"}:
        return Decimal(1)
    return Decimal(low) if low[0].isdigit() else in_words(low)[0]


def _ratios(sentence: str) -> Iterator[Share]:
    for match in _RATIO.finditer(sentence):
        part, whole = number(match["n"]), number(match["m"])
        plain_of = (match["in"] or "").lower() == "of"
        usual = match["every"] or (whole in _USUAL and not plain_of)
        if 0 < part < whole and usual and not _NOT_A_WHOLE.match(sentence, match.end()):
            yield Share(match.start(), match.end(), _share(part, whole), "fraction")


def _fractions(sentence: str) -> Iterator[Share]:
    for match in _FRACTION.finditer(sentence):
        name = (match["half"] or match["parts"]).lower()
        parts = _DENOMINATORS.get(name) or _DENOMINATORS[name.removesuffix("s")]
        value = number(match["n"] or "1") / parts
        before = sentence[max(0, match.start() - 60) : match.start()]
        if match["scale"]:
            yield Share(match.start(), match.end(), _tidy(value * SCALES[match["big"].lower()]), "count")
            continue
        of_a_unit = _part_of_unit(sentence, match, value) if parts in {2, 4} else None
        if of_a_unit:
            yield of_a_unit
        elif _is_share(sentence, match, before, name):
            yield Share(match.start(), match.end(), _share(value, Decimal(1)), "fraction")


def _is_share(sentence: str, match: re.Match[str], before: str, name: str) -> bool:
    """Whether "a third" is a part of something and no rank, "half" no half of a match, "quarter" no season."""
    if _NO_SHARE_BEFORE.search(before):
        return False
    never_half = _NEVER_HALF.match(sentence, match.end()) or _HALF_OF_SOMETHING_ELSE.search(before)
    if match["half"] and (never_half or _IN_HALF.search(before)):
        return not never_half
    if _BETWEEN.search(before):
        return True
    single = match["half"] or match["n"].lower() in {"a", "an"} or (match["n"].lower() == "one")
    if not single:
        return name.endswith("s") or sentence[match.start("parts") - 1] == "-"
    sure = (
        _LED_BY_SHARE.search(before) and not re.match(r"\s+[a-z]{3,}\b", sentence[match.end() :])
    ) or _led_by_comparison(before)
    return bool(sure or _SHARED.match(sentence, match.end()) or (name != "half" and match["n"].lower() == "one"))


def _led_by_comparison(before: str) -> bool:
    return re.search(r"\b(?:more|less|fewer) than\s+(?:one[- ]|a )?$", before) is not None


def _part_of_unit(sentence: str, match: re.Match[str], value: Decimal) -> Share | None:
    """ "Half an hour" is 0.5 h, "a quarter of a century" 25 years."""
    link = _OF_A_UNIT.match(sentence, match.end())
    if not link or not re.search(r"\ban?\b|-", link[0]):
        return None
    unit = unit_after(sentence, link.end() - 1)
    if not unit:
        return None
    code, factor, end = unit
    return Share(match.start(), end, _tidy(value * factor), code)


def _marks(sentence: str) -> Iterator[Share]:
    """A vulgar fraction by itself; after a figure it is part of the number."""
    for match in _VULGAR.finditer(sentence):
        yield Share(match.start(), match.end(), _share(VULGAR[match[0]], Decimal(1)), "fraction")


def _single_points(sentence: str) -> Iterator[Share]:
    """ "Less than a percentage point" is one of them."""
    for match in _A_POINT.finditer(sentence):
        yield Share(match.start(), match.end(), Decimal(1), "percentage_point")


def _and_halves(sentence: str) -> Iterator[Share]:
    """ "An hour and a half", "two years and a half"."""
    for match in _AND_A_HALF.finditer(sentence):
        unit = unit_after(sentence, match.start("unit") - 1)
        if unit and unit[2] == match.end("unit"):
            value = (number(match["n"]) + Decimal("0.5")) * unit[1]
            yield Share(match.start(), match.end(), _tidy(value), unit[0])


def _share(part: Decimal, whole: Decimal) -> Decimal:
    return (part / whole).quantize(_PLACES).normalize()


def _tidy(value: Decimal) -> Decimal:
    return value.quantize(_PLACES).normalize()
