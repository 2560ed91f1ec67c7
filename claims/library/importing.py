"""Filling the library. Importing the same edition twice finds that out with one query and changes nothing."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

from django.db import transaction

from claims.library import factbook
from claims.library.measures import MEASURES
from claims.matching import postings
from claims.models import Collection, ReferenceDocument, ReferenceFigure, ReferencePassage

BATCH = 2000
"""Passages of one INSERT."""
DOCUMENTS_TOGETHER = 16
"""Entries replaced in one transaction: few enough to show progress, many enough to be quick."""
Progress = Callable[[int, int], None]


class LibraryDataError(ValueError):
    """Library data that cannot be imported; the message says which row, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed."""

    documents: int
    passages: int
    figures: int
    unchanged: int
    """Documents that were there already in the same edition."""


@dataclass(frozen=True, slots=True)
class _Content:
    document: ReferenceDocument
    passages: list[ReferencePassage]
    figures: list[ReferenceFigure]


def load_starter() -> Imported:
    """Import the dated, cited figures of starter.json.

    Raises:
        LibraryDataError: a row names an unknown measure, another unit than the measure's, or lacks a field.
    """
    groups = json.loads((resources.files("claims.library") / "starter.json").read_text(encoding="utf-8"))["documents"]
    hashes = {group["key"]: _hash(group) for group in groups}
    wanted = _changed(hashes)
    contents = [_starter_content(group, hashes[group["key"]]) for group in groups if group["key"] in wanted]
    return _replace(contents, unchanged=len(groups) - len(contents))


def load_factbook(progress: Progress) -> Imported:
    """Import the installed World Factbook; `progress` is called with entries done and entries in all."""
    entries = factbook.entries()
    hashes = {entry.key: entry.sha256 for entry in entries}
    wanted = _changed(hashes)
    changed = [entry for entry in entries if entry.key in wanted]
    total = Imported(documents=0, passages=0, figures=0, unchanged=len(entries) - len(changed))
    progress(total.unchanged, len(entries))
    for start in range(0, len(changed), DOCUMENTS_TOGETHER):
        contents = [_factbook_content(entry) for entry in changed[start : start + DOCUMENTS_TOGETHER]]
        done = _replace(contents, unchanged=0)
        total = Imported(
            documents=total.documents + done.documents,
            passages=total.passages + done.passages,
            figures=total.figures + done.figures,
            unchanged=total.unchanged,
        )
        progress(total.unchanged + total.documents, len(entries))
    return total


def _changed(hashes: dict[str, str]) -> set[str]:
    """The keys that the library does not have with the same hash; one query."""
    stored = dict(ReferenceDocument.objects.filter(key__in=hashes).values_list("key", "sha256"))
    return {key for key, sha256 in hashes.items() if stored.get(key) != sha256}


@transaction.atomic
def _replace(contents: Sequence[_Content], *, unchanged: int) -> Imported:
    """Put documents in the place of what the library has under the same keys."""
    replaced = ReferenceDocument.objects.filter(key__in=[content.document.key for content in contents])
    gone = ReferencePassage.objects.filter(document__in=replaced)
    postings.remove(Collection.PASSAGES, list(gone.values_list("pk", flat=True)))
    replaced.delete()
    ReferenceDocument.objects.bulk_create(content.document for content in contents)
    # After bulk_create, because a child row takes its parent's key when it is assigned.
    for content in contents:
        for passage in content.passages:
            passage.document = content.document
        for figure in content.figures:
            figure.document = content.document
    passages = [passage for content in contents for passage in content.passages]
    figures = [figure for content in contents for figure in content.figures]
    ReferencePassage.objects.bulk_create(passages, batch_size=BATCH)
    for start in range(0, len(passages), BATCH):
        batch = passages[start : start + BATCH]
        postings.add(Collection.PASSAGES, [(passage.pk, passage.indexed_text) for passage in batch])
    ReferenceFigure.objects.bulk_create(figures, batch_size=BATCH)
    return Imported(documents=len(contents), passages=len(passages), figures=len(figures), unchanged=unchanged)


def _starter_content(group: dict[str, Any], sha256: str) -> _Content:
    try:
        document = ReferenceDocument(
            key=group["key"],
            title=group["title"],
            publisher=group["publisher"],
            edition=group["edition"],
            url=group["url"],
            licence=group["licence"],
            as_of=date.fromisoformat(group["as_of"]),
            sha256=sha256,
        )
        figures = [_starter_figure(document, row) for row in group["figures"]]
    except (KeyError, ValueError, ArithmeticError) as error:
        raise LibraryDataError(
            f"starter.json, document {group.get('key', '?')}: {error!r}. Correct the row."
        ) from error
    return _Content(document, [], figures)


def _starter_figure(document: ReferenceDocument, row: dict[str, Any]) -> ReferenceFigure:
    measure = MEASURES.get(row["measure"])
    if measure is None or row["unit"] != measure.unit:
        raise ValueError(f"measure {row['measure']} in {row['unit']}: not in claims/library/measures.py")
    return _figure(
        document,
        measure=row["measure"],
        label=row.get("label", ""),
        population=row.get("population", ""),
        place=row["place"],
        value=None if row["value"] is None else Decimal(row["value"]),
        unit=row["unit"],
        as_of=date.fromisoformat(row["as_of"]),
        statement=row["statement"],
    )


def _factbook_content(entry: factbook.Entry) -> _Content:
    read = factbook.read_entry(entry)
    document = ReferenceDocument(
        key=entry.key,
        title=factbook.TITLE,
        publisher=factbook.PUBLISHER,
        edition=factbook.EDITION,
        url=factbook.URL,
        licence=factbook.LICENCE,
        as_of=factbook.AS_OF,
        sha256=entry.sha256,
    )
    passages = [
        ReferencePassage(number=number, place=read.place, heading=passage.heading, text=passage.text)
        for number, passage in enumerate(read.passages, start=1)
    ]
    figures = [
        _figure(
            document,
            measure=figure.measure,
            label=figure.label,
            population=MEASURES[figure.measure].population,
            place=read.place,
            value=figure.value,
            upper=figure.upper,
            unit=MEASURES[figure.measure].unit,
            as_of=figure.as_of,
            statement=figure.statement,
        )
        for figure in read.figures
    ]
    return _Content(document, passages, figures)


def _figure(document: ReferenceDocument, **fields: Any) -> ReferenceFigure:
    key = f"{document.key}/{fields['measure']}/{fields['place']}/{fields['label']}/{fields['as_of']}"
    return ReferenceFigure(
        key=key,
        edition=document.edition,
        title=document.title,
        publisher=document.publisher,
        url=document.url,
        licence=document.licence,
        **fields,
    )


def _hash(group: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(group, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
