"""The private Valkey server: messages outlive a restart, and nobody enters without the password."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis

from claimtracker.embedded.process import command_line, is_alive
from claimtracker.embedded.valkey import Valkey


@pytest.fixture
def server(folder: Path) -> Iterator[Callable[[], Valkey]]:
    """Makes servers on one and the same folder, as one start after the other would."""
    made: list[Valkey] = []

    def make() -> Valkey:
        made.append(Valkey(folder / 'Café "valkey"', log=folder / "valkey.log"))
        return made[-1]

    yield make
    for each in made:
        each.stop()


def put(server: Valkey, value: str) -> None:
    with redis.Redis.from_url(server.url) as client:
        client.set("bell", value)
        client.waitaof(1, 0, 5000)


def get(server: Valkey) -> object:
    with redis.Redis.from_url(server.url, decode_responses=True) as client:
        return client.get("bell")


def test_messages_outlive_a_restart(server: Callable[[], Valkey]) -> None:
    first = server()
    first.start()
    put(first, "rung")
    assert first.stop() == 0
    second = server()
    second.start()
    assert get(second) == "rung"


def test_a_killed_server_is_revived_at_the_same_address(server: Callable[[], Valkey]) -> None:
    running = server()
    running.start()
    put(running, "rung")
    address = running.url
    assert running.process is not None
    os.kill(running.process.pid, signal.SIGKILL)
    running.process.wait()
    running.revive()
    assert running.url == address
    assert get(running) == "rung"


def test_a_server_left_behind_is_stopped_first(server: Callable[[], Valkey]) -> None:
    left_behind, second = server(), server()
    left_behind.start()
    second.start()
    assert left_behind.process is not None
    assert not is_alive(left_behind.process.pid)


def test_nobody_enters_without_the_password(server: Callable[[], Valkey]) -> None:
    running = server()
    running.start()
    with (
        redis.Redis(host="127.0.0.1", port=running.port) as client,
        pytest.raises(redis.AuthenticationError),
    ):
        client.get("bell")


def test_the_password_does_not_show_in_the_list_of_processes(server: Callable[[], Valkey]) -> None:
    running = server()
    running.start()
    assert running.process is not None
    shown = command_line(running.process.pid)
    assert "valkey" in shown
    assert running.password not in shown
