"""The servers that a desk needs, and the environment that leads Django's settings to them."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from claimtracker.embedded import roles
from claimtracker.embedded.home import Home, State
from claimtracker.embedded.postgres import Postgres
from claimtracker.embedded.process import StackError
from claimtracker.embedded.valkey import Valkey

START_PATIENCE_SECONDS = 300


class Servers:
    """PostgreSQL and Valkey of one home; each is left out where the environment already names one."""

    def __init__(self, home: Home, environment: Mapping[str, str]) -> None:
        self.home = home
        self.environment = dict(environment)
        self.started: list[Postgres | Valkey] = []

    def start(self) -> None:
        """Start what is needed, on the ports of the last time where they are free. Raises StackError."""
        self.home.stop_orphans()
        last = self.home.last_state()
        ports = last.ports if last else {}
        if not self.environment.get("DATABASE_URL"):
            postgres = Postgres(self.home.folder / "postgres", log=self.home.log("postgres"))
            self.started.append(postgres)
            postgres.start(ports.get(postgres.name))
            self.environment["DATABASE_URL"] = postgres.url(roles.APP)
            self.environment["DATABASE_OWNER_URL"] = postgres.url(roles.OWNER)
        if not self.environment.get("REDIS_URL"):
            valkey = Valkey(self.home.folder / "valkey", log=self.home.log("valkey"))
            self.started.append(valkey)
            valkey.start(ports.get(valkey.name))
            self.environment["REDIS_URL"] = valkey.url
        self.environment["SECRET_KEY"] = self.home.secret_key(self.environment)

    @property
    def migrate_arguments(self) -> list[str]:
        """Migrations run as the owner; on a server of the operator's with one role only, as that one.

        Without the system checks, which read every URL of the desk: they would double the time.
        """
        as_owner = ["--database", "owner"] if self.environment.get("DATABASE_OWNER_URL") else []
        return ["migrate", "--noinput", "--skip-checks", *as_owner]

    @property
    def ports(self) -> dict[str, int]:
        return {server.name: server.port for server in self.started}

    def names(self) -> dict[str, str]:
        """The variables that another process needs to use these servers too."""
        shared = ("SECRET_KEY", "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "DESK_URL")
        return {name: self.environment[name] for name in shared if name in self.environment}

    @property
    def environment_of_children(self) -> dict[str, str]:
        """For web, worker and beat: without the owner's address, which only migrations have a use for."""
        return {name: value for name, value in self.environment.items() if name != "DATABASE_OWNER_URL"}

    def stop(self, on_stopped: Callable[[str], None] = lambda _name: None) -> None:
        for server in reversed(self.started):
            server.stop()
            on_stopped(server.name)


@contextmanager
def environment_of_desk(
    home: Home, *, purpose: str, must_be_ready: bool = False
) -> Iterator[tuple[Servers | None, dict[str, str]]]:
    """The environment of the running desk; without one, servers are started for the time.

    Yields the servers that were started (None with a running desk) and the environment. Waits while another
    command uses servers of its own, and with `must_be_ready` until a desk that is starting is ready. Raises
    StackError.
    """
    deadline = time.monotonic() + START_PATIENCE_SECONDS
    while not home.acquire():
        state = home.read_state()
        if state and state.purpose == "desk" and (state.ready or (state.environment and not must_be_ready)):
            yield None, {**os.environ, **state.environment}
            return
        if time.monotonic() > deadline:
            raise StackError(
                f"The desk is in use by {state.purpose if state else 'another start'} and not ready since "
                f"{START_PATIENCE_SECONDS} s: see {home.logs}."
            )
        time.sleep(0.2)
    servers = Servers(home, os.environ)
    last = home.last_state() or State(pid=0, purpose="")
    # Said before the servers start, so that a `./run` meanwhile waits for us; they still need what the last one left.
    home.write_state(State(pid=os.getpid(), purpose=purpose, ports=last.ports, processes=last.processes))
    try:
        servers.start()
        home.write_state(State(pid=os.getpid(), purpose=purpose, ports=servers.ports))
        yield servers, servers.environment
    finally:
        servers.stop()
        home.release()
