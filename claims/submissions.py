"""What is sent in as an address or a page: kept as a row, then fetched, read and taken in by a worker."""

import dataclasses
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db.models import Q
from django.utils import timezone

from claims import robots
from claims.choices import SubmissionState
from claims.fetching import fetch_page
from claims.intake import IntakeRefused, TakenIn, take_in
from claims.models import Article, FeedEntry, Submission
from claims.reading import LONGEST_ADDRESS, Document, UnreadableDocument, is_web_address, read
from claims.reading.addresses import clean_address, domain_of
from claims.reading.limits import MOST_BYTES
from claims.work import WORKERS_LOST, AttemptLost, next_attempt, outcome_of, take
from claimtracker.outbound import OutboundFailed, OutboundRefused
from claimtracker.outbound.target import parse
from claimtracker.people.models import User

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 6
GIVEN = ("title", "outlet", "byline", "canonical_url", "language", "published_at")
OPEN = (SubmissionState.DUE, SubmissionState.RUNNING, SubmissionState.FAILED)
TOO_SLOW = "Reading it took longer than the desk allows for one page. Paste the article's text instead."
NOT_RECEIVED = "The page had not arrived when the worker's time was up."


@dataclass(frozen=True, slots=True)
class Received:
    """Bytes to be read, and what is known of where they are from."""

    body: bytes
    name: str
    url: str = ""
    status: int | None = None
    media_type: str = ""
    charset: str = ""


def submit_url(
    url: str, *, given: Mapping[str, Any] | None = None, submitted_by: User | None = None, obeys_robots: bool = False
) -> Submission:
    """A row to fetch the address; the one that waits already where the same was asked for a moment ago.

    `given`: what the sender knows about the article (the names of GIVEN). Raises IntakeRefused for what is no address
    that could be fetched; whether the host is a private one is known only when it is looked up.
    """
    url = url.strip()
    try:
        parse(url)
    except OutboundRefused as refusal:
        raise IntakeRefused("url", "invalid", str(refusal)) from refusal
    if len(url.encode(errors="replace")) > LONGEST_ADDRESS or "\0" in url:
        raise IntakeRefused("url", "max_length", f"The URL is longer than {LONGEST_ADDRESS:,} bytes.")
    values = {"url": url, "given": _storable(given or {}), "obeys_robots": obeys_robots}
    waiting = Submission.objects.filter(**values, state=SubmissionState.DUE, submitted_by=submitted_by).first()
    return waiting or Submission.objects.create(**values, submitted_by=submitted_by)


def submit_page(
    body: bytes, *, name: str = "", given: Mapping[str, Any] | None = None, submitted_by: User | None = None
) -> Submission:
    """A row to read these bytes of a page. Raises IntakeRefused where they are too many, or none."""
    if not body.strip():
        raise IntakeRefused("html", "blank", "The page is empty. Send its HTML, or the article's text.")
    if len(body) > MOST_BYTES:
        raise IntakeRefused(
            "html",
            "too_long",
            f"The page has {len(body):,} bytes, {MOST_BYTES:,} is the most that is read. Send the article's text.",
        )
    return Submission.objects.create(
        body=body,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        name=name[:200],
        given=_storable(given or {}),
        submitted_by=submitted_by,
    )


def read_again(article: Article, *, submitted_by: User | None = None) -> Submission:
    """A row to fetch the article's address once more. Raises IntakeRefused for an article without one."""
    if not article.canonical_url:
        raise IntakeRefused(
            "canonical_url",
            "no_address",
            "This article has no address that could be fetched. Send its new text in as an article.",
        )
    return submit_url(article.canonical_url, given={"canonical_url": article.canonical_url}, submitted_by=submitted_by)


def try_again(submission: Submission) -> bool:
    """Make it due now, its attempts counted anew. False where it is done, being read, or its bytes are gone."""
    waiting = Q(state__in=(SubmissionState.DUE, SubmissionState.FAILED, SubmissionState.GIVEN_UP))
    readable = ~Q(url="") | Q(body__isnull=False)
    made_due = Submission.objects.filter(waiting & readable, pk=submission.pk).update(
        state=SubmissionState.DUE, next_attempt_at=timezone.now(), attempts=0, refusal="", finished_at=None
    )
    return made_due == 1


def run(submission_id: int) -> TakenIn | None:
    """Fetch and read it, if it is due and nobody does; what came of it is on the row.

    Returns what was taken in, None if nothing was. Failures that may pass are tried again, with growing pauses;
    what will not pass is given up, with the reason. An article is stored whole, together with the row's outcome.
    """
    submission = take(Submission.objects.all(), submission_id)
    if submission is None:
        return None
    try:
        return _attempt(submission)
    except AttemptLost as lost:
        logger.warning("%s", lost)
        return None


def _attempt(submission: Submission) -> TakenIn | None:
    if submission.attempts > MOST_ATTEMPTS:
        _give_up(submission, "workers_lost", WORKERS_LOST)
        return None
    received: Received | None = None
    try:
        received = _received(submission)
        return _finish(submission, received, _document(submission, received))
    except AttemptLost:
        raise
    except robots.RobotsPutOff as pause:
        _put_off(submission, str(pause), asked_for=pause.wait, is_pause=pause.is_pause)
    except robots.RobotsRefuse as refusal:
        _give_up(submission, "robots", str(refusal))
    except OutboundRefused as refusal:
        _give_up(submission, refusal.code, str(refusal), status=refusal.status)
    except OutboundFailed as failure:
        _put_off(submission, str(failure), asked_for=failure.retry_after, status=failure.status)
    except (UnreadableDocument, IntakeRefused) as refusal:
        _give_up(submission, getattr(refusal, "code", "unreadable"), str(refusal), received=received)
    except SoftTimeLimitExceeded:
        _end_slow(submission, received)
    except Exception as error:
        logger.exception("Submission %s failed", submission.pk)
        _put_off(submission, f"{type(error).__name__}: {error}")
    return None


def _end_slow(submission: Submission, received: Received | None) -> None:
    """A slow server may be quicker the next time; the same bytes are read as slowly as before."""
    if received is None:
        _put_off(submission, NOT_RECEIVED)
    else:
        _give_up(submission, "too_slow", TOO_SLOW, received=received)


def _received(submission: Submission) -> Received:
    if not submission.url:
        return Received(body=bytes(submission.body or b""), name=submission.name or "The page")
    if submission.obeys_robots:
        robots.ask_leave(submission.url)
    page = fetch_page(submission.url)
    return Received(page.body, "The page", page.url, page.status, page.media_type, page.charset)


def _document(submission: Submission, received: Received) -> Document:
    """What was read, completed: the sender's word first, then the page's, then the feed's."""
    document = read(
        received.body,
        name=received.name,
        charset=received.charset,
        media_type=received.media_type,
        url=received.url,
    )
    address = clean_address(received.url) if received.url else ""
    if not document.canonical_url and is_web_address(address):
        document = dataclasses.replace(document, canonical_url=address, outlet_domain=domain_of(address))
    entry = FeedEntry.objects.filter(submission=submission).first()
    if entry is not None:
        document = dataclasses.replace(
            document,
            title=document.title or entry.title,
            published_at=document.published_at or entry.published_at,
        )
    return dataclasses.replace(document, **_readable(submission.given))


def _finish(submission: Submission, received: Received, document: Document) -> TakenIn:
    with outcome_of(submission) as row:
        taken = take_in(document, submitted_by=row.submitted_by)
        row.state = SubmissionState.DONE
        row.article, row.revision, row.made_revision = taken.article, taken.revision, taken.is_new
        row.body = None
        row.finished_at = timezone.now()
        _note_received(row, received)
    return taken


def _give_up(
    submission: Submission, refusal: str, failure: str, *, received: Received | None = None, status: int | None = None
) -> None:
    with outcome_of(submission) as row:
        row.state = SubmissionState.GIVEN_UP
        row.refusal, row.failure = refusal, failure
        row.finished_at = timezone.now()
        row.http_status = status or row.http_status
        if received is not None:
            # They have been read, and reading them again would end the same way.
            row.body = None
            _note_received(row, received)


def _put_off(
    submission: Submission,
    failure: str,
    *,
    asked_for: timedelta | None = None,
    status: int | None = None,
    is_pause: bool = False,
) -> None:
    if submission.attempts >= MOST_ATTEMPTS and not is_pause:
        _give_up(submission, "failed", f"{failure} Given up after {submission.attempts} attempts.", status=status)
        return
    with outcome_of(submission) as row:
        row.http_status = status or row.http_status
        if is_pause:
            row.state = SubmissionState.DUE
            row.attempts -= 1
            row.next_attempt_at = timezone.now() + (asked_for or timedelta())
        else:
            row.state = SubmissionState.FAILED
            row.failure = failure
            row.next_attempt_at = next_attempt(submission.attempts, asked_for=asked_for)


def _note_received(row: Submission, received: Received) -> None:
    row.size = len(received.body)
    row.sha256 = hashlib.sha256(received.body).hexdigest()
    if received.url:
        row.fetched_at = timezone.now()
        row.final_url = received.url
        row.http_status = received.status
        row.media_type, row.charset = received.media_type[:100], received.charset[:100]


def _storable(given: Mapping[str, Any]) -> dict[str, str]:
    values = {name: given[name] for name in GIVEN if given.get(name)}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def _readable(given: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = dict(given)
    if "published_at" in values:
        values["published_at"] = datetime.fromisoformat(values["published_at"])
    return values
