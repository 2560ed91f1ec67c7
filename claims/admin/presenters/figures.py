"""Claimed and found figures, as people write them."""

from decimal import Decimal

from claims.choices import Comparator
from claims.models import Evidence, Quantity

UNIT_WORDS = {
    "percent": " %",
    "percentage_point": " percentage points",
    "multiple": " times",
    "age": " years of age",
    "count": "",
    "year": "",
    "ordinal": ".",
    "fraction": "",
}


def figure(value: Decimal, upper: Decimal | None, unit: str) -> str:
    """A value or a range with its unit: 27 %, 3,000, 1996–2001."""
    digits = [_digits(number, unit) for number in (value, upper) if number is not None]
    return f"{'–'.join(digits)}{UNIT_WORDS.get(unit, f' {unit}')}"


def claimed(quantity: Quantity | None) -> str:
    """What a claim counts, in full: more than 46 % herders; of the people; Examplia. Empty without a quantity."""
    if quantity is None:
        return ""
    about = "about" if quantity.approximate and quantity.comparator == Comparator.EXACTLY else ""
    bound = "" if quantity.comparator == Comparator.EXACTLY else quantity.get_comparator_display()
    number = figure(quantity.value, quantity.upper, quantity.unit)
    parts = [
        " ".join(part for part in (about, bound, number, quantity.counted) if part),
        f"of {quantity.population}" if quantity.population else "",
        quantity.place,
        quantity.period,
    ]
    return "; ".join(part for part in parts if part)


def found(evidence: Evidence) -> str:
    """The figure that a source gives; empty where it gives none."""
    if evidence.found_value is None:
        return ""
    return figure(evidence.found_value, evidence.found_upper, evidence.found_unit)


def _digits(number: Decimal, unit: str) -> str:
    plain = number.normalize()
    return f"{plain:f}" if unit in ("year", "ordinal") else f"{plain:,f}"
