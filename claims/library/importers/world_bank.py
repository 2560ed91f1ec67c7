"""World Bank data as its site exports it: CSV, four lines above the header, a column a year.

Indicators: https://data.worldbank.org/indicator. Only those of our table of measures are read, and only countries.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from claims.comparison.words import WORLD
from claims.library.country_codes import ISO3
from claims.library.importers.base import Details, Figure, LibraryDataError, ReadDocument, key_of
from claims.library.importers.rows import csv_rows
from claims.library.measures import MEASURES

MEASURE_OF = {
    "SP.POP.TOTL": "population_total",
    "SP.URB.TOTL.IN.ZS": "urban_share",
    "SE.ADT.LITR.ZS": "literacy_rate",
    "SP.DYN.LE00.IN": "life_expectancy",
    "SM.POP.REFG": "refugees_hosted",
    "SM.POP.REFG.OR": "refugees_from",
    "VC.IDP.TOCV": "displaced_people",
}
_END_OF_YEAR = frozenset({"SM.POP.REFG", "SM.POP.REFG.OR", "VC.IDP.TOCV"})
"""Stocks counted on 31 December; the others speak of the middle of the year."""
_PLACES = {code: name for name, code in ISO3.items()} | {"WLD": WORLD}
_HEADER = ("country name", "country code", "indicator name", "indicator code")
_MOST_LINES_ABOVE = 10
_NUMBER = re.compile(r"\d{1,15}(?:\.\d{1,20})?(?:[eE][+-]?\d{1,2})?")
_SIX_DECIMALS = Decimal("0.000001")


class WorldBankImporter:
    """A document an indicator, a figure a country and year."""

    kind = "world-bank"
    title = "World Bank indicator (CSV)"

    def recognises(self, name: str, head: bytes) -> bool:
        return b"Indicator Code" in head and b"Country Code" in head

    def read(self, path: Path, name: str, details: Details) -> Iterator[ReadDocument]:
        figures: dict[str, list[Figure]] = {}
        updated, years, skipped = "", dict[int, int](), set[str]()
        for line, cells in csv_rows(path, name):
            if not years:
                updated = cells[1].strip() if cells[0].strip() == "Last Updated Date" and len(cells) > 1 else updated
                years = _years(cells)
                if not years and line > _MOST_LINES_ABOVE:
                    break
                continue
            if len(cells) < len(_HEADER):
                raise LibraryDataError(f"{name}, line {line:,}: {len(cells)} cells; a row begins with {_HEADER}.")
            code, indicator = cells[1].strip(), cells[3].strip()
            if indicator not in MEASURE_OF:
                skipped.add(indicator)
            elif code in _PLACES:
                read = _figures(_PLACES[code], indicator, cells, years, f"{name}, line {line:,}", updated)
                figures.setdefault(indicator, []).extend(read)
        if not any(figures.values()):
            raise LibraryDataError(
                f"{name} holds no figures of an indicator that is known: {', '.join(MEASURE_OF)}."
                + (f" It has {', '.join(sorted(skipped)[:5])}." if skipped else "")
            )
        for indicator, found in figures.items():
            if found:
                yield _document(indicator, found, details, updated)


def _years(cells: list[str]) -> dict[int, int]:
    """Which column has which year; empty where this is not the header."""
    names = tuple(cell.strip().lower() for cell in cells)
    if names[: len(_HEADER)] != _HEADER:
        return {}
    return {column: int(name) for column, name in enumerate(names) if re.fullmatch(r"(?:19|20)[0-9]{2}", name)}


def _figures(
    place: str, indicator: str, cells: list[str], years: dict[int, int], where: str, updated: str
) -> Iterator[Figure]:
    measure = MEASURES[MEASURE_OF[indicator]]
    for column, year in years.items():
        text = cells[column].strip() if column < len(cells) else ""
        if text in {"", ".."}:
            continue
        if not _NUMBER.fullmatch(text):
            raise LibraryDataError(f"{where}, {year}: “{text[:40]}” is no number. Export the file again.")
        value = Decimal(text)
        value = value.quantize(_SIX_DECIMALS) if value != value.to_integral_value() else value.to_integral_value()
        as_of = date(year, 12, 31) if indicator in _END_OF_YEAR else date(year, 7, 1)
        shown = f"{value.normalize():,f}"
        yield Figure(
            measure=measure.name,
            unit=measure.unit,
            population=measure.population,
            place=place,
            value=value,
            as_of=as_of,
            statement=f"World Bank, {indicator}, {place}, {year}: {shown} {measure.unit}"
            + (f" (updated {updated})." if updated else "."),
        )


def _document(indicator: str, figures: list[Figure], given: Details, updated: str) -> ReadDocument:
    newest = max(figure.as_of for figure in figures)
    known = replace(
        given,
        title=given.title or f"World Development Indicators, {indicator}",
        publisher=given.publisher or "World Bank",
        edition=given.edition or (f"updated {updated}"[:100] if updated else ""),
        url=given.url or f"https://data.worldbank.org/indicator/{indicator}",
        licence=given.licence or "CC BY 4.0",
        as_of=given.as_of or newest,
        place="",
    )
    # The indicator and not its edition: a newer export takes the place of an older one.
    return ReadDocument(key=key_of("world-bank", indicator, given.edition), details=known, figures=figures)


IMPORTER = WorldBankImporter()
