"""The desk's own processes: started again when they die, given up when it is pointless."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from claimtracker.embedded import children
from claimtracker.embedded.children import Child, GivingUpError, run_command
from claimtracker.embedded.process import StackError, is_alive, wait_until

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
FAIL = [sys.executable, "-c", "raise SystemExit(3)"]


def child_of(argv: list[str], tmp_path: Path) -> Child:
    return Child("worker", argv, tmp_path / "worker.log", ((signal.SIGTERM, 5.0),))


def wait_for_death(child: Child) -> None:
    process = child.process
    assert process is not None
    assert wait_until(lambda: process.poll() is not None, seconds=10)


def test_a_killed_process_is_started_again_at_once(tmp_path: Path) -> None:
    child, said = child_of(SLEEP, tmp_path), list[str]()
    child.start(os.environ)
    assert child.process is not None
    first = child.process.pid
    assert not child.look_after(os.environ, said.append)
    os.kill(first, signal.SIGKILL)
    wait_for_death(child)
    assert wait_until(lambda: child.look_after(os.environ, said.append), seconds=5)
    assert child.process.pid != first
    assert said == ["worker was ended by SIGKILL: starting it again."]
    child.stop(lambda: False)
    assert not is_alive(child.process.pid)


def test_a_process_that_dies_again_and_again_waits_longer_each_time_and_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(children, "LONGEST_PAUSE_SECONDS", 0.05)
    child, said = child_of(FAIL, tmp_path), list[str]()
    child.start(os.environ)

    def look_after_it() -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            child.look_after(os.environ, said.append)

    with pytest.raises(GivingUpError, match=r"worker ended with exit code 3 6 times in a row: see .*worker\.log"):
        look_after_it()
    assert len(said) == children.QUICK_DEATHS_ALLOWED


def test_deaths_far_apart_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "QUICK_DEATH_SECONDS", 0)
    child, said = child_of(FAIL, tmp_path), list[str]()
    child.start(os.environ)
    while len(said) <= children.QUICK_DEATHS_ALLOWED + 1:
        child.look_after(os.environ, said.append)
    assert child.quick_deaths == 0
    child.stop(lambda: True)


def test_a_command_hands_on_each_line(tmp_path: Path) -> None:
    said: list[str] = []
    run_command([sys.executable, "-c", "print('one'); print('zwölf')"], {**os.environ, "PYTHONUTF8": "1"}, said.append)
    assert said == ["one", "zwölf"]


def test_a_failed_command_is_told_with_its_last_words() -> None:
    with pytest.raises(StackError, match=r"ended with exit code 1. It said:\nno room"):
        run_command([sys.executable, "-c", "raise SystemExit('no room')"], os.environ)
