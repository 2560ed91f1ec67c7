"""A feed is read element by element, wherever the pieces in which it is read happen to end."""

import json
import tracemalloc
from typing import Any

import pytest

from claims.sources import datafeed
from claims.sources.base import SourceUnavailable
from claims.sources.datafeed import feed_elements

ELEMENTS: list[Any] = [{"item": "Ünïcode 🍈"}, None, 12.5, "x, ] y", [[]], {"a": {"b": [1, 2]}}, True, -1234]


def feed(elements: list[Any], **more: Any) -> bytes:
    return json.dumps({"@type": "DataFeed", **more, "dataFeedElement": elements}, ensure_ascii=False).encode()


@pytest.mark.parametrize("size", [1, 2, 3, 7, 64])
def test_the_pieces_may_end_anywhere(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(datafeed, "CHUNK", size)
    assert list(feed_elements(feed(ELEMENTS))) == ELEMENTS
    assert list(feed_elements(json.dumps(ELEMENTS).encode())) == ELEMENTS
    assert list(feed_elements(b"\xef\xbb\xbf" + feed(ELEMENTS, name="y" * 2000))) == ELEMENTS


@pytest.mark.parametrize("size", [1, 5, 1 << 20])
@pytest.mark.parametrize("cut", [1, 2, 9, 40, 60])
def test_a_feed_that_ends_early_is_no_feed(monkeypatch: pytest.MonkeyPatch, size: int, cut: int) -> None:
    monkeypatch.setattr(datafeed, "CHUNK", size)
    whole = json.dumps(ELEMENTS).encode()
    with pytest.raises(SourceUnavailable, match="not whole"):
        list(feed_elements(whole[:-cut]))


def test_what_is_no_json_in_the_middle_is_found_without_reading_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(datafeed, "CHUNK", 1000)
    reading = feed_elements(b'[{"a": 1}, {oops}, ' + b'{"a": 2}, ' * 1000 + b"]")
    assert next(reading) == {"a": 1}
    with pytest.raises(SourceUnavailable, match="no JSON"):
        next(reading)


def test_a_large_feed_is_never_held_as_text_nor_as_a_tree() -> None:
    body = feed([{"item": {"reviewBody": "🍈" * 1000, "number": number}} for number in range(5000)])
    tracemalloc.start()
    try:
        assert sum(1 for _ in feed_elements(body)) == 5000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(body) > 20_000_000
    assert peak < len(body)
