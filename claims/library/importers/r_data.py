"""Data frames in R's own files (.rda, .RData), read as rows of text.

A reader of our own because the one there is (rdata, with pandas and xarray) took 36 s for a table of 139,000 rows and
117 s for one of 267,000; this takes an eighth. It knows lists and vectors of text and numbers and nothing that could
run: serialisation as in "R Internals", 1.8, versions 2 and 3, in its XDR form.
"""

import bz2
import gzip
import lzma
import math
import struct
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from claims.library.importers.base import LibraryDataError
from claims.library.importers.rows import MOST_BYTES, MOST_ROWS

EXTENSIONS = (".rda", ".rdata")
_OPENERS: dict[bytes, Any] = {b"BZh": bz2.open, b"\x1f\x8b": gzip.open, b"\xfd7zXZ": lzma.open}
_SYMBOL, _PAIRS, _CHARS, _LOGICALS, _INTEGERS, _REALS, _TEXTS, _LIST, _ALTERED, _REFERENCE = (
    1, 2, 9, 10, 13, 14, 16, 19, 238, 255,
)  # fmt: skip
_NOTHINGS = frozenset({241, 242, 247, 251, 252, 253, 254})
"""The empty list, the built-in environments, and their like."""
_DEEPEST = 60
_NO_INTEGER = -(2**31)
_REQUIRED: Final = "Save one data frame in it, or export the table as CSV."


def r_rows(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """Row number and cells of the file's one data frame, the names of its columns first; NA is an empty cell.

    Raises LibraryDataError where the file is broken, too large, or holds anything else.
    """
    try:
        frame = _Reader(_unpacked(path, name)).frame()
    except (_Unknown, struct.error, UnicodeDecodeError, OSError, EOFError, lzma.LZMAError, ValueError) as error:
        raise LibraryDataError(f"{name} could not be read as R data ({error}). {_REQUIRED}") from error
    if len({len(column) for column in frame.values()}) > 1:
        raise LibraryDataError(f"{name}: its columns are of different lengths. {_REQUIRED}")
    yield 1, list(frame)
    for number, cells in enumerate(zip(*frame.values(), strict=True), start=2):
        if number > MOST_ROWS:
            raise LibraryDataError(f"{name} has more than {MOST_ROWS:,} rows. Split it.")
        yield number, [_written(cell) for cell in cells]


class _Unknown(Exception):
    """Something that no data frame of text and numbers has."""


def _unpacked(path: Path, name: str) -> bytes:
    with path.open("rb") as opened:
        head = opened.read(8)
    opener = next((opener for mark, opener in _OPENERS.items() if head.startswith(mark)), None)
    with opener(path, "rb") if opener else path.open("rb") as packed:
        data: bytes = packed.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise LibraryDataError(f"{name} unpacks to more than {MOST_BYTES:,} bytes, the most for a table. Split it.")
    return data


def _written(cell: Any) -> str:
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)


class _Reader:
    """One pass over the serialised bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.symbols: list[Any] = []
        self.texts: dict[bytes, str] = {}

    def frame(self) -> dict[str, list[Any]]:
        """The columns of the only data frame by their names."""
        if self._take(7) not in {b"RDX2\nX\n", b"RDX3\nX\n"}:
            raise _Unknown("it is no R data of version 2 or 3 in its binary form")
        version = self._int()
        self.at += 8
        if version == 3:
            self._take(self._int())
        saved = self._item(0)
        frames = [each for each in saved.values() if isinstance(each, dict)] if isinstance(saved, dict) else []
        if len(frames) != 1 or not frames[0]:
            raise _Unknown(f"it holds {len(frames)} data frames instead of one")
        return {str(column): _decoded(cells) for column, cells in frames[0].items()}

    def _take(self, length: int) -> bytes:
        if not 0 <= length <= len(self.data) - self.at:
            raise _Unknown("it ends too early")
        self.at += length
        return self.data[self.at - length : self.at]

    def _int(self) -> int:
        (value,) = struct.unpack_from(">i", self.data, self.at)
        self.at += 4
        return int(value)

    def _vector(self, code: str) -> list[Any]:
        values = array(code)
        values.frombytes(self._take(self._int() * values.itemsize))
        if sys.byteorder == "little":
            values.byteswap()
        return values.tolist()

    def _item(self, depth: int) -> Any:
        """One object: a list of values, a dict where its values have names, or None."""
        if depth > _DEEPEST:
            raise _Unknown("it is nested too deeply")
        flags = self._int()
        kind, has_attributes = flags & 0xFF, bool(flags & 0x200)
        if kind in _NOTHINGS:
            return None
        if kind in {_SYMBOL, _REFERENCE, _CHARS}:
            return self._text(kind, flags, depth)
        if kind == _PAIRS:
            return self._pairs(flags, depth)
        if kind == _ALTERED:
            return self._altered(depth)
        values = self._values(kind, depth)
        return _named(values, self._item(depth + 1)) if has_attributes else values

    def _text(self, kind: int, flags: int, depth: int) -> Any:
        """A string; a symbol, which is written out once and referred to by its number afterwards."""
        if kind == _CHARS:
            return self._chars()
        if kind == _SYMBOL:
            self.symbols.append(self._item(depth + 1))
            return self.symbols[-1]
        number = flags >> 8 or self._int()
        if not 0 < number <= len(self.symbols):
            raise _Unknown("it refers to what is not in it")
        return self.symbols[number - 1]

    def _values(self, kind: int, depth: int) -> list[Any]:
        if kind in {_LOGICALS, _INTEGERS}:
            return [None if value == _NO_INTEGER else value for value in self._vector("i")]
        if kind == _REALS:
            return self._vector("d")
        if kind in {_TEXTS, _LIST}:
            length = self._int()
            if not 0 <= length <= (len(self.data) - self.at) // 4:
                raise _Unknown("it ends too early")
            return [self._item(depth + 1) for _ in range(length)]
        raise _Unknown(f"it holds an object of R's type {kind}")

    def _chars(self) -> str | None:
        length = self._int()
        if length == -1:
            return None
        raw = self._take(length)
        if raw not in self.texts:
            self.texts[raw] = raw.decode()
        return self.texts[raw]

    def _pairs(self, flags: int, depth: int) -> dict[str, Any]:
        """A list of pairs, whose rest is a list of pairs again: read in a loop, for it may be long."""
        pairs: dict[str, Any] = {}
        while flags & 0xFF == _PAIRS:
            if flags & 0x200:
                self._item(depth + 1)
            tag = self._item(depth + 1) if flags & 0x400 else None
            pairs[str(tag or len(pairs))] = self._item(depth + 1)
            flags = self._int()
        if flags & 0xFF not in _NOTHINGS:
            raise _Unknown("a list in it does not end")
        return pairs

    def _altered(self, depth: int) -> list[Any]:
        """A vector in one of the short forms of R 3.5: a sequence, or another vector wrapped."""
        about, state = self._item(depth + 1), self._item(depth + 1)
        self._item(depth + 1)
        form = next(iter(about.values()), "") if isinstance(about, dict) else ""
        if form in {"compact_intseq", "compact_realseq"} and isinstance(state, list) and len(state) == 3:
            length, first, step = state
            if not 0 <= length <= MOST_ROWS:
                raise _Unknown("a sequence in it is too long")
            return [first + number * step for number in range(int(length))]
        wrapped = state[0] if isinstance(state, list) and state else None
        wrapped = next(iter(state.values()), None) if isinstance(state, dict) else wrapped
        if str(form).startswith(("wrap_", "deferred_string")) and isinstance(wrapped, list):
            return wrapped
        raise _Unknown(f"it holds a vector of R's form {form}")


class _Factor(list[Any]):
    """Numbers that stand for texts."""

    def __init__(self, values: list[Any], levels: list[Any]) -> None:
        super().__init__(values)
        self.levels = levels


def _named(values: list[Any], attributes: Any) -> Any:
    """A data frame's columns by their names, a factor with its levels; other attributes change nothing."""
    if not isinstance(attributes, dict):
        return values
    names, levels = attributes.get("names"), attributes.get("levels")
    if isinstance(levels, list):
        return _Factor(values, levels)
    if isinstance(names, list) and len(names) == len(values) and all(isinstance(each, list) for each in values):
        return dict(zip(names, values, strict=True))
    return values


def _decoded(cells: list[Any]) -> list[Any]:
    if not isinstance(cells, _Factor):
        return list(cells)
    return [cells.levels[value - 1] if value and 0 < value <= len(cells.levels) else None for value in cells]
