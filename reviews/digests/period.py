"""The weeks that digests cover: ISO weeks, Monday to Sunday, as the clock of a time zone counts them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

YEARS = range(1970, 9999)
LONG_YEAR_PROBE = 28  # 28 December is always in the last week of its ISO year
EXAMPLE = "Write a year and a week, for example 2026-W47."


class UnknownWeek(ValueError):
    """The text names no ISO week; the message says why and how one is written."""


@dataclass(frozen=True, slots=True, order=True)
class IsoWeek:
    """One ISO 8601 week. Its first days may lie in the calendar year before, its last in the one after."""

    year: int
    week: int

    @classmethod
    def parse(cls, text: str) -> "IsoWeek":
        """Read `2026-W47`. Raises UnknownWeek."""
        match = re.fullmatch(r"(\d{4})-W(\d{2})", text.strip(), flags=re.ASCII | re.IGNORECASE)
        if match is None:
            raise UnknownWeek(f"“{text}” is no ISO week. {EXAMPLE}")
        year, week = int(match[1]), int(match[2])
        if year not in YEARS:
            raise UnknownWeek(f"“{text}” is out of range: years run from {YEARS[0]} to {YEARS[-1]}. {EXAMPLE}")
        last = weeks_in(year)
        if not 1 <= week <= last:
            raise UnknownWeek(f"“{text}” does not exist: {year} has the weeks W01 to W{last}. {EXAMPLE}")
        return cls(year, week)

    @classmethod
    def of(cls, moment: datetime, zone: tzinfo) -> "IsoWeek":
        """The week that an aware moment falls into by the clocks of `zone`."""
        calendar = moment.astimezone(zone).isocalendar()
        return cls(calendar.year, calendar.week)

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.week, 1)

    @property
    def sunday(self) -> date:
        return date.fromisocalendar(self.year, self.week, 7)

    def start(self, zone: tzinfo) -> datetime:
        """The first moment of Monday in `zone`, aware."""
        return datetime.combine(self.monday, time.min, zone)

    def end(self, zone: tzinfo) -> datetime:
        """The first moment of the Monday after, aware: the week is what lies before it.

        Where clocks change in between, the week has 167 or 169 hours.
        """
        return datetime.combine(self.sunday + timedelta(days=1), time.min, zone)

    @property
    def label(self) -> str:
        """The days in words, said once where they are the same: 16–22 November 2026."""
        first, last = self.monday, self.sunday
        if first.year != last.year:
            return f"{_day(first)} {first.year} – {_day(last)} {last.year}"
        if first.month != last.month:
            return f"{_day(first)} – {_day(last)} {last.year}"
        return f"{first.day}–{_day(last)} {last.year}"

    def __str__(self) -> str:
        return f"{self.year}-W{self.week:02}"


def weeks_in(year: int) -> int:
    """How many ISO weeks the year has: 52, or 53."""
    return date(year, 12, LONG_YEAR_PROBE).isocalendar().week


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
