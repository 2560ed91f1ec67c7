"""Keep the whole documents that the look-ups of a source share: a feed is fetched once, and answers every claim."""

from collections.abc import Mapping

from django.db import transaction

from claims.lookup.snapshots import bytes_of, store
from claims.models import Source, SourceDocument
from claims.sources.base import Document

LONGEST_URL, LONGEST_ETAG, LONGEST_DATE = 2000, 1000, 200


class SharedDocuments:
    """The documents of one source, by the address that was asked: what claims.sources.access calls Kept.

    The bytes are a snapshot like any other, known by their hash. Another version of the document replaces the row;
    the snapshot of the former stays for as long as the operator keeps snapshots.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    def held(self, url: str) -> tuple[Document, Mapping[str, str]] | None:
        """The document and the headers that let its server say that it stands."""
        row = SourceDocument.objects.select_related("snapshot").filter(source=self._source, url=url).first()
        body = bytes_of(row.snapshot) if row else None
        if row is None or body is None:
            return None
        document = Document(
            url=row.came_from,
            body=body,
            sha256=row.snapshot_id,
            media_type=row.snapshot.media_type,
            status=row.http_status,
            fetched_at=row.fetched_at,
            confirmed_at=row.confirmed_at,
        )
        return document, {"etag": row.etag, "last-modified": row.last_modified}

    def keep(self, url: str, document: Document, headers: Mapping[str, str]) -> None:
        """Keep the document as what `url` gives now. Of two at once, the one that came later stays."""
        if len(url) > LONGEST_URL:
            return  # longer than an option can be: fetched anew every time
        etag, last_modified = headers.get("etag", ""), headers.get("last-modified", "")
        with transaction.atomic():
            if document.fetched_at == document.confirmed_at:
                store(document.body, document.media_type)
            SourceDocument.objects.update_or_create(
                source=self._source,
                url=url,
                defaults={
                    "snapshot_id": document.sha256,
                    "came_from": document.url,
                    "http_status": document.status,
                    # Half a validator would confirm nothing: one that is too long is not kept.
                    "etag": etag if len(etag) <= LONGEST_ETAG else "",
                    "last_modified": last_modified if len(last_modified) <= LONGEST_DATE else "",
                    "fetched_at": document.fetched_at,
                    "confirmed_at": document.confirmed_at,
                },
            )
