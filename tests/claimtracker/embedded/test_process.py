"""Child processes: none outlives us, none is mistaken for another."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from claimtracker.embedded.process import (
    StackError,
    free_port,
    is_alive,
    is_ours,
    spawn,
    stop,
    stop_orphan,
    wait_until,
)

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def start(code: str, tmp_path: Path) -> subprocess.Popen[bytes]:
    child = spawn([sys.executable, "-c", code], env=dict(os.environ), cwd=tmp_path, output=subprocess.PIPE)
    assert child.stdout is not None
    if "print" in code:
        child.stdout.readline()
    child.stdout.close()
    return child


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    parent_code = textwrap.dedent("""
        import os, subprocess, sys, time
        from pathlib import Path
        from claimtracker.embedded.process import spawn
        child = spawn(["sleep", "60"], env=os.environ, cwd=Path("/"), output=subprocess.DEVNULL)
        print(child.pid, flush=True)
        time.sleep(60)
    """)
    parent = subprocess.Popen([sys.executable, "-c", parent_code], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.stdout.close()
    assert is_alive(child)
    parent.kill()
    parent.wait()
    assert wait_until(lambda: not is_alive(child), seconds=10)


def test_stop_goes_on_to_the_next_signal_when_one_is_ignored(tmp_path: Path) -> None:
    child = start(STUBBORN, tmp_path)
    assert stop(child, (signal.SIGTERM, 0.2), (signal.SIGKILL, 5.0)) == -signal.SIGKILL


def test_in_a_hurry_no_signal_waits_longer_than_a_second(tmp_path: Path) -> None:
    child = start(STUBBORN, tmp_path)
    began = time.monotonic()
    stop(child, (signal.SIGTERM, 30.0), (signal.SIGKILL, 5.0), hurry=lambda: True)
    assert time.monotonic() - began < 10


def test_a_zombie_is_dead(tmp_path: Path) -> None:
    child = start("", tmp_path)
    assert wait_until(lambda: not is_alive(child.pid), seconds=10)
    os.kill(child.pid, 0)
    child.wait()


def test_a_stranger_with_the_pid_of_an_orphan_is_left_alone(tmp_path: Path) -> None:
    stranger = start(STUBBORN, tmp_path)
    assert not is_ours(stranger.pid, "/somewhere/desk")
    stop_orphan(stranger.pid, "/somewhere/desk", (signal.SIGKILL, 1.0))
    assert is_alive(stranger.pid)
    stop(stranger, (signal.SIGKILL, 5.0))


def test_an_orphan_that_survives_every_step_is_told(tmp_path: Path) -> None:
    orphan = start(STUBBORN, tmp_path)
    with pytest.raises(StackError, match=f"Process {orphan.pid} .* does not end"):
        stop_orphan(orphan.pid, "SIG_IGN", (signal.SIGTERM, 0.2))
    stop(orphan, (signal.SIGKILL, 5.0))


def test_the_preferred_port_is_given_when_nobody_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        taken = holder.getsockname()[1]
        assert free_port(taken) != taken
    assert free_port(taken) == taken


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(StackError, match=r"No port of 192\.0\.2\.1"):
        free_port(8000, host="192.0.2.1")
