"""UNHCR's population tables: CSV as the Refugee Data Finder exports it, or R data as UNHCR's R package ships it.

The population table has a row a year, origin and asylum; for the demographic one see unhcr_demographics.

Fields: https://www.unhcr.org/refugee-statistics/methodology/. Figures are stocks at the end of the year. Sums over
countries are made only from a table that has the whole world on the other side: a table of one origin says nothing
of how many refugees a country hosts.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path

from claims.comparison.words import canonical_place
from claims.library.country_codes import ISO3
from claims.library.importers import r_data, unhcr_demographics
from claims.library.importers.base import Details, Figure, LibraryDataError, ReadDocument, key_of
from claims.library.importers.rows import csv_rows
from claims.library.measures import MEASURES

_NAMES = {
    "year": ("year",),
    "origin": ("country of origin", "country of origin name", "coo_name"),
    "origin_code": ("country of origin iso", "country of origin (iso)", "coo_iso"),
    "asylum": ("country of asylum", "country of asylum name", "coa_name"),
    "asylum_code": ("country of asylum iso", "country of asylum (iso)", "coa_iso"),
    "refugees": ("refugees", "refugees under unhcr's mandate", "refugees under unhcr’s mandate"),
    "idps": ("idps", "idps of concern to unhcr"),
}
_MOST_LINES_ABOVE = 40
"""Lines about the download that may stand above the header."""
WORLDWIDE = 60
"""A year with fewer countries on the other side is a selection, and its sums are not those of the world."""
_NOTHING = frozenset({"", "-"})
_NOWHERE = frozenset({"Unknown", "Stateless", "Various"})
"""They stand for a country in the table, and no claim speaks of them."""
_COUNT = re.compile(r"\d{1,12}")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_PLACES = {code: name for name, code in ISO3.items()}


@dataclass(slots=True)
class _Sums:
    """Figures by place and year, and the countries that stood on the other side."""

    hosted: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    fled: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    displaced: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))
    origins: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    asylums: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


class UnhcrImporter:
    """One document; figures of refugees hosted, refugees from, and people displaced, a place and year."""

    kind = "unhcr"
    title = "UNHCR population table (CSV or R data)"

    def recognises(self, name: str, head: bytes) -> bool:
        if name.endswith(r_data.EXTENSIONS):
            return True
        lower = head.lower()
        return (b"country of asylum" in lower or b"coa_name" in lower) and b"refugees" in lower

    def read(self, path: Path, name: str, details: Details) -> Iterator[ReadDocument]:
        rows = r_data.r_rows(path, name) if name.lower().endswith(r_data.EXTENSIONS) else csv_rows(path, name)
        first = next(rows, (1, list[str]()))
        if set(unhcr_demographics.COLUMNS) <= set(first[1]):
            table, figures = "demographics", list(unhcr_demographics.figures_of(rows, first[1], name))
        else:
            table, figures = "", list(_all_figures(_sum(chain([first], rows), name)))
        if not figures:
            raise LibraryDataError(
                f"{name} gives no figure that speaks for a country: a selection of a few countries is not summed. "
                "Download the table with all countries of origin and of asylum."
            )
        known = replace(
            details,
            title=details.title or "Refugee Population Statistics Database",
            publisher=details.publisher or "UNHCR",
            url=details.url or "https://www.unhcr.org/refugee-statistics/download",
            licence=details.licence or "CC BY 4.0",
            as_of=details.as_of or max(figure.as_of for figure in figures),
            place="",
        )
        parts = [known.title, details.edition, *filter(None, [table])]
        yield ReadDocument(key=key_of("unhcr", *parts), details=known, figures=figures)


def _sum(rows: Iterable[tuple[int, list[str]]], name: str) -> _Sums:
    columns: dict[str, int] = {}
    sums = _Sums()
    for line, cells in rows:
        if columns:
            _add({field: cells[at].strip() if at < len(cells) else "" for field, at in columns.items()},
                 sums, f"{name}, line {line:,}")  # fmt: skip
        elif not (columns := _columns(cells)) and line > _MOST_LINES_ABOVE:
            break
    if not columns:
        raise LibraryDataError(
            f"{name} has no line of columns with Year, Country of origin, Country of asylum and Refugees. "
            "Export the population table of the Refugee Data Finder as CSV."
        )
    return sums


def _columns(cells: list[str]) -> dict[str, int]:
    names = [" ".join(cell.lower().split()) for cell in cells]
    found = {
        field: next(names.index(known) for known in known_as if known in names)
        for field, known_as in _NAMES.items()
        if any(known in names for known in known_as)
    }
    return found if {"year", "origin", "asylum", "refugees"} <= found.keys() else {}


def _add(row: Mapping[str, str], sums: _Sums, where: str) -> None:
    if not _YEAR.fullmatch(row["year"]):
        raise LibraryDataError(f"{where}: “{row['year'][:40]}” is no year. Export the file again.")
    year = int(row["year"])
    origin, asylum = (_place(row[side], row.get(f"{side}_code", "")) for side in ("origin", "asylum"))
    refugees, idps = _count(row["refugees"], where), _count(row.get("idps", ""), where)
    if refugees is not None and asylum:
        sums.hosted[asylum, year] += refugees
        sums.origins[year].add(origin or "*")
    if refugees is not None and origin:
        sums.fled[origin, year] += refugees
        sums.asylums[year].add(asylum or "*")
    if idps and origin and asylum in {origin, ""}:
        sums.displaced[origin, year] += idps


def _place(name: str, code: str) -> str:
    """The country by its code, else by its name; empty where the table has summed over it."""
    if name in _NOTHING:
        return ""
    return _PLACES.get(code) or canonical_place(name)[:200]


def _count(text: str, where: str) -> int | None:
    if text in _NOTHING:
        return None
    if not _COUNT.fullmatch(digits := text.replace(",", "")):
        raise LibraryDataError(f"{where}: “{text[:40]}” is no count. Export the file again.")
    return int(digits)


def _all_figures(sums: _Sums) -> Iterator[Figure]:
    yield from _figures("refugees_hosted", sums.hosted, sums.origins, "refugees living in")
    yield from _figures("refugees_from", sums.fled, sums.asylums, "refugees from")
    yield from _figures("displaced_people", sums.displaced, None, "people displaced within")


def _figures(
    measure_name: str, sums: Mapping[tuple[str, int], int], others: Mapping[int, set[str]] | None, what: str
) -> Iterator[Figure]:
    measure = MEASURES[measure_name]
    for (place, year), value in sorted(sums.items()):
        is_whole = others is None or "*" in others[year] or len(others[year]) >= WORLDWIDE
        if value and is_whole and place not in _NOWHERE:
            yield Figure(
                measure=measure.name,
                unit=measure.unit,
                population=measure.population,
                place=place,
                value=Decimal(value),
                as_of=date(year, 12, 31),
                statement=f"UNHCR, end of {year}: {value:,} {what} {place}.",
            )


IMPORTER = UnhcrImporter()
