"""The project's only HTTP client. It reaches public addresses, and of others those that OUTBOUND_ALLOW names."""

from claimtracker.outbound.client import MAX_BYTES, fetch
from claimtracker.outbound.errors import OutboundError, OutboundFailed, OutboundRefused
from claimtracker.outbound.message import FEED, JSON, TEXT, Fetched
from claimtracker.outbound.timing import Timeouts

__all__ = (
    "FEED",
    "JSON",
    "MAX_BYTES",
    "TEXT",
    "Fetched",
    "OutboundError",
    "OutboundFailed",
    "OutboundRefused",
    "Timeouts",
    "fetch",
)
