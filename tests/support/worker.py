"""A real Celery worker in a process of its own, on the test's database and broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.database import database_url

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 60


@contextmanager
def worker(
    log: Path, *, application: str = "claimtracker", concurrency: int = 2
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the production worker command until the block ends; its output goes to `log`."""
    command = [sys.executable, "-m", "celery", "-A", application, "worker"]
    options = [f"--concurrency={concurrency}", "--loglevel=INFO", "--without-gossip", "--without-mingle"]
    with log.open("ab") as output:
        process = subprocess.Popen(
            [*command, *options],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url()},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            stop(process)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """Let the worker finish what it does; kill its whole session when it does not."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            kill(process)


def kill(process: "subprocess.Popen[bytes]") -> None:
    """End the worker and its pool as a power cut would."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def wait_until(
    condition: Callable[[], bool], what: str, *, log: Path | None = None, seconds: int = PATIENCE_SECONDS
) -> None:
    """Wait for the condition; fail with `what` was waited for, and the end of the log."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            tail = log.read_text(errors="replace")[-3000:] if log and log.exists() else ""
            raise AssertionError(f"Waited {seconds} s in vain for {what}.\n{tail}")
        time.sleep(0.1)
