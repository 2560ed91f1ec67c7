"""One poll of a feed: ask whether there is anything new, note it, and make a submission of each new entry."""

import logging
import random
from datetime import timedelta
from urllib.parse import urlsplit

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.utils import timezone

from claims import robots
from claims.choices import FeedState
from claims.feeds.parsing import Entry, NoFeed, ParsedFeed, parse_feed
from claims.intake import IntakeRefused
from claims.models import Feed, FeedEntry
from claims.submissions import submit_url
from claims.work import WORKERS_LOST, AttemptLost, outcome_of, take
from claimtracker.outbound import FEED, Fetched, OutboundFailed, OutboundRefused, Timeouts, fetch

logger = logging.getLogger(__name__)

# Many feeds are served as something else, and feedparser tells a feed from what is none.
ACCEPTED = (*FEED, "text/plain", "text/html", "application/octet-stream")
PATIENCE = Timeouts(connect=5, read=8, total=15)
LONGEST_PAUSE = timedelta(days=1)
MOST_LOST = 3
HOPELESS = ("address", "port", "scheme", "url")
"""Refusals of outbound that only another address can mend."""


def poll(feed_id: int) -> list[int]:
    """Poll the feed, if it is due and nobody does. Returns the submissions that are now due.

    A conditional request; what answers is noted on the row, in words, with the time of the next poll. Failures
    double the pause, up to a day; 410 and an address that cannot be reached at all switch the feed off.
    """
    feed = take(Feed.objects.all(), feed_id)
    if feed is None:
        return []
    try:
        return _attempt(feed)
    except AttemptLost as lost:
        logger.warning("%s", lost)
        return []


def _attempt(feed: Feed) -> list[int]:
    if feed.attempts > MOST_LOST:
        _put_off(feed, WORKERS_LOST)
        return []
    try:
        robots.ask_leave(feed.url)
        answer = fetch(
            feed.url,
            accept=ACCEPTED,
            max_bytes=settings.MAX_PAGE_BYTES,
            timeout=PATIENCE,
            etag=feed.etag or None,
            last_modified=feed.last_modified or None,
        )
        answer.raise_for_status()
        return _take_over(feed, answer)
    except AttemptLost:
        raise
    except robots.RobotsPutOff as pause:
        _put_off(feed, str(pause), asked_for=pause.wait, is_pause=pause.is_pause)
    except OutboundRefused as refusal:
        _refused(feed, refusal)
    except OutboundFailed as failure:
        _put_off(feed, str(failure), asked_for=failure.retry_after)
    except (robots.RobotsRefuse, NoFeed) as refusal:
        _put_off(feed, str(refusal))
    except SoftTimeLimitExceeded:
        _put_off(feed, "Reading the feed took longer than the desk allows.")
    except Exception as error:
        logger.exception("Poll of feed %s failed", feed.pk)
        _put_off(feed, f"{type(error).__name__}: {error}")
    return []


def _refused(feed: Feed, refusal: OutboundRefused) -> None:
    if refusal.status == 410:
        _switch_off(feed, f"Switched off: {urlsplit(feed.url).hostname} says that the feed is gone for good (410).")
    elif refusal.code in HOPELESS:
        _switch_off(feed, f"Switched off: {refusal}")
    else:
        _put_off(feed, str(refusal))


def _take_over(feed: Feed, answer: Fetched) -> list[int]:
    parsed = None
    if not answer.not_modified:
        content_type = answer.headers.get("content-type", "")
        parsed = parse_feed(answer.body, url=answer.url, content_type=content_type)
    with outcome_of(feed) as row:
        row.state, row.attempts, row.failures = FeedState.DUE, 0, 0
        row.polled_at = timezone.now()
        row.next_attempt_at = timezone.now() + _interval(row) * random.uniform(1, 1.1)  # noqa: S311 - jitter is no secret
        if parsed is None:
            row.outcome = "Nothing new: the feed has not changed."
            return []
        made = _store(row, parsed, answer)
        _follow_move(row, answer)
    return made


def _store(row: Feed, parsed: ParsedFeed, answer: Fetched) -> list[int]:
    known = set(row.entries.filter(guid__in=[each.guid for each in parsed.entries]).values_list("guid", flat=True))
    fresh = [each for each in parsed.entries if each.guid not in known]
    is_first = not known and not row.entries.exists()
    taken, left = fresh[: row.most_new], fresh[row.most_new :]
    made = [pk for pk in (_store_entry(row, entry) for entry in reversed(taken)) if pk is not None]
    if is_first:
        note = "Older than the first poll."
        FeedEntry.objects.bulk_create(_entry(row, each, note=note) for each in reversed(left))
        left = []
    row.title = row.title or parsed.title
    # With entries left for the next poll, the feed must not be told then that it is known.
    row.etag = "" if left else answer.headers.get("etag", "")[:1000]
    row.last_modified = "" if left else answer.headers.get("last-modified", "")[:200]
    row.outcome = _words(len(taken), len(left), parsed)
    return made


def _words(taken: int, left: int, parsed: ParsedFeed) -> str:
    words = f"{taken} new of {len(parsed.entries)} entr{'y' if len(parsed.entries) == 1 else 'ies'}."
    if left:
        words += f" {left} more wait for the next poll."
    if parsed.trouble:
        words += f" The feed is not well-formed ({parsed.trouble}); what could be read was read."
    return words


def _store_entry(row: Feed, entry: Entry) -> int | None:
    if not entry.url:
        _entry(row, entry, note="It has no address that could be fetched.").save()
        return None
    given = {"outlet": row.outlet.name} if row.outlet else {}
    try:
        submission = submit_url(entry.url, given=given, obeys_robots=True)
    except IntakeRefused as refusal:
        _entry(row, entry, note=str(refusal)[:200]).save()
        return None
    stored = _entry(row, entry)
    # The same page in two feeds is read once; the second entry says so.
    if FeedEntry.objects.filter(submission=submission).exists():
        stored.note = "The page is being read already."
    else:
        stored.submission = submission
    stored.save()
    return submission.pk


def _entry(row: Feed, entry: Entry, *, note: str = "") -> FeedEntry:
    return FeedEntry(
        feed=row, guid=entry.guid, url=entry.url, title=entry.title, published_at=entry.published_at, note=note
    )


def _follow_move(row: Feed, answer: Fetched) -> None:
    if not answer.moved_to or answer.moved_to == row.url or len(answer.moved_to) > 2000:
        return
    if Feed.objects.filter(url=answer.moved_to).exists():
        row.state, row.next_attempt_at = FeedState.OFF, None
        row.outcome += f" Switched off: it has moved to {answer.moved_to}, which the desk follows already."
        return
    row.outcome += f" The feed has moved for good, from {row.url}."
    row.url = answer.moved_to


def _interval(feed: Feed) -> timedelta:
    return max(feed.interval, settings.FEED_MINIMUM_INTERVAL)


def _put_off(feed: Feed, failure: str, *, asked_for: timedelta | None = None, is_pause: bool = False) -> None:
    with outcome_of(feed) as row:
        row.attempts = 0
        if is_pause:
            row.state = FeedState.DUE
            row.next_attempt_at = timezone.now() + (asked_for or timedelta())
            return
        row.failures += 1
        doubled = _interval(row) * 2 ** min(row.failures - 1, 16)
        pause = min(doubled, max(LONGEST_PAUSE, _interval(row))) * random.uniform(1, 1.25)  # noqa: S311 - jitter
        row.state = FeedState.FAILED
        row.failure = row.outcome = failure
        row.next_attempt_at = timezone.now() + max(pause, asked_for or timedelta())


def _switch_off(feed: Feed, reason: str) -> None:
    with outcome_of(feed) as row:
        row.state = FeedState.OFF
        row.attempts, row.failures = 0, row.failures + 1
        row.failure = row.outcome = reason
