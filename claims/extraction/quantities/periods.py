"""When: the periods and points of time that a sentence names, as it writes them."""

import re
from functools import lru_cache

from claims.extraction.attribution.speech import speech_clauses
from claims.extraction.months import CLOCK, DATE, MONTH, YEAR
from claims.extraction.quantities.asides import is_apart

_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|few|several|couple of)"
_LENGTH = r"(?:second|minute|hour|day|week|month|quarter|year|decade|centur|generation|season)(?:s|ies|y)?"
_POINT = (
    rf"(?:(?:early |late |mid-?|the end of |the start of |the beginning of )?(?:{DATE}|{MONTH}|(?:the "
    rf")?{YEAR}s?\b))"
)
_PART_OF_YEAR = (
    r"the (?:first|second|third|fourth|last) (?:half|quarter|three months|six months)"
    rf"(?: of (?:{YEAR}|this year|last year))?"
)
_SEASON = r"(?:spring|summer|autumn|winter)"
_FROM_TO = rf"(?:[Ff]rom|[Bb]etween)\s+{_POINT}\s*(?:to|until|and|through|[-–])\s*{_POINT}"
_AT_POINT = rf"(?:[Ii]n|[Dd]uring|[Oo]n|[Aa]t)\s+(?P<point>(?:the )?{_POINT}|{YEAR}[-–/]\d{{2,4}}|{_PART_OF_YEAR})"
_BOUND = rf"(?:[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter)\s+(?:{_POINT}|last (?:{_LENGTH}|{MONTH}))"
_LASTING = (
    r"(?:(?:over|in|during|for|within)\s+)?(?:the\s+)?(?:past|last|previous|next|coming)\s+"
    rf"(?:{_COUNT}\s+)?{_LENGTH}\b"
)
_AGO = rf"(?:an?|{_COUNT})\s+{_LENGTH}\s+(?:ago|earlier)"
_DEICTIC = rf"(?:(?!this week\b)this|last|next|each|every)\s+(?:{_LENGTH}|{MONTH}|{_SEASON})\b"
_RATE = r"(?:a|per) (?:year|month|week|day)\b|annually"
_SPAN = re.compile(rf"\b(?:{_FROM_TO}|{_AT_POINT}|{_BOUND}|{_LASTING}|{_AGO}|{_DEICTIC}|{_RATE}|{DATE})")
"""A statistic's period. Weekdays, "today" and "this week" are the article's own days and never one."""
_DAYS = rf"\d{{1,2}}\s?(?:[-–]|to|and)\s?\d{{1,2}}\s+{MONTH}|{MONTH}\s+\d{{1,2}}\s?[-–]\s?\d{{1,2}}\b"
_MASKED = re.compile(
    rf"\b(?:{_DAYS}|{DATE}|(?:\d{{1,2}}\s?(?:[-–]|to|and)\s?)?(?:{CLOCK})(?:\s(?:GMT|UTC|local time))?"
    r"|\d{1,2}/\d{1,2}(?:/\d{2,4})?\b)"
)
_OPENS_ANOTHER = re.compile(
    r"(?:;|:\s|\s[–—]|,?\s(?:and|but|while|whereas|though|although|yet))\s?(?:[Ii]n|[Bb]y|[Oo]n|[Aa]t|"
    r"[Dd]uring|[Ss]ince|[Ff]rom|[Tt]his|[Ll]ast)\s[^,;]*$"
)
"""A clause that begins with its time, up to the end of that time."""
_YEAR_IN_DATE = re.compile(rf"(?<!\d){YEAR}(?!\d)")


def masked(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of dates and clock times, whose numbers count nothing, but for the years in them."""
    spans = []
    for found in _MASKED.finditer(sentence):
        year = _YEAR_IN_DATE.search(sentence, found.start(), found.end())
        spans += [(found.start(), year.start()), (year.end(), found.end())] if year else [found.span()]
    return spans


def period_of(sentence: str, start: int, end: int) -> str:
    """Return the period nearest to [start, end), in the words of the sentence, or "".

    When somebody said it is no period of what was said, nor is a time in an aside one of the words around it, nor one
    that opens a clause further on: the 47 million of "47 million; in 2012 it was …" have no year.
    """
    spans = _spans(sentence)
    spoken = speech_clauses(sentence, start, end) if spans else []
    best, best_distance = "", 2 * len(sentence) + 1
    for begin, stop, words in spans:
        if (begin < end and start < stop) or any(first <= begin < last for first, last in spoken):
            continue
        if is_apart(sentence, start, begin) or (begin >= end and _OPENS_ANOTHER.search(sentence, end, stop)):
            continue
        distance = begin - end if begin >= end else (start - stop) * 2
        if distance < best_distance:
            best, best_distance = words, distance
    return best


@lru_cache(maxsize=8)
def _spans(sentence: str) -> tuple[tuple[int, int, str], ...]:
    """The periods of a sentence. Kept, as they are asked for once for each of its numbers."""
    found = _SPAN.finditer(sentence)
    return tuple((match.start(), match.end(), (match["point"] or match[0]).strip()) for match in found)
