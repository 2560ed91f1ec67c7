"""Fetch a page for the desk: what may be asked for, and what of the answer is kept."""

import hashlib
from dataclasses import dataclass

from django.conf import settings

from claimtracker.outbound import TEXT, Timeouts, fetch

# Fetching and reading share one task and its soft time limit of 60 seconds.
PATIENCE = Timeouts(connect=5, read=8, total=15)


@dataclass(frozen=True, slots=True)
class Page:
    """What came back for a URL. `url`: where it came from in the end."""

    url: str
    status: int
    media_type: str
    charset: str
    body: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


def fetch_page(url: str) -> Page:
    """Fetch HTML or plain text of at most MAX_PAGE_BYTES. Raises OutboundRefused and OutboundFailed."""
    answer = fetch(url, accept=TEXT, max_bytes=settings.MAX_PAGE_BYTES, timeout=PATIENCE)
    answer.raise_for_status()
    return Page(answer.url, answer.status, answer.media_type, answer.charset, answer.body)
