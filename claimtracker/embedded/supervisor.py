"""`./run up`: everything started in order, watched, started again when it dies, and stopped in order."""

import http.client
import json
import os
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from types import FrameType

from claimtracker.embedded import children
from claimtracker.embedded.home import ROOT, Home, State
from claimtracker.embedded.logtail import LogTail
from claimtracker.embedded.postgres import Postgres
from claimtracker.embedded.process import StackError, free_port, wait_until
from claimtracker.embedded.servers import Servers
from claimtracker.embedded.valkey import Valkey

LOOK_SECONDS = 0.1
REMIND_SECONDS = 15.0
PORT_SECONDS = 10.0
DEFAULT_PORT = 8000
SERVER_DEATHS_ALLOWED = 5


def port_asked(environment: Mapping[str, str]) -> int:
    """The web server's port: PORT, else the usual one. Raises StackError."""
    asked = environment.get("PORT") or str(DEFAULT_PORT)
    if not (asked.isascii() and asked.isdecimal() and int(asked) < 65536):
        raise StackError(f"PORT is “{asked}”, and a port is a number up to 65535: set it to one, or unset it.")
    return int(asked)


class Interrupted(Exception):
    """Somebody asked us to stop."""


def port_to_take(asked: int, *, host: str, no_other: bool) -> int:
    """The port asked for, or another that is free; with `no_other`, StackError where it stays taken."""
    if no_other:
        # A web server that was killed a moment ago may hold its port a little longer.
        wait_until(lambda: free_port(asked, host=host) == asked, seconds=PORT_SECONDS)
    port = free_port(asked, host=host)
    if no_other and port != asked:
        raise StackError(f"Port {asked} of {host} is taken: stop what listens there, or set PORT to another.")
    return port


class Supervisor:
    """One desk, from its first process to its last."""

    def __init__(self, home: Home, *, verbose: bool = False) -> None:
        self.home = home
        self.verbose = verbose
        self.began = float(os.environ.get("CLAIMTRACKER_STARTED_AT") or time.time())
        self.servers = Servers(home, {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)})
        self.children: list[children.Child] = []
        self.tails: dict[str, LogTail] = {}
        self.server_deaths = 0
        self.state = State(pid=os.getpid(), purpose="desk")
        self.interrupts = 0
        self.stopping = False

    def run(self) -> int:
        """Run the desk until it is interrupted: 0, or 1 after something that could not be mended."""
        code = 0
        try:
            for sig in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(sig, self._on_signal)
            self._start()
            while True:
                self._look_after_everything()
                time.sleep(LOOK_SECONDS)
        except Interrupted:
            self.say("Stopping (Ctrl-C again to hurry) …")
        except StackError as error:
            self.stopping = True
            self.say(str(error), error=True)
            code = 1
        finally:
            self._stop()
        return code

    def say(self, message: str, *, error: bool = False) -> None:
        print(
            f"[{time.time() - self.began:6.1f} s] {message}",
            flush=True,
            file=sys.stderr if error else sys.stdout,
        )

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.interrupts += 1
        if not self.stopping:
            self.stopping = True
            raise Interrupted

    def _start(self) -> None:
        asked = port_asked(self.servers.environment)
        self.servers.start()
        for server in self.servers.started:
            self.say(f"{server.name} on port {server.port}")
        environment = self.servers.environment
        host = environment.get("HOST") or "127.0.0.1"
        port = port_to_take(asked, host=host, no_other=bool(environment.get("PORT")))
        if port != asked:
            self.say(f"Port {asked} is taken, so the desk takes {port}.")
        self.address = ("127.0.0.1" if host == "0.0.0.0" else host, port)
        self.state.web = f"http://{self.address[0]}:{port}"
        environment.setdefault("DESK_URL", self.state.web)
        self.state.environment, self.state.ports = self.servers.names(), self.servers.ports
        self.home.write_state(self.state)
        web, worker, beat = self.children = [
            children.web(host, port, self.home.log("web")),
            children.worker(self.home.log("worker")),
            children.beat(self.home.folder / "beat-schedule", self.home.log("beat")),
        ]
        self.tails = {path.stem: LogTail(path, verbose=self.verbose) for path in sorted(self.home.logs.glob("*.log"))}
        # The web server may load while the tables are made; what works on rows may not.
        self._start_children(web)
        self.say("Bringing the database up to date …")
        children.run_command(children.manage(*self.servers.migrate_arguments), environment)
        self._start_children(worker)
        self.say("Loading the sample library and article …")
        children.run_command(
            children.manage("load_sample", "--skip-checks"), environment, lambda line: print(f"    {line}", flush=True)
        )
        # Beat comes last: what it rings for is not due in the first seconds, and its start would slow the others.
        self._start_children(beat)
        self._wait_until_ready()
        self.state.ready = True
        self.home.write_state(self.state)
        self.say(f"Claim Tracker is ready: {self.state.web}/admin/ (Ctrl-C stops it)")

    def _wait_until_ready(self) -> None:
        remind_at = time.monotonic() + REMIND_SECONDS
        while (missing := self._what_is_missing()) is not None:
            self._look_after_everything()
            if time.monotonic() > remind_at:
                self.say(f"Not ready yet: {missing}")
                remind_at = time.monotonic() + REMIND_SECONDS
            time.sleep(LOOK_SECONDS)

    def _what_is_missing(self) -> str | None:
        """None when /readyz/ answers 200."""
        names = [name for name in self.servers.environment.get("ALLOWED_HOSTS", "").split(",") if name != "*"]
        headers = {"X-Forwarded-Proto": "https"}
        if names and names[0]:
            headers["Host"] = names[0].lstrip(".")
        client = http.client.HTTPConnection(*self.address, timeout=10)
        try:
            client.request("GET", "/readyz/", headers=headers)
            answer = client.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            return f"the web server does not answer ({error})."
        finally:
            client.close()
        if answer.status == 200:
            return None
        try:
            return " ".join(text for text in json.loads(body)["checks"].values() if text != "ok")
        except (ValueError, KeyError):
            return f"the web server answers {answer.status}: see {self.home.logs / 'web.log'}."

    def _look_after_everything(self) -> None:
        for name, tail in self.tails.items():
            for line in tail.new_lines():
                print(f"  {name:>8} | {line}", flush=True)
        for server in self.servers.started:
            if server.process and server.process.poll() is not None:
                self._revive(server)
        started_again = [child.look_after(self.servers.environment_of_children, self.say) for child in self.children]
        if any(started_again):
            self._note_processes()

    def _revive(self, server: Postgres | Valkey) -> None:
        self.server_deaths += 1
        if self.server_deaths > SERVER_DEATHS_ALLOWED:
            raise StackError(f"{server.name} died again: stopping. The next ./run recovers what was committed.")
        how = children.how_it_ended(server.process.returncode) if server.process else "is gone"
        self.say(f"{server.name} {how}: starting it again.")
        server.revive()

    def _start_children(self, *chosen: children.Child) -> None:
        for child in chosen:
            child.start(self.servers.environment_of_children)
        self._note_processes()

    def _note_processes(self) -> None:
        self.state.processes = {child.name: child.process.pid for child in self.children if child.process}
        self.home.write_state(self.state)

    def _stop(self) -> None:
        """What makes work first, then what does it, while broker and database still stand; then those."""
        self.stopping = True
        already = self.interrupts
        # Nobody is to be sent to a desk that goes down.
        self.state.ready, self.state.web, self.state.environment = False, "", {}
        with suppress(OSError):
            self.home.write_state(self.state)
        for child in sorted(self.children, key=lambda child: ("beat", "web", "worker").index(child.name)):
            child.stop(lambda: self.interrupts > already)
            self.say(f"{child.name} stopped")
        self.servers.stop(lambda name: self.say(f"{name} stopped"))
        self.home.write_state(State(pid=os.getpid(), purpose="", ports=self.servers.ports))
