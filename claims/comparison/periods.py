"""Reading the time that a claim speaks of."""

import re
from calendar import month_name, monthrange
from datetime import date, timedelta

_MONTHS = [name.casefold() for name in month_name][1:]
_NOW = re.compile(
    r"\b(?:now|today|currently|current|at present|presently|recent(?:ly)?|so far|to date|these days|"
    r"this (?:week|month))\b"
)
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b(?:\s+(\d{{4}}))?")
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({'|'.join(_MONTHS)})\s+(\d{{4}})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})(?:[-–/](\d{2}))?(?!\d)")
Span = tuple[date, date]


def read_period(period: str, said_on: date | None) -> Span | None:
    """The first and last day of a period in a claim's words; None where it cannot be told.

    "since May" reaches to the day the claim was said; a month without a year is the last one before it.
    """
    text = period.casefold()
    try:
        found = _exact_days(text) or _months(text, said_on) or _years(text) or _relative(text, said_on)
    except ValueError:  # a day that no calendar has
        return None
    if found and said_on and re.search(r"\bsince\b", text):
        return min(found[0], said_on), said_on
    return found


def _exact_days(text: str) -> Span | None:
    days = [date(int(year), int(month), int(day)) for year, month, day in _ISO.findall(text)]
    days += [date(int(year), _MONTHS.index(month) + 1, int(day)) for day, month, year in _DAY.findall(text)]
    return (min(days), max(days)) if days else None


def _months(text: str, said_on: date | None) -> Span | None:
    spans = []
    for name, written_year in _MONTH.findall(text):
        month = _MONTHS.index(name) + 1
        if written_year:
            year = int(written_year)
        elif said_on and not _YEAR.search(text):
            year = said_on.year if month <= said_on.month else said_on.year - 1
        else:
            continue
        spans.append((date(year, month, 1), date(year, month, monthrange(year, month)[1])))
    return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _years(text: str) -> Span | None:
    years = []
    for year, short in _YEAR.findall(text):
        years.append(int(year))
        if short and int(short) > int(year[2:]):
            years.append(int(year[:2] + short))
    if not years:
        return None
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    if re.search(r"\bend of\b", text):
        first = date(max(years), 12, 1)
    return first, last


def _relative(text: str, said_on: date | None) -> Span | None:
    if said_on is None:
        return None
    if _NOW.search(text):
        return said_on, said_on
    if "this year" in text:
        return date(said_on.year, 1, 1), said_on
    if "last year" in text:
        return date(said_on.year - 1, 1, 1), date(said_on.year - 1, 12, 31)
    return None


def days_between(day: date, span: Span) -> timedelta:
    """How far a day lies outside a span; zero inside it."""
    first, last = span
    return max(first - day, day - last, timedelta(0))
