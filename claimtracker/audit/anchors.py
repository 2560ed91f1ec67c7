"""Heads of the chain, kept in a file elsewhere: one JSON object a line, the newest last."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple


class AnchorUnreadable(ValueError):
    """The file's last line is no anchor."""


class Anchor(NamedTuple):
    """What stood at the end of the chain when it was proven."""

    hash: bytes
    seal: int
    entries: int


def last_anchor(file: Path) -> Anchor | None:
    """The newest anchor in the file; None where there is no file, or nothing in it.

    Raises AnchorUnreadable, and OSError for a file that cannot be read.
    """
    if not file.exists():
        return None
    lines = file.read_text(encoding="utf-8").split("\n")
    last = next((line for line in reversed(lines) if line.strip()), None)
    if last is None:
        return None
    try:
        read = json.loads(last)
        return Anchor(bytes.fromhex(read["hash"]), int(read["seal"]), int(read["entries"]))
    except (ValueError, TypeError, KeyError) as error:
        raise AnchorUnreadable("its last line is no anchor. Was another file meant?") from error


def append(file: Path, anchor: Anchor) -> None:
    """Add a line to the file, with the time."""
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seal": anchor.seal,
        "entries": anchor.entries,
        "hash": anchor.hash.hex(),
    }
    with file.open("a", encoding="utf-8") as opened:
        opened.write(json.dumps(line) + "\n")
