"""What is asked and what came back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from claimtracker.outbound.errors import OutboundFailed, OutboundRefused

TEXT = ("text/html", "application/xhtml+xml", "text/plain")
JSON = ("application/json", "application/ld+json")
FEED = ("application/atom+xml", "application/rss+xml", "application/rdf+xml", "application/xml", "text/xml")

LONGEST_WAIT = timedelta(days=7)
TEMPORARY_STATUSES = (408, 425, 429)
CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]+)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. An error status is an answer too: `raise_for_status` tells.

    `url`: where it came from in the end, without fragment; `redirects`: the URLs asked before that one.
    `headers`: names in lower case, repeated ones joined by commas. `body`: unpacked; of an error only where it is
    small. `media_type` in lower case and `charset` as declared, empty where not. `not_modified`: what the caller
    holds by its etag or date still stands, and there is no body. `moved_to`: where redirects for good (301, 308) led
    from the address that was asked, up to the first that was for now; empty where there was none.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    media_type: str
    charset: str
    redirects: tuple[str, ...]
    not_modified: bool
    moved_to: str = ""

    @property
    def retry_after(self) -> timedelta | None:
        """How long the server asks to be left alone (Retry-After, RFC 9110 section 10.2.3), a week at most.

        Where a 429 has none, the span that its limit is counted over, as Crossref and others send it.
        """
        asked = self.headers.get("retry-after", "")
        if not asked and self.status == 429:
            asked = self.headers.get("x-rate-limit-interval", "").strip().removesuffix("s")
        return parse_retry_after(asked)

    def raise_for_status(self) -> None:
        """Raise OutboundFailed for 408, 425, 429 and 5xx, OutboundRefused for all else but 2xx and 304."""
        if 200 <= self.status < 300 or self.not_modified:
            return
        host = urlsplit(self.url).hostname
        if self.status >= 500 or self.status in TEMPORARY_STATUSES:
            raise OutboundFailed(
                "status",
                f"{host} answered {self.status}: it cannot serve this now.",
                status=self.status,
                retry_after=self.retry_after,
            )
        raise OutboundRefused(
            "status", f"{host} answered {self.status}: asking again will not help.", status=self.status
        )


def parse_retry_after(value: str) -> timedelta | None:
    """Seconds or an HTTP date as the time from now, between nothing and LONGEST_WAIT; None for anything else."""
    value = value.strip()
    if re.fullmatch("[0-9]+", value):
        return timedelta(seconds=min(int(value[:9]), LONGEST_WAIT.total_seconds()))
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment - datetime.now(UTC), timedelta()), LONGEST_WAIT)


def declared_type(content_type: str) -> tuple[str, str]:
    """The media type, in lower case, and the charset of a Content-Type header; empty where there is none."""
    charset = CHARSET.search(content_type)
    return content_type.partition(";")[0].strip().lower(), charset[1] if charset else ""


def is_accepted(media_type: str, accept: tuple[str, ...]) -> bool:
    """True if one of `accept` is the type itself, or covers it: `text/*`, `*/*`."""
    return not {"*/*", media_type, f"{media_type.partition('/')[0]}/*"}.isdisjoint(accept)
