"""What of the processes' logs is worth showing in the terminal."""

import re
from collections.abc import Iterator
from pathlib import Path

LEVEL = re.compile(r".{0,60}?\b(DEBUG|INFO|LOG|WARNING|ERROR|CRITICAL|FATAL|PANIC)\b")
# What the web server says of our asking whether it is ready, while it is not.
OUR_OWN_QUESTION = "Service Unavailable: /readyz/"
WORTH_SHOWING = {"WARNING", "ERROR", "CRITICAL", "FATAL", "PANIC"}


class LogTail:
    """What a process wrote since last asked: all of it, or its warnings and errors.

    Of a traceback only the last line counts as one; the whole stands in the file.
    """

    def __init__(self, path: Path, *, verbose: bool) -> None:
        self.path = path
        self.verbose = verbose
        self._offset = path.stat().st_size if path.exists() else 0
        self._showing = False

    def new_lines(self) -> Iterator[str]:
        try:
            with self.path.open("rb") as file:
                file.seek(self._offset)
                whole, newline, _rest = file.read().rpartition(b"\n")
        except FileNotFoundError:
            return  # taken away by hand: no reason to stop a desk
        self._offset += len(whole) + len(newline)
        for line in whole.decode(errors="replace").splitlines():
            if self._is_worth_showing(line):
                yield line

    def _is_worth_showing(self, line: str) -> bool:
        if self.verbose:
            return True
        if line.startswith("Traceback "):
            self._showing = True
            return False
        level = LEVEL.match(line)
        if level:
            self._showing = level[1] in WORTH_SHOWING and not line.endswith(OUR_OWN_QUESTION)
        return self._showing and bool(line) and not line[0].isspace()
