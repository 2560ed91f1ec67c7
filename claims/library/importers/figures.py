"""Figures as CSV or as JSON lines: a row a figure. One bad row and nothing is imported; every one is named."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from claims.comparison.words import canonical_place
from claims.library.importers.base import (
    MOST_PROBLEMS,
    Details,
    Figure,
    LibraryDataError,
    ReadDocument,
    key_of,
    refuse_all,
)
from claims.library.importers.decoding import encoding_of
from claims.library.importers.rows import MOST_BYTES, MOST_ROWS, csv_rows
from claims.library.measures import MEASURES

COLUMNS = (
    "measure", "place", "label", "population", "value", "upper", "unit", "as_of", "statement",
    "title", "publisher", "edition", "url", "licence",
)  # fmt: skip
REQUIRED = ("measure", "place", "value", "as_of")
LONGEST_LINE = 64 * 1024
LONGEST_STATEMENT = 2000
_OF_THE_DOCUMENT = ("title", "publisher", "edition", "url", "licence")
_NUMBER = re.compile(r"[-+]?\d{1,24}(?:\.\d{1,6})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{4}")
EARLIEST, LATEST = date(1000, 1, 1), date(2200, 1, 1)

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Read:
    about: Details
    figure: Figure


class FiguresImporter:
    """A document for each title, publisher, edition and address that the rows name."""

    kind = "figures"
    title = "Figures (CSV or JSON lines)"

    def recognises(self, name: str, head: bytes) -> bool:
        first = head.decode(encoding_of(head), "replace").split("\n", 1)[0]
        return name.endswith((".ndjson", ".jsonl")) or all(column in first for column in ("measure", "value"))

    def read(self, path: Path, name: str, details: Details) -> Iterator[ReadDocument]:
        rows = _json_rows(path, name) if _is_json(path) else _table_rows(path, name)
        yield from read_rows(rows, name, details)


def read_rows(rows: Iterator[tuple[str, Row | str]], name: str, details: Details) -> list[ReadDocument]:
    """Documents of figures out of rows, each with the words that name it, or with what is wrong with it instead.

    Raises LibraryDataError, naming every bad row, where one is bad or there is none.
    """
    groups: dict[Details, dict[tuple[object, ...], Figure]] = {}
    problems: list[str] = []
    more = 0
    for where, row in rows:
        problem = row if isinstance(row, str) else _gather(row, details, groups)
        if problem and len(problems) < MOST_PROBLEMS:
            problems.append(f"{where}: {problem}")
        elif problem:
            more += 1
    if problems:
        raise refuse_all(name, problems, more=more)
    if not groups:
        raise LibraryDataError(f"{name} holds no figures. Expected columns: {', '.join(COLUMNS)}.")
    return [
        ReadDocument(
            key=key_of("figures", about.title, about.publisher, about.edition, about.url, about.licence),
            details=replace(about, as_of=details.as_of or max(figure.as_of for figure in figures.values())),
            figures=list(figures.values()),
        )
        for about, figures in groups.items()
    ]


def _gather(row: Row, details: Details, groups: dict[Details, dict[tuple[object, ...], Figure]]) -> str:
    """Puts the row's figure where it belongs; returns what is wrong with the row, or nothing."""
    try:
        read = _read(row, details)
    except LibraryDataError as error:
        return str(error)
    figures = groups.setdefault(read.about, {})
    figure = read.figure
    named = (figure.measure, figure.place.casefold(), figure.label.casefold(), figure.as_of)
    if named in figures:
        return f"measure, place, label and date are those of a row before ({figure.measure}, {figure.place})"
    figures[named] = figure
    return ""


def _no_measure(named: str) -> str:
    near = [name for name in MEASURES if named in name][:3] or get_close_matches(named, MEASURES, n=3)
    meant = f"; there is {' or '.join(near)}" if near else ""
    return f"no measure “{named}”{meant} (all {len(MEASURES)} stand in claims/library/measures.py)"


def _read(row: Row, details: Details) -> _Read:
    for column in REQUIRED:
        if not row.get(column, "") and not (column == "value" and row.get("statement")):
            raise LibraryDataError(f"“{column}” is empty")
    measure = MEASURES.get(row["measure"])
    if measure is None:
        raise LibraryDataError(_no_measure(row["measure"][:60]))
    unit = row.get("unit") or measure.unit
    if unit != measure.unit:
        raise LibraryDataError(f"unit “{unit[:30]}”: {measure.name} is measured in “{measure.unit}”")
    label = row.get("label", "")
    if measure.labelled and not label:
        raise LibraryDataError(f"“label” is empty: {measure.name} has one figure for each of several")
    about = _about(row, details)
    place = canonical_place(row["place"])
    for column, text, longest in (("place", place, 200), ("label", label, 200),
                                  ("population", row.get("population", ""), 200),
                                  ("statement", row.get("statement", ""), LONGEST_STATEMENT)):  # fmt: skip
        if len(text) > longest or "\0" in text:
            raise LibraryDataError(f"“{column}” has more than {longest:,} characters, or a NUL")
    value, upper = _number(row.get("value", ""), "value"), _number(row.get("upper", ""), "upper")
    if upper is not None and (value is None or upper < value):
        raise LibraryDataError(f"“upper” {upper} is below “value” {value}")
    as_of = _date(row["as_of"])
    statement = row.get("statement") or (
        f"{about.title}: {measure.title.lower()}, {place}{f', {label}' if label else ''}: "
        f"{value}{f' to {upper}' if upper is not None else ''} {measure.unit} ({as_of})."
    )
    figure = Figure(
        measure=measure.name,
        unit=unit,
        population=row.get("population") or measure.population,
        label=label,
        place=place,
        value=value,
        upper=upper,
        as_of=as_of,
        statement=statement,
    )
    return _Read(about, figure)


def _about(row: Row, details: Details) -> Details:
    told: dict[str, Any] = {column: row.get(column) or getattr(details, column) for column in _OF_THE_DOCUMENT}
    for column in ("title", "publisher"):
        if not told[column]:
            raise LibraryDataError(f"“{column}” is empty, and none was given for the whole file")
    return Details(**told)


def _number(text: str, column: str) -> Decimal | None:
    if not text:
        return None
    if not _NUMBER.fullmatch(text) or not text.isascii():
        raise LibraryDataError(f"“{column}” is “{text[:40]}”: write digits and a point, at most six decimals: 1234.5")
    return Decimal(text)


def _date(text: str) -> date:
    """A day, or a year, which stands for its middle."""
    day = _day(text)
    if day is None:
        raise LibraryDataError(f"“as_of” is “{text[:40]}”: write a day (2024-07-01) or a year (2024)")
    if not EARLIEST <= day <= LATEST:
        raise LibraryDataError(f"“as_of” is {day}: a day between {EARLIEST} and {LATEST} is expected")
    return day


def _day(text: str) -> date | None:
    text = f"{text}-07-01" if _YEAR.fullmatch(text) else text
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) and text.isascii() else None
    except ValueError:
        return None


def _is_json(path: Path) -> bool:
    with path.open("rb") as opened:
        head = opened.read(4096)
    return head.decode(encoding_of(head), "replace").lstrip("\ufeff \t\r\n").startswith("{")


def _table_rows(path: Path, name: str) -> Iterator[tuple[str, Row | str]]:
    rows = csv_rows(path, name)
    _, header = next(rows, (0, []))
    columns = [cell.strip().lower() for cell in header]
    missing = [column for column in ("measure", "place", "value", "as_of") if column not in columns]
    unknown = [column for column in columns if column not in COLUMNS]
    if missing or unknown or len(set(columns)) < len(columns):
        wrong = (
            f"misses {', '.join(missing)}" if missing else f"has unknown or repeated {', '.join(unknown) or 'columns'}"
        )
        raise LibraryDataError(f"{name}: the first line {wrong[:300]}. Columns: {', '.join(COLUMNS)}.")
    for line, cells in rows:
        if len(cells) > len(columns):
            yield f"line {line}", f"{len(cells)} cells, but {len(columns)} columns; is a comma not in quotation marks?"
        else:
            yield f"line {line}", {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}


def _json_rows(path: Path, name: str) -> Iterator[tuple[str, Row | str]]:
    if path.stat().st_size > MOST_BYTES:
        raise LibraryDataError(f"{name} has more than {MOST_BYTES:,} bytes. Split it.")
    with path.open("rb") as opened:
        number = 0
        while line := opened.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE or number > MOST_ROWS:
                raise LibraryDataError(
                    f"{name}, line {number:,}: a line has at most {LONGEST_LINE:,} bytes, a file {MOST_ROWS:,} lines."
                )
            if line.strip():
                yield f"line {number}", json_row(line)


def json_row(line: bytes) -> Row | str:
    """A JSON object as a row of texts, or what is wrong with it."""
    try:
        row = json.loads(line.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        return f"no JSON ({error})"
    return as_row(row)


def as_row(row: Any) -> Row | str:
    """A decoded JSON object as a row of texts, or what is wrong with it."""
    if not isinstance(row, dict):
        return "no JSON object"
    if unknown := [name for name in row if name not in COLUMNS]:
        return f"unknown “{str(unknown[0])[:60]}”; there are {', '.join(COLUMNS)}"
    if wrong := [name for name, value in row.items() if not isinstance(value, str | int | float | None)]:
        return f"“{wrong[0]}” is no text and no number"
    return {name: "" if value is None else str(value).strip() for name, value in row.items()}


IMPORTER = FiguresImporter()
