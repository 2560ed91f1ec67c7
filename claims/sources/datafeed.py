"""A schema.org DataFeed read element by element: large feeds make no tree of objects, and odd ones do no harm.

https://schema.org/DataFeed
"""

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any

from claims.sources.base import SourceUnavailable

CHUNK = 1024 * 1024
"""Bytes that are made text at a time: a text of hundreds of megabytes can take four times as much memory."""
_START = re.compile(r'"dataFeedElement"\s*:\s*(?=[\[{])')
_LONGEST_START = 1000
_GAP = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder(strict=False)
_AFTER = frozenset(",]} \t\r\n")
_NEAR_THE_END = 32
"""Characters: an error further from the end of what is read is none that more of the text would mend."""


def feed_elements(body: bytes) -> Iterator[Any]:
    """Yield every element of the feed's list, or of a bare list; one that stands alone counts as a list of one.

    Raises SourceUnavailable where what came is no JSON, or ends before its list does.
    """
    text = _Text(body)
    if not text.skip_to_the_list():
        yield text.element()
        return
    while not text.has_ended():
        yield text.element()


class _Text:
    """The feed from where it is read on: only a window of it is held as text."""

    def __init__(self, body: bytes) -> None:
        self._body, self._read = memoryview(body), 0
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._window, self._position = "", 0

    def skip_to_the_list(self) -> bool:
        """Go behind the bracket that opens the list. False where one element stands alone, and go to that."""
        searched = 0
        while not (start := _START.search(self._window, searched)):
            searched = max(len(self._window) - _LONGEST_START, 0)
            if not self._more():
                break
        if start:
            self._position = start.end()
        if self._next() != "[":
            return False
        self._position += 1
        return True

    def has_ended(self) -> bool:
        """True at the bracket that closes the list."""
        return self._next() == "]"

    def element(self) -> Any:
        """The value that begins here; go behind it."""
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._window, self._position)
            except json.JSONDecodeError as error:
                may_be_cut = error.msg.startswith("Unterminated") or error.pos > len(self._window) - _NEAR_THE_END
                if not (may_be_cut and self._more()):
                    raise self._broken() from error
            except (ValueError, RecursionError) as error:
                raise self._broken() from error
            else:
                # The start of a number is a number, too: “12” of “12.5”.
                if self._window[end : end + 1] in _AFTER or not self._more():
                    self._position = end
                    return value

    def _next(self) -> str:
        """The next character that is no gap; empty at the end."""
        while True:
            gap = _GAP.match(self._window, self._position)
            self._position = gap.end() if gap else self._position
            if self._position < len(self._window) or not self._more():
                return self._window[self._position : self._position + 1]

    def _more(self) -> bool:
        """Make more of the bytes text; False where there are none left."""
        if self._read >= len(self._body):
            return False
        chunk = self._body[self._read : self._read + CHUNK]
        self._read += len(chunk)
        self._window = self._window[self._position :] + self._decoder.decode(chunk, final=self._read >= len(self._body))
        self._position = 0
        return True

    def _broken(self) -> SourceUnavailable:
        return SourceUnavailable(f"The feed of {len(self._body):,} bytes is no JSON, or not whole.")
