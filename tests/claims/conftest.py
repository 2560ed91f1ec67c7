"""A web server on loopback for everything that is fetched: tests/claimtracker/outbound has it."""

from tests.claimtracker.outbound.conftest import make_server, nothing_is_allowed, other_server, server

__all__ = ("make_server", "nothing_is_allowed", "other_server", "server")
