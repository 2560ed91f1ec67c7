"""Store the outcomes of attempts, many in a few statements: each only if its attempt still holds the row."""

import json
import logging
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError, connection, transaction

from claims.lookup import outcomes
from claims.lookup.outcomes import Attempt
from claims.lookup.snapshots import store_all
from claims.models import Evidence

logger = logging.getLogger(__name__)

LOCK = """
SELECT id, attempt_token FROM claims_sourcelookup WHERE id = ANY(%s::bigint[]) AND state = 'running'
ORDER BY id FOR UPDATE
"""
WRITE = """
UPDATE claims_sourcelookup AS row
SET lease_until = NULL, state = told.state, note = told.note, failure = told.failure, query = told.query,
    connector_version = told.connector_version, http_status = told.http_status, snapshot_id = told.snapshot_id,
    asked_at = told.asked_at, finished_at = told.finished_at, next_attempt_at = told.next_attempt_at,
    attempts = told.attempts, earlier_attempts = told.earlier_attempts
FROM unnest(
    %s::bigint[], %s::text[], %s::text[], %s::text[], %s::jsonb[], %s::text[], %s::smallint[], %s::text[],
    %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::smallint[], %s::jsonb[]
) AS told (
    id, state, note, failure, query, connector_version, http_status, snapshot_id,
    asked_at, finished_at, next_attempt_at, attempts, earlier_attempts
)
WHERE row.id = told.id
"""


def write(attempts: Sequence[Attempt]) -> None:
    """Store these outcomes, all in one transaction. Of a row that another attempt has taken over, nothing is stored.

    An answer that the database does not take is that look-up's failure, and keeps none of the others from being
    stored.
    """
    if not attempts:
        return
    try:
        _write(attempts)
    except (OperationalError, InterfaceError):
        raise
    except SoftTimeLimitExceeded:
        _write(attempts)  # the limit is told once; what was cut short left nothing behind
    except Exception as error:
        if len(attempts) > 1:
            for attempt in attempts:
                write([attempt])
            return
        [attempt] = attempts
        if attempt.answer is None:
            raise
        logger.exception("The answer of look-up %s cannot be stored", attempt.lookup.pk)
        attempt.answer = None
        outcomes.failed(attempt, f"What the source answered cannot be stored ({type(error).__name__}: {error}).")
        _write(attempts)


def _write(attempts: Sequence[Attempt]) -> None:
    with transaction.atomic():
        held = _held(attempts)
        ours = [attempt for attempt in attempts if attempt.lookup.pk in held]
        answers = [attempt.answer for attempt in ours if attempt.answer]
        stored = iter(store_all([(answer.body, answer.media_type) for answer in answers]))
        digests = [next(stored) if attempt.answer else attempt.lookup.snapshot_id for attempt in ours]
        Evidence.objects.bulk_create(
            evidence for attempt, digest in zip(ours, digests, strict=True) for evidence in _evidence(attempt, digest)
        )
        if ours:
            columns = zip(*map(_told, ours, digests), strict=True)
            with connection.cursor() as cursor:
                cursor.execute(WRITE, [list(column) for column in columns])
    for attempt in attempts:
        attempt.is_written = True
        if attempt.lookup.pk not in held:
            attempt.lookup.next_attempt_at = None
            logger.warning("Look-up %s was taken over by another attempt", attempt.lookup.pk)


def _held(attempts: Sequence[Attempt]) -> Collection[int]:
    """Which of the rows are still these attempts' own; they are locked until the transaction ends."""
    tokens = {attempt.lookup.pk: attempt.lookup.attempt_token for attempt in attempts}
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [list(tokens)])
        return {pk for pk, token in cursor.fetchall() if token == tokens[pk]}


def _told(attempt: Attempt, digest: str | None) -> tuple[Any, ...]:
    """The look-up's outcome, in the order in which WRITE takes it."""
    lookup, answer = attempt.lookup, attempt.answer
    return (
        lookup.pk,
        lookup.state,
        lookup.note,
        lookup.failure,
        json.dumps(dict(answer.query) if answer else lookup.query),
        lookup.connector_version,
        answer.http_status if answer else lookup.http_status,
        digest,
        lookup.asked_at,
        lookup.finished_at,
        lookup.next_attempt_at,
        lookup.attempts,
        json.dumps(lookup.earlier_attempts),
    )


def _evidence(attempt: Attempt, digest: str | None) -> Iterator[Evidence]:
    for rank, hit in enumerate(attempt.answer.hits if attempt.answer else ()):
        yield Evidence(
            claim_id=attempt.lookup.claim_id,
            lookup_id=attempt.lookup.pk,
            snapshot_id=digest,
            rank=rank,
            title=hit.title[:300],
            publisher=hit.publisher[:200],
            edition=hit.edition[:100],
            url=hit.url,
            licence=hit.licence[:200],
            as_of=hit.as_of,
            quote=hit.quote,
            verbatim=hit.verbatim,
            quantity_id=hit.quantity_id,
            found_value=hit.found_value,
            found_upper=hit.found_upper,
            found_unit=hit.found_unit,
            stance=hit.stance,
            reason=hit.reason,
        )
