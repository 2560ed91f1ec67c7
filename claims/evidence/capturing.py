"""Fetch and keep what somebody brought, find their quote in it, and make evidence of it."""

import logging

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.utils import timezone

from claims.choices import CaptureKind, Origin, WorkState
from claims.evidence.interviews import reason_of
from claims.evidence.quotation import is_quoted_from
from claims.evidence.reading import ReadEvidence, Unreadable, read
from claims.fetching import PATIENCE
from claims.lookup.snapshots import store
from claims.models import Evidence, EvidenceCapture
from claims.reading import UnreadableDocument
from claims.work import WORKERS_LOST, AttemptLost, next_attempt, outcome_of, take
from claimtracker.outbound import TEXT, Fetched, OutboundFailed, OutboundRefused, fetch

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
ACCEPTED = (*TEXT, "application/pdf", "image/*")
TOO_SLOW = "Reading it took longer than the desk allows. Bring the pages that count."
READ_BY_EYE = "It is a picture or a scan: the quote was read by eye."


def run(capture_id: int) -> Evidence | None:
    """Work a capture that is due and that nobody works on; the evidence it became, None if it became none.

    A quote that is not in what came back is not evidence: the row says so, and keeps the snapshot to look at.
    """
    capture = take(EvidenceCapture.objects.select_related("added_by"), capture_id)
    if capture is None:
        return None
    try:
        return _attempt(capture)
    except AttemptLost as lost:
        logger.warning("%s", lost)
        return None


def try_again(capture: EvidenceCapture) -> bool:
    """Make a page that was given up due once more. False where there is nothing left to fetch or it is under way."""
    given_up = EvidenceCapture.objects.filter(pk=capture.pk, kind=CaptureKind.PAGE, state=WorkState.GIVEN_UP)
    return bool(
        given_up.update(state=WorkState.DUE, attempts=0, failure="", finished_at=None, next_attempt_at=timezone.now())
    )


def _attempt(capture: EvidenceCapture) -> Evidence | None:
    if capture.attempts > MOST_ATTEMPTS:
        _give_up(capture, WORKERS_LOST)
        return None
    fetched: Fetched | None = None
    body = bytes(capture.data or b"")
    try:
        if capture.kind == CaptureKind.PAGE:
            fetched = fetch(capture.url, accept=ACCEPTED, max_bytes=settings.MAX_PAGE_BYTES, timeout=PATIENCE)
            fetched.raise_for_status()
            body = fetched.body
        return _keep(capture, body, fetched)
    except AttemptLost:
        raise
    except OutboundRefused as refusal:
        _give_up(capture, str(refusal), status=refusal.status)
    except OutboundFailed as failure:
        _put_off(capture, failure)
    except (Unreadable, UnreadableDocument) as refusal:
        _give_up(capture, str(refusal), body=body)
    except SoftTimeLimitExceeded:
        _give_up(capture, TOO_SLOW, body=body)
    except Exception as error:
        logger.exception("Capture %s failed", capture.pk)
        _put_off(capture, OutboundFailed("fault", f"{type(error).__name__}: {error}"))
    return None


def _keep(capture: EvidenceCapture, body: bytes, fetched: Fetched | None) -> Evidence | None:
    found = read(
        body,
        name=capture.name or "The page",
        charset=fetched.charset if fetched else "",
        media_type=fetched.media_type if fetched else capture.media_type,
        url=fetched.url if fetched else "",
    )
    if capture.verbatim and found.text is not None and not is_quoted_from(capture.quote, found.text):
        _give_up(
            capture,
            f"“{capture.quote[:200]}” does not stand in {capture.name or 'the page'} as it came back. Look at the "
            "snapshot and quote its words as they are, or bring it again as your own summary.",
            body=body,
            found=found,
            status=fetched.status if fetched else None,
        )
        return None
    with outcome_of(capture) as row:
        row.snapshot_id = store(body, found.media_type)
        row.evidence = Evidence.objects.create(**_evidence(capture, found, row.snapshot_id))
        row.state, row.data, row.finished_at = WorkState.DONE, None, timezone.now()
        row.media_type = found.media_type
        row.http_status = fetched.status if fetched else None
    return row.evidence


def _evidence(capture: EvidenceCapture, found: ReadEvidence, digest: str) -> dict[str, object]:
    reason = reason_of(capture.added_by, capture.remark)
    return {
        "claim_id": capture.claim_id,
        "origin": Origin.PERSON,
        "added_by": capture.added_by,
        "title": capture.title or found.title[:300] or capture.url[:300],
        "publisher": capture.publisher or found.publisher[:200],
        "url": capture.url,
        "as_of": capture.as_of,
        "quote": capture.quote,
        "verbatim": capture.verbatim,
        "snapshot_id": digest,
        "stance": capture.stance,
        "reason": reason if found.text is not None or not capture.verbatim else f"{reason} {READ_BY_EYE}",
    }


def _give_up(
    capture: EvidenceCapture,
    failure: str,
    *,
    body: bytes = b"",
    found: ReadEvidence | None = None,
    status: int | None = None,
) -> None:
    with outcome_of(capture) as row:
        row.state, row.finished_at, row.failure = WorkState.GIVEN_UP, timezone.now(), failure.replace("\0", "")
        row.http_status = status or row.http_status
        if body:
            row.snapshot_id = store(body, found.media_type if found else capture.media_type)
            row.data = None


def _put_off(capture: EvidenceCapture, failure: OutboundFailed) -> None:
    if capture.attempts >= MOST_ATTEMPTS:
        _give_up(capture, f"{failure} Given up after {capture.attempts} attempts.", status=failure.status)
        return
    with outcome_of(capture) as row:
        row.state, row.failure, row.http_status = WorkState.DUE, str(failure), failure.status or row.http_status
        row.next_attempt_at = next_attempt(capture.attempts, asked_for=failure.retry_after)
