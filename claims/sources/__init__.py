"""Sources that claims are looked up in: the contract is in base.py, then one connector a file."""

from claims.sources.base import Connector, UnknownConnector
from claims.sources.claimreview_feed import ClaimReviewFeedSource
from claims.sources.crossref import CrossrefSource
from claims.sources.gdelt import GdeltSource
from claims.sources.google_factcheck import GoogleFactCheckSource
from claims.sources.library import LibrarySource
from claims.sources.reliefweb import ReliefWebSource
from claims.sources.search_api import SearchApiSource
from claims.sources.unhcr import UnhcrSource
from claims.sources.wayback import WaybackSource
from claims.sources.wikidata import WikidataSource
from claims.sources.wikipedia import WikipediaSource
from claims.sources.worldbank import WorldBankSource

_CONNECTORS: tuple[Connector, ...] = (
    LibrarySource(),
    WikipediaSource(),
    WorldBankSource(),
    UnhcrSource(),
    WikidataSource(),
    GoogleFactCheckSource(),
    ClaimReviewFeedSource(),
    ReliefWebSource(),
    CrossrefSource(),
    GdeltSource(),
    WaybackSource(),
    SearchApiSource(),
)


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
