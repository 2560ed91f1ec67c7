"""Fetch one URL: each hop parsed, vetted, dialled and read under the same limits."""

import http.client
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from django.conf import settings

from claimtracker.outbound.body import OFFERED, read_body
from claimtracker.outbound.errors import OutboundError, OutboundFailed, OutboundRefused
from claimtracker.outbound.message import TEXT, Fetched, declared_type, is_accepted
from claimtracker.outbound.target import Target, parse, redirected
from claimtracker.outbound.timing import Clock, Timeouts
from claimtracker.outbound.wire import Wire, connect

VERSION = "0.1"
PATIENCE = Timeouts()
MAX_BYTES = 5 * 1024 * 1024
MAX_ERROR_BYTES = 64 * 1024
REDIRECTS = (301, 302, 303, 307, 308)
FOR_GOOD = (301, 308)
READING = ("GET", "HEAD")
# All else that a caller sends may be a credential, whatever its name.
KEPT_ACROSS_ORIGINS = ("accept-language", "if-modified-since", "if-none-match")
HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
HEADER_VALUE = re.compile(r"[\t\x20-\x7e\x80-\xff]*")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of each hop; `headers` are the caller's, names in lower case."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None
    accept: tuple[str, ...]
    max_bytes: int


def fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
    accept: tuple[str, ...] = TEXT,
    max_bytes: int = MAX_BYTES,
    timeout: Timeouts = PATIENCE,
    max_redirects: int = 5,
    etag: str | None = None,
    last_modified: str | None = None,
) -> Fetched:
    """Ask for a URL and read the answer, following redirects.

    `accept`: the media types that are read, `text/*` and `*/*` among them; they bind answers of status 2xx.
    `max_bytes` bounds the body packed and unpacked. `etag` and `last_modified`, as a former answer's headers gave
    them, make the request conditional. Proxy variables of the environment are not read.

    To another origin only GET and HEAD are redirected, and of the caller's headers none but the language and the
    conditions go along.

    Raises OutboundRefused (permanent) and OutboundFailed (temporary), whose `code` names the rule. An error status
    raises nothing: see Fetched.raise_for_status.
    """
    clock = Clock(timeout)
    conditions = {"if-none-match": etag, "if-modified-since": last_modified}
    given = {**(headers or {}), **{name: value for name, value in conditions.items() if value}}
    request = Request(method.upper(), _checked(given), body, accept, max_bytes)
    target = parse(url)
    asked: list[tuple[str, str]] = []
    moved_to, is_for_good = "", True
    while True:
        with _explained(target, timeout):
            answer = _ask(target, request, clock)
        location = answer.headers.get("location")
        if answer.status not in REDIRECTS or not location:
            return replace(answer, redirects=tuple(former for _, former in asked), moved_to=moved_to)
        asked.append((request.method, target.url))
        if len(asked) > max_redirects:
            raise OutboundRefused(
                "redirects", f"{target.host} redirects for the {len(asked)}. time, {max_redirects} are followed."
            )
        target, request = _onward(target, request, answer.status, location)
        is_for_good = is_for_good and answer.status in FOR_GOOD
        moved_to = target.url if is_for_good else moved_to
        if (request.method, target.url) in asked:
            raise OutboundRefused("circle", f"{target.host} redirects in a circle. The page cannot be reached so.")


def _checked(headers: Mapping[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not HEADER_NAME.fullmatch(name) or not HEADER_VALUE.fullmatch(value):
            # The value may be a key: it is not repeated.
            raise OutboundRefused(
                "header", f"The header “{name[:40]!a}” holds a character that headers cannot hold. Correct its setting."
            )
    return {name.lower(): value for name, value in headers.items()}


def _ask(target: Target, request: Request, clock: Clock) -> Fetched:
    """One request and its answer. A redirect's body is not read."""
    with closing(connect(target, clock)) as connected:
        exchange = http.client.HTTPConnection(target.host, target.port)
        exchange.sock = cast("socket.socket", Wire(connected, clock))
        exchange.request(request.method, target.path, request.body, _headers(target, request))
        with closing(exchange.getresponse()) as response:
            return _answer(target, request, response)


def _headers(target: Target, request: Request) -> dict[str, str]:
    return {
        **request.headers,
        "host": target.authority,
        "user-agent": f"ClaimTracker/{VERSION} (+{settings.DESK_URL})",
        "accept": ", ".join(request.accept),
        "accept-encoding": ", ".join(OFFERED),
        "connection": "close",
    }


def _answer(target: Target, request: Request, response: http.client.HTTPResponse) -> Fetched:
    media_type, charset = declared_type(response.getheader("Content-Type") or "")
    body = b""
    if 200 <= response.status < 300:
        has_body = request.method != "HEAD" and response.status not in (204, 205)
        if has_body and not is_accepted(media_type, request.accept):
            raise OutboundRefused(
                "type",
                f"{target.host} sent {f'“{media_type[:80]}”' if media_type else 'no content type'}, "
                f"{', '.join(request.accept)} can be read here. Nothing was read.",
                status=response.status,
            )
        body = read_body(response, host=target.host, max_bytes=request.max_bytes) if has_body else b""
    elif response.status >= 400:
        body = _error_page(target, response)
    headers: dict[str, str] = {}
    for name, value in response.getheaders():
        headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
    return Fetched(
        url=target.url,
        status=response.status,
        headers=MappingProxyType(headers),
        body=body,
        media_type=media_type,
        charset=charset,
        redirects=(),
        not_modified=response.status == 304,
    )


def _error_page(target: Target, response: http.client.HTTPResponse) -> bytes:
    # The status is what counts: whatever is wrong with the page beside it is no error of its own.
    try:
        return read_body(response, host=target.host, max_bytes=MAX_ERROR_BYTES)
    except (OutboundError, OSError, http.client.HTTPException):
        return b""


def _onward(target: Target, request: Request, status: int, location: str) -> tuple[Target, Request]:
    """Where a redirect leads, and what is asked there."""
    onward = redirected(target, location)
    if target.scheme == "https" and onward.scheme == "http" and not onward.is_allowed:
        raise OutboundRefused(
            "downgrade", f"{target.host} redirects from https to http at {onward.host}, where anyone could listen in."
        )
    if (status == 303 and request.method != "HEAD") or (status in (301, 302) and request.method == "POST"):
        kept = {name: value for name, value in request.headers.items() if not name.startswith("content-")}
        request = replace(request, method="GET", body=None, headers=kept)
    if onward.origin != target.origin:
        if request.method not in READING or request.body is not None:
            raise OutboundRefused(
                "body_redirect",
                f"{target.host} redirects a {request.method} to {onward.host}, which was not meant to get what is "
                "sent. Send it to the new address itself.",
            )
        kept = {name: value for name, value in request.headers.items() if name in KEPT_ACROSS_ORIGINS}
        request = replace(request, headers=kept)
    return onward, request


@contextmanager
def _explained(target: Target, timeouts: Timeouts) -> Iterator[None]:
    """Turn what the network and http.client raise into errors that say what happened."""
    try:
        yield
    except TimeoutError as error:
        raise OutboundFailed("timeout", f"{target.host} took too long ({timeouts}).") from error
    except ssl.SSLCertVerificationError as error:
        raise OutboundRefused(
            "certificate",
            f"The certificate of {target.host} does not stand ({error.verify_message}). Nothing was sent. If it is "
            "your own authority's, name that in SSL_CERT_FILE.",
        ) from error
    except http.client.IncompleteRead as error:
        raise OutboundFailed("truncated", f"{target.host} ended its answer early: it is not whole.") from error
    except OSError as error:
        raise OutboundFailed("connection", f"{target.host} cannot be reached ({error.strerror or error}).") from error
    except http.client.HTTPException as error:
        raise OutboundFailed(
            "protocol", f"{target.host} did not answer as HTTP asks ({type(error).__name__})."
        ) from error
