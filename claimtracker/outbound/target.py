"""Read an address as the one place that it names, and refuse what could be read as two."""

import re
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from claimtracker.outbound.errors import OutboundRefused

LONGEST_URL = 8_192
DEFAULT_PORTS = {"http": 80, "https": 443}
LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
HOST_NAME = re.compile(rf"(?=.{{1,253}}\Z){LABEL}(\.{LABEL})*")
# The older and the newer standard for international names read these differently: ß, final sigma and the joiners.
AMBIGUOUS = re.compile("[ß\u1e9e\u03c2\u200c\u200d]")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes. `host`: in ASCII, lower case, IPv6 without brackets; `path`: with the query."""

    scheme: Literal["http", "https"]
    host: str
    port: int
    path: str

    @property
    def endpoint(self) -> str:
        """The host and the port, as OUTBOUND_ALLOW writes them."""
        return f"{self._bracketed}:{self.port}"

    @property
    def authority(self) -> str:
        """What the Host header says: the port only where it is not the usual one."""
        return self._bracketed if self.port == DEFAULT_PORTS[self.scheme] else self.endpoint

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"

    @property
    def is_allowed(self) -> bool:
        """True if the operator made an exception for this very host and port."""
        return self.endpoint in {entry.strip().lower() for entry in settings.OUTBOUND_ALLOW}

    @property
    def _bracketed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def parse(url: str) -> Target:
    """The place that a URL names; a fragment is left out.

    Raises OutboundRefused for what is no http or https URL, carries a user name or password, has a host that is not
    in its usual form (IPv4 as dotted decimal, no zone id), or a port that belongs to another protocol.
    """
    url = url.strip(" ")
    if len(url) > LONGEST_URL or CONTROL.search(url):
        raise OutboundRefused(
            "url", f"The URL is longer than {LONGEST_URL:,} characters or holds a control character. Correct it."
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise OutboundRefused("url", f"The URL cannot be read ({error}). Correct it.") from error
    if parts.scheme not in ("http", "https"):
        raise OutboundRefused(
            "scheme", f"“{parts.scheme[:20]}” is no scheme that is fetched. Give a URL that begins with http or https."
        )
    if "@" in parts.netloc:
        raise OutboundRefused("url", "The URL carries a user name or a password. Leave out all before the “@”.")
    scheme: Literal["http", "https"] = "https" if parts.scheme == "https" else "http"
    target = Target(scheme, _host(parts), DEFAULT_PORTS[scheme] if port is None else port, _path(parts))
    if target.port < 1024 and target.port not in DEFAULT_PORTS.values() and not target.is_allowed:
        raise OutboundRefused(
            "port",
            f"Port {target.port} of {target.host} belongs to another protocol. Ports 80, 443 and from 1024 on are "
            f"fetched; to make an exception, add {target.endpoint} to OUTBOUND_ALLOW.",
        )
    return target


def redirected(target: Target, location: str) -> Target:
    """The place to which a Location header leads; raises as `parse` does."""
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode()  # headers arrive as Latin-1, addresses are sent as UTF-8
    try:
        url = urljoin(target.url, location)
    except ValueError as error:
        raise OutboundRefused("url", f"{target.host} redirects to what is no URL ({error}).") from error
    return parse(url)


def _host(parts: SplitResult) -> str:
    name = parts.hostname or ""
    if "[" in parts.netloc:
        return _ipv6(name)
    try:
        ascii_name = name if name.isascii() else _international(name)
    except UnicodeError as error:
        raise OutboundRefused("url", f"“{name[:80]}” is no host name. Write it in its xn-- form.") from error
    ascii_name = ascii_name.lower().removesuffix(".")
    if not HOST_NAME.fullmatch(ascii_name):
        raise OutboundRefused("url", f"“{name[:80]}” is no host name. Correct the URL.")
    if NUMBER.fullmatch(ascii_name.rpartition(".")[2]):
        try:
            return str(IPv4Address(ascii_name))
        except AddressValueError as error:
            raise OutboundRefused(
                "url", f"“{name[:80]}” is no IPv4 address in its usual form. Write four decimal numbers with dots."
            ) from error
    return ascii_name


def _ipv6(name: str) -> str:
    if "%" in name:
        raise OutboundRefused("url", f"“{name[:80]}” has a zone id, which means something on one machine only.")
    try:
        return str(IPv6Address(name))
    except AddressValueError as error:
        raise OutboundRefused("url", f"“{name[:80]}” is no IPv6 address ({error}). Correct it.") from error


def _international(name: str) -> str:
    if len(name) > 253 or AMBIGUOUS.search(name):
        raise UnicodeError("read differently by different standards")
    return name.encode("idna").decode("ascii")


def _path(parts: SplitResult) -> str:
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    except UnicodeError as error:
        raise OutboundRefused("url", "The URL holds characters that cannot be encoded. Correct it.") from error
    return f"{path}?{query}" if query else path
