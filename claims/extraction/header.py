"""What the first lines of a pasted article say about it: title, date line, byline, outlet."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice

from claims.extraction.lead_in import LEAD_IN
from claims.extraction.months import CLOCK, DAY, MONTH, MONTH_NUMBER, WEEKDAY, YEAR

_HEADER_LINES = 12
_MOST_OF_A_LINE = 200

_ZONES = {"UTC": 0, "GMT": 0, "Z": 0, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "EST": -300}
_ZONES |= {"EDT": -240, "CDT": -300, "MDT": -360, "PDT": -420, "JST": 540, "AEST": 600, "AEDT": 660}
_ZONES |= {"WAT": 60, "EAT": 180, "SAST": 120, "MSK": 180, "NZST": 720, "NZDT": 780}
"""Minutes east of UTC, for the abbreviations that mean one zone only. IST, BST, CST and PST mean several."""

_LABEL = r"(?:(?:first |last )?(?:published|updated|posted|modified|issued)(?: on| at)?|date)\s*:?\s*"
_CITY = r"(?-i:[A-ZÀ-Þ][\w.'’-]{1,30}(?: [A-ZÀ-Þ][\w.'’-]{1,30}){0,2}),\s+"
_ZONE = r"(?P<zone>(?:UTC|GMT)?\s?[+-]\d{2}:?\d{2}|Z\b|[A-Z]{2,5}\b)"
_DAY_MONTH_YEAR = (
    rf"(?:(?P<d1>{DAY})(?:\s+of)?\s+(?P<m1>{MONTH}),?\s+(?P<y1>{YEAR})"
    rf"|(?P<m2>{MONTH})\s+(?P<d2>{DAY}),?\s+(?P<y2>{YEAR})|(?P<y3>{YEAR})-(?P<m3>[01]\d)-(?P<d3>[0-3]\d))"
)
_DATELINE = re.compile(
    rf"(?:{_CITY})?(?:{_LABEL})?(?:(?P<clock1>{CLOCK})\s*(?:{_ZONE.replace('zone', 'zone1')})?[\s,|on]*)?"
    rf"(?:{WEEKDAY},?\s+)?{_DAY_MONTH_YEAR}"
    rf"(?:[\sT,|at-]*(?P<clock2>{CLOCK})\s*(?:{_ZONE.replace('zone', 'zone2')})?)?"
    rf"\s*(?:[|,(–-]\s*(?:{_LABEL}.*|\d+ min(?:ute)?s? read))?\)?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:By|BY|Words by|Written by|Author:|Story by):?\s+(?P<names>[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|"
    r"van|von|al|bin|and|&))*"
    r"(?:,\s+[A-Z][\w.'’-]*(?:\s+[A-Z][\w.'’-]*)+)*)(?:\s*[|,]\s*(?P<outlet>[A-Z][\w .&’'-]+))?(?:\s+[-–|·]?\s*@\w+)?"
)
_AUTHORS = re.compile(
    r"(?:(?:[A-Z]\w+ )?(?:[Bb]y|BY)|Author:)\s+(?P<names>[A-Z][\w.'’-]*(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|al|bin|and|&)"
    r"(?!\w)){1,12})"
)
_OUTLET = re.compile(r"(?:Source|Outlet|Publication|From)\s*:\s*(?P<outlet>[A-Z][\w .&’'-]{1,60})")
_AGENCY = re.compile(r"[A-Z][\w .,’'-]{1,60}\((?P<outlet>[A-Z][\w .&’'-]{1,30})\)\s*[-–—]{1,2}\s")
_NOT_A_TITLE = re.compile(
    r"(?:advertisement|sponsored|home\b|news\b$|menu\b|share\b|image|photo|©|https?:|www\.|[•*>#|-])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Header:
    """What an article says about itself. An empty field means that it does not say."""

    title: str = ""
    dateline: str = ""
    published_at: datetime | None = None
    """UTC. Where the clock time or its zone is not certain, midnight UTC of the printed date."""
    byline: str = ""
    outlet: str = ""


def is_dateline(line: str) -> bool:
    """Whether the whole line is a date with at most a label, a clock time and a zone."""
    return len(line) <= _MOST_OF_A_LINE and _DATELINE.fullmatch(line.strip()) is not None


def is_byline(line: str) -> bool:
    """Whether the whole line names the author and nothing else."""
    return len(line) <= _MOST_OF_A_LINE and _BYLINE.fullmatch(line.strip()) is not None


def names_in_byline(line: str) -> list[str]:
    """The authors that a line which begins with "By", "Words by" and the like names, without what they are."""
    found = _AUTHORS.match(line[:_MOST_OF_A_LINE])
    return re.split(r"\s+(?:and|&)\s+|,\s+", found["names"]) if found else []


def read_header(text: str) -> Header:
    """Read title, date line, byline and outlet from the first lines of normalised `text`; no guesses."""
    lines = list(islice((line.strip() for line in text[:20_000].split("\n") if line.strip()), _HEADER_LINES))
    title = _title(lines)
    dateline = next((line for line in lines if is_dateline(line)), "")
    run_in, printed = ("", "") if dateline else _run_in(lines)
    by = next((found for line in lines if is_byline(line) and (found := _BYLINE.fullmatch(line))), None)
    outlet = (by and by["outlet"]) or ""
    for line in lines:
        found = _OUTLET.fullmatch(line[:_MOST_OF_A_LINE]) or _AGENCY.match(line[:_MOST_OF_A_LINE])
        if found and not outlet:
            outlet = found["outlet"].strip()
    if title.count(" | ") == 1:
        title, named = title.split(" | ")
        outlet = outlet or named.strip()
    return Header(
        title=title.strip(),
        dateline=dateline or run_in,
        published_at=read_date(dateline or printed),
        byline=by["names"].strip() if by else "",
        outlet=outlet,
    )


def read_date(dateline: str) -> datetime | None:
    """Return the moment that a printed date line tells, in UTC, or None where it tells no real date."""
    found = _DATELINE.fullmatch(dateline.strip())
    if not found:
        return None
    part = found.groupdict()
    year, month, day = (part[f"{name}1"] or part[f"{name}2"] or part[f"{name}3"] for name in "ymd")
    number = int(month) if month.isdigit() else MONTH_NUMBER[month.lower().rstrip(".")]
    try:
        midnight = datetime(int(year), number, int(re.sub(r"\D", "", day)), tzinfo=UTC)
    except ValueError:
        return None
    clock = _clock(part["clock1"] or part["clock2"] or "")
    offset = _offset(part["zone1"] or part["zone2"] or "")
    if clock is None or offset is None:
        return midnight
    return (midnight + clock).replace(tzinfo=timezone(offset)).astimezone(UTC)


def _run_in(lines: list[str]) -> tuple[str, str]:
    """The date line that runs into the first sentence, up to its date, and that date; none where the year is open.

    The first such line decides: what a later paragraph opens with is some other day.
    """
    found = next((found for line in lines if (found := LEAD_IN.match(line[:_MOST_OF_A_LINE]))), None)
    date = re.search(_DAY_MONTH_YEAR, found[0]) if found else None
    return (found[0][: date.end()], date[0]) if found and date else ("", "")


def _clock(written: str) -> timedelta | None:
    figures = [int(figure) for figure in re.findall(r"\d+", written)]
    if not figures:
        return None
    hour, minute = figures[0], figures[1] if len(figures) > 1 else 0
    half = re.search(r"([ap])\.?m", written, re.IGNORECASE)
    if half:
        hour = hour % 12 + (12 if half[1].lower() == "p" else 0)
    return timedelta(hours=hour, minutes=minute)


def _offset(written: str) -> timedelta | None:
    found = re.search(r"([+-])(\d{2}):?(\d{2})$", written)
    if found:
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return (offset if found[1] == "+" else -offset) if offset < timedelta(hours=15) else None
    minutes = _ZONES.get(written.strip().upper())
    return None if minutes is None else timedelta(minutes=minutes)


def _title(lines: list[str]) -> str:
    """The first line that is no date, byline or furniture, if it reads like a headline and a body follows."""
    for number, line in enumerate(lines[:5]):
        if is_dateline(line) or is_byline(line) or _NOT_A_TITLE.match(line):
            continue
        words = line.split()
        body_follows = any(len(later.split()) > 5 for later in lines[number + 1 :])
        ends_open = not line.endswith((".", ":", ",", ";", "…"))
        return line if body_follows and ends_open and 3 <= len(words) <= 30 else ""
    return ""
