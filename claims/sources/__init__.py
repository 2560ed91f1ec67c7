"""Sources that claims are looked up in: the contract is in base.py, then one connector a file."""

from claims.sources.base import Connector, UnknownConnector
from claims.sources.library import LibrarySource
from claims.sources.wikipedia import WikipediaSource

_CONNECTORS: tuple[Connector, ...] = (LibrarySource(), WikipediaSource())


def all_connectors() -> tuple[Connector, ...]:
    """Every connector, whether its source is enabled or not."""
    return _CONNECTORS


def connector(name: str) -> Connector:
    """The connector of a source.

    Raises:
        UnknownConnector: there is none of this name.
    """
    for candidate in _CONNECTORS:
        if candidate.name == name:
            return candidate
    known = ", ".join(candidate.name for candidate in _CONNECTORS)
    raise UnknownConnector(f"No connector is called “{name}”. There are: {known}.")


def register(candidate: Connector) -> None:
    """Add a connector that is no file of this package: the benchmark's, a test's, a package's own."""
    global _CONNECTORS  # noqa: PLW0603 - one list for the process
    _CONNECTORS = (*(known for known in _CONNECTORS if known.name != candidate.name), candidate)
