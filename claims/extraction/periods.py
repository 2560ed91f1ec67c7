"""When: the periods and points of time that a sentence names, as it writes them."""

import re

from claims.extraction.months import CLOCK, DATE, MONTH, WEEKDAY, YEAR

_COUNT = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|a dozen|few|several|couple of)"
_LENGTH = r"(?:second|minute|hour|day|week|month|quarter|year|decade|centur|generation|season)(?:s|ies|y)?"
_POINT = (
    rf"(?:(?:early |late |mid-?|the end of |the start of |the beginning of )?(?:{DATE}|{MONTH}|(?:the "
    rf")?{YEAR}s?\b))"
)
_SPAN = re.compile(
    rf"\b(?:(?P<lead>[Ff]rom|[Bb]etween)\s+(?P<first>{_POINT})\s*(?:to|until|and|through|"
    rf"[-–])\s*(?P<last>{_POINT})"
    rf"|(?:[Ii]n|[Dd]uring|[Oo]n|[Aa]t)\s+(?P<point>(?:the )?{_POINT}|{YEAR}[-–/]\d{{2,4}}|the (?:first|"
    rf"second|third|fourth|last) (?:half|quarter|three months|six months)(?: of (?:{YEAR}|this year|last "
    rf"year))?)"
    rf"|(?P<bound>(?:[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter)\s+(?:{_POINT}|last (?:{_LENGTH}|{MONTH}|"
    rf"{WEEKDAY})))"
    rf"|(?P<span>(?:(?:over|in|during|for|within)\s+)?(?:the\s+)?(?:past|last|previous|next|"
    rf"coming)\s+(?:{_COUNT}\s+)?{_LENGTH}\b)"
    rf"|(?P<ago>(?:an?|{_COUNT})\s+{_LENGTH}\s+(?:ago|earlier))"
    rf"|(?P<deictic>(?:this|last|next|each|every)\s+(?:{_LENGTH}|{MONTH}|{WEEKDAY}|spring|summer|autumn|"
    rf"winter)\b|(?:a|per) (?:year|month|week|day)\b|annually|today|yesterday|tomorrow|overnight)"
    rf""
    rf"|(?P<weekday>on\s+{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?)|(?P<bare>{DATE}))"
)
_DAYS = rf"\d{{1,2}}\s?(?:[-–]|to|and)\s?\d{{1,2}}\s+{MONTH}|{MONTH}\s+\d{{1,2}}\s?[-–]\s?\d{{1,2}}\b"
_MASKED = re.compile(
    rf"\b(?:{_DAYS}|{DATE}|(?:{CLOCK})(?:\s(?:GMT|UTC|local time))?|{YEAR}s\b"
    rf"|(?:first|last|past|previous|next|coming)\s+{_COUNT}\s+{_LENGTH}\b"
    r"|\d{1,2}(?:st|nd|rd|th)[- ]centur(?:y|ies)|\d{1,2}/\d{1,2}(?:/\d{2,4})?\b)"
)


def masked(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of dates, clock times and decades, whose numbers count nothing."""
    return [found.span() for found in _MASKED.finditer(sentence)]


def period_of(sentence: str, start: int, end: int) -> str:
    """Return the period nearest to [start, end), in the words of the sentence, or ""."""
    best, best_distance = "", len(sentence) + 1
    for found in _SPAN.finditer(sentence):
        if found.start() < end and start < found.end():
            continue
        distance = found.start() - end if found.start() >= end else (start - found.end()) * 2
        if distance < best_distance:
            words = found["point"] or (found["weekday"] or found[0]).removeprefix("on ")
            best, best_distance = words.strip(), distance
    return best
