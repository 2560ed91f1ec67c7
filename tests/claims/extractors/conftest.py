import pytest
from pytest_django import Settings

from tests.claimtracker.outbound.conftest import make_server, nothing_is_allowed, server
from tests.claimtracker.outbound.server import LocalServer

__all__ = ("make_server", "nothing_is_allowed", "server")


@pytest.fixture
def chat(server: LocalServer, settings: Settings) -> LocalServer:
    """A chat server that the desk is set to use."""
    settings.EXTRACTOR = "chat"
    settings.CHAT_URL = server.url("/v1")
    settings.CHAT_MODEL = "small-instruct"
    settings.CHAT_API_KEY = "sk-of-the-test"
    settings.CHAT_SECONDS = 5
    return server
