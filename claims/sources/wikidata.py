"""Wikidata: dated statements about countries, with their ranks, qualifiers and references.

https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities
https://www.wikidata.org/wiki/Wikidata:Data_access
https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from claims.comparison import FoundFigure
from claims.comparison.numbers import written
from claims.library.country_codes import ISO3
from claims.library.measures import MEASURES
from claims.sources.base import Access, Answer, Option, Pace, Query, Question, SourceRefused
from claims.sources.figures import figure_hits, sought_figures, why_not
from claims.sources.json_answers import address_of, items, number_of, parsed, text_of
from claims.sources.keeping import kept
from claims.sources.mediawiki import ask_wiki

PROPERTIES = {"population_total": "P1082", "ethnic_share": "P172", "life_expectancy": "P2250"}
"""Properties by the measures of claims.library.measures."""
POINT_IN_TIME, PROPORTION, ISO_CODE, STATED_IN, REFERENCE_URL = "P585", "P1107", "P298", "P248", "P854"
PERCENT, YEARS = "Q11229", "Q577"
CANDIDATES = 3
LABELS_AT_ONCE = 50
LARGEST_ITEM = 20 * 1024 * 1024
_NAMES = {code: name for name, code in PROPERTIES.items()}
_ITEM = re.compile(r"Q[1-9]\d{0,11}")
_TIME = re.compile(r"\+(\d{4})-(\d{2})-(\d{2})T")
_DAY, _MONTH, _YEAR = "11", "10", "9"


class WikidataSource:
    """Population, ethnic groups and life expectancy of countries. A statement without a date is left out."""

    name = "wikidata"
    version = "1"
    title = "Wikidata"
    needs_network = True
    licence = "CC0"
    options: tuple[Option, ...] = (Option("url", "The wiki's address.", "https://www.wikidata.org"),)
    pace = Pace(requests=1, seconds=1, at_once=1)

    def applies(self, question: Question) -> str:
        """A claim with a figure of one of these measures, in a country, at a time."""
        return why_not(question, PROPERTIES, ISO3)

    def plan(self, question: Question) -> Query:
        """The countries by name, and the properties that the claim's figures are about."""
        sought = [each for each in sought_figures(question, PROPERTIES) if each.place in ISO3]
        return {
            "countries": ";".join(dict.fromkeys(each.place for each in sought)),
            "properties": ";".join(dict.fromkeys(PROPERTIES[name] for each in sought for name in each.measures)),
        }

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Find each country's item, read it, then the labels of the items it names. See Connector."""
        properties = str(query["properties"]).split(";")
        if unknown := [code for code in properties if code not in _NAMES]:
            raise SourceRefused(f"“{unknown[0]}” is no property that can be compared. There are: {', '.join(_NAMES)}.")
        wiki = access.options["url"].rstrip("/")
        found: list[tuple[FoundFigure, str]] = []
        for place in str(query["countries"]).split(";"):
            if place not in ISO3:
                raise SourceRefused(f"“{place}” is no country by its usual name. Correct it in the query.")
            item = _country(wiki, place, access)
            statements = [(code, each) for code in properties for each in _ranked(item, code)]
            labels = _labels(wiki, [each for _, each in statements], access)
            address = f"{wiki}/wiki/{text_of(item, 'id')}"
            found += [
                (figure, address) for code, each in statements for figure in _figure(code, each, place, item, labels)
            ]
        return kept(access, figure_hits(question, found, publisher=self.title, licence=self.licence), query)


def _country(wiki: str, place: str, access: Access) -> Any:
    """The item of the country: found by its name, known by its ISO code (Georgia is a state of the USA too)."""
    params = {"action": "wbsearchentities", "search": place, "language": "en", "type": "item"}
    answer = ask_wiki(f"{wiki}/w/api.php", params, access, whose="Wikidata")
    ids = [text_of(result, "id") for result in items(answer, "search")]
    for name in [each for each in ids if _ITEM.fullmatch(each)][:CANDIDATES]:
        body = parsed(access.get(f"{wiki}/wiki/Special:EntityData/{name}.json", max_bytes=LARGEST_ITEM))
        entities = body.get("entities") if isinstance(body, dict) else None
        # An item that was merged into another comes under the other's id.
        item = next(iter(entities.values()), None) if isinstance(entities, dict) else None
        codes = [text_of(_value(statement)) for statement in _ranked(item, ISO_CODE)]
        if ISO3[place] in codes:
            return item
    return {}


def _ranked(item: Any, code: str) -> list[dict[str, Any]]:
    """The statements of a property: preferred before normal ones, never deprecated ones."""
    usable = [each for each in items(item, "claims", code) if text_of(each, "rank") != "deprecated"]
    return sorted(usable, key=lambda statement: text_of(statement, "rank") != "preferred")


def _labels(wiki: str, statements: Sequence[dict[str, Any]], access: Access) -> dict[str, str]:
    """English labels of the items that the statements name: groups, and works that are their sources."""
    named = [text_of(_value(each), "id") for each in statements] + [_stated_in(each) for each in statements]
    ids = [name for name in dict.fromkeys(named) if _ITEM.fullmatch(name)]
    labels: dict[str, str] = {}
    for start in range(0, len(ids), LABELS_AT_ONCE):
        batch = ids[start : start + LABELS_AT_ONCE]
        params = {"action": "wbgetentities", "ids": "|".join(batch), "props": "labels", "languages": "en"}
        answer = ask_wiki(f"{wiki}/w/api.php", params, access, whose="Wikidata")
        labels |= {name: text_of(answer, "entities", name, "labels", "en", "value") for name in batch}
    return labels


def _figure(
    code: str, statement: dict[str, Any], place: str, item: Any, labels: dict[str, str]
) -> Iterator[FoundFigure]:
    measure = MEASURES[_NAMES[code]]
    amount = _qualifier(statement, PROPORTION) if measure.labelled else _value(statement)
    label = labels.get(text_of(_value(statement), "id"), "") if measure.labelled else ""
    value, as_of = _number(amount, measure.unit), _day(_qualifier(statement, POINT_IN_TIME))
    if value is None or as_of is None or (measure.labelled and not label):
        return
    revision = text_of(item, "lastrevid")
    yield FoundFigure(
        measure=measure,
        value=value,
        as_of=as_of,
        label=label,
        title="Wikidata",
        place=place,
        edition=f"revision {revision}" if revision else "",
        statement=f"{place}, {measure.title.lower()}{f', {label}' if label else ''}, {as_of.year}: "
        f"{written(value, measure.unit)}. {_referenced(statement, labels)}",
    )


def _number(amount: Any, unit: str) -> Decimal | None:
    number = number_of(text_of(amount, "amount").removeprefix("+"))
    given = text_of(amount, "unit").rpartition("/")[2]
    if number is None or number < 0:
        return None
    if unit == "percent":
        share = number * 100 if given == "1" else number if given == PERCENT else None
        return share if share is not None and share <= 100 else None
    return number if given == {"count": "1", "a": YEARS}[unit] else None


def _day(time: Any) -> date | None:
    """The day of a point in time; the middle of a year, the first of a month; None for anything less exact."""
    found, precision = _TIME.match(text_of(time, "time")), text_of(time, "precision")
    if not found or precision not in {_DAY, _MONTH, _YEAR}:
        return None
    year, month, day = (int(part) for part in found.groups())
    try:
        return date(year, 7 if precision == _YEAR else month, day if precision == _DAY else 1)
    except ValueError:
        return None


def _value(statement: Any) -> Any:
    """The value of a statement's main snak; None for “unknown” and “no value”."""
    return _snak_value(statement.get("mainsnak") if isinstance(statement, dict) else None)


def _qualifier(statement: Any, code: str) -> Any:
    return _snak_value(next(items(statement, "qualifiers", code), None))


def _snak_value(snak: Any) -> Any:
    value = snak.get("datavalue") if isinstance(snak, dict) else None
    return value.get("value") if isinstance(value, dict) else None


def _cited(statement: Any, code: str) -> Iterator[Any]:
    for reference in items(statement, "references"):
        yield from (_snak_value(snak) for snak in items(reference, "snaks", code))


def _stated_in(statement: Any) -> str:
    return next((text_of(work, "id") for work in _cited(statement, STATED_IN)), "")


def _referenced(statement: Any, labels: dict[str, str]) -> str:
    addresses = [address_of(url) for url in _cited(statement, REFERENCE_URL)]
    given = labels.get(_stated_in(statement)) or next(filter(None, addresses), "")
    return f"Its reference: {given}." if given else "It gives no reference."
