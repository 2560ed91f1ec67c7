"""A source that asks a local server, with its row, and claims that are due to be looked up in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count

import pytest
import redis
import time_machine
from django.conf import settings

from claims import lookup, sources
from claims.lookup import pace
from claims.lookup.source_rows import sync_sources
from claims.models import Claim, Source, SourceLookup
from claims.sources import access
from claims.sources.base import Access, Answer, Hit, Option, Pace, Query, Question
from claims.sources.json_answers import items, parsed, text_of
from claims.sources.keeping import kept
from claimtracker.outbound import Timeouts
from tests.claims.lookup.answers import rows
from tests.claimtracker.outbound.conftest import make_server, nothing_is_allowed, server
from tests.claimtracker.outbound.server import Handler, LocalServer

__all__ = ("make_server", "nothing_is_allowed", "server")

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


@dataclass
class Bureau:
    """Asks `url` once for every path in `paths`; every row of the answers is a hit."""

    paths: tuple[str, ...] = ("",)
    name: str = "bureau"
    version: str = "3"
    title: str = "Bureau of Statistics"
    needs_network: bool = True
    licence: str = "CC BY 4.0"
    options: tuple[Option, ...] = (
        Option("url", "The service's address.", required=True),
        Option("key", "Its key.", secret=True),
    )
    pace: Pace = field(default_factory=lambda: Pace(requests=1000, seconds=1, at_once=10))

    def applies(self, _question: Question) -> str:
        return ""

    def plan(self, question: Question) -> Query:
        return {"search": question.text, "filters": ["people", "herders"], "limit": 5}

    def ask(self, _question: Question, query: Query, way: Access) -> Answer:
        hits = []
        for path in self.paths:
            params = {"q": str(query["search"])}
            if way.options["key"]:
                params["key"] = way.options["key"]
            body = parsed(way.get(f"{way.options['url']}{path}", params))
            hits += [
                Hit(text_of(row, "title"), "Bureau", quote=text_of(row, "quote"), reason="A passage: read it.")
                for row in items(body, "rows")
            ]
        return kept(way, hits, query)


@pytest.fixture
def bureau(db: None, monkeypatch: pytest.MonkeyPatch, server: LocalServer, fresh_redis: Callable[[], None]) -> Bureau:
    """The source, switched on and pointed to the local server; the library is off."""
    monkeypatch.setattr(sources, "_CONNECTORS", sources._CONNECTORS)
    quick = Timeouts(connect=1, read=0.5, total=1.5)
    monkeypatch.setitem(access.HttpAccess.__init__.__kwdefaults__, "timeout", quick)
    source = Bureau()
    sources.register(source)
    sync_sources()
    Source.objects.update(enabled=False)
    Source.objects.filter(name="bureau").update(enabled=True, options={"url": server.url("/api")})
    return source


@pytest.fixture
def fresh_redis() -> Iterator[Callable[[], None]]:
    """Redis without what others left of sources' paces; called, it forgets them: Redis' own clock cannot be moved."""
    client = redis.Redis.from_url(settings.REDIS_URL)

    def forget() -> None:
        if keys := client.keys(f"{pace.PREFIX}:*"):
            client.delete(*keys)

    forget()
    yield forget
    forget()
    client.close()


@pytest.fixture
def due(bureau: Bureau, make_claim: Callable[..., Claim]) -> Callable[[], SourceLookup]:
    """Makes a claim whose look-up in the bureau is due at noon."""

    def make() -> SourceLookup:
        with time_machine.travel(NOON, tick=False):
            [row] = lookup.open_lookups(make_claim())
        return row

    return make


@pytest.fixture
def run_at() -> Callable[..., SourceLookup]:
    """Does a look-up at a moment, and gives the row as it is then."""

    def run(moment: datetime, row: SourceLookup) -> SourceLookup:
        with time_machine.travel(moment, tick=False):
            lookup.run(row.pk)
        return SourceLookup.objects.get(pk=row.pk)

    return run


@pytest.fixture
def asking_as(bureau: Bureau) -> Callable[..., None]:
    """Has the connector do as the test says with each question: it gets the question's number, and how to ask."""

    def patch(what: Callable[[int, Callable[[], Answer]], Answer]) -> None:
        ask, numbers = bureau.ask, count()
        bureau.ask = lambda *arguments: what(next(numbers), lambda: ask(*arguments))  # type: ignore[method-assign]

    return patch


@pytest.fixture
def echo(server: LocalServer) -> None:
    """Each answer quotes its question."""

    class Anything(dict[str, Callable[[Handler], None]]):
        def __missing__(self, path: str) -> Callable[[Handler], None]:
            return rows(f"You asked {path}")

    server.routes = Anything()
