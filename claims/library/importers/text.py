"""Plain text: paragraphs between empty lines, short lines without a full stop as headings."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from claims.library.importers.base import Details, LibraryDataError, ReadDocument, key_of
from claims.library.importers.decoding import decode, read_bytes
from claims.library.importers.passages import Block, one_line, passages_of

LONGEST_HEADING_LINE = 100
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_MARKED = re.compile(r"#{1,6}[ \t]+")


class TextImporter:
    """One document of passages."""

    kind = "text"
    title = "Plain text"

    def recognises(self, name: str, head: bytes) -> bool:
        return name.endswith((".txt", ".md", ".text")) or b"\0" not in head

    def read(self, path: Path, name: str, details: Details) -> Iterator[ReadDocument]:
        yield read_text(decode(read_bytes(path, name), name), name, details)


def read_text(text: str, name: str, details: Details) -> ReadDocument:
    """A text as one document; raises LibraryDataError where it has no title, no publisher or no words."""
    blocks = list(_blocks(text))
    first = one_line(blocks[0].text) if blocks and blocks[0].is_heading else ""
    return document("text", blocks, name, details, title=first)


def document(kind: str, blocks: list[Block], name: str, details: Details, *, title: str) -> ReadDocument:
    """A document of passages, `title` being what the file itself gives."""
    known = replace(details, title=details.title or title[:300])
    for field in ("title", "publisher"):
        if not getattr(known, field):
            raise LibraryDataError(f"{name} does not say its {field}, which evidence is cited by. Give its {field}.")
    return ReadDocument(
        key=key_of(kind, known.title, known.publisher, known.edition, known.url),
        details=known,
        passages=passages_of(blocks, known.place, name),
    )


def _blocks(text: str) -> Iterator[Block]:
    for paragraph in _PARAGRAPHS.split(text):
        lines = paragraph.strip().split("\n")
        if _MARKED.match(lines[0]):
            yield Block(_MARKED.sub("", lines[0]), is_heading=True)
            lines = lines[1:]
        body = "\n".join(lines)
        is_heading = len(lines) == 1 and 0 < len(body) <= LONGEST_HEADING_LINE and body[-1] not in ".!?:;,…"
        yield Block(body, is_heading=is_heading)


IMPORTER = TextImporter()
