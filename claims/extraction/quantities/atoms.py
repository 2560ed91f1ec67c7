"""Every number of a sentence with its unit, before anybody asks what it counts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from claims.choices import Comparator
from claims.extraction.quantities.ages import age_end, age_groups
from claims.extraction.quantities.comparators import comparator_after, comparator_before
from claims.extraction.quantities.currencies import is_money, money_before
from claims.extraction.quantities.fractions import Share, shares
from claims.extraction.quantities.labels import is_label, unread
from claims.extraction.quantities.multiples import multiples
from claims.extraction.quantities.numbers import NUMBER, Number, read
from claims.extraction.quantities.ordinals import ordinals
from claims.extraction.quantities.periods import masked
from claims.extraction.quantities.ranges import Atom, ranges, with_units_taken_over
from claims.extraction.quantities.units import DURATIONS, unit_after
from claims.extraction.quantities.years import is_year, last_of, names_a_title, spans_of_years

MOST_NUMBERS = 30
"""A sentence with more numbers is a table row or worse; the rest of them is left alone, unread."""
_MINUS = re.compile(r"(?:^|[\s(])(?:(?:minus|negative) |[-−])$")
_SINGLED_OUT = re.compile(r"\s(?:day|point)\b")
_ANY_NUMBER = re.compile(
    r"\d|[½¼¾⅓⅔⅕⅛]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|teen|twent|thir|fort|fift"
    r"|hundred|thousand"
    r"|illion|dozen|half|halv|quarter|first|second|doubl|tripl|trebl|quadrupl|twice|thrice|lakh|crore|fold"
    r"|a percentage point"
    r"|eteen|nint",
    re.IGNORECASE,
)
"""A cheap look: most sentences hold no number at all."""
_OF_A_POINT = re.compile(r" of an? (?=percentage point)")
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_PLURAL = re.compile(r"\s(?:[a-z]+ )?(?:people|men|women|children|[a-z]{3,}(?<!s)s)\b")
_PRICE = re.compile(r"\s(?:a|per|to|on|against)\s")
"""After a price of fuel or an exchange rate, three decimals are decimals."""
_BASE = re.compile(r"\b(?:per|for every|in every|for each|out of every) (?:\w+ )?$")
_ONE_TO_MANY = re.compile(r"\bone (?:[a-z]+ ){0,3}(?:for (?:every |each )?|per )$", re.IGNORECASE)


def atoms(sentence: str) -> list[Atom]:
    """Return the quantities of a sentence in its order, ranges joined, labels, dates and scores left out."""
    if not _ANY_NUMBER.search(sentence):
        return []
    taken = masked(sentence) + unread(sentence)
    found: list[Atom] = []
    for atom in chain(_shares(sentence), _grouped(sentence)):
        if not _overlaps(atom.start, atom.end, taken):
            found.append(atom)
            taken.append((atom.start, atom.end))
    for match in islice(NUMBER.finditer(sentence), MOST_NUMBERS):
        if _overlaps(match.start(), match.end("figures") if match["figures"] else match.end(), taken):
            continue
        read_atom = _atom(sentence, match)
        if read_atom and not _overlaps(read_atom.start, read_atom.number_end, taken):
            found.append(read_atom)
            taken.append((read_atom.start, read_atom.end))
    ranks = islice(ordinals(sentence), MOST_NUMBERS)
    found += [_of(share) for share in ranks if not _overlaps(share.start, share.end, taken)]
    found.sort(key=lambda atom: atom.start)
    joined = with_units_taken_over(sentence, ranges(sentence, found[:MOST_NUMBERS]))
    return [_bounded(sentence, atom) for atom in joined if not _is_base(sentence, atom)]


def _shares(sentence: str) -> Iterator[Atom]:
    for share in islice(chain(multiples(sentence), shares(sentence)), MOST_NUMBERS):
        yield _of(share)


def _grouped(sentence: str) -> Iterator[Atom]:
    """Decades and ages such as "in her 30s", which are ranges of themselves."""
    for group in islice(age_groups(sentence), MOST_NUMBERS):
        yield Atom(
            group.start, group.end, group.value, "age", group.end, upper=group.upper, comparator=group.comparator
        )
    for span in islice(spans_of_years(sentence), MOST_NUMBERS):
        yield replace(_of(span), upper=last_of(sentence, span))


def _of(share: Share) -> Atom:
    return Atom(share.start, share.end, share.value, share.unit, share.end)


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < stop and begin < end for begin, stop in spans)


def _is_base(sentence: str, atom: Atom) -> bool:
    """Whether it is the base of a rate ("9 per 100,000"); "one doctor for every 12,000 people" states both."""
    before = sentence[max(0, atom.start - 50) : atom.start]
    return _BASE.search(before) is not None and _ONE_TO_MANY.search(before) is None


def _atom(sentence: str, match: re.Match[str]) -> Atom | None:
    money = money_before(sentence, match.start())
    number = read(match, money=money is not None)
    if number is None:
        return None
    glued = match.start() > 0 and sentence[match.start() - 1].isalpha()
    if money and not (money[2] and number.plain):
        unit, start, _ = money
        return Atom(start, number.end, number.value, unit, number.end, scale=number.scale)
    if glued:
        return None
    return _aged(sentence, number) or _measured(sentence, number) or _counted(sentence, number)


def _aged(sentence: str, number: Number) -> Atom | None:
    end = age_end(sentence, number)
    return None if end is None else Atom(number.start, end, number.value, "age", number.end)


def _measured(sentence: str, number: Number) -> Atom | None:
    of_a_point = _OF_A_POINT.match(sentence, number.end)
    with_unit = unit_after(sentence, of_a_point.end() - 1 if of_a_point else number.end)
    if not with_unit or (number.value == 1 and not number.in_figures and _SINGLED_OUT.match(sentence, number.end)):
        return None
    unit, factor, end = with_unit
    number = _regrouped(sentence, number) if is_money(unit) and not _PRICE.match(sentence, end) else number
    sign = -1 if _MINUS.search(sentence[max(0, number.start - 10) : number.start]) else 1
    value = number.value * factor * sign
    return Atom(number.start, end, value, unit, number.end, scale=number.scale, factor=factor)


def _counted(sentence: str, number: Number) -> Atom | None:
    if names_a_title(sentence, number):
        return None
    if is_year(sentence, number):
        return Atom(number.start, number.end, number.value, "year", number.end)
    if is_label(sentence, number):
        return None
    number = _regrouped(sentence, number) if _PLURAL.match(sentence, number.end) else number
    return Atom(number.start, number.end, number.value, "count", number.end, scale=number.scale, by_itself=False)


def _regrouped(sentence: str, number: Number) -> Number:
    """ "3.250 euros", "12.456 applications": three decimals of what has none are a continental group."""
    if _ONE_GROUP.fullmatch(sentence, number.start, number.end):
        return replace(number, value=number.value * 1000)
    return number


def _bounded(sentence: str, atom: Atom) -> Atom:
    if atom.upper is not None and atom.comparator is Comparator.EXACTLY:
        return replace(atom, comparator=Comparator.BETWEEN)
    if atom.unit in {"year", "ordinal"}:
        return atom
    before = comparator_before(sentence, atom.start)
    lasting = (
        before is not None and atom.unit in DURATIONS and sentence[before[1] : atom.start].strip().lower() == "over"
    )
    if before and atom.upper is None and not lasting:
        return replace(atom, comparator=before[0], bound_start=before[1])
    after = comparator_after(sentence, atom.end)
    return replace(atom, comparator=after) if after and atom.upper is None else atom
