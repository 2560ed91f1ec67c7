"""Ages: "aged 34", "Hamid, 34,", "in her 30s", "under-fives", "12- to 15-year-olds"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from claims.choices import Comparator
from claims.extraction.quantities.numbers import SMALL, TENS, Number

_OLD_AFTER = re.compile(r"[- ]?years?[- ]olds?\b|(?=[- ]age (?:group|bracket|range)s?\b)", re.IGNORECASE)
_AGE_LIMIT = re.compile(
    r"\b(?:voting|retirement|pension|minimum|legal|drinking|marriage|average|median|school-leaving) age\b[^.;,]{0,40}"
    r"\b(?:to|from|at|of|is|was) $"
)
_HEDGES = (
    r"(?: (?:of|between|from|over|under|about|around|just|only|at least|up to|more than|less than|nearly|almost))*"
)
_AGE_BEFORE = re.compile(
    rf"\b(?:aged?|ages|age of|ages of|as (?:young|old) as|(?:he|she) (?:turned|turns)|turning|thought to be|"
    rf"(?:older|younger) than|over-|under-){_HEDGES}\s*$",
    re.IGNORECASE,
)
_PEOPLE = (
    r"(?:people|men|women|those|they|most|half|victims|adults|students|residents|patients|respondents|nurses|children|"
    r"child|baby|babies|infants|girls|boys|anyone|everyone|someone|citizens|pupils|voters|mothers|"
    r"[a-z]{2,}(?:ers|ors|ees|ists|ians))"
)
_TOLD_AGE = re.compile(
    rf"(?:\b(?:[Hh]e|[Ss]he|who) (?:is|was)|\b{_PEOPLE} (?:are|were)) (?:(?:now|just|only|about|over|under) )*$"
    rf"|, both $|\ban? {_PEOPLE} of $"
)
"""Leads to an age without a word for it: "She is 34", "voters were over 60"."""
_BOUNDED_PEOPLE = re.compile(
    rf"\b(?:{_PEOPLE}|[Aa]nybody|[Ee]verybody) (?:(?:who are|that are) )?(?:over|under|above|below) (?:the age of )?$",
    re.IGNORECASE,
)
_NOTHING_COUNTED = re.compile(
    r"\s*(?:$|[.,;:”\"’)]|(?:and|but|or|when|while|in|at|on|who|to|from|were|are|was|is|have|had|has|will|can"
    r"|could|must|"
    r"should|with|without|ride|travel|go|receive|live|pay|get|die|died|by)\b)"
)
_NAME_AGE = re.compile(r"[A-Z][\w'’-]+, $")
_WORDS = {**SMALL, **TENS}
_GROUP = re.compile(
    rf"\b(?:under|over)[- ](?P<few>\d{{1,2}}|{'|'.join(_WORDS)})(?:s|es)\b"
    r"|\b(?:in|into|between|of|from) (?:his|her|their|its|my|our|your) (?P<phase>early |mid-?|late )?"
    r"(?:(?P<tens>[1-9]0)['’]?s|(?P<word>teen|twenti|thirti|forti|fifti|sixti|seventi|eighti|nineti)(?:e)?s)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AgeGroup:
    """A group of ages at [start, end): from `value` to `upper`, or bounded by `value` alone."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    comparator: Comparator


def age_end(sentence: str, number: Number) -> int | None:
    """Return where an age ends whose number is `number`, or None where that is no age."""
    after = _OLD_AFTER.match(sentence, number.end)
    if after:
        return after.end()
    return number.end if _is_age(sentence, number) else None


def age_groups(sentence: str) -> Iterator[AgeGroup]:
    """Yield "in her 30s" as 30 to 39, "under-fives" as 5, "over-65s" as 65."""
    for match in _GROUP.finditer(sentence):
        if match["few"]:
            few = match["few"].lower()
            value = int(few) if few.isdigit() else _WORDS[few]
            bound = Comparator.MORE_THAN if match[0][0] in "oO" else Comparator.LESS_THAN
            yield AgeGroup(match.start(), match.end(), Decimal(value), None, bound)
            continue
        start = match.start("tens") if match["tens"] else match.start("word")
        low = int(match["tens"]) if match["tens"] else _decade(match["word"].lower())
        yield AgeGroup(start, match.end(), Decimal(low), Decimal(19 if low == 13 else low + 9), Comparator.BETWEEN)


def _decade(word: str) -> int:
    return 13 if word == "teen" else TENS[f"{word.removesuffix('i')}y"]


def _is_age(sentence: str, number: Number) -> bool:
    if not 0 <= number.value <= 250 or (number.in_figures and not number.plain):
        return False
    before = sentence[max(0, number.start - 44) : number.start]
    if _AGE_BEFORE.search(before):
        return True
    if _AGE_LIMIT.search(sentence, max(0, number.start - 90), number.start):
        return _NOTHING_COUNTED.match(sentence, number.end) is not None
    if number.value > 120:
        return False
    alone = _NOTHING_COUNTED.match(sentence, number.end)
    if alone and (_TOLD_AGE.search(before) or _BOUNDED_PEOPLE.search(before)):
        return (
            _TOLD_AGE.search(before) is None
            or sentence[number.end : number.end + 1] in {"", ".", ",", ";"}
            or bool(re.match(r"\s(?:and|but|or|when|while)\b", sentence[number.end :]))
        )
    between_commas = _NAME_AGE.search(before) and sentence[number.end : number.end + 1] in {",", "", ".", ")"}
    return bool(between_commas and number.value >= 1 and number.in_figures)
