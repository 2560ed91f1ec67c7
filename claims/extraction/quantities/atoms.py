"""Every number of a sentence with its unit, before anybody asks what it counts."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from claims.choices import Comparator
from claims.extraction.quantities.comparators import comparator_after, comparator_before
from claims.extraction.quantities.fractions import shares
from claims.extraction.quantities.labels import is_label, is_year, scores
from claims.extraction.quantities.numbers import NUMBER, Number, read
from claims.extraction.quantities.periods import masked
from claims.extraction.quantities.units import currency_before, is_money, unit_after


@dataclass(frozen=True, slots=True)
class Atom:
    """A number with its unit at [start, end), and how it is bounded."""

    start: int
    end: int
    value: Decimal
    unit: str
    number_end: int
    """Where the number stops and its unit begins."""
    upper: Decimal | None = None
    comparator: Comparator = Comparator.EXACTLY
    bound_start: int | None = None
    """Where the comparator begins, if there is one in front."""
    scale: Decimal = Decimal(1)
    by_itself: bool = True
    """Whether the unit was written at the number, so that a range need not lend it."""


_AGE_BEFORE = re.compile(
    (
        r"\b(?:aged?|ages|age of|ages of|as (?:young|old) as)(?: (?:of|between|from|over|under|about|around|"
        r"just|only))*\s*$"
    ),
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:people|men|women|those|they|most|half|victims|adults|students|residents|patients|respondents|nurses|"
    r"[a-z]{2,}(?:ers|ors|ees|ists|ians))"
)
_TOLD_AGE = re.compile(
    rf"(?:\b(?:[Hh]e|[Ss]he|who) (?:is|was)|\b{_PEOPLE} (?:are|were)) (?:(?:now|just|only|about|over|under) )*$"
)
"""Leads to an age without a word for it: "She is 34", "voters were over 60"."""
_NOTHING_COUNTED = re.compile(r"\s*(?:$|[.,;”\"]|(?:and|but|or|when|while)\b)")
_AGE_AFTER = re.compile(r"[- ]?years?[- ]olds?\b|[- ]?months?[- ]olds?\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|\s)(?:minus |[-−])$")
_NAME_AGE = re.compile(r"[A-Z][\w'’-]+, $")
_ORDINAL = re.compile(
    r"(?<![\w.,-])(?P<n>\d{1,4})(?P<ending>st|nd|rd|th)\b|\b(?P<word>second|third|fourth|fifth|sixth|"
    r"seventh|eighth|ninth|tenth)"
    r"(?=[ -](?:consecutive|straight|successive|largest|biggest|highest|lowest|smallest|most|longest|"
    r"fastest|deadliest|worst|richest|poorest|busiest|place|time)\b)",
    re.IGNORECASE,
)
_ORDINALS = {
    word: place
    for place, word in enumerate(
        ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], 2
    )
}
_JOINED = re.compile(r"\s?[-–—]\s?$|\s+to\s+(?:about\s+|around\s+|as much as\s+)?$|\s+(?:and|or)\s+$")
_CHANGE = re.compile(
    r"\b(?:rose|risen|rises?|fell|fallen|falls?|grew|grown|increas\w+|decreas\w+|declin\w+|dropp?\w*|cut|"
    r"went|up|down|jump\w+|climb\w+|"
    r"rais\w+|reduc\w+|surg\w+|slipp\w+|soar\w+|shr[aiu]nk\w*|lower\w+|chang\w+|mov\w+|expand\w+|narrow\w+|"
    r"widen\w+)\b",
    re.IGNORECASE,
)


MOST_NUMBERS = 30
"""A sentence with more numbers is a table row or worse; the rest of them is left alone, unread."""
_LONGEST_TAIL = 50
"""Years that a span written "1998-99" may last: what would be longer was not meant as one."""
_DURATIONS = frozenset({"s", "min", "h", "d", "wk", "mo", "a"})
"""With these, "over" usually means "in the course of"."""


def atoms(sentence: str) -> list[Atom]:
    """Return the quantities of a sentence in its order, ranges joined, labels, dates and scores left out."""
    taken = masked(sentence) + scores(sentence)
    found = [
        Atom(share.start, share.end, share.value, share.unit, share.end)
        for share in islice(shares(sentence), MOST_NUMBERS)
        if not _overlaps(share.start, share.end, taken)
    ]
    taken += [(atom.start, atom.end) for atom in found]
    for match in islice(NUMBER.finditer(sentence), MOST_NUMBERS):
        if _overlaps(match.start(), match.end("figures") if match["figures"] else match.end(), taken):
            continue
        atom = _atom(sentence, match)
        if atom:
            found.append(atom)
    found += [atom for atom in islice(_ordinals(sentence), MOST_NUMBERS) if not _overlaps(atom.start, atom.end, taken)]
    found.sort(key=lambda atom: atom.start)
    return [_bounded(sentence, atom) for atom in _ranges(sentence, found[:MOST_NUMBERS])]


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)


def _atom(sentence: str, match: re.Match[str]) -> Atom | None:
    currency = currency_before(sentence[max(0, match.start() - 5) : match.start()])
    number = read(match, money=currency is not None)
    if number is None:
        return None
    if currency:
        unit, offset = currency
        start = max(0, match.start() - 5) + offset
        return Atom(start, number.end, number.value, unit, number.end, scale=number.scale)
    return _aged(sentence, number) or _measured(sentence, number) or _counted(sentence, number)


def _aged(sentence: str, number: Number) -> Atom | None:
    after = _AGE_AFTER.match(sentence, number.end)
    if after or _is_age(sentence, number):
        return Atom(number.start, after.end() if after else number.end, number.value, "age", number.end)
    return None


def _measured(sentence: str, number: Number) -> Atom | None:
    with_unit = unit_after(sentence, number.end)
    if not with_unit:
        return None
    unit, factor, end = with_unit
    sign = -1 if _MINUS.search(sentence[max(0, number.start - 7) : number.start]) else 1
    return Atom(number.start, end, number.value * factor * sign, unit, number.end, scale=number.scale)


def _counted(sentence: str, number: Number) -> Atom | None:
    if is_year(sentence, number):
        return Atom(number.start, number.end, number.value, "year", number.end)
    if is_label(sentence, number):
        return None
    return Atom(number.start, number.end, number.value, "count", number.end, scale=number.scale, by_itself=False)


def _is_age(sentence: str, number: Number) -> bool:
    if not 0 <= number.value <= 120 or (number.in_figures and not number.plain):
        return False
    before = sentence[max(0, number.start - 40) : number.start]
    between_commas = _NAME_AGE.search(before) and sentence[number.end : number.end + 1] in {",", ""}
    told = _TOLD_AGE.search(before) and _NOTHING_COUNTED.match(sentence, number.end)
    return bool(
        _AGE_BEFORE.search(before)
        or told
        or (between_commas and number.value >= 1)
        or re.search(r"\b(?:under|over)-$", before)
    )


def _ordinals(sentence: str) -> list[Atom]:
    found = []
    for match in _ORDINAL.finditer(sentence):
        after = sentence[match.end() : match.end() + 3].lstrip(" -")
        if match["n"] and not after[:1].islower():
            continue
        value = Decimal(match["n"] or _ORDINALS[match["word"].lower()])
        found.append(Atom(match.start(), match.end(), value, "ordinal", match.end()))
    return found


def _ranges(sentence: str, found: list[Atom]) -> list[Atom]:
    """Join "10 to 15", "between 1996 and 2001"; drop scores such as 3-1."""
    joined: list[Atom] = []
    for atom in found:
        left = joined[-1] if joined else None
        link = _JOINED.fullmatch(sentence[left.end : atom.start]) if left and left.upper is None else None
        if left is None or link is None or not _same_kind(left, atom):
            joined.append(atom)
            continue
        dash = "-" in link[0] or "–" in link[0] or "—" in link[0]
        before = sentence[max(0, left.start - 60) : left.start]
        low = _lent(left, atom)
        year_tail = left.unit == "year" and atom.unit != "year" and dash
        if year_tail and atom.value < 100:
            joined[-1] = replace(left, upper=_last_year(left.value, atom.value), end=atom.end)
        elif _is_range(link[0].strip(), before, low, atom, dash=dash):
            joined[-1] = replace(atom, start=left.start, value=low, upper=atom.value, comparator=Comparator.BETWEEN)
        elif dash:
            joined.pop()
        else:
            joined.append(atom)
    return joined


def _last_year(first: Decimal, tail: Decimal) -> Decimal | None:
    """ "1998-99" ends in 1999, "1999-01" in 2001; "2014-12" is a month and no span of years."""
    last = first // 100 * 100 + tail
    if last < first:
        last += 100
    return last if last - first <= _LONGEST_TAIL else None


def _same_kind(left: Atom, right: Atom) -> bool:
    lends = not left.by_itself or (left.unit == "year" and not right.by_itself)
    return left.unit == right.unit or lends or (is_money(left.unit) and right.unit == "count" and right.scale > 1)


def _lent(left: Atom, right: Atom) -> Decimal:
    """ "10 to 15 million": the first number borrows the scale of the second."""
    borrows = left.scale == 1 and right.scale > 1 and left.value < 1000
    return left.value * right.scale if borrows else left.value


def _is_range(link: str, before: str, low: Decimal, right: Atom, *, dash: bool) -> bool:
    if low >= right.value:
        return False
    if link in {"and", "or"}:
        return link == "and" and re.search(r"\bbetween\s+(?:\w+\s+)?$", before, re.IGNORECASE) is not None
    if right.unit == "year":
        return True
    if dash:
        voted = re.search(
            r"\b(?:voted?|won|lost|beat|win|victory|defeat|score|draw|lead)\s+(?:by\s+)?$", before, re.IGNORECASE
        )
        return voted is None
    return not (re.search(r"\bfrom\s+(?:\w+\s+){0,2}$", before, re.IGNORECASE) and _CHANGE.search(before))


def _bounded(sentence: str, atom: Atom) -> Atom:
    if atom.upper is not None and atom.comparator is Comparator.EXACTLY:
        return replace(atom, comparator=Comparator.BETWEEN)
    if atom.unit in {"year", "ordinal"}:
        return atom
    before = comparator_before(sentence, atom.start)
    lasting = (
        before is not None and atom.unit in _DURATIONS and sentence[before[1] : atom.start].strip().lower() == "over"
    )
    if before and atom.upper is None and not lasting:
        return replace(atom, comparator=before[0], bound_start=before[1])
    after = comparator_after(sentence, atom.end)
    return replace(atom, comparator=after) if after and atom.upper is None else atom
