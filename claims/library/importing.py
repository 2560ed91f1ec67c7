"""Filling the library. Importing the same edition twice finds that out with one query and changes nothing."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from claims.library import factbook, store
from claims.library.importers.base import Details, Figure, LibraryDataError, Passage, Progress, ReadDocument
from claims.library.importers.factbook_json import figures_of
from claims.library.importers.kinds import importer_of
from claims.library.measures import MEASURES
from claims.library.store import Imported

DOCUMENTS_TOGETHER = 16
"""Documents replaced in one transaction: few enough to show progress, many enough to be quick."""

__all__ = ("Imported", "LibraryDataError", "Progress", "import_documents", "import_file", "load_factbook",
           "load_starter")  # fmt: skip


def import_file(
    path: Path, name: str, details: Details, *, kind: str = "", progress: Progress, dry_run: bool = False
) -> Imported:
    """Import a file, all of it or nothing; `progress` is called with documents done and 0.

    Raises:
        LibraryDataError: the file is of no known kind, or broken, or lacks what evidence is cited by.
    """
    importer = importer_of(path, name, kind)
    try:
        return import_documents(importer.read(path, name, details), progress=progress, dry_run=dry_run)
    except OSError as error:
        raise LibraryDataError(f"{name} could not be read: {error.strerror or error}.") from error


@transaction.atomic
def import_documents(documents: Iterator[ReadDocument], *, progress: Progress, dry_run: bool = False) -> Imported:
    """Import documents as they come, all or nothing; with `dry_run` only says what would change."""
    total = Imported()
    while batch := list(islice(documents, DOCUMENTS_TOGETHER)):
        wanted = store.changed({document.key: document.sha256 for document in batch})
        new = [document for document in batch if document.key in wanted]
        done = _counted(new) if dry_run else store.put(new)
        total += replace(done, unchanged=len(batch) - len(new))
        progress(total.documents + total.unchanged, 0)
    return total


def load_starter() -> Imported:
    """Import the dated, cited figures of starter.json.

    Raises:
        LibraryDataError: a row names an unknown measure, another unit than the measure's, or lacks a field.
    """
    groups = json.loads((resources.files("claims.library") / "starter.json").read_text(encoding="utf-8"))["documents"]
    hashes = {group["key"]: _hash(group) for group in groups}
    wanted = store.changed(hashes)
    documents = [_starter_document(group, hashes[group["key"]]) for group in groups if group["key"] in wanted]
    return (
        replace(store.put(documents), unchanged=len(groups) - len(documents))
        if documents
        else Imported(unchanged=len(groups))
    )


def load_factbook(progress: Progress) -> Imported:
    """Import the installed World Factbook; `progress` is called with entries done and entries in all."""
    entries = factbook.entries()
    wanted = store.changed({entry.key: entry.sha256 for entry in entries})
    changed = [entry for entry in entries if entry.key in wanted]
    total = Imported(unchanged=len(entries) - len(changed))
    progress(total.unchanged, len(entries))
    for start in range(0, len(changed), DOCUMENTS_TOGETHER):
        total += store.put([_factbook_document(entry) for entry in changed[start : start + DOCUMENTS_TOGETHER]])
        progress(total.unchanged + total.documents, len(entries))
    return total


def _counted(documents: list[ReadDocument]) -> Imported:
    return Imported(
        documents=len(documents),
        passages=sum(len(document.passages) for document in documents),
        figures=sum(len(document.figures) for document in documents),
    )


def _starter_document(group: dict[str, Any], sha256: str) -> ReadDocument:
    try:
        return ReadDocument(
            key=group["key"],
            details=Details(
                title=group["title"],
                publisher=group["publisher"],
                edition=group["edition"],
                url=group["url"],
                licence=group["licence"],
                as_of=date.fromisoformat(group["as_of"]),
            ),
            figures=[_starter_figure(row) for row in group["figures"]],
            fingerprint=sha256,
        )
    except (KeyError, ValueError, ArithmeticError) as error:
        raise LibraryDataError(
            f"starter.json, document {group.get('key', '?')}: {error!r}. Correct the row."
        ) from error


def _starter_figure(row: dict[str, Any]) -> Figure:
    measure = MEASURES.get(row["measure"])
    if measure is None or row["unit"] != measure.unit:
        raise ValueError(f"measure {row['measure']} in {row['unit']}: not in claims/library/measures.py")
    return Figure(
        measure=row["measure"],
        label=row.get("label", ""),
        population=row.get("population", ""),
        place=row["place"],
        value=None if row["value"] is None else Decimal(row["value"]),
        unit=row["unit"],
        as_of=date.fromisoformat(row["as_of"]),
        statement=row["statement"],
    )


def _factbook_document(entry: factbook.Entry) -> ReadDocument:
    read = factbook.read_entry(entry)
    return ReadDocument(
        key=entry.key,
        details=Details(
            title=factbook.TITLE,
            publisher=factbook.PUBLISHER,
            edition=factbook.EDITION,
            url=factbook.URL,
            licence=factbook.LICENCE,
            as_of=factbook.AS_OF,
        ),
        passages=[Passage(passage.heading, passage.text, read.place) for passage in read.passages],
        figures=figures_of(read),
        fingerprint=entry.sha256,
    )


def _hash(group: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(group, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
