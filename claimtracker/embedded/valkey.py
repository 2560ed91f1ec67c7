"""One private Valkey server, in the foreground as our child: 127.0.0.1 only, with a random password."""

import secrets
import signal
import socket
import subprocess
from pathlib import Path

from claimtracker.embedded.binaries import valkey_server
from claimtracker.embedded.process import StackError, free_port, spawn, stop, stop_orphan, wait_until

START_SECONDS = 30
STOP_STEPS = ((signal.SIGTERM, 15.0), (signal.SIGKILL, 5.0))


class Valkey:
    """A server whose append-only file lies in `home`; a throw-away one keeps nothing."""

    name = "Valkey"

    def __init__(self, home: Path, *, log: Path, throwaway: bool = False) -> None:
        self.home = home.absolute()
        self.log = log
        self.throwaway = throwaway
        self.port = 0
        self.password = secrets.token_hex(24)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self, preferred_port: int | None = None) -> None:
        """Start the server and wait for its answer. Raises StackError."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        self._stop_orphan()
        self.port = free_port(preferred_port)
        try:
            self._launch()
        except StackError:
            # The port may be taken since we asked; if it was something else, this fails with its reason.
            self.port = free_port()
            self._launch()

    def revive(self) -> None:
        """Start again after the server died, on the port and with the password that its clients know."""
        self._stop_orphan()
        self._launch()

    def stop(self) -> int | None:
        """Stop the server; returns its exit code, None if it was never started."""
        return stop(self.process, *STOP_STEPS) if self.process else None

    def _stop_orphan(self) -> None:
        """Two servers on one append-only file would spoil it: one left behind must go first."""
        try:
            pid = int((self.home / "pid").read_text())
        except (FileNotFoundError, ValueError):
            return
        stop_orphan(pid, valkey_server().name, *STOP_STEPS)

    def _launch(self) -> None:
        with self.log.open("ab") as output:
            process = self.process = spawn(
                [valkey_server(), "-"],
                env={"LC_ALL": "C", "TZ": "UTC"},
                cwd=self.home,
                output=output,
                stdin=subprocess.PIPE,
            )
        (self.home / "pid").write_text(f"{process.pid}\n")
        if process.stdin:
            # On standard input, the password shows neither in a file nor in the list of processes.
            process.stdin.write(self._configuration().encode())
            process.stdin.close()
        wait_until(lambda: process.poll() is not None or self._answers(), seconds=START_SECONDS)
        if process.poll() is not None or not self._answers():
            stop(process, *STOP_STEPS)
            said = self.log.read_text(errors="replace")[-2000:]
            raise StackError(f"Valkey did not start. It said (all of it is in {self.log}):\n{said}")

    def _configuration(self) -> str:
        return "\n".join(
            [
                "bind 127.0.0.1",
                f"port {self.port}",
                f"requirepass {self.password}",
                "dir .",  # where it is started: a path would have to be quoted
                'save ""',
                f"appendonly {'no' if self.throwaway else 'yes'}",
                "appendfsync everysec",
                "maxmemory-policy noeviction",
                'logfile ""',
                "daemonize no",
                "",
            ]
        )

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as client:
                client.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2 and (chunk := client.recv(64)):
                    answer += chunk
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"
