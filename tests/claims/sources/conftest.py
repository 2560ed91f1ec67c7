"""The library's own small library, for asking it as a source; local servers that speak the protocols of others."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from claims.sources import connector
from claims.sources.access import HttpAccess, options_of
from claims.sources.base import Answer, Question
from claimtracker.outbound import Timeouts
from tests.claims.library.conftest import few_entries, small_library
from tests.claimtracker.outbound.conftest import make_server, nothing_is_allowed, other_server, server

__all__ = ("few_entries", "make_server", "nothing_is_allowed", "other_server", "server", "small_library")

QUICK = Timeouts(connect=1, read=0.5, total=1.5)


@pytest.fixture
def ask() -> Callable[..., Answer]:
    """Asks a connector, whose options point to a local server: ask("wikipedia", question, url=…)."""

    def asked(name: str, question: Question, query: Mapping[str, Any] | None = None, **options: str) -> Answer:
        source = connector(name)
        access = HttpAccess(options_of(source, options), timeout=QUICK)
        return source.ask(question, {**source.plan(question), **(query or {})}, access)

    return asked
