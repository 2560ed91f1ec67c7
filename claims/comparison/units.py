"""Bringing a number from one unit to another: the same dimension, other scale."""

from decimal import Decimal

_TO_BASE: dict[str, tuple[str, str]] = {
    "fraction": ("percent", "100"),
    "age": ("a", "1"),
    "m2": ("km2", "0.000001"),
    "har": ("km2", "0.01"),
    "[acr_us]": ("km2", "0.0040468564"),
    "[smi_us]": ("km2", "2.589988"),
    "[smi_i]": ("km2", "2.589988"),
    "m": ("km", "0.001"),
    "[mi_i]": ("km", "1.609344"),
    "[nmi_i]": ("km", "1.852"),
    "[ft_i]": ("km", "0.0003048"),
    "MW.h": ("kW.h", "1000"),
    "GW.h": ("kW.h", "1000000"),
    "TW.h": ("kW.h", "1000000000"),
    "MW": ("kW", "1000"),
    "GW": ("kW", "1000000"),
    "kg": ("t", "0.001"),
    "Mt": ("t", "1000000"),
}
"""Unit: its base, and how much of the base one of it is (UCUM codes; a square mile is the international one)."""


def factor_between(unit: str, theirs: str) -> Decimal | None:
    """The factor that brings a number in `unit` to the unit `theirs`; None: they measure different things."""
    base, factor = _TO_BASE.get(unit, (unit, "1"))
    their_base, their_factor = _TO_BASE.get(theirs, (theirs, "1"))
    return Decimal(factor) / Decimal(their_factor) if base == their_base else None
