"""Bytes become text, or are refused: what is no text, what is too long, what is in an encoding that cannot be told."""

from pathlib import Path

from claims.library.importers.base import LibraryDataError

MOST_TEXT_BYTES = 64 * 1024 * 1024
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x85\u2028\u2029")


def read_bytes(path: Path, name: str, *, most: int = MOST_TEXT_BYTES) -> bytes:
    """The file's bytes; raises LibraryDataError where there are none, or more than `most`."""
    if (size := path.stat().st_size) > most:
        raise LibraryDataError(f"{name} has {size:,} bytes; {most:,} is the most for its kind. Split it.")
    if size == 0:
        raise LibraryDataError(f"{name} is empty.")
    return path.read_bytes()


def decode(data: bytes, name: str) -> str:
    """UTF-8 and UTF-16 by their marks, else UTF-8, else Windows-1252; raises LibraryDataError where it is no text."""
    try:
        text = data.decode("utf-16") if data.startswith(UTF_16) else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as error:
            raise LibraryDataError(
                f"{name} is neither UTF-8 nor Windows-1252 text (byte {error.start:,}). Save it as UTF-8."
            ) from error
    if _is_binary(text):
        raise LibraryDataError(f"{name} holds binary data, not text. Send text, HTML, PDF, CSV or JSON.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def encoding_of(head: bytes) -> str:
    """The encoding in which a table is read: UTF-16 where the file is marked so, else UTF-8."""
    return "utf-16" if head.startswith(UTF_16) else "utf-8-sig"


def _is_binary(text: str) -> bool:
    """A NUL, or more than one control character in two hundred of the first part, is no text."""
    start = text[:20_000]
    controls = sum(character < " " and character not in _TEXT_CONTROLS for character in start)
    return "\0" in text or controls * 200 > len(start)
