"""robots.txt (RFC 9309), for what is fetched because a feed said so. A person who gives an address is no robot."""

import time
from datetime import timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from protego import Protego

from claims.models import Site
from claimtracker.outbound import OutboundError, OutboundFailed, Timeouts, fetch

AGENT = "ClaimTracker"
KEPT = timedelta(hours=24)
"""How long an answer holds (RFC 9309 section 2.4)."""
ASKED_AGAIN = timedelta(minutes=15)
"""How long a failure holds, so that a site in trouble is not asked before each of its pages."""
FORGOTTEN = timedelta(days=30)
"""An old answer stands in for one that cannot be had (section 2.3.1.4) so long."""
MOST_BYTES = 512 * 1024
PATIENCE = Timeouts(connect=3, read=5, total=8)
LEAST_DELAY = timedelta(seconds=1)
LONGEST_DELAY = timedelta(minutes=1)
"""A Crawl-delay is honoured up to here; a site that asks for more is left alone for so long between two pages."""
SHORT = timedelta(seconds=2)
"""A pause that a worker sits out itself; for longer ones the row waits."""


class RobotsRefuse(Exception):
    """The site's robots.txt does not let us fetch this."""


class RobotsPutOff(Exception):
    """Not now: the site asks for a pause between pages, or its robots.txt cannot be had. `wait` is how long."""

    def __init__(self, message: str, wait: timedelta, *, is_pause: bool) -> None:
        super().__init__(message)
        self.wait = wait
        self.is_pause = is_pause


def ask_leave(url: str) -> None:
    """Return if the URL may be fetched now, and keep the site's next visitor waiting for its pause.

    Raises RobotsRefuse and RobotsPutOff; OutboundRefused for an address that must not be reached at all.
    """
    site = _site(url)
    if not site.is_reachable:
        raise RobotsPutOff(
            f"robots.txt of {site.origin} cannot be had ({site.failure.rstrip('. ')}): until then nothing is fetched.",
            max(site.checked_at + ASKED_AGAIN - timezone.now(), timedelta(seconds=1)),
            is_pause=False,
        )
    rules = Protego.parse(site.robots)
    if not rules.can_fetch(url, AGENT):
        raise RobotsRefuse(
            f"robots.txt of {site.origin} does not let {AGENT} fetch this page. "
            "A person may still send its address or its text in."
        )
    delay = timedelta(seconds=min(rules.crawl_delay(AGENT) or 0, LONGEST_DELAY.total_seconds()))
    for last_try in (False, False, True):
        try:
            _take_turn(site, delay)
        except RobotsPutOff as pause:
            if last_try or pause.wait > SHORT:
                raise
            time.sleep(pause.wait.total_seconds())
        else:
            return


@transaction.atomic
def _take_turn(site: Site, asked: timedelta) -> None:
    now = timezone.now()
    locked = Site.objects.select_for_update().get(pk=site.pk)
    if locked.next_visit_at > now:
        raise RobotsPutOff(f"{site.origin} gets a pause between two pages.", locked.next_visit_at - now, is_pause=True)
    locked.next_visit_at = now + max(asked, LEAST_DELAY)
    locked.save(update_fields=["next_visit_at"])


def _site(url: str) -> Site:
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}".lower()
    known = Site.objects.filter(origin=origin[:300]).first()
    if known is not None and known.checked_at > timezone.now() - (KEPT if known.is_reachable else ASKED_AGAIN):
        return known
    return _refreshed(origin, known)


def _refreshed(origin: str, known: Site | None) -> Site:
    now = timezone.now()
    values: dict[str, object] = {"checked_at": now, "failure": ""}
    try:
        answer = fetch(f"{origin}/robots.txt", accept=("*/*",), max_bytes=MOST_BYTES, timeout=PATIENCE)
        answer.raise_for_status()
        body = answer.body.decode("utf-8-sig", "replace").replace("\0", "")
        values |= {"robots": body, "is_reachable": True, "answered_at": now}
    except OutboundError as error:
        if not isinstance(error, OutboundFailed) and error.code != "status":
            raise
        values |= _unavailable(error, known)
    site, _ = Site.objects.update_or_create(origin=origin[:300], defaults=values)
    return site


def _unavailable(error: OutboundError, known: Site | None) -> dict[str, object]:
    """What is known without an answer: 4xx means that there are no rules, all else that nothing may be fetched."""
    now = timezone.now()
    if not isinstance(error, OutboundFailed):
        return {"robots": "", "is_reachable": True, "answered_at": now}
    is_remembered = known is not None and known.answered_at is not None and known.answered_at > now - FORGOTTEN
    return {"is_reachable": is_remembered, "failure": str(error)}
