"""UNHCR: refugees and displaced people by country and year (Refugee Statistics API v1).

https://api.unhcr.org/docs/refugee-statistics.html
https://www.unhcr.org/refugee-statistics/methodology/
"""

import re
from collections.abc import Iterator
from typing import Any

from claims.comparison import FoundFigure
from claims.library.country_codes import ISO3
from claims.sources.base import Access, Answer, Option, Pace, Query, Question, SourceRefused
from claims.sources.figures import Sought, figure_hits, sought_figures, why_not
from claims.sources.json_answers import items, parsed, text_of
from claims.sources.keeping import kept
from claims.sources.unhcr_tables import HOSTED, TABLES, WORLD, Table, refugees_of, rows_of, shares, totals

ROWS_AT_ONCE = 100
MOST_PAGES = 10
_MEASURES = tuple(dict.fromkeys(name for table in TABLES.values() for name in table.columns))
_CODES = {**ISO3, "World": WORLD}
_PLACES = {code: place for place, code in _CODES.items()}
_PAGE = "https://www.unhcr.org/refugee-statistics/download/"
_COUNTRY = r"(?:[A-Z]{3}>)?[A-Z]{3}"
_SHAPES = {
    "countries": rf"{_COUNTRY}(?:;{_COUNTRY})*",
    "tables": r"(?:[a-z]+(?:;[a-z]+)*)?",
    "years": r"\d{4}:\d{4}",
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
        return why_not(question, _MEASURES, _CODES, by_origin=[HOSTED])

    def plan(self, question: Question) -> Query:
        """The countries (AFG>PAK: those from the one in the other), tables and years that the figures speak of."""
        sought = _sought(question)
        years = [year for each in sought for year in each.years]
        wanted = {name for each in sought if not each.origin for name in each.measures}
        return {
            "countries": ";".join(dict.fromkeys(map(_code, sought))),
            "tables": ";".join(name for name, table in TABLES.items() if wanted & set(table.columns)),
            "years": f"{min(years)}:{max(years)}" if years else "",
        }

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Each table for each country, all pages. See Connector."""
        for field, shape in _SHAPES.items():
            if not re.fullmatch(shape, str(query[field])):
                raise SourceRefused(f"“{query[field]}” does not do as {field}. Correct it in the query.")
        tables = list(filter(None, str(query["tables"]).split(";")))
        codes = str(query["countries"]).split(";")
        if unknown := [name for name in tables if name not in TABLES]:
            raise SourceRefused(f"“{unknown[0]}” is no table of UNHCR's. There are: {', '.join(TABLES)}.")
        if unknown := [code for pair in codes for code in pair.split(">") if code not in _PLACES]:
            raise SourceRefused(f"“{unknown[0]}” is no country's ISO 3166 code of three letters. Correct the query.")
        labels = {_code(each): each.label for each in _sought(question)}
        years = str(query["years"])
        of_origin = [
            figure for pair in codes if ">" in pair for figure in _between(pair, labels.get(pair, ""), years, access)
        ]
        hits = figure_hits(question, _linked(of_origin), publisher="UNHCR", licence=self.licence)
        for table in (TABLES[name] for name in tables):
            found = [figure for code in codes if ">" not in code for figure in _within(table, code, years, access)]
            licence = self.licence if table.publisher == "UNHCR" else "as stated by IDMC"
            hits += figure_hits(question, _linked(found), publisher=table.publisher, licence=licence)
        return kept(access, hits, query)


def _sought(question: Question) -> list[Sought]:
    """The claim's figures that can be asked for: of a country that has a code, at some time."""
    every = sought_figures(question, _MEASURES, by_origin=[HOSTED])
    return [each for each in every if each.place and set(each.countries) <= set(_CODES) and each.years]


def _code(sought: Sought) -> str:
    return f"{_CODES[sought.origin]}>{_CODES[sought.place]}" if sought.origin else _CODES[sought.place]


def _linked(figures: list[FoundFigure]) -> list[tuple[FoundFigure, str]]:
    return [(figure, _PAGE) for figure in figures]


def _between(pair: str, label: str, years: str, access: Access) -> Iterator[FoundFigure]:
    origin, asylum = pair.split(">")
    sides = {"coo": origin, "coa": asylum}
    rows = rows_of(_rows("population", sides, years, access), sides)
    yield from refugees_of(rows, _PLACES[origin], _PLACES[asylum], label)


def _within(table: Table, code: str, years: str, access: Access) -> Iterator[FoundFigure]:
    # The world is what comes back when no country is asked for.
    sides = {} if code == WORLD else dict.fromkeys(table.sides, code)
    rows = rows_of(_rows(table.endpoint, sides, years, access), sides)
    yield from shares(rows, _PLACES[code]) if table is TABLES["demographics"] else totals(rows, table, _PLACES[code])


def _rows(endpoint: str, sides: dict[str, str], years: str, access: Access) -> Iterator[dict[str, Any]]:
    first, _, last = years.partition(":")
    url = f"{access.options['url'].rstrip('/')}/{endpoint}/"
    for number in range(1, MOST_PAGES + 1):
        params = {"cf_type": "ISO", "yearFrom": first, "yearTo": last, "limit": str(ROWS_AT_ONCE), "page": str(number)}
        body = parsed(access.get(url, {**params, **sides, "ptype_show": "true"}))
        yield from items(body, "items")
        pages = text_of(body, "maxPages")
        if not pages.isdigit() or number >= int(pages):
            break
