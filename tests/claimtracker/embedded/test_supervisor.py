"""What a desk says of itself while it starts and stops, and what it gives to its processes."""

import os
import signal
from pathlib import Path

import pytest

from claimtracker.embedded.children import Child
from claimtracker.embedded.home import Home, State
from claimtracker.embedded.process import StackError
from claimtracker.embedded.servers import Servers, environment_of_desk
from claimtracker.embedded.supervisor import Interrupted, Supervisor, port_asked


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
