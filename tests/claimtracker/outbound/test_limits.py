"""No server takes more time or memory than it is given, and half an answer is none."""

import gzip
import socket
import time
import tracemalloc
import zlib

import pytest
from pytest_django import Settings

from claimtracker.outbound import OutboundFailed, OutboundRefused, Timeouts, fetch
from tests.claimtracker.outbound.server import HTML, Handler, LocalServer, drip, raw, redirect, reply

HEAD = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\n".encode()
IMPATIENT = Timeouts(connect=2, read=0.5, total=1)


@pytest.mark.parametrize(
    "answer",
    [
        drip(b"", b"", every=9),
        drip(HEAD, b"X", every=0.05),
        drip(HEAD, b"X: 1\r\n", every=0.05),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n", every=0.05),
        drip(HEAD + b"\r\n", b".", every=0.05),
        drip(HEAD + b"Content-Length: 1000\r\n\r\n", b".", every=0.05),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n.\r\n", every=0.05),
        drip(HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X: 1\r\n", every=0.0001),
        drip(HEAD + b"Content-Length: 1000\r\n\r\n", b"", every=9),
    ],
    ids=["silence", "header", "headers", "continue", "body", "length", "chunks", "trailers", "stall"],
)
def test_a_slow_server_is_left_when_the_total_is_used_up(server: LocalServer, answer):
    began = time.monotonic()
    with pytest.raises(OutboundFailed) as failure:
        fetch(server.on("/", answer), timeout=IMPATIENT)
    assert failure.value.code in {"timeout", "protocol"}  # over a hundred headers are no HTTP
    assert time.monotonic() - began < 1.5


def test_redirects_share_the_total(server: LocalServer):
    def slow(handler: Handler) -> None:
        time.sleep(0.3)
        redirect(f"{handler.path}x")(handler)

    for count in range(1, 7):
        server.on("/" + "x" * count, slow)
    with pytest.raises(OutboundFailed, match=r"took too long \(2 s to connect, 0\.5 s of silence, 1 s in all\)"):
        fetch(server.url("/x"), timeout=IMPATIENT, max_redirects=6)


def endless(handler: Handler) -> None:
    handler.wfile.write(HEAD + b"\r\n")
    for _ in range(50):
        handler.wfile.write(b"." * 1024 * 1024)


@pytest.mark.parametrize(
    "answer",
    [
        endless,
        drip(HEAD + b"Content-Length: 52428800\r\n\r\n", b"", every=9),
        reply(gzip.compress(bytes(50 * 1024 * 1024)), Content_Encoding="gzip"),
        reply(zlib.compress(bytes(50 * 1024 * 1024)), Content_Encoding="deflate"),
        reply(gzip.compress(bytes(1024 * 1024)) * 50, Content_Encoding="gzip"),
        raw(HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 100_000),
    ],
    ids=["sent", "announced", "gzip bomb", "deflate bomb", "many members", "empty members"],
)
def test_too_much_is_refused_without_holding_it(server: LocalServer, answer):
    url = server.on("/", answer)
    tracemalloc.start()
    try:
        with pytest.raises(OutboundRefused, match="more than 1,000,000 bytes") as refusal:
            fetch(url, max_bytes=1_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refusal.value.code == "too_large"
    assert peak < 8_000_000


def test_the_limit_itself_is_within_it(server: LocalServer):
    url = server.on("/", reply(b"." * 1000))
    assert len(fetch(url, max_bytes=1000).body) == 1000
    with pytest.raises(OutboundRefused):
        fetch(url, max_bytes=999)


@pytest.mark.parametrize(
    "answer",
    [
        raw(HEAD + b"Content-Length: 10\r\n\r\nhalf"),
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n10\r\nhalf"),
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"),
        raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"),
        reply(gzip.compress(b"whole" * 99)[:-9], Content_Encoding="gzip"),
        reply(gzip.compress(b"whole")[:1], Content_Encoding="gzip"),
    ],
)
def test_half_an_answer_is_a_failure(server: LocalServer, answer):
    with pytest.raises(OutboundFailed, match="not whole") as failure:
        fetch(server.on("/", answer))
    assert failure.value.code == "truncated"


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
        raw(b"HTTP/1.1 abc\r\n\r\n"),
        raw(b"<p>no head at all</p>"),
        raw(HEAD + b"X: " + b"." * 70_000 + b"\r\n\r\n"),
        raw(HEAD + b"X: 1\r\n" * 200 + b"\r\n"),
        reply(b"no gzip", Content_Encoding="gzip"),
        reply(gzip.compress(b"text")[:-8] + b"\0" * 8, Content_Encoding="gzip"),
    ],
)
def test_what_is_no_http_is_a_failure(server: LocalServer, answer):
    with pytest.raises(OutboundFailed) as failure:
        fetch(server.on("/", answer))
    assert failure.value.code == "protocol"


@pytest.mark.parametrize(
    "headers",
    [
        b"no colon\r\n",
        b": no name\r\n",
        b"X-\xff\xfe: \xff\r\n",
        b"X: \x00\x01\r\n",
        b"Content-Length: lots\r\n",
        b" X\r\n",
    ],
)
def test_illegal_headers_harm_nobody(server: LocalServer, headers: bytes):
    answer = fetch(server.on("/", raw(HEAD + headers + b"\r\nbody")))
    assert answer.body.endswith(b"body")
    assert answer.media_type == "text/html"


def test_a_connection_that_ends_without_a_word_is_a_failure(server: LocalServer):
    with pytest.raises(OutboundFailed, match="cannot be reached") as failure:
        fetch(server.on("/", raw()))
    assert failure.value.code == "connection"


def test_a_server_that_does_not_listen_to_a_long_body_is_left(settings: Settings):
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        endpoint = f"127.0.0.1:{deaf.getsockname()[1]}"
        settings.OUTBOUND_ALLOW = [endpoint]
        began = time.monotonic()
        with pytest.raises(OutboundFailed) as failure:
            fetch(f"http://{endpoint}/", method="POST", body=bytes(20_000_000), timeout=IMPATIENT)
    assert failure.value.code == "timeout"
    assert time.monotonic() - began < 1.5
