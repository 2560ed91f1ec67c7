"""How people, times and numbers are written on the desk's pages."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format

from claims.choices import Comparator
from claims.comparison.numbers import written
from claims.models import Evidence, Quantity
from claimtracker.people.models import User


def name_of(person: User | None) -> str:
    """The person's full name; the desk itself where nobody acted."""
    if person is None:
        return "The desk"
    return person.get_full_name() or person.username


def clock(at: datetime) -> str:
    """A moment in the reader's zone: the hour alone if it is today, the day with it otherwise."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return date_format(local, "H:i")
    return date_format(local, "j M Y, H:i")


def day(value: date | datetime | None) -> str:
    """A date in words; empty where there is none. A moment counts as its day in the reader's zone."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return date_format(value, "j M Y") if value else ""


def web_address(url: str) -> str:
    """The address where a link may lead to it; empty for any other scheme, such as javascript:."""
    return url if url.lower().startswith(("http://", "https://")) else ""


def count_of(number: int, one: str, many: str = "") -> str:
    """“1 look-up”, “2 look-ups”."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def claimed_figure(quantity: Quantity) -> str:
    """What the claim says, with the word that bounds it: more than 46 %."""
    comparator = Comparator(quantity.comparator)
    if comparator == Comparator.EXACTLY:
        bound = Comparator.ABOUT.label if quantity.approximate else ""
    else:
        bound = comparator.label
    return f"{bound} {_figure(quantity.value, quantity.upper, quantity.unit)}".strip()


def found_figure(evidence: Evidence) -> str:
    """What the evidence says; empty where it gives no number."""
    if evidence.found_value is None:
        return ""
    return _figure(evidence.found_value, evidence.found_upper, evidence.found_unit)


def _figure(value: Decimal, upper: Decimal | None, unit: str) -> str:
    if unit == "year":
        return f"{value:.0f}" + (f" to {upper:.0f}" if upper is not None else "")
    return written(value, unit.replace("_", " "), upper)
