"""Numbers that belong together: ranges, changes from one level to another, units that a bare number takes over."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.choices import Comparator
from claims.extraction.quantities.currencies import is_money
from claims.extraction.quantities.units import DURATIONS
from claims.extraction.quantities.years import last_year


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
    factor: Decimal = Decimal(1)
    """What the unit as written multiplies: a decade is ten years, a penny a hundredth of a pound."""


_JOINED = re.compile(
    r"-?\s?[-–—]\s?$|-?\s+to\s+(?:the\s+)?(?:about\s+|around\s+|as much as\s+)?$|-?\s+(?:and|or|until"
    r"|through)\s+$|-to-$"
)
_CHANGES = re.compile(
    r"\bfrom\s+(?:(?!rang|var)[\w£$€.,]+\s+){0,2}$",
    re.IGNORECASE,
)
_SPREADS = re.compile(
    r"\b(?:rang(?:es?|ed|ing)|var(?:y|ies|ied|ying)|anywhere|anything|aged?|ages|sentences? of|terms? of|priced"
    r"|costing|"
    r"lasting|lasts?|takes?)\b[^,;]*$"
)
_VOTED = re.compile(r"\b(?:voted?|won|lost|beat|win|victory|defeat|score|draw|lead)\s+(?:by\s+)?$", re.IGNORECASE)
_BARE = re.compile(
    r"\s*(?:$|[.;:)”\"]|,(?!\d)|\b(?:in|at|on|to|from|by|after|before|when|while|and|but|or|a year ago|last"
    r"|this|for|during|"
    r"since|the year)\b)"
)
_NOT_LENT = frozenset({"count", "fraction", "multiple", "percentage_point", "age", "year", "ordinal"})
_WITHIN = re.compile(
    r"\b(?:in|within|after|every|past|last|for the first|over|during|next)\s+(?:the )?(?:\w+ )?$", re.IGNORECASE
)


def ranges(sentence: str, found: list[Atom]) -> list[Atom]:
    """Join "10 to 15", "five or six", "between 1996 and 2001"; drop scores such as 3-1."""
    joined: list[Atom] = []
    for atom in found:
        left = joined[-1] if joined else None
        link = _JOINED.fullmatch(sentence[left.end : atom.start]) if left and left.upper is None else None
        if left is None or link is None or not _same_kind(left, atom):
            joined.append(atom)
            continue
        words = link[0].strip("- ") or "-"
        dash = words in {"-", "–", "—"}
        before = sentence[max(0, left.start - 60) : left.start]
        low = _lent(left, atom)
        year_tail = left.unit == "year" and atom.unit != "year" and dash
        if year_tail and atom.value < 100:
            joined[-1] = replace(left, upper=last_year(left.value, atom.value), end=atom.end)
        elif _is_range(words, before, low, atom, dash=dash):
            unit = left.unit if left.by_itself else atom.unit
            joined[-1] = replace(
                atom, start=left.start, value=low, unit=unit, upper=atom.value, comparator=Comparator.BETWEEN
            )
        elif dash and left.unit == "count" and not re.search(r"\b(?:vot|pass)\w*\W+(?:\w+\W+){0,2}$", before):
            joined.pop()
        else:
            if words == "to" and not left.by_itself and atom.by_itself and left.unit == "count":
                joined[-1] = replace(left, unit=atom.unit, value=low * atom.factor)
            joined.append(replace(atom, unit="age") if _is_pair_of_ages(left, atom, words) else atom)
    return joined


def with_units_taken_over(sentence: str, found: list[Atom]) -> list[Atom]:
    """Give a bare number the unit that the sentence carries over: "from 49.7 years in 1970 to 70.2"."""
    taken: list[Atom] = []
    for atom in found:
        giver = next((other for other in reversed(taken) if other.unit not in {"year", "ordinal"}), None)
        if giver is not None and _takes_over(sentence, atom, giver):
            value = atom.value * giver.factor
            upper = None if atom.upper is None else atom.upper * giver.factor
            taken.append(replace(atom, unit=giver.unit, value=value, upper=upper))
        else:
            taken.append(atom)
    return taken


def _takes_over(sentence: str, atom: Atom, giver: Atom) -> bool:
    if atom.by_itself or atom.unit != "count" or not _BARE.match(sentence, atom.end):
        return False
    if giver.unit in _NOT_LENT or ";" in sentence[giver.end : atom.start]:
        return False
    if giver.unit in DURATIONS and _WITHIN.search(sentence[max(0, giver.start - 24) : giver.start]):
        return False
    before = sentence[giver.end : atom.start]
    compares = re.search(
        r"\b(?:to|from|above|below|under|over|than|against|compared with)\s+(?:just |about |only )?$", before
    )
    return bool(compares) and len(before) < 60


def _is_pair_of_ages(left: Atom, right: Atom, words: str) -> bool:
    """ "Aged 71 and 68"."""
    return left.unit == "age" and words == "and" and right.unit == "count" and not right.by_itself


def _same_kind(left: Atom, right: Atom) -> bool:
    lends = not left.by_itself or (left.unit == "year" and not right.by_itself)
    borrows = left.unit == "age" and right.unit == "count" and not right.by_itself
    return (
        left.unit == right.unit
        or lends
        or borrows
        or (is_money(left.unit) and right.unit == "count" and right.scale > 1)
    )


def _lent(left: Atom, right: Atom) -> Decimal:
    """ "10 to 15 million": the first number borrows the scale of the second, and what its unit multiplies."""
    borrows = left.scale == 1 and right.scale > 1 and left.value < 1000
    value = left.value * right.scale if borrows else left.value
    return value if left.by_itself else value * right.factor


def _is_range(link: str, before: str, low: Decimal, right: Atom, *, dash: bool) -> bool:
    if low >= right.value:
        return False
    if link == "or":
        return True
    if link == "and":
        return re.search(r"\bbetween\s+(?:\w+\s+)?$", before, re.IGNORECASE) is not None
    if right.unit == "year":
        return True
    if dash:
        return _VOTED.search(before) is None
    return not (_CHANGES.search(before) and not _SPREADS.search(before))
