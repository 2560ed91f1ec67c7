"""A desk with every source on, all of its services failing on local servers, and a canary where nobody may look."""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import redis
from django.conf import settings as desk_settings
from pytest_django import Settings

from claims import tasks
from claims.intake import take_in
from claims.lookup.question import question_about, said_at
from claims.lookup.source_rows import sync_sources
from claims.models import Source, SourceLookup
from claims.reading import Document
from claims.sources import all_connectors, connector
from tests.claims.torture.articles import SENTENCES
from tests.claims.torture.failing import FailingService
from tests.claims.torture.services import SERVICES
from tests.claimtracker.outbound.conftest import make_server, nothing_is_allowed
from tests.claimtracker.outbound.server import LocalServer
from tests.support.worker import wait_until, worker

__all__ = ("make_server", "nothing_is_allowed")

PATIENCE_SECONDS = 150
"""It takes ten on a machine that has nothing else to do."""
PUBLISHED = datetime(2021, 8, 26, 9, tzinfo=UTC)
OPERATORS_PACE = {"rate_requests": 200, "rate_seconds": 1, "rate_at_once": 2}
"""Quicker than the services of the world would have it; these are ours."""


class Canary:
    """A port of this machine that listens, and that the operator has not allowed; `seen` counts connections."""

    def __init__(self) -> None:
        self.seen = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.endpoint = f"127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.seen += 1
            connection.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    made = Canary()
    yield made
    made.close()


@dataclass
class Desk:
    """The services by their source's name, and what a test does with the desk."""

    services: dict[str, FailingService]
    log: Path
    subjects: dict[int, str] = field(default_factory=dict)
    """By look-up: what its service is asked about."""

    def take_in(self, text: str) -> None:
        """Take an article in and ring for its extraction, as every door does."""
        taken = take_in(Document(text=text, outlet="The Examplia Courier", published_at=PUBLISHED))
        tasks.extract_revision.delay(taken.revision.pk)

    @contextmanager
    def worker(self) -> Iterator[object]:
        """A worker, and sweeps as beat sends them, only more often."""
        stopped = threading.Event()

        def sweep() -> None:
            while not stopped.wait(1):
                tasks.sweep.delay()

        sweeping = threading.Thread(target=sweep, daemon=True)
        with worker(self.log, application="tests.support.quick_worker", concurrency=4) as process:
            sweeping.start()
            try:
                yield process
            finally:
                stopped.set()
                sweeping.join()

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        try:
            wait_until(condition, what, log=self.log, seconds=PATIENCE_SECONDS)
        except AssertionError as error:
            raise AssertionError(f"{standing()}\n{error}") from None

    def heal(self) -> None:
        for service in self.services.values():
            service.is_healed = True

    def subject_of(self, row: SourceLookup) -> str:
        """What the row's source is asked about; empty for the feed, whose requests are all alike."""
        if row.pk not in self.subjects:
            spoken = self.services[row.source.name].spoken
            plan = connector(row.source.name).plan(question_about(row.wording, said_at(row.wording)))
            self.subjects[row.pk] = spoken.planned(plan)
        return self.subjects[row.pk]


def rows() -> list[SourceLookup]:
    """Every look-up, as it stands now."""
    return list(SourceLookup.objects.select_related("source", "wording__claim", "claim").order_by("pk"))


def standing() -> str:
    """How the unfinished look-ups stand, for whoever reads why a test failed."""
    open_ones = [row for row in rows() if row.state in ("due", "running", "failed")]
    told = [f"{row.source.name} {row.state} {row.attempts}: {row.note or row.failure}" for row in open_ones]
    return "\n".join(f"{number} × {line}" for line, number in Counter(told).most_common(30))


def flush_broker() -> None:
    """Lose every message, and all that Redis knew."""
    with redis.Redis.from_url(desk_settings.REDIS_URL) as broker:
        broker.flushdb()


@pytest.fixture
def desk(
    transactional_db: None,
    make_server: Callable[[], LocalServer],
    canary: Canary,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Desk:
    """Every source on and pointed to its local server; the library has what a new desk has."""
    flush_broker()
    services = {
        spoken.name: FailingService(
            spoken, make_server(), shift=number + 1, canary=canary.endpoint, sentences=SENTENCES
        )
        for number, spoken in enumerate(SERVICES)
    }
    assert set(services) == {source.name for source in all_connectors() if source.needs_network}
    sync_sources()
    for name, service in services.items():
        Source.objects.filter(name=name).update(enabled=True, options=service.options, **OPERATORS_PACE)
    # The worker is a process of its own: what it may reach and what it knows, it learns from its environment.
    monkeypatch.setenv("OUTBOUND_ALLOW", ",".join(settings.OUTBOUND_ALLOW))
    for secret in ("SOURCE_GOOGLE_FACTCHECK_KEY", "SOURCE_WAYBACK_KEY", "SOURCE_WAYBACK_SECRET"):
        monkeypatch.setenv(secret, "s3cret-of-the-desk")
    return Desk(services, tmp_path / "worker.log")
