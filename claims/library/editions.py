"""An edition of the World Factbook as JSON files on disk, read into figures without a database."""

import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from claims.comparison import FoundFigure
from claims.library.factbook import TITLE, place_of_entry
from claims.library.factbook_figures import read_figures
from claims.library.measures import MEASURES

_ARCHIVES = ("*.tar.gz", "*.tgz", "*.tar")
_UPDATED = re.compile(r"([A-Z][a-z]+ \d{1,2}, \d{4})")


class EditionUnreadable(Exception):
    """What was given is no edition; the message says what is expected."""


@dataclass(frozen=True, slots=True)
class Edition:
    """The figures of an edition by place, and the day that it was last brought up to date."""

    figures: dict[str, list[FoundFigure]]
    as_of: date | None


def read_edition(path: Path) -> Edition:
    """Read a tarball, the folder of it unpacked, or a folder that holds either. Raises EditionUnreadable."""
    entries = dict(_entries(path))
    sections = {code: read for code, read in entries.items() if "Geography" in read or "People and Society" in read}
    if not sections:
        raise EditionUnreadable(
            f"{path}: no World Factbook entry. Expected JSON files of places (af.json …), a tarball of them, or a "
            "folder that holds one."
        )
    days = [day for read in sections.values() if (day := _updated(read))]
    as_of = max(days) if days else None
    figures: dict[str, list[FoundFigure]] = {}
    for code, read in sections.items():
        fields = {name: content for name, content in read.items() if name != "headers" and isinstance(content, dict)}
        place = place_of_entry(fields, code)
        figures.setdefault(place, []).extend(_figures(fields, place, as_of))
    return Edition(figures=figures, as_of=as_of)


def _figures(fields: dict[str, Any], place: str, as_of: date | None) -> Iterator[FoundFigure]:
    for read in read_figures(fields, place, undated=as_of):
        measure = MEASURES[read.measure]
        yield FoundFigure(
            measure=measure,
            label=read.label,
            population=measure.population,
            place=place,
            value=read.value,
            upper=read.upper,
            as_of=read.as_of,
            title=TITLE,
            edition=f"{as_of.year} edition" if as_of else "",
            statement=read.statement,
        )


def _entries(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        if path.is_file():
            yield from _from_archive(path)
            return
        files = sorted(path.rglob("*.json"))
        for file in files:
            yield file.stem, _parsed(file.read_bytes(), file.name)
        if not files:
            for archive in sorted(found for pattern in _ARCHIVES for found in path.rglob(pattern)):
                yield from _from_archive(archive)
    except (OSError, tarfile.TarError) as error:
        raise EditionUnreadable(f"{path}: {error}. Expected World Factbook JSON of an edition.") from error


def _from_archive(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with tarfile.open(path) as archive:
        for member in archive:
            file = archive.extractfile(member) if member.name.endswith(".json") else None
            if file:
                yield Path(member.name).stem, _parsed(file.read(), member.name)


def _parsed(body: bytes, name: str) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError as error:
        raise EditionUnreadable(f"{name}: {error}. Expected the JSON of one place.") from error
    return read if isinstance(read, dict) else {}


def _updated(read: dict[str, Any]) -> date | None:
    headers = read.get("headers")
    found = _UPDATED.search(str(headers.get("last_update", ""))) if isinstance(headers, dict) else None
    try:
        return datetime.strptime(found[1], "%B %d, %Y").date() if found else None  # noqa: DTZ007 (a day has no zone)
    except ValueError:
        return None
