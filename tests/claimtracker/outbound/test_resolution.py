"""The name is looked up once, every answer is vetted, and what was vetted is what is dialled."""

import socket
import threading
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings

from claimtracker.outbound import OutboundFailed, OutboundRefused, Timeouts, fetch
from tests.claimtracker.outbound.server import LocalServer, reply

Resolve = Callable[..., list[str]]


@pytest.fixture
def resolve(monkeypatch: pytest.MonkeyPatch) -> Resolve:
    """Lets names resolve to a list of addresses for each look-up; returns the names that were looked up."""

    def to(*answers: list[str]) -> list[str]:
        looked_up: list[str] = []

        def getaddrinfo(host: str, port: int, **_kwargs: Any) -> list[Any]:
            answer = answers[min(len(looked_up), len(answers) - 1)]
            looked_up.append(host)
            return [
                (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
                if ":" in address
                else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
                for address in answer
            ]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return looked_up

    return to


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nobody is at home anywhere but on loopback; returns the addresses that were dialled."""
    addresses: list[str] = []
    connect = socket.socket.connect

    def recorded(self: socket.socket, address: Any) -> None:
        addresses.append(address[0])
        if not address[0].startswith("127."):
            raise ConnectionRefusedError(111, "Connection refused")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", recorded)
    return addresses


@pytest.mark.parametrize(
    "answers",
    [
        ["127.0.0.1"],
        ["93.184.216.34", "10.0.0.1"],
        ["10.0.0.1", "93.184.216.34"],
        ["93.184.216.34", "::1"],
        ["::ffff:127.0.0.1"],
        ["fe80::1%eth0"],
        ["169.254.169.254"],
    ],
)
def test_a_name_with_any_private_address_is_refused_before_a_connection(
    resolve: Resolve, dialled: list[str], answers: list[str]
):
    resolve(answers)
    with pytest.raises(OutboundRefused, match="not on the public internet") as refusal:
        fetch("http://rebind.example/")
    assert refusal.value.code == "address"
    assert dialled == []


def test_a_name_that_changes_its_answer_is_dialled_at_the_vetted_one(resolve: Resolve, dialled: list[str]):
    looked_up = resolve(["93.184.216.34"], ["127.0.0.1"])
    with pytest.raises(OutboundFailed, match=r"rebind\.example cannot be reached \(Connection refused\)"):
        fetch("http://rebind.example/")
    assert looked_up == ["rebind.example"]
    assert dialled == ["93.184.216.34"]


def test_the_next_address_is_tried_where_one_does_not_answer(
    resolve: Resolve, dialled: list[str], server: LocalServer, settings: Settings
):
    settings.OUTBOUND_ALLOW = [f"desk.example:{server.server_port}"]
    resolve(["2606:4700::1111", "127.0.0.1"])
    server.on("/", reply(b"here"))
    answer = fetch(f"http://desk.example:{server.server_port}/")
    assert answer.body == b"here"
    assert dialled == ["2606:4700::1111", "127.0.0.1"]
    assert server.asked[0].headers["Host"] == f"desk.example:{server.server_port}"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "１２７.０.０.１",
        "127.8.9.10",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "localhost",
        "LOCALHOST.",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "0177.0.0.1",
    ],
)
def test_loopback_is_refused_however_it_is_written(dialled: list[str], server: LocalServer, host: str):
    # Another name for the allowed endpoint is not allowed with it, nor is another port.
    port = 8080 if host in {"127.0.0.1", "１２７.０.０.１"} else server.server_port
    with pytest.raises(OutboundRefused):
        fetch(f"http://{host}:{port}/")
    assert dialled == []


def test_a_name_without_an_address_is_a_failure_that_may_pass(monkeypatch: pytest.MonkeyPatch):
    def getaddrinfo(*_args: Any, **_kwargs: Any) -> list[Any]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with pytest.raises(OutboundFailed, match=r"No address was found for nowhere\.example") as failure:
        fetch("http://nowhere.example/")
    assert failure.value.code == "dns"


def test_a_resolver_that_hangs_is_left_behind(monkeypatch: pytest.MonkeyPatch):
    released = threading.Event()

    def getaddrinfo(*_args: Any, **_kwargs: Any) -> list[Any]:
        released.wait(30)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    try:
        with pytest.raises(OutboundFailed, match="took too long") as failure:
            fetch("http://slow.example/", timeout=Timeouts(connect=0.1))
    finally:
        released.set()
    assert failure.value.code == "timeout"


def test_proxy_variables_are_not_read(
    monkeypatch: pytest.MonkeyPatch, make_server: Callable[[], LocalServer], server: LocalServer
):
    proxy = make_server()
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url())
    monkeypatch.delenv("no_proxy", raising=False)
    assert fetch(server.on("/", reply(b"direct"))).body == b"direct"
    assert proxy.asked == []
