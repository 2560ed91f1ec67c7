"""What JSON services send, read without trust: a broken answer is a failure that says what was wrong."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from claims.sources.base import SourceUnavailable
from claimtracker.outbound import Fetched

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?")
_LARGEST = Decimal(10) ** 20
_LEAST_PLACE = Decimal("0.000001")
_ADDRESS = re.compile(r"[^\s\x00-\x1f\ud800-\udfff]+")
_LONGEST_ADDRESS = 2000


def parsed(answer: Fetched) -> Any:
    """The JSON of an answer; control characters inside strings are forgiven, as GDELT sends them.

    Raises SourceUnavailable for anything else than JSON: what is cut short today may be whole tomorrow.
    """
    text = answer.body.decode("utf-8-sig", "replace")
    try:
        return json.loads(_ILLEGAL.sub(" ", text), strict=False)
    except (ValueError, RecursionError) as error:
        host = urlsplit(answer.url).hostname
        raise SourceUnavailable(f"{host} answered {len(answer.body):,} bytes that are no JSON.") from error


def items(value: Any, *path: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of the list at `path`; whatever is missing or of another kind yields nothing."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, list):
        yield from (entry for entry in value if isinstance(entry, dict))


def storable(text: str) -> str:
    """The text without what a database cannot hold: control characters, and halves of a character's two surrogates."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _ILLEGAL.sub(" ", whole)


def text_of(value: Any, *path: str) -> str:
    """The string or number at `path` as a string that can be stored, white space folded; empty for anything else."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(storable(str(value)).split())


def number_of(value: Any) -> Decimal | None:
    """The number that a JSON number or a string of digits gives, to six places as evidence holds it; else None."""
    text = text_of(value)
    if not _NUMBER.fullmatch(text):
        return None
    number = Decimal(text)
    return number.quantize(_LEAST_PLACE).normalize() if abs(number) < _LARGEST else None


def day_of(value: Any) -> date | None:
    """The day that a string begins with (2021-08-13…), or None."""
    found = _DAY.match(value) if isinstance(value, str) else None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:
        return None


def address_of(value: Any) -> str:
    """The value where it is a web address that can be stored, else nothing."""
    text = value.strip() if isinstance(value, str) else ""
    if not text.startswith(("https://", "http://")) or len(text) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        return ""
    try:
        return text if urlsplit(text).hostname else ""
    except ValueError:
        return ""
