"""Rows of a CSV file, one at a time, with the line each begins on."""

import csv
from collections.abc import Iterator
from pathlib import Path

from claims.library.importers.base import LibraryDataError
from claims.library.importers.decoding import encoding_of

MOST_ROWS = 1_000_000
MOST_BYTES = 256 * 1024 * 1024


def csv_rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every row that is not empty; raises LibraryDataError naming the line that is broken."""
    if (size := path.stat().st_size) > MOST_BYTES:
        raise LibraryDataError(f"{name} has {size:,} bytes; {MOST_BYTES:,} is the most for a table. Split it.")
    with path.open("rb") as opened:
        head = opened.read(4096)
    if not head:
        raise LibraryDataError(f"{name} is empty.")
    encoding = encoding_of(head)
    if encoding != "utf-16" and b"\0" in head:
        raise LibraryDataError(f"{name} holds binary data, not a table. Save it as CSV in UTF-8.")
    with path.open(encoding=encoding, newline="") as opened_text:
        reader = csv.reader(opened_text, delimiter=_delimiter(head.decode(encoding, "replace")))
        try:
            for count, row in enumerate(reader):
                if count >= MOST_ROWS:
                    raise LibraryDataError(f"{name} has more than {MOST_ROWS:,} rows. Split it.")
                if any(cell.strip() for cell in row):
                    yield reader.line_num, row
        except UnicodeError as error:
            raise LibraryDataError(
                f"{name}, after line {reader.line_num:,}: not in UTF-8 ({error}). Save it as CSV in UTF-8."
            ) from error
        except csv.Error as error:
            raise LibraryDataError(
                f"{name}, line {reader.line_num:,}: {error}. Is a quotation mark missing?"
            ) from error


def _delimiter(head: str) -> str:
    """Comma, semicolon or tab: the commonest in the first lines."""
    return max(",;\t", key=head.count)
