"""Years, decades and spans of years, and the numbers of a date that are none of them."""

import re
from collections.abc import Iterator
from decimal import Decimal

from claims.extraction.months import MONTH
from claims.extraction.quantities.fractions import Share
from claims.extraction.quantities.numbers import TENS, Number

_LONGEST_TAIL = 50
"""Years that a span written "1998-99" may last: what would be longer was not meant as one."""
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all|[Cc]hristmas|[Rr]amadan|[Ee]aster|FY|Q[1-4]|AD|CE)"
_LEADS = (
    r"(?:in|since|from|until|till|by|before|after|of|during|year|late|early|mid|to|and|or|through|between|for|fiscal|"
    rf"season|the|this|back|around|circa|about|than|{MONTH}|{_SEASON})"
)
_YEAR_LED = re.compile(rf"(?:\b{_LEADS}|[-–(/])[ -]?$", re.IGNORECASE)
_NAMED = re.compile(r"(?P<before>\w[^\w\s]*\s)?\b(?P<name>[A-Z][\w’'-]*) $")
_LEAD = re.compile(rf"{_LEADS}", re.IGNORECASE)
_LAW = re.compile(r"Act|Acts|Bill|Law|Code|Constitution|Convention|Treaty|Order|Regulations|Rules|Agreement|Accord")
_PLURAL = re.compile(r"\s(?:[a-z]+ )?(?:people|men|women|children|troops|[a-z]{3,}(?<!s)s)\b")
_DECADE = re.compile(
    r"(?<![\w$£€])(?P<figures>1\d{2}0|20\d0)['’]?s\b|(?<!\w)['’](?P<short>[2-9]0)s\b"
    rf"|\b[Tt]he (?:early |mid-?|late )?(?P<word>{'|'.join(ten[:-1] for ten in TENS)})ies\b"
)
_SLASHED = re.compile(r"(?<![\w/])(?P<first>1[5-9]\d\d|20\d\d)/(?P<last>\d\d|20\d\d)(?![\w/])")


def is_year(sentence: str, number: Number) -> bool:
    """Whether four plain digits name a year: "in 2014", "the 2019 floods", but not "2000 troops"."""
    if not _could_be_year(sentence, number):
        return False
    before = sentence[max(0, number.start - 14) : number.start]
    led = _YEAR_LED.search(before) is not None
    if led and not (
        re.search(r"\b(?:of|to|than|about|around|for|by) $", before) and _PLURAL.match(sentence, number.end)
    ):
        return True
    return number.value >= 1500 and not _PLURAL.match(sentence, number.end)


def names_a_title(sentence: str, number: Number) -> bool:
    """Whether a year closes a name, as in "Vision 2030"."""
    named = _NAMED.search(sentence[max(0, number.start - 24) : number.start])
    return bool(
        named
        and named["before"]
        and not _LEAD.fullmatch(named["name"])
        and not _LAW.fullmatch(named["name"])
        and _could_be_year(sentence, number)
    )


def spans_of_years(sentence: str) -> Iterator[Share]:
    """Yield decades ("the 1990s" are 1990 to 1999) and years such as 2023/24, as first and last years.

    Both bounds stand in one Share: its value is the first year, and `last_of` gives the last.
    """
    for match in _DECADE.finditer(sentence):
        if match["figures"]:
            yield Share(match.start(), match.end(), Decimal(match["figures"]), "year")
            continue
        decade = match["short"] or TENS[f"{match['word'].lower()}y"]
        start = match.start() if match["short"] else match.start("word")
        yield Share(start, match.end(), Decimal(1900 + int(decade)), "year")
    for match in _SLASHED.finditer(sentence):
        if last_year(Decimal(match["first"]), Decimal(match["last"])) is not None:
            yield Share(match.start(), match.end(), Decimal(match["first"]), "year")


def last_of(sentence: str, span: Share) -> Decimal:
    """Return the last year of a span: 1800s last a century, 1980s a decade."""
    _, slash, tail = sentence[span.start : span.end].partition("/")
    if slash:
        return last_year(span.value, Decimal(tail)) or span.value
    return span.value + (99 if span.value % 100 == 0 and span.value < 2000 else 9)


def last_year(first: Decimal, tail: Decimal) -> Decimal | None:
    """ "1998-99" ends in 1999, "1999-01" in 2001; "2014-12" is a month and no span of years."""
    last = tail if tail >= 1000 else first // 100 * 100 + tail
    if last < first:
        last += 100
    return last if last - first <= _LONGEST_TAIL else None


def _could_be_year(sentence: str, number: Number) -> bool:
    return number.plain and number.end - number.start == 4 and 1000 <= number.value <= 2100
