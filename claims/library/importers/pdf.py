"""PDF with a text layer: passages page by page, by pypdf; scans, encrypted and broken files are refused."""

import time
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from claims.library.importers.base import Details, LibraryDataError, ReadDocument
from claims.library.importers.passages import Block
from claims.library.importers.text import document

MOST_BYTES = 100 * 1024 * 1024
MOST_PAGES = 3000
MOST_SECONDS = 240
"""Below a worker's lease: a file that takes longer is refused and not tried for ever."""


class PdfImporter:
    """One document; each page a heading."""

    kind = "pdf"
    title = "PDF with text"

    def recognises(self, name: str, head: bytes) -> bool:
        return head.lstrip()[:4] == b"%PDF" or name.endswith(".pdf")

    def read(self, path: Path, name: str, details: Details) -> Iterator[ReadDocument]:
        if (size := path.stat().st_size) > MOST_BYTES:
            raise LibraryDataError(f"{name} has {size:,} bytes; {MOST_BYTES:,} is the most for a PDF. Split it.")
        try:
            title, blocks = _read(path, name)
        except LibraryDataError:
            raise
        except (PyPdfError, NotImplementedError) as error:
            raise LibraryDataError(f"{name} is a broken or encrypted PDF ({error}). Save it again.") from error
        except Exception as error:
            # A hostile file reaches corners of the reader that raise anything at all.
            raise LibraryDataError(
                f"{name} could not be read as a PDF ({type(error).__name__}: {error}). Send its text."
            ) from error
        if not any(not block.is_heading and block.text.strip() for block in blocks):
            raise LibraryDataError(f"{name} has no text layer: it is a scan. Run text recognition over it first.")
        yield document("pdf", blocks, name, details, title=title)


def _read(path: Path, name: str) -> tuple[str, list[Block]]:
    with PdfReader(path, strict=False) as reader:
        if reader.is_encrypted and not reader.decrypt(""):
            raise LibraryDataError(f"{name} is encrypted. Save a copy without a password.")
        title = str((reader.metadata.title if reader.metadata else "") or "").replace("\0", "").strip()
        return title, list(_blocks(reader, name))


def _blocks(reader: PdfReader, name: str) -> Iterator[Block]:
    began = time.monotonic()
    if (pages := len(reader.pages)) > MOST_PAGES:
        raise LibraryDataError(f"{name} has {pages:,} pages; {MOST_PAGES:,} is the most. Split it.")
    for number, page in enumerate(reader.pages, start=1):
        if time.monotonic() - began > MOST_SECONDS:
            raise LibraryDataError(f"{name} took more than {MOST_SECONDS} s to read, at page {number:,}. Split it.")
        yield Block(f"Page {number}", is_heading=True)
        # Lone surrogates come out of broken fonts, and no database takes them.
        text = page.extract_text().encode("utf-8", "replace").decode()
        yield from (Block(paragraph) for paragraph in text.split("\n\n"))


IMPORTER = PdfImporter()
