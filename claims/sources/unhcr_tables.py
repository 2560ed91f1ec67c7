"""UNHCR's tables, read: what a row counts, and how the share of women and children comes out of the demographic one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claims.comparison import FoundFigure
from claims.comparison.numbers import written
from claims.library.measures import MEASURES
from claims.library.unhcr_shares import Counted, share_of, women_and_children
from claims.sources.json_answers import number_of, text_of

DISPLACED_SHARE = "displaced_women_children_share"
HOSTED = "refugees_hosted"
WORLD = "WLD"
_BOYS = ("m_0_4", "m_5_11", "m_12_17")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the API: its endpoint, which sides of a movement are the country, and what is read from it."""

    endpoint: str
    sides: tuple[str, ...]
    columns: dict[str, str]
    """By measure."""
    publisher: str = "UNHCR"


TABLES = {
    "origin": Table("population", ("coo",), {"refugees_from": "refugees", "displaced_people": "idps"}),
    "asylum": Table("population", ("coa",), {HOSTED: "refugees"}),
    "demographics": Table("demographics", ("coo", "coa"), {DISPLACED_SHARE: "total"}),
    "idmc": Table("idmc", ("coo",), {"displaced_people": "total"}, publisher="IDMC"),
}
_SAID = {
    "refugees_from": "refugees from {place}",
    HOSTED: "refugees living in {place}",
    "displaced_people": "people displaced within {place}",
}


def rows_of(rows: Iterator[dict[str, Any]], sides: dict[str, str]) -> list[dict[str, Any]]:
    """The rows of a year that are of the countries asked for; where none was asked for, of no country: "-", or none."""
    return [
        row
        for row in rows
        if _YEAR.fullmatch(text_of(row, "year"))
        and all(text_of(row, f"{side}_iso") == code for side, code in sides.items())
        and (sides or all(text_of(row, f"{side}_iso") in ("", "-") for side in ("coo", "coa")))
    ]


def totals(rows: list[dict[str, Any]], table: Table, place: str) -> Iterator[FoundFigure]:
    """What each row counts. A 0 in these tables says as often "not reported" as "none": it makes no figure."""
    for row in rows:
        for name, column in table.columns.items():
            if value := number_of(row.get(column)):
                said = _SAID[name].format(place="the world" if place == "World" else place)
                counted = f"{table.publisher} counted {written(value, 'count')} {said}"
                yield _figure(name, place, value, row, counted, title=table.publisher)


def refugees_of(rows: list[dict[str, Any]], home: str, place: str, label: str) -> Iterator[FoundFigure]:
    """Refugees from one country in another; `label` is what the claim calls them."""
    for row in rows:
        if value := number_of(row.get("refugees")):
            said = f"UNHCR counted {written(value, 'count')} refugees from {home} living in {place}"
            yield _figure(HOSTED, place, value, row, said, label=label or home)


def shares(rows: list[dict[str, Any]], place: str) -> Iterator[FoundFigure]:
    """Women and children among the displaced, a year each; a range where sex or age is not known of some."""
    displaced = [row for row in rows if text_of(row, "pop_type") == "IDP"]
    for year in dict.fromkeys(text_of(row, "year") for row in displaced):
        parts = [_women_and_children(row) for row in displaced if text_of(row, "year") == year]
        counted = [part for part in parts if part is not None]
        share = share_of(counted, place) if len(counted) == len(parts) else None
        if share is not None:
            yield _figure(DISPLACED_SHARE, place, share.low, {"year": year}, share.said, share.more, upper=share.high)


def _women_and_children(row: dict[str, Any]) -> Counted | None:
    """What the row counts; None where it does not break its people down."""
    female, male, total = (number_of(row.get(column)) for column in ("f_total", "m_total", "total"))
    boys = [count for column in _BOYS if (count := number_of(row.get(column))) is not None]
    if female is None or male is None or total is None or len(boys) < len(_BOYS):
        return None
    unaged = number_of(row.get("m_other")) or Decimal(0)
    return women_and_children(female=female, male=male, total=total, boys=boys, unaged_male=unaged)


def _figure(
    name: str,
    place: str,
    value: Decimal,
    row: dict[str, Any],
    said: str,
    more: str = "",
    *,
    title: str = "UNHCR",
    upper: Decimal | None = None,
    label: str = "",
) -> FoundFigure:
    year = int(text_of(row, "year"))
    return FoundFigure(
        measure=MEASURES[name],
        value=value,
        upper=None if upper == value else upper,
        as_of=date(year, 12, 31),
        title=title,
        label=label,
        place=place,
        statement=f"{said} at the end of {year}{more}.",
    )
