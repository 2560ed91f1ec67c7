"""What a desk says of itself while it starts and stops, and what it gives to its processes."""

import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from claimtracker.embedded import supervisor
from claimtracker.embedded.children import Child
from claimtracker.embedded.home import Home, State
from claimtracker.embedded.process import StackError
from claimtracker.embedded.servers import Servers, environment_of_desk
from claimtracker.embedded.supervisor import Interrupted, Supervisor, port_asked, port_to_take


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "Café desk")
    made.make()
    return made


@pytest.mark.parametrize("wrong", ["http", "-1", "65536", "80 80", "٨٠"])
def test_a_port_that_is_none_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(StackError, match=f"PORT is “{wrong}”.*up to 65535"):
        port_asked({"PORT": wrong})


def test_an_empty_port_is_the_usual_one() -> None:
    assert port_asked({"PORT": ""}) == port_asked({}) == 8000
    assert port_asked({"PORT": "80"}) == 80


@pytest.fixture
def busy() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_port_that_was_asked_for_and_stays_taken_is_refused(
    busy: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "PORT_SECONDS", 0.1)
    port = busy.getsockname()[1]
    with pytest.raises(StackError, match=f"Port {port} of 127.0.0.1 is taken"):
        port_to_take(port, host="127.0.0.1", no_other=True)


def test_the_usual_port_gives_way_to_a_free_one_where_it_is_taken(busy: socket.socket) -> None:
    port = busy.getsockname()[1]
    assert port_to_take(port, host="127.0.0.1", no_other=False) not in {port, 0}


def test_a_port_that_a_dying_server_still_holds_is_waited_for(busy: socket.socket) -> None:
    port = busy.getsockname()[1]
    threading.Timer(0.3, busy.close).start()
    assert port_to_take(port, host="127.0.0.1", no_other=True) == port


def test_web_worker_and_beat_do_not_learn_the_owners_password(home: Home) -> None:
    servers = Servers(
        home, {"DATABASE_URL": "postgresql://app@db/desk", "DATABASE_OWNER_URL": "postgresql://owner@db/desk"}
    )
    assert servers.environment_of_children == {"DATABASE_URL": "postgresql://app@db/desk"}


def test_a_desk_that_goes_down_sends_nobody_to_itself(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    while_stopping: list[State | None] = []

    class Watched(Child):
        def stop(self, _hurry: object) -> None:
            while_stopping.append(home.read_state())

    def interrupted(desk: Supervisor) -> None:
        desk.children = [Watched("web", [], home.folder / "web.log", ())]
        desk.state.ready, desk.state.web, desk.state.environment = True, "http://127.0.0.1:8000", {"SECRET_KEY": "s"}
        raise Interrupted

    monkeypatch.setattr(Supervisor, "_start", interrupted)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    assert Supervisor(home).run() == 0
    (state,) = while_stopping
    assert state is not None
    assert (state.ready, state.web, state.environment) == (False, "", {})


def test_who_uses_the_servers_says_so_before_they_start(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.write_state(State(pid=os.getpid(), purpose="", ports={"Valkey": 7777}, processes={"web": 1}))
    while_starting: list[State | None] = []
    monkeypatch.setattr(Servers, "start", lambda servers: while_starting.append(servers.home.read_state()))
    with environment_of_desk(home, purpose="manage"):
        pass
    assert while_starting == [State(pid=os.getpid(), purpose="manage", ports={"Valkey": 7777}, processes={"web": 1})]
