"""Connect to the very address that was vetted, and watch the clock on every byte."""

import io
import queue
import socket
import ssl
import threading
from functools import cache
from ipaddress import ip_address
from typing import Any

from claimtracker.outbound.addresses import is_public
from claimtracker.outbound.errors import OutboundFailed, OutboundRefused
from claimtracker.outbound.target import Target
from claimtracker.outbound.timing import Clock

SENT_AT_ONCE = 65_536

Answer = tuple[socket.AddressFamily, tuple[Any, ...]]
"""What a socket needs in order to connect: the family, and the address as `getaddrinfo` gives it."""


def connect(target: Target, clock: Clock) -> socket.socket:
    """A socket to the target, with TLS for https. The name is looked up once, and what is dialled is that answer.

    Raises OutboundRefused if any address of the host is not public, unless the operator allows this host and port;
    OutboundFailed if the name has no address; OSError (TimeoutError, ssl.SSLError among them) from the network.
    """
    answers = _look_up(target, clock)
    if not target.is_allowed:
        _vet(target, answers)
    plain = _dial(answers, clock)
    if target.scheme == "http":
        return plain
    try:
        plain.settimeout(clock.to_connect())
        return trusting_context().wrap_socket(plain, server_hostname=target.host)
    except BaseException:
        plain.close()
        raise


@cache
def trusting_context() -> ssl.SSLContext:
    """TLS 1.2 or newer, certificate and name checked against the authorities that this machine trusts."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context


def _look_up(target: Target, clock: Clock) -> list[Answer]:
    # The system's resolver knows no time-out of ours, so it is asked from a thread that can be left behind.
    told: queue.SimpleQueue[list[Answer] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            told.put([(family, address) for family, _, _, _, address in found])
        except OSError as error:
            told.put(error)

    threading.Thread(target=ask, name=f"look-up {target.host}", daemon=True).start()
    try:
        answer = told.get(timeout=clock.to_connect())
    except queue.Empty:
        raise TimeoutError("the name look-up took too long") from None
    if isinstance(answer, list) and answer:
        return answer
    cause = answer if isinstance(answer, OSError) else None
    raise OutboundFailed(
        "dns", f"No address was found for {target.host}. Check the name, and this machine's DNS."
    ) from cause


def _vet(target: Target, answers: list[Answer]) -> None:
    for _, address in answers:
        # A link-local answer carries a zone after “%”.
        if not is_public(ip_address(str(address[0]).partition("%")[0])):
            raise OutboundRefused(
                "address",
                f"{target.host} has the address {address[0]}, which is not on the public internet. If it is a server "
                f"of your own, its operator can add {target.endpoint} to OUTBOUND_ALLOW.",
            )


def _dial(answers: list[Answer], clock: Clock) -> socket.socket:
    failure: OSError | None = None
    for family, address in answers:
        dialled = socket.socket(family, socket.SOCK_STREAM)
        try:
            dialled.settimeout(clock.to_connect())
            dialled.connect(address)
        except OSError as error:
            dialled.close()
            failure = error
        except BaseException:
            dialled.close()
            raise
        else:
            return dialled
    raise failure or OSError("no address")


class Wire:
    """What http.client asks of a socket, with the clock watched at every step: a slow drip does not outlive the total.

    Closing it does nothing: the socket belongs to whoever connected it.
    """

    def __init__(self, connected: socket.socket, clock: Clock) -> None:
        self._socket = connected
        self._clock = clock

    def sendall(self, data: bytes) -> None:
        for start in range(0, len(data), SENT_AT_ONCE):
            self._socket.settimeout(self._clock.to_read())
            self._socket.sendall(data[start : start + SENT_AT_ONCE])

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Incoming(self._socket, self._clock))

    def close(self) -> None:
        pass


class _Incoming(io.RawIOBase):
    def __init__(self, connected: socket.socket, clock: Clock) -> None:
        super().__init__()
        self._socket = connected
        self._clock = clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(self._clock.to_read())
        return self._socket.recv_into(buffer)
