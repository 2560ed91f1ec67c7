"""A moment as machines write it into pages and mails: ISO 8601 in its common forms, or RFC 5322."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = 60
EARLIEST_YEAR = 1900
# "+0100" and a blank before the zone are common, and no ISO form that Python reads.
LOOSE_ZONE = re.compile(r"\s*([+-]\d{2}):?(\d{2})$")


def read_moment(written: str) -> datetime | None:
    """The moment in UTC; a day without a clock time is its midnight UTC, a clock time without a zone is UTC.

    None for what is no date, or one that no article has: before 1900, or more than two days from now.
    """
    written = written.strip()
    if not written or len(written) > LONGEST:
        return None
    moment = _iso(written) or _rfc_5322(written)
    if moment is None:
        return None
    try:
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None
    is_possible = moment.year >= EARLIEST_YEAR and moment < datetime.now(UTC) + timedelta(days=2)
    return moment if is_possible else None


def _iso(written: str) -> datetime | None:
    has_clock = " " in written or "T" in written
    try:
        return datetime.fromisoformat(LOOSE_ZONE.sub(r"\1:\2", written) if has_clock else written)
    except ValueError:
        return None


def _rfc_5322(written: str) -> datetime | None:
    try:
        return parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
