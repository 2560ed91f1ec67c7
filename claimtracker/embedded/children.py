"""The desk's own processes: what is run, and when it is started again."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from claimtracker.embedded.home import ROOT
from claimtracker.embedded.process import StackError, kill_group, spawn, stop

QUICK_DEATH_SECONDS = 15
QUICK_DEATHS_ALLOWED = 5
LONGEST_PAUSE_SECONDS = 8.0


class GivingUpError(StackError):
    """A process died so often, so quickly, that starting it again is pointless."""


def python(*arguments: str | Path) -> list[str]:
    """A command of our own Python; -P keeps a stray json.py in the current folder out of the way."""
    return [sys.executable, "-P", *map(str, arguments)]


def manage(*arguments: str) -> list[str]:
    return python(ROOT / "manage.py", *arguments)


@dataclass
class Child:
    """A process of the desk that is started again when it dies."""

    name: str
    argv: list[str]
    log: Path
    stop_steps: tuple[tuple[signal.Signals, float], ...]
    process: subprocess.Popen[bytes] | None = None
    quick_deaths: int = 0
    started_at: float = field(default=0.0)
    start_again_at: float | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        with self.log.open("ab") as output:
            self.process = spawn(self.argv, env=environment, cwd=ROOT, output=output)
        self.started_at = time.monotonic()
        self.start_again_at = None

    def look_after(self, environment: Mapping[str, str], say: Callable[[str], None]) -> bool:
        """Start it again if it died, after a pause that doubles; True if it was. Raises GivingUpError."""
        if self.start_again_at is not None:
            if time.monotonic() < self.start_again_at:
                return False
            self.start(environment)
            return True
        if self.process is None or self.process.poll() is None:
            return False
        # Its own children would keep its port, and tasks that are to be delivered again.
        kill_group(self.process.pid)
        how = how_it_ended(self.process.returncode)
        lived = time.monotonic() - self.started_at
        self.quick_deaths = self.quick_deaths + 1 if lived < QUICK_DEATH_SECONDS else 0
        if self.quick_deaths > QUICK_DEATHS_ALLOWED:
            raise GivingUpError(f"{self.name} {how} {self.quick_deaths} times in a row: see {self.log}.")
        pause = min(0.5 * 2**self.quick_deaths, LONGEST_PAUSE_SECONDS) if self.quick_deaths > 1 else 0.0
        self.start_again_at = time.monotonic() + pause
        say(f"{self.name} {how}: starting it again" + (f" in {pause:.0f} s." if pause else "."))
        return False

    def stop(self, hurry: Callable[[], bool]) -> None:
        if self.process:
            stop(self.process, *self.stop_steps, (signal.SIGKILL, 5.0), hurry=hurry)
            kill_group(self.process.pid)


def how_it_ended(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"


def web(host: str, port: int, log: Path) -> Child:
    """gunicorn; a restart would need its port at once, so its workers go with it."""
    argv = python(
        *(
            "-m",
            "gunicorn",
            "claimtracker.wsgi",
            "--bind",
            f"{host}:{port}",
            "--workers",
            "2",
            "--threads",
            "4",
        ),
        *("--preload", "--graceful-timeout", "10", "--no-control-socket"),
    )
    return Child("web", argv, log, ((signal.SIGTERM, 12.0), (signal.SIGQUIT, 3.0)))


def worker(log: Path) -> Child:
    """A Celery worker; the first signal lets it end its tasks, the second does not."""
    argv = python(
        *("-m", "celery", "-A", "claimtracker", "worker", "--concurrency", "2", "--loglevel", "INFO"),
        *("--hostname", "desk@%h", "--without-gossip", "--without-mingle"),
    )
    return Child("worker", argv, log, ((signal.SIGTERM, 30.0), (signal.SIGQUIT, 5.0)))


def beat(schedule: Path, log: Path) -> Child:
    argv = python(
        *("-m", "celery", "-A", "claimtracker", "beat", "--loglevel", "INFO"),
        *("--schedule", str(schedule), "--pidfile="),
    )
    return Child("beat", argv, log, ((signal.SIGTERM, 5.0),))


def run_command(argv: list[str], environment: Mapping[str, str], on_line: Callable[[str], None] | None = None) -> None:
    """Run a command to its end, handing on each line. Raises StackError with its last words if it fails."""
    said: list[str] = []
    process = spawn(argv, env=environment, cwd=ROOT, output=subprocess.PIPE)
    try:
        for line in process.stdout or ():
            said.append(line.decode(errors="replace").rstrip())
            if on_line:
                on_line(said[-1])
        process.wait()
    finally:
        stop(process, (signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))
        if process.stdout:
            process.stdout.close()
    if process.returncode:
        last_words = "" if on_line else " It said:\n" + "\n".join(said[-25:])
        raise StackError(f"`{' '.join(argv[-3:])}` {how_it_ended(process.returncode)}.{last_words}")
