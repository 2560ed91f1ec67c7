from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread

import pytest
from pytest_django import Settings

from tests.claimtracker.outbound.server import LocalServer


@contextmanager
def _running() -> Iterator[LocalServer]:
    with LocalServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server
        finally:
            server.stopping.set()
            server.shutdown()


@pytest.fixture(autouse=True)
def nothing_is_allowed(settings: Settings) -> None:
    settings.OUTBOUND_ALLOW = []
    settings.DESK_URL = "https://desk.example"


@pytest.fixture
def make_server(nothing_is_allowed: None, settings: Settings) -> Iterator[Callable[[], LocalServer]]:
    """Starts local servers that the operator allows."""
    with ExitStack() as stack:

        def make() -> LocalServer:
            server = stack.enter_context(_running())
            settings.OUTBOUND_ALLOW = [*settings.OUTBOUND_ALLOW, server.endpoint]
            return server

        yield make


@pytest.fixture
def server(make_server: Callable[[], LocalServer]) -> LocalServer:
    return make_server()


@pytest.fixture
def other_server(make_server: Callable[[], LocalServer]) -> LocalServer:
    """A second origin."""
    return make_server()
