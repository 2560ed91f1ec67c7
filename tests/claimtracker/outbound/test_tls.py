"""Certificates are verified, and for the name in the URL."""

import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from claimtracker.outbound import OutboundFailed, OutboundRefused, Timeouts, fetch
from claimtracker.outbound.wire import trusting_context
from tests.claimtracker.outbound.server import LocalServer, redirect, reply

OPENSSL = shutil.which("openssl")
pytestmark = pytest.mark.skipif(OPENSSL is None, reason="needs the openssl program to make a certificate")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for the name desk.example and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    cert, key = folder / "cert.pem", folder / "key.pem"
    command = f"{OPENSSL} req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=desk.example -keyout {key} -out {cert}"
    extension = "subjectAltName=DNS:desk.example"
    subprocess.run([*command.split(), "-addext", extension], check=True, capture_output=True)
    return cert, key


@pytest.fixture
def names_asked_for() -> list[str]:
    return []


@pytest.fixture
def port(
    certificate: tuple[Path, Path],
    server: LocalServer,
    names_asked_for: list[str],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> int:
    """Of a server that speaks TLS, reached by two names."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda _socket, name, _context: names_asked_for.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.on("/", reply(b"safe"))
    names = ("desk.example", "other.example")
    settings.OUTBOUND_ALLOW = [*settings.OUTBOUND_ALLOW, *(f"{name}:{server.server_port}" for name in names)]

    def getaddrinfo(_host: str, port: int, **_kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return server.server_port


@pytest.fixture
def trusted(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    trusting_context.cache_clear()
    yield
    trusting_context.cache_clear()


@pytest.mark.usefixtures("trusted")
def test_a_trusted_certificate_for_the_name_is_taken(port: int, names_asked_for: list[str], server: LocalServer):
    assert fetch(f"https://desk.example:{port}/").body == b"safe"
    assert names_asked_for == ["desk.example"]
    assert server.asked[0].headers["Host"] == f"desk.example:{port}"


@pytest.mark.usefixtures("trusted")
def test_a_trusted_certificate_for_another_name_is_refused(port: int, server: LocalServer):
    with pytest.raises(OutboundRefused, match=r"certificate of other\.example") as refusal:
        fetch(f"https://other.example:{port}/")
    assert refusal.value.code == "certificate"
    assert server.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(port: int, server: LocalServer):
    with pytest.raises(OutboundRefused, match=r"certificate of desk\.example") as refusal:
        fetch(f"https://desk.example:{port}/")
    assert refusal.value.code == "certificate"
    assert server.asked == []


def test_a_server_that_speaks_no_tls_is_a_failure(server: LocalServer):
    with pytest.raises(OutboundFailed) as failure:
        fetch(f"https://{server.endpoint}/")
    assert failure.value.code == "connection"


def test_a_server_that_never_shakes_hands_is_left(settings: Settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = f"127.0.0.1:{silent.getsockname()[1]}"
        settings.OUTBOUND_ALLOW = [endpoint]
        began = time.monotonic()
        with pytest.raises(OutboundFailed) as failure:
            fetch(f"https://{endpoint}/", timeout=Timeouts(connect=0.2))
    assert failure.value.code == "timeout"
    assert time.monotonic() - began < 1.5


@pytest.mark.usefixtures("trusted")
def test_https_does_not_become_http(port: int, server: LocalServer):
    server.on("/", redirect("http://example.org/"))
    with pytest.raises(OutboundRefused, match=r"from https to http at example\.org") as refusal:
        fetch(f"https://desk.example:{port}/")
    assert refusal.value.code == "downgrade"


@pytest.mark.usefixtures("trusted")
def test_https_becomes_http_where_the_operator_allows_that_server(
    port: int, server: LocalServer, other_server: LocalServer
):
    server.on("/", redirect(other_server.on("/", reply(b"in the house"))))
    assert fetch(f"https://desk.example:{port}/").body == b"in the house"
