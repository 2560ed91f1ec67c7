"""A schema.org DataFeed read element by element: large feeds make no tree of objects, and odd ones do no harm.

https://schema.org/DataFeed
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from claims.sources.base import SourceUnavailable

_START = re.compile(r'"dataFeedElement"\s*:\s*(?=[\[{])')
_GAP = re.compile(r"[\s,]*")
_DECODER = json.JSONDecoder(strict=False)


def feed_elements(body: bytes) -> Iterator[Any]:
    """Yield every element of the feed's list, or of a bare list; one that stands alone counts as a list of one.

    Raises SourceUnavailable where what came is no JSON, or ends before its list does.
    """
    text = body.decode("utf-8-sig", "replace")
    start = _START.search(text)
    position = start.end() if start else _after_gap(text, 0)
    if text[position : position + 1] != "[":
        yield _decoded(text, position)[0]
        return
    position += 1
    while True:
        position = _after_gap(text, position)
        if text[position : position + 1] == "]":
            return
        element, position = _decoded(text, position)
        yield element


def _after_gap(text: str, position: int) -> int:
    gap = _GAP.match(text, position)
    return gap.end() if gap else position


def _decoded(text: str, position: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, position)
    except (ValueError, RecursionError) as error:
        raise SourceUnavailable(f"The feed of {len(text):,} characters is no JSON, or not whole.") from error
