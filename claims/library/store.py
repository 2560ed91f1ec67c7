"""The one writer of the library: puts documents with passages, postings and figures in, and takes them out."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from claims.library.importers.base import ReadDocument
from claims.matching import postings
from claims.models import Collection, ReferenceDocument, ReferenceFigure, ReferencePassage

BATCH = 2000
"""Passages of one INSERT."""
_LOCK = 0x4C494252
"""Of PostgreSQL's advisory locks: one import at a time, for two would lock the index's words in different orders."""
_LONGEST_KEY = 300


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed."""

    documents: int = 0
    passages: int = 0
    figures: int = 0
    unchanged: int = 0
    """Documents that were there already in the same edition."""

    def __add__(self, other: "Imported") -> "Imported":
        return Imported(
            self.documents + other.documents,
            self.passages + other.passages,
            self.figures + other.figures,
            self.unchanged + other.unchanged,
        )


def changed(hashes: dict[str, str]) -> set[str]:
    """The keys that the library does not have with the same hash; one query."""
    stored = dict(ReferenceDocument.objects.filter(key__in=hashes).values_list("key", "sha256"))
    return {key for key, sha256 in hashes.items() if stored.get(key) != sha256}


@transaction.atomic
def put(documents: Sequence[ReadDocument]) -> Imported:
    """Put documents in the place of what the library has under the same keys."""
    _lock()
    _remove(list(ReferenceDocument.objects.filter(key__in=[document.key for document in documents])))
    rows = ReferenceDocument.objects.bulk_create(document_row(document) for document in documents)
    read = list(zip(rows, documents, strict=True))
    passages = [passage for row, document in read for passage in _passages(row, document)]
    ReferencePassage.objects.bulk_create(passages, batch_size=BATCH)
    for start in range(0, len(passages), BATCH):
        batch = passages[start : start + BATCH]
        postings.add(Collection.PASSAGES, [(passage.pk, passage.indexed_text) for passage in batch])
    figures = [figure for row, document in read for figure in figure_rows(row, document)]
    ReferenceFigure.objects.bulk_create(figures, batch_size=BATCH)
    return Imported(documents=len(rows), passages=len(passages), figures=len(figures))


@transaction.atomic
def delete(document_id: int) -> str | None:
    """Take a document out, with passages, postings and figures; returns its title, or None where it is gone.

    Evidence that was found in it stays: it keeps its own words and its own snapshot.
    """
    _lock()
    documents = list(ReferenceDocument.objects.filter(pk=document_id))
    _remove(documents)
    return str(documents[0]) if documents else None


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _remove(documents: list[ReferenceDocument]) -> None:
    if documents:
        gone = ReferencePassage.objects.filter(document__in=documents).order_by("pk").values_list("pk", flat=True)
        items = list(gone)
        for start in range(0, len(items), BATCH):
            postings.remove(Collection.PASSAGES, items[start : start + BATCH])
        ReferenceDocument.objects.filter(pk__in=[document.pk for document in documents]).delete()


def document_row(read: ReadDocument) -> ReferenceDocument:
    """A document as the library stores it, unsaved."""
    about = read.details
    return ReferenceDocument(
        key=read.key,
        title=about.title,
        publisher=about.publisher,
        edition=about.edition,
        url=about.url,
        licence=about.licence,
        as_of=about.as_of,
        sha256=read.sha256,
    )


def _passages(document: ReferenceDocument, read: ReadDocument) -> list[ReferencePassage]:
    return [
        ReferencePassage(document=document, number=number, place=each.place, heading=each.heading[:300], text=each.text)
        for number, each in enumerate(read.passages, start=1)
    ]


def figure_rows(document: ReferenceDocument, read: ReadDocument) -> list[ReferenceFigure]:
    """A document's figures as the library stores them, unsaved."""
    return [
        ReferenceFigure(
            key=_figure_key(f"{document.key}/{each.measure}/{each.place}/{each.label}/{each.as_of}"),
            document=document,
            measure=each.measure,
            label=each.label,
            population=each.population,
            place=each.place,
            value=each.value,
            upper=each.upper,
            unit=each.unit,
            as_of=each.as_of,
            edition=document.edition,
            title=document.title,
            publisher=document.publisher,
            url=document.url,
            licence=document.licence,
            statement=each.statement,
        )
        for each in read.figures
    ]


def _figure_key(key: str) -> str:
    """The key itself, or where it is too long, its beginning and its digest."""
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[: _LONGEST_KEY - 65]}/{hashlib.sha256(key.encode()).hexdigest()}"
