"""UNHCR: refugees and displaced people by country and year (Refugee Statistics API v1).

https://api.unhcr.org/docs/refugee-statistics.html
https://www.unhcr.org/refugee-statistics/methodology/
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claims.comparison import FoundFigure
from claims.comparison.numbers import written
from claims.library.country_codes import ISO3
from claims.library.measures import MEASURES
from claims.sources.base import Access, Answer, Option, Pace, Query, Question, SourceRefused
from claims.sources.figures import figure_hits, sought_figures, why_not
from claims.sources.json_answers import items, number_of, parsed, text_of
from claims.sources.keeping import kept

ROWS_AT_ONCE = 100
MOST_PAGES = 10
MOST_UNKNOWN = Decimal("0.1")
"""A share is computed where sex and age are known of all but this part."""
DISPLACED_SHARE = "displaced_women_children_share"
_CODES = {**ISO3, "World": "WLD"}
_PLACES = {code: place for place, code in _CODES.items()}
_PAGE = "https://www.unhcr.org/refugee-statistics/download/"
_SHAPES = {"countries": r"[A-Z]{3}(?:;[A-Z]{3})*", "tables": r"[a-z]+(?:;[a-z]+)*", "years": r"(\d{4}):(\d{4})"}
_BOYS = ("m_0_4", "m_5_11", "m_12_17")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the API: its endpoint, which sides of a movement are the country, and what is read from it."""

    endpoint: str
    sides: tuple[str, ...]
    measures: dict[str, str]
    """Columns by measure."""
    said: str = "UNHCR"


_TABLES = {
    "origin": _Table("population", ("coo",), {"refugees_from": "refugees", "displaced_people": "idps"}),
    "asylum": _Table("population", ("coa",), {"refugees_hosted": "refugees"}),
    "demographics": _Table("demographics", ("coo", "coa"), {DISPLACED_SHARE: "total"}),
    "idmc": _Table("idmc", ("coo",), {"displaced_people": "total"}, said="IDMC"),
}
_MEASURES = {name: MEASURES[name] for table in _TABLES.values() for name in table.measures}
_SAID = {
    "refugees_from": "{value} refugees from {place}",
    "refugees_hosted": "{value} refugees living in {place}",
    "displaced_people": "{value} people displaced within {place}",
}


class UnhcrSource:
    """Refugees from and in a country, people displaced within it, and how many of these are women and children."""

    name = "unhcr"
    version = "1"
    title = "UNHCR refugee statistics"
    needs_network = True
    licence = "CC BY 4.0"
    options: tuple[Option, ...] = (Option("url", "The API's address.", "https://api.unhcr.org/population/v1"),)
    pace = Pace(requests=2, seconds=1, at_once=2)

    def applies(self, question: Question) -> str:
        """A claim with a figure of refugees or displaced people, in a country or the world, at a time."""
        return why_not(question, _MEASURES, _CODES)

    def plan(self, question: Question) -> Query:
        """The countries, tables and years that the claim's figures speak of."""
        sought = [each for each in sought_figures(question, _MEASURES) if each.place in _CODES and each.years]
        years = [year for each in sought for year in each.years]
        wanted = {name for each in sought for name in each.measures}
        return {
            "countries": ";".join(dict.fromkeys(_CODES[each.place] for each in sought)),
            "tables": ";".join(name for name, table in _TABLES.items() if wanted & set(table.measures)),
            "years": f"{min(years)}:{max(years)}" if years else "",
        }

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Each table for each country, all pages. See Connector."""
        for field, shape in _SHAPES.items():
            if not re.fullmatch(shape, str(query[field])):
                raise SourceRefused(f"“{query[field]}” does not do as {field}. Correct it in the query.")
        hits = []
        for name in str(query["tables"]).split(";"):
            if name not in _TABLES:
                raise SourceRefused(f"“{name}” is no table of UNHCR's. There are: {', '.join(_TABLES)}.")
            found = [
                (figure, _PAGE)
                for code in str(query["countries"]).split(";")
                for figure in _figures(_TABLES[name], code, str(query["years"]), access)
            ]
            licence = self.licence if _TABLES[name].said == "UNHCR" else "as stated by IDMC"
            hits += figure_hits(question, found, publisher=_TABLES[name].said, licence=licence)
        return kept(access, hits, query)


def _figures(table: _Table, code: str, years: str, access: Access) -> Iterator[FoundFigure]:
    place = _PLACES.get(code)
    if place is None:
        raise SourceRefused(f"“{code}” is no country's ISO 3166 code of three letters. Correct it in the query.")
    # The world is what comes back when no country is asked for; both sides then are "-".
    sides = {} if code == "WLD" else dict.fromkeys(table.sides, code)
    rows = [
        row
        for row in _rows(table.endpoint, {**sides, "ptype_show": "true"}, years, access)
        if re.fullmatch(r"(?:19|20)\d\d", text_of(row, "year"))
        and all(text_of(row, f"{side}_iso") == (code if sides else "-") for side in table.sides)
    ]
    if table.endpoint == "demographics":
        yield from _shares(rows, place)
        return
    for row in rows:
        for name, column in table.measures.items():
            value = number_of(row.get(column))
            # A nought in these tables says as often "not reported" as "none": it must refute nothing.
            if value:
                said = _SAID[name].format(value=written(value, "count"), place="the world" if not sides else place)
                yield _figure(name, place, value, int(text_of(row, "year")), f"{table.said} counted {said}", table.said)


def _rows(endpoint: str, sides: dict[str, str], years: str, access: Access) -> Iterator[dict[str, Any]]:
    first, _, last = years.partition(":")
    url = f"{access.options['url'].rstrip('/')}/{endpoint}/"
    for number in range(1, MOST_PAGES + 1):
        params = {"cf_type": "ISO", "yearFrom": first, "yearTo": last, "limit": str(ROWS_AT_ONCE), "page": str(number)}
        body = parsed(access.get(url, {**params, **sides}))
        yield from items(body, "items")
        pages = text_of(body, "maxPages")
        if not pages.isdigit() or number >= int(pages):
            break


def _shares(rows: list[dict[str, Any]], place: str) -> Iterator[FoundFigure]:
    """Women and children among the displaced, a year each; a range where sex or age is not known of some."""
    displaced = [row for row in rows if text_of(row, "pop_type") == "IDP"]
    for year in dict.fromkeys(int(text_of(row, "year")) for row in displaced):
        parts = [_women_and_children(row) for row in displaced if int(text_of(row, "year")) == year]
        counted = [part for part in parts if part is not None]
        total = sum((part[2] for part in counted), Decimal(0))
        known = sum((part[0] for part in counted), Decimal(0))
        unknown = sum((part[1] for part in counted), Decimal(0))
        if len(counted) < len(parts) or not total or unknown > total * MOST_UNKNOWN:
            continue
        low, high = (round(100 * part / total, 1) for part in (known, known + unknown))
        share = written(low, "percent", high)
        said = (
            f"UNHCR's demographic table counts {written(known, 'count')} women and children (everybody female, and "
            f"boys under 18) among {written(total, 'count')} people displaced within {place}"
        )
        unclear = f"; of {written(unknown, 'count')} sex or age is not known" if unknown else ""
        yield _figure(DISPLACED_SHARE, place, low, year, said, "UNHCR", f"{unclear}. Computed: {share}", high)


def _women_and_children(row: dict[str, Any]) -> tuple[Decimal, Decimal, Decimal] | None:
    """Women and children, those who may be among them, and all; None where the row does not break them down."""
    female, male, total = (number_of(row.get(column)) for column in ("f_total", "m_total", "total"))
    boys = [number_of(row.get(column)) for column in _BOYS]
    if female is None or male is None or total is None or None in boys:
        return None
    unaged = number_of(row.get("m_other")) or Decimal(0)
    known = female + sum((count for count in boys if count is not None), Decimal(0))
    return known, max(total - female - male, Decimal(0)) + unaged, total


def _figure(
    name: str,
    place: str,
    value: Decimal,
    year: int,
    said: str,
    title: str,
    more: str = "",
    upper: Decimal | None = None,
) -> FoundFigure:
    return FoundFigure(
        measure=_MEASURES[name],
        value=value,
        upper=None if upper == value else upper,
        as_of=date(year, 12, 31),
        title=title,
        place=place,
        statement=f"{said} at the end of {year}{more}.",
    )
