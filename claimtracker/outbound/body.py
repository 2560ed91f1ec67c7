"""Read a body within its limit, on the wire and unpacked alike."""

import http.client
import zlib
from collections.abc import Iterable, Iterator

from claimtracker.outbound.errors import OutboundFailed, OutboundRefused

CHUNK = 16_384
OFFERED = ("gzip", "deflate")
GZIP_OR_ZLIB, RAW_DEFLATE = 47, -15


def read_body(response: http.client.HTTPResponse, *, host: str, max_bytes: int) -> bytes:
    """The whole body, unpacked.

    Raises OutboundRefused if it is larger than `max_bytes`, packed or unpacked, or packed in a way that was not
    offered; OutboundFailed if it ends early or is damaged; what http.client and the network raise.
    """
    packing = (response.getheader("Content-Encoding") or "identity").strip().lower().removeprefix("x-")
    if packing not in (*OFFERED, "identity"):
        raise OutboundRefused(
            "encoding",
            f"{host} packed its answer as “{packing[:40]}”, {' and '.join(OFFERED)} were offered. Nothing was read.",
        )
    parts = _received(response, host=host, max_bytes=max_bytes)
    body = bytearray()
    try:
        for part in parts if packing == "identity" else _unpacked(parts, host=host):
            body += part
            _check_size(len(body), host=host, max_bytes=max_bytes)
    except zlib.error as error:
        raise OutboundFailed("protocol", f"The {packing} data of {host} is damaged ({error}).") from error
    return bytes(body)


def _received(response: http.client.HTTPResponse, *, host: str, max_bytes: int) -> Iterator[bytes]:
    announced, received = response.length, 0
    _check_size(announced or 0, host=host, max_bytes=max_bytes)
    while part := response.read(CHUNK):
        received += len(part)
        _check_size(received, host=host, max_bytes=max_bytes)
        yield part
    # http.client takes a connection closed early for the end.
    if announced is not None and received < announced:
        raise OutboundFailed(
            "truncated", f"{host} announced {announced:,} bytes and sent {received:,}: the answer is not whole."
        )


def _unpacked(parts: Iterable[bytes], *, host: str) -> Iterator[bytes]:
    """The parts without their gzip or deflate, at most CHUNK bytes at a time, however far they would swell."""
    inflater = None
    for part in parts:
        inflater, packed = inflater or _inflater_for(part), part
        while packed:
            if inflater.eof:
                if not packed.startswith(b"\x1f"):
                    return  # padding; a further gzip member would begin with its magic number
                inflater = zlib.decompressobj(GZIP_OR_ZLIB)
            yield inflater.decompress(packed, CHUNK)
            packed = inflater.unconsumed_tail or inflater.unused_data
    if inflater is None:
        return
    while not inflater.eof:
        rest = inflater.decompress(b"", CHUNK)
        if not rest:
            raise OutboundFailed("truncated", f"The packed answer of {host} ends early: it is not whole.")
        yield rest


def _inflater_for(start: bytes) -> "zlib._Decompress":
    """What unpacks data that begins so: some servers call raw deflate what should be zlib."""
    is_gzip = start.startswith(b"\x1f")
    is_zlib = start[0] & 0x0F == 8 and int.from_bytes(start[:2]) % 31 == 0
    return zlib.decompressobj(GZIP_OR_ZLIB if is_gzip or is_zlib else RAW_DEFLATE)


def _check_size(size: int, *, host: str, max_bytes: int) -> None:
    if size > max_bytes:
        raise OutboundRefused(
            "too_large", f"The answer of {host} has more than {max_bytes:,} bytes, which is the most that is read."
        )
