"""World Bank: yearly figures of countries (Indicators API v2).

https://datahelpdesk.worldbank.org/knowledgebase/articles/898581-api-basic-call-structures
https://datahelpdesk.worldbank.org/knowledgebase/articles/898620-api-error-codes
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from claims.comparison import FoundFigure
from claims.comparison.numbers import written
from claims.library.country_codes import ISO3
from claims.library.measures import MEASURES
from claims.sources.base import Access, Answer, Option, Pace, Query, Question, SourceRefused, SourceUnavailable
from claims.sources.figures import figure_hits, sought_figures, why_not
from claims.sources.json_answers import day_of, items, number_of, parsed, text_of
from claims.sources.keeping import kept

INDICATORS = {
    "population_total": "SP.POP.TOTL",
    "urban_share": "SP.URB.TOTL.IN.ZS",
    "literacy_rate": "SE.ADT.LITR.ZS",
    "life_expectancy": "SP.DYN.LE00.IN",
    "refugees_hosted": "SM.POP.REFG",
    "refugees_from": "SM.POP.REFG.OR",
}
"""Indicators by the measures of claims.library.measures."""
ROWS_AT_ONCE = 100
MOST_PAGES = 5
UNAVAILABLE = "105"
"""The one error of theirs that passes; the others tell of the query."""
_MEASURES = {code: MEASURES[name] for name, code in INDICATORS.items()}
_CODES = {**ISO3, "World": "WLD"}
_PLACES = {code: place for place, code in _CODES.items()}
_SHAPES = {"countries": r"[A-Z]{3}(?:;[A-Z]{3})*", "indicators": r"[A-Z0-9.;]+", "years": r"\d{4}:\d{4}"}
_ADDRESS = "https://data.worldbank.org/indicator/"


class WorldBankSource:
    """Population, towns, literacy, life expectancy and refugees, by country and year."""

    name = "worldbank"
    version = "1"
    title = "World Bank"
    needs_network = True
    licence = "CC BY 4.0"
    options: tuple[Option, ...] = (Option("url", "The API's address.", "https://api.worldbank.org/v2"),)
    pace = Pace(requests=2, seconds=1, at_once=2)

    def applies(self, question: Question) -> str:
        """A claim with a figure of one of our measures, in a country, at a time."""
        return why_not(question, INDICATORS, _CODES)

    def plan(self, question: Question) -> Query:
        """The countries, indicators and years that the claim's figures speak of."""
        sought = [each for each in sought_figures(question, INDICATORS) if each.place in _CODES and each.years]
        years = [year for each in sought for year in each.years]
        return {
            "countries": ";".join(dict.fromkeys(_CODES[each.place] for each in sought)),
            "indicators": ";".join(dict.fromkeys(INDICATORS[name] for each in sought for name in each.measures)),
            "years": f"{min(years)}:{max(years)}" if years else "",
        }

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """One question for each indicator, all its pages. See Connector."""
        for field, shape in _SHAPES.items():
            if not re.fullmatch(shape, str(query[field])):
                raise SourceRefused(f"“{query[field]}” does not do as {field}. Correct it in the query.")
        found = [figure for code in str(query["indicators"]).split(";") for figure in _figures(code, query, access)]
        return kept(access, figure_hits(question, found, publisher=self.title, licence=self.licence), query)


def _figures(code: str, query: Query, access: Access) -> Iterator[tuple[FoundFigure, str]]:
    if code not in _MEASURES:
        raise SourceRefused(f"“{code}” is no indicator that can be compared. There are: {', '.join(_MEASURES)}.")
    url = f"{access.options['url'].rstrip('/')}/country/{query['countries']}/indicator/{code}"
    for number in range(1, MOST_PAGES + 1):
        params = {"format": "json", "date": query["years"], "per_page": str(ROWS_AT_ONCE), "page": str(number)}
        meta, rows = _asked(url, params, access)
        for row in rows:
            yield from _figure(code, row, text_of(meta, "lastupdated"))
        pages = text_of(meta, "pages")
        if not pages.isdigit() or number >= int(pages):
            break


def _asked(url: str, params: dict[str, str], access: Access) -> tuple[Any, list[dict[str, Any]]]:
    """The answer's head and its rows. An error comes with status 200, as a list of one."""
    body = parsed(access.get(url, params))
    if not isinstance(body, list) or not body:
        raise SourceUnavailable("The World Bank sent JSON of another shape than its API documents.")
    for message in items(body[0], "message"):
        if text_of(message, "id") == UNAVAILABLE:
            raise SourceUnavailable(f"The World Bank cannot serve this now: {text_of(message, 'value')}")
        raise SourceRefused(
            f"The World Bank refused the query: {text_of(message, 'value') or text_of(message, 'key')} "
            "Edit the query and run it again."
        )
    return body[0], list(items(body[1])) if len(body) > 1 else []


def _figure(code: str, row: dict[str, Any], updated: str) -> Iterator[tuple[FoundFigure, str]]:
    value, year = number_of(row.get("value")), text_of(row, "date")
    place = _PLACES.get(text_of(row, "countryiso3code"))
    if value is None or place is None or not re.fullmatch(r"(?:19|20)\d\d", year):
        return
    measure = _MEASURES[code]
    called = text_of(row, "indicator", "value") or measure.title
    figure = FoundFigure(
        measure=measure,
        value=value,
        as_of=date(int(year), 12, 31),
        title="World Development Indicators",
        place=place,
        edition=f"updated {updated}" if day_of(updated) else "",
        statement=f"{place}, {called}, {year}: {written(value, measure.unit)}.",
    )
    two_letters = text_of(row, "country", "id")
    yield figure, f"{_ADDRESS}{code}" + (f"?locations={two_letters}" if two_letters.isalnum() else "")
