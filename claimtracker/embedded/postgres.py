"""One private PostgreSQL server, our child in the foreground: 127.0.0.1 only, no socket, random passwords."""

import hashlib
import os
import signal
import subprocess
import time
from pathlib import Path

from claimtracker.embedded import roles
from claimtracker.embedded.cluster import Cluster
from claimtracker.embedded.process import StackError, free_port, is_ours, spawn, stop, stop_orphan, wait_until

START_SECONDS = 60
# SIGINT disconnects clients and writes a checkpoint; SIGQUIT stops at once, and the next start recovers.
STOP_STEPS = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))
OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "128MB",
    "dynamic_shared_memory_type": "mmap",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
THROWAWAY_OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "1GB",
    "autovacuum": "off",
}


class PortTakenError(StackError):
    """Somebody else began to listen on the port between our asking and PostgreSQL's start."""


class Postgres:
    """A server on the cluster below `home`, made there on first use.

    A throw-away one is fast, loses data in a power cut, and its owner role may make more databases.
    """

    name = "PostgreSQL"

    def __init__(self, home: Path, *, log: Path, throwaway: bool = False) -> None:
        self.asked_home = home.absolute()
        self.log = log
        self.throwaway = throwaway
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, preferred_port: int | None = None) -> None:
        """Start the server, and make its roles and database where they are missing. Raises StackError."""
        self.cluster = Cluster.below(self.asked_home)
        self.cluster.prepare()
        self._clear_stale()
        self.port = free_port(preferred_port)
        try:
            self._launch()
        except PortTakenError:
            self.port = free_port()
            self._launch()
        roles.prepare(
            port=self.port,
            superuser_password=self.cluster.superuser_password(),
            passwords={role: self._password(role) for role in (roles.OWNER, roles.APP)},
            may_create_databases=self.throwaway,
        )

    def revive(self) -> None:
        """Start again after the server died, on the port that its clients know. Raises StackError."""
        self._clear_stale()
        self._launch()

    def stop(self) -> int | None:
        """Stop the server, politely first; returns its exit code, None if it was never started."""
        return stop(self.process, *STOP_STEPS) if self.process else None

    def url(self, role: str) -> str:
        """The address of the desk's database for one of the two roles, password included."""
        return f"postgresql://{role}:{self._password(role)}@127.0.0.1:{self.port}/{roles.DATABASE}"

    def _password(self, role: str) -> str:
        """Derived, so that it stays the same from start to start without being kept anywhere else."""
        return hashlib.sha256(f"{role}:{self.cluster.superuser_password()}".encode()).hexdigest()[:40]

    def _clear_stale(self) -> None:
        """Deal with the pid file of a server that was killed.

        PostgreSQL removes it by itself when that process is gone, after checking that none of its children
        still uses the shared memory. It refuses when the pid is a zombie's or a stranger's: only then do we.
        """
        pid_file = self.cluster.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split("\n", 1)[0])
            stop_orphan(pid, str(self.cluster.data), *STOP_STEPS[:2])
            os.kill(pid, 0)
        except (FileNotFoundError, ValueError, ProcessLookupError):
            return
        except PermissionError:
            pass
        if not is_ours(pid, str(self.cluster.data)):
            pid_file.unlink(missing_ok=True)

    def _launch(self) -> None:
        """Start the server and wait until it takes connections. Raises PortTakenError, StackError."""
        deadline = time.monotonic() + START_SECONDS
        while (said := self._try_launch(deadline)) is not None:
            if "could not create any TCP/IP sockets" in said:
                raise PortTakenError(f"Port {self.port} of 127.0.0.1 is taken: PostgreSQL could not start.")
            # The children of a killed server are still ending; they need a moment.
            if "pre-existing shared memory block" not in said or time.monotonic() > deadline:
                raise StackError(f"PostgreSQL did not start. It said (all of it is in {self.log}):\n{said[-2000:]}")
            time.sleep(0.2)

    def _try_launch(self, deadline: float) -> str | None:
        """None when the server takes connections, else what it said before it ended."""
        options = {"port": str(self.port), **OPTIONS, **(THROWAWAY_OPTIONS if self.throwaway else {})}
        arguments = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as output:
            beginning = output.tell()
            process = self.process = spawn(
                [self.cluster.programs / "postgres", "-D", self.cluster.data, *arguments],
                env=self.cluster.environment,
                cwd=Path("/"),
                output=output,
                account=self.cluster.account,
                on_parent_death=signal.SIGINT,
            )
        wait_until(
            lambda: process.poll() is not None or self._is_ready(process.pid),
            seconds=deadline - time.monotonic(),
        )
        if process.poll() is None and self._is_ready(process.pid):
            return None
        stop(process, *STOP_STEPS[1:])
        with self.log.open("rb") as output:
            output.seek(beginning)
            return output.read().decode(errors="replace") or "nothing"

    def _is_ready(self, pid: int) -> bool:
        try:
            lines = (self.cluster.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) >= 8 and lines[0] == str(pid) and lines[7].strip() == "ready"
