"""A whole desk in a fresh clone, driven through `./run` alone, as its user drives it."""

import http.client
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from claimtracker.embedded.binaries import outside_folder
from claimtracker.embedded.home import ROOT
from claimtracker.embedded.process import free_port, is_alive, wait_until

READY_SECONDS = 240
# What a machine needs to reach its package registry; nothing else of our environment goes along.
REGISTRY_VARIABLES = ("PIP_", "UV_", "SSL_CERT", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")


class Desk:
    """A copy of the working tree's files in a folder with a space and a letter beyond ASCII in its name."""

    def __init__(self, *, user: str | None = None, python: str = sys.executable, venv: Path | None = None) -> None:
        self.base = Path(tempfile.mkdtemp(prefix="claimtracker-desk-"))
        self.base.chmod(0o755)
        self.folder = self.base / "Café desk"
        self.home = self.folder / ".desk"
        self.user = user
        self.python = python
        self.port = free_port()
        self.supervisor: subprocess.Popen[bytes] | None = None
        self.output = self.base / "output.txt"
        self._copy_working_tree()
        kept = {name: value for name, value in os.environ.items() if name.startswith(REGISTRY_VARIABLES)}
        self.environment = {**kept, "PATH": os.environ["PATH"], "HOME": str(self.base / "home"), "PORT": str(self.port)}
        if venv:
            self.environment["CLAIMTRACKER_VENV"] = str(venv)

    def _copy_working_tree(self) -> None:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, self.folder / name)
        (self.base / "home").mkdir()
        if self.user:
            account = pwd.getpwnam(self.user)
            for path in (self.base, *self.base.rglob("*")):
                os.chown(path, account.pw_uid, account.pw_gid)

    def files(self) -> set[str]:
        """Every file of the checkout but those that the project ignores."""
        ignored = {".desk", ".venv", "__pycache__"}
        return {
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.is_file() and not ignored.intersection(path.parts)
        }

    def start(self, *arguments: str, stdout: Any = subprocess.PIPE, **more: Any) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [self.python, str(self.folder / "run"), *arguments],
            env=self.environment,
            cwd=self.base,
            user=self.user,
            group=pwd.getpwnam(self.user).pw_gid if self.user else None,
            extra_groups=[] if self.user else None,
            stdout=stdout,
            **more,
        )

    def run(self, *arguments: str, text: str = "") -> "subprocess.CompletedProcess[str]":
        process = self.start(*arguments, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = process.communicate(text.encode(), timeout=READY_SECONDS)
        return subprocess.CompletedProcess(process.args, process.returncode, out.decode(), err.decode())

    def up(self) -> str:
        """Start the desk, wait until it says that it is ready, and return all that it said."""
        with self.output.open("wb") as output:
            supervisor = self.supervisor = self.start(stdout=output, stderr=output)
        wait_until(lambda: supervisor.poll() is not None or "is ready" in self.said(), seconds=READY_SECONDS)
        assert supervisor.poll() is None, self.said()
        assert "is ready" in self.said(), self.said()
        return self.said()

    def said(self) -> str:
        return self.output.read_text()

    def state(self) -> Any:
        return json.loads((self.home / "stack.json").read_text())

    def pids(self) -> dict[str, int]:
        """Every process that the supervisor started, by name."""
        postgres = Path(self.postgres_home() / "data" / "postmaster.pid").read_text().split("\n", 1)[0]
        valkey = (self.home / "valkey" / "pid").read_text()
        return {**self.state()["processes"], "PostgreSQL": int(postgres), "Valkey": int(valkey)}

    def postgres_home(self) -> Path:
        inside = self.home / "postgres"
        return inside if (inside / "data").exists() else outside_folder(inside)

    def get(self, path: str) -> tuple[int, str]:
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            client.request("GET", path)
            answer = client.getresponse()
            return answer.status, answer.read().decode()
        finally:
            client.close()

    def is_ready(self) -> bool:
        try:
            return self.get("/readyz/")[0] == 200
        except OSError:
            return False

    def interrupt(self) -> int:
        """Ctrl-C, and wait for the end; returns the exit code."""
        assert self.supervisor is not None
        self.supervisor.send_signal(signal.SIGINT)
        return self.supervisor.wait(READY_SECONDS)

    def remove(self) -> None:
        if self.supervisor and self.supervisor.poll() is None:
            self.interrupt()
        outside = outside_folder(self.home / "postgres")
        shutil.rmtree(outside, ignore_errors=True)
        shutil.rmtree(self.base)


def all_gone(pids: dict[str, int]) -> Callable[[], bool]:
    return lambda: not any(is_alive(pid) for pid in pids.values())


def wait_for(condition: Callable[[], bool], *, seconds: float = 90) -> bool:
    """Like wait_until, with longer pauses: each look asks a web server."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.3)
    return True
