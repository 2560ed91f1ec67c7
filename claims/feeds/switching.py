"""What people do to a feed: add it, switch it, have it polled now."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from claims.choices import FeedState
from claims.models import Feed
from claims.reading import LONGEST_ADDRESS
from claimtracker.outbound import OutboundRefused
from claimtracker.outbound.target import parse


class FeedRefused(ValueError):
    """The feed cannot be followed so. `field` names the value at fault."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def check_url(url: str) -> str:
    """The address, if a feed could be there. Raises FeedRefused."""
    url = url.strip()
    try:
        parse(url)
    except OutboundRefused as refusal:
        raise FeedRefused("url", str(refusal)) from refusal
    if len(url.encode(errors="replace")) > LONGEST_ADDRESS:
        raise FeedRefused("url", f"The URL is longer than {LONGEST_ADDRESS:,} bytes.")
    return url


def check_interval(interval: timedelta) -> timedelta:
    """The interval, if it is not below the desk's minimum. Raises FeedRefused."""
    if interval < settings.FEED_MINIMUM_INTERVAL:
        minutes = settings.FEED_MINIMUM_INTERVAL.total_seconds() / 60
        raise FeedRefused(
            "interval", f"{minutes:g} minutes is the least that this desk allows (FEED_MINIMUM_MINUTES). Give more."
        )
    return interval


def poll_now(feed: Feed) -> bool:
    """Make the feed due now. False where it is switched off or being polled."""
    waiting = Feed.objects.filter(pk=feed.pk, state__in=(FeedState.DUE, FeedState.FAILED))
    return waiting.update(next_attempt_at=timezone.now()) == 1


def switch_on(feed: Feed) -> bool:
    """Follow the feed again, from now on. False where it is followed already."""
    off = Feed.objects.filter(pk=feed.pk, state=FeedState.OFF)
    switched = off.update(
        state=FeedState.DUE, next_attempt_at=timezone.now(), attempts=0, failures=0, failure="", outcome=""
    )
    return switched == 1


def switch_off(feed: Feed, *, by: str) -> bool:
    """Poll it no more, a poll that runs now included. False where it is off already."""
    on = Feed.objects.filter(pk=feed.pk).exclude(state=FeedState.OFF)
    switched = on.update(
        state=FeedState.OFF,
        next_attempt_at=None,
        lease_until=None,
        attempt_token=None,
        failure="",
        outcome=f"Switched off by {by}.",
    )
    return switched == 1
