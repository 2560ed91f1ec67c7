"""Child processes: started so that they die with us, stopped in steps, found again after a crash."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.02
HAS_PROC = Path("/proc/self/stat").exists()

_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class StackError(Exception):
    """Something the desk's servers need is missing or wrong; the message says what, and what to do next."""


class Account(NamedTuple):
    """The user and group that a child runs as."""

    uid: int
    gid: int


def spawn(
    argv: Sequence[str | Path],
    *,
    env: Mapping[str, str],
    cwd: Path,
    output: int | IO[bytes],
    account: Account | None = None,
    on_parent_death: signal.Signals = signal.SIGTERM,
    stdin: int | None = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own, so that Ctrl-C in the terminal reaches only us.

    On Linux the kernel sends it `on_parent_death` when the thread that calls this ends, however it ends: call
    it from the main thread.
    """
    return subprocess.Popen(
        [str(part) for part in argv],
        env=dict(env),
        cwd=cwd,
        stdin=stdin,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_die_with_parent(on_parent_death),
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


def _die_with_parent(sig: signal.Signals) -> Callable[[], None] | None:
    if _libc is None:
        return None
    libc, parent = _libc, os.getpid()

    def set_signal() -> None:
        # subprocess calls this after setuid, as it must: a change of credentials clears the signal.
        libc.prctl(PR_SET_PDEATHSIG, int(sig), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return set_signal


def stop(
    process: subprocess.Popen[bytes],
    *steps: tuple[signal.Signals, float],
    hurry: Callable[[], bool] = lambda: False,
) -> int | None:
    """Send each signal in turn, waiting up to its seconds for the end; in a `hurry()`, one second at most.

    SIGKILL goes to the whole process group. Returns the exit code, None if even the last step did not end it.
    """
    for sig, seconds in steps:
        if process.poll() is not None:
            break
        if sig is signal.SIGKILL:
            kill_group(process.pid)
        else:
            process.send_signal(sig)
        sent_at = time.monotonic()
        while process.poll() is None and time.monotonic() - sent_at < (min(seconds, 1.0) if hurry() else seconds):
            time.sleep(POLL_SECONDS)
    return process.poll()


def kill_group(pid: int) -> None:
    """SIGKILL the process group that `spawn` made for a child; also sweeps up after a leader that is gone."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def is_alive(pid: int) -> bool:
    """Whether the process runs. A zombie is dead, though `kill(pid, 0)` says otherwise."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return not HAS_PROC
    return state not in {"Z", "X"}


def command_line(pid: int) -> str:
    """The command line of a process, empty when it is gone."""
    if HAS_PROC:
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    listing = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return listing.stdout


def is_ours(pid: int, marker: str) -> bool:
    """Whether the process runs and its command line holds the marker: a pid may be a stranger's by now."""
    return is_alive(pid) and marker in command_line(pid)


def stop_orphan(pid: int, marker: str, *steps: tuple[signal.Signals, float]) -> None:
    """Stop a process that a killed supervisor left behind; a stranger that has its pid now is left alone.

    Raises StackError if it survives every step.
    """
    for sig, seconds in steps:
        if not is_ours(pid, marker):
            return
        if sig is signal.SIGKILL:
            kill_group(pid)
        else:
            os.kill(pid, sig)
        wait_until(lambda: not is_alive(pid), seconds=seconds)
    if is_ours(pid, marker):
        raise StackError(f"Process {pid} ({marker}) of an earlier start does not end: stop it, then start again.")


def wait_until(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Poll until the condition holds; False when the seconds have passed without it."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def free_port(preferred: int | None = None, *, host: str = "127.0.0.1") -> int:
    """A port of `host` that nobody listens on: the preferred one where possible."""
    for port in (preferred or 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise StackError(f"No port of {host} can be listened on: is it an address of this machine?")
