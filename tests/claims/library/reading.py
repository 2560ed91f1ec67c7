"""For tests of importers: bytes in, documents out, no database."""

from pathlib import Path

from claims.library.importers.base import Details, ReadDocument
from claims.library.importers.kinds import importer_of

KNOWN = Details(title="Yearbook", publisher="Office for Statistics", edition="2024")


def documents_of(folder: Path, name: str, data: bytes, details: Details = KNOWN, kind: str = "") -> list[ReadDocument]:
    path = folder / name
    path.write_bytes(data)
    return list(importer_of(path, name, kind).read(path, name, details))
