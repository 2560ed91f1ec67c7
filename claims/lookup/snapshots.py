"""Keep what came back from a source by its hash, and show it as text that can do nothing."""

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from claims.models import Snapshot, SnapshotBody

MOST_CHARACTERS = 200_000
"""How much of a snapshot is shown."""
LARGEST_WHOLE = 5 * 1024 * 1024
"""Bytes: of a larger one, the beginning alone is unpacked."""
NDJSON = "application/x-ndjson"
"""Several exchanges of one look-up: each line an object with url, status, media_type and body."""

# A body that retention dropped comes back with the same bytes; one that is there is left alone.
STORE = """
WITH came AS (
    SELECT * FROM unnest(%s::text[], %s::text[], %s::int[], %s::bytea[]) AS came (sha256, media_type, size, body)
), known AS (
    INSERT INTO claims_snapshot (sha256, media_type, size, stored_at)
    SELECT sha256, media_type, size, %s FROM came
    ON CONFLICT (sha256) DO NOTHING
)
INSERT INTO claims_snapshotbody AS kept (snapshot_id, body) SELECT sha256, body FROM came
ON CONFLICT (snapshot_id) DO UPDATE SET body = EXCLUDED.body, dropped_at = NULL WHERE kept.body IS NULL
"""


@dataclass(frozen=True, slots=True)
class ShownSnapshot:
    """A snapshot as a page shows it: `text` to be escaped, and in `remark` what is not shown and why."""

    text: str
    remark: str = ""


def store(body: bytes, media_type: str) -> str:
    """Keep the bytes, once, and return their SHA-256 in hexadecimal."""
    return store_all([(body, media_type)])[0]


def store_all(bodies: Sequence[tuple[bytes, str]]) -> list[str]:
    """Keep each of the bodies, given with its media type, once, and return their SHA-256 in hexadecimal, in order."""
    digests = [hashlib.sha256(body).hexdigest() for body, _ in bodies]
    # In one order by all workers: of two that store the same bytes at once, none waits for the other in a circle.
    came = sorted(dict(zip(digests, bodies, strict=True)).items())
    if came:
        columns: list[Any] = [
            [digest for digest, _ in came],
            [media_type[:100] for _, (_, media_type) in came],
            [len(body) for _, (body, _) in came],
            [zlib.compress(body, level=1) for _, (body, _) in came],
        ]
        with connection.cursor() as cursor:
            cursor.execute(STORE, [*columns, timezone.now()])
    return digests


def bytes_of(snapshot: Snapshot) -> bytes | None:
    """What came back, byte by byte; None where retention dropped it."""
    body = SnapshotBody.objects.filter(snapshot=snapshot).values_list("body", flat=True).first()
    return None if body is None else zlib.decompress(body)


def shown(snapshot: Snapshot) -> ShownSnapshot:
    """The snapshot as text: JSON indented, anything else as it is; a page is source text, never a page."""
    content = SnapshotBody.objects.filter(snapshot=snapshot).first()
    if content is None or content.body is None:
        when = f" on {content.dropped_at:%Y-%m-%d}" if content and content.dropped_at else ""
        return ShownSnapshot("", f"Dropped{when} by retention (SNAPSHOT_DAYS). Its hash and size are kept.")
    if snapshot.size > LARGEST_WHOLE:
        return _beginning(bytes(content.body), snapshot)
    body = zlib.decompress(content.body)
    if not body:
        return ShownSnapshot("", "It is empty.")
    text = _as_text(body, snapshot.media_type)
    if text is None:
        return ShownSnapshot("", f"{len(body):,} bytes that are no text, declared as {snapshot.media_type}: not shown.")
    if len(text) > MOST_CHARACTERS:
        return ShownSnapshot(text[:MOST_CHARACTERS], f"The first {MOST_CHARACTERS:,} of {len(text):,} characters.")
    return ShownSnapshot(text)


def _beginning(packed: bytes, snapshot: Snapshot) -> ShownSnapshot:
    """Of a large one, the beginning as it came: a feed of 200 MB is neither unpacked nor indented for a page."""
    start = zlib.decompressobj().decompress(packed, MOST_CHARACTERS)
    text = start.decode("utf-8-sig", "ignore")
    if "\0" in text or len(text) < len(start) / 4:
        told = f"{snapshot.size:,} bytes that are no text, declared as {snapshot.media_type}: not shown."
        return ShownSnapshot("", told)
    return ShownSnapshot(text, f"The first {len(start):,} of {snapshot.size:,} bytes.")


def _as_text(body: bytes, media_type: str) -> str | None:
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("latin-1")
        printable = sum(character.isprintable() or character.isspace() for character in text[:4096])
        if not media_type.startswith("text/") or printable < 0.9 * len(text[:4096]):
            return None
    if "\0" in text:
        return None
    if media_type == NDJSON:
        return "\n".join(_indented(line) for line in text.splitlines() if line.strip())
    if media_type.endswith(("json", "+json")):
        return _indented(text)
    return text


def _indented(text: str) -> str:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return text
    if isinstance(value, dict) and isinstance(value.get("body"), str):
        value = {**value, "body": _inner(value["body"])}
    return json.dumps(value, ensure_ascii=False, indent=2)


def _inner(body: str) -> object:
    """The body of one exchange, as JSON where it is JSON."""
    try:
        return json.loads(body, strict=False)
    except (ValueError, RecursionError):
        return body
