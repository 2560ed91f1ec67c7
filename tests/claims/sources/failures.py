"""Everything that a service on the internet does when it is not well, and what must become of it.

A connector's test module parametrizes over these; `answer` is put on the path that the connector asks.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from claims.sources.base import SourceRefused, SourceUnavailable
from tests.claimtracker.outbound.server import Answer, drip, raw, redirect, reply

JSON = "application/json"
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@dataclass(frozen=True)
class Failure:
    """A server's answer, the error that it must become, and the words that the message must have."""

    answer: Answer
    error: type[Exception]
    says: str
    retry_after: float | None = None


FAILURES: dict[str, Failure] = {
    "429 with Retry-After": Failure(
        reply(b"{}", status=429, content_type=JSON, Retry_After="7"), SourceUnavailable, "429", retry_after=7
    ),
    "500": Failure(reply(b"{}", status=500, content_type=JSON), SourceUnavailable, "500"),
    "503 as HTML": Failure(reply(b"<h1>busy</h1>", status=503), SourceUnavailable, "503"),
    "404": Failure(reply(b"{}", status=404, content_type=JSON), SourceRefused, "404"),
    "silence": Failure(drip(b"", b"", every=5), SourceUnavailable, "took too long"),
    "a slow drip": Failure(drip(_HEAD + b"\r\n{", b" ", every=0.1), SourceUnavailable, "took too long"),
    "truncated JSON": Failure(reply(b'{"query": {"search": [{"pag', content_type=JSON), SourceUnavailable, "no JSON"),
    "half a body": Failure(raw(_HEAD + b"Content-Length: 999\r\n\r\n{}"), SourceUnavailable, "not whole"),
    "HTML instead of JSON": Failure(reply(b"<html>Sign in</html>"), SourceRefused, "text/html"),
    "another content type": Failure(reply(b"PK", content_type="application/zip"), SourceRefused, "application/zip"),
    "a redirect to a private address": Failure(redirect("http://10.0.0.1/"), SourceRefused, "10.0.0.1"),
    "50 megabytes": Failure(raw(_HEAD + b"Content-Length: 52428800\r\n\r\n", b" " * 65536), SourceRefused, "bytes"),
}
"""By what the server does."""


@contextmanager
def told_as(failure: Failure) -> Iterator[None]:
    """What runs inside must fail with the failure's error, its words, and the wait that the server asked for."""
    with pytest.raises(failure.error, match=failure.says) as caught:
        yield
    if failure.retry_after is not None:
        assert isinstance(caught.value, SourceUnavailable)
        assert caught.value.retry_after == timedelta(seconds=failure.retry_after)
