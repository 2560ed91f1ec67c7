"""A number, its unit and its year in the Factbook's terse texts: "$1.389 trillion (2013 est.)//$1.4 trillion …"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_SCALES = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000}
_NUMBER = (
    r"(?P<sign>-)?(?P<money>\$)?(?P<second>-)?(?P<n>\d[\d,]*(?:\.\d+)?)"
    r"(?:\s?(?P<scale>thousand|million|billion|trillion))?"
)
_DATED = re.compile(
    r"\s*\((?:(?:\d{1,2}\s)?[A-Z][a-z]+\s)?(?P<year>(?:19|20)\d\d)(?:[-–]\d\d)?(?: est\.?| census)?(?:, [^()]*)?\)"
)
# What may follow a number and says nothing about it: the split by sex, the rank, a note in parentheses.
_ASIDE = re.compile(r"\s*(?:(?<!\w)\([^()]*\)|country comparison to the world:\s*\d+|;\s*$)")


@dataclass(frozen=True, slots=True)
class Dated:
    """A value with the year that its text gives it, None where it gives none."""

    value: Decimal
    year: int | None
    text: str


def dated_values(text: str, unit: str) -> Iterator[Dated]:
    """Every value of a text in `unit`, newest first as the book has them; what has more around it is left out."""
    for piece in re.split(r"//|;\s(?=-?\$?\d[\d.,]*)", text):
        if found := _value(piece.strip(), unit):
            yield found


def year_of(text: str) -> int | None:
    """The last year in parentheses: the one that the parts of a field share."""
    years = [int(match["year"]) for match in _DATED.finditer(text)]
    return years[-1] if years else None


def mid_year(year: int) -> date:
    """The Factbook dates its estimates by the year; its population counts say July."""
    return date(year, 7, 1)


def _value(piece: str, unit: str) -> Dated | None:
    dated = _DATED.search(piece)
    bare = _ASIDE.sub("", _DATED.sub("", piece)).strip().rstrip(";").strip()
    found = re.fullmatch(_NUMBER + r"\s*(?P<unit>.*)", bare)
    if unit == "m":  # "Pico de Teide on Canary Islands 3,718 m"
        found = re.search(r"(?:^|\s)" + _NUMBER + r"\s(?P<unit>m)$", bare)
    if found is None or bool(found["money"]) != (unit == "$") or not _same_unit(found["unit"], unit):
        return None
    number = Decimal(found["n"].replace(",", "")) * _SCALES.get(found["scale"] or "", 1)
    sign = -1 if found["sign"] or found["second"] else 1
    scale = 1_000_000 if unit == "Mt" else 1
    return Dated(number * sign * scale, int(dated["year"]) if dated else None, piece)


def _same_unit(written: str, unit: str) -> bool:
    if unit == "$":
        return not written
    optional = unit.endswith("?")
    return written == unit.rstrip("?") or (optional and not written)
