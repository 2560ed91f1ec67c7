"""Claim a row of work, keep it while working, and write the outcome only if it is still ours."""

import random
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from claims.models import WorkRow
from claims.querysets import RUNNING, WAITING, overdue

Work = TypeVar("Work", bound=WorkRow)

FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=6)
WORKERS_LOST = "Every worker that took this up died or ran out of time."
"""The failure of a row whose last allowed attempt ended without an outcome: taking it again would kill one more."""

TAKE = """
UPDATE {table} AS row
SET state = %(running)s, lease_until = %(lease_until)s, attempts = row.attempts + 1, attempt_token = %(token)s{also}
FROM (
    SELECT id FROM {table}
    WHERE id = ANY(%(pks)s::bigint[]) AND (
        (state = ANY(%(waiting)s) AND next_attempt_at <= %(now)s)
        OR (state = %(running)s AND lease_until < %(now)s AND %(alone)s)
    )
    ORDER BY id FOR UPDATE SKIP LOCKED
) AS free
WHERE row.id = free.id
"""


class AttemptLost(Exception):
    """The lease ended and another worker has taken the row over: this attempt's outcome must not be written."""


def take(rows: QuerySet[Work], pk: int) -> Work | None:
    """Claim the row for one attempt: a lease and a new token. None if it is gone, taken, done or not due."""
    return next(iter(take_all(rows, [pk])), None)


def take_all(rows: QuerySet[Work], pks: Collection[int], *, also: str = "") -> list[Work]:
    """Claim what is due of the rows with these ids, in one statement: a lease, an attempt more, one new token for all.

    `rows` says how they are read then; they come in the order of their ids. Of many workers at once one gets a row,
    and none waits for another. A row whose worker died is taken only by itself: should it be what killed the worker,
    it takes no others along. `also` are further assignments in SQL, to which `row` is the row as it was, and %(now)s
    the time.
    """
    now, token = timezone.now(), uuid.uuid4()
    given: dict[str, Any] = {
        "now": now,
        "lease_until": now + timedelta(seconds=settings.WORK_LEASE_SECONDS),
        "token": token,
        "pks": list(pks),
        "alone": len(pks) == 1,
        "waiting": list(WAITING),
        "running": RUNNING,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE.format(table=rows.model._meta.db_table, also=f", {also}" if also else ""), given)
        taken = cursor.rowcount
    return list(rows.filter(pk__in=pks, attempt_token=token).order_by("pk")) if taken else []


@transaction.atomic
def find_overdue(rows: QuerySet[Work], *, grace: timedelta, limit: int) -> list[int]:
    """Ids of rows that nobody took within `grace` of their time, oldest first, to be rung for again.

    A waiting row counts as due from now on, so that a long backlog is not rung for over and over.
    """
    late = overdue(rows, grace=grace).select_for_update(skip_locked=True, of=("self",))
    ids = list(late.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:limit])
    rows.filter(pk__in=ids, state__in=WAITING).update(next_attempt_at=timezone.now())
    return ids


@contextmanager
def outcome_of(row: Work) -> Iterator[Work]:
    """The transaction that writes the attempt's outcome, with the row locked; what is set on it is saved at the end.

    Raises AttemptLost, before anything is written, if another attempt has taken over.
    """
    with transaction.atomic():
        rows = type(row)._default_manager.select_for_update()
        locked = rows.filter(pk=row.pk, state=RUNNING, attempt_token=row.attempt_token).first()
        if locked is None:
            raise AttemptLost(f"{type(row).__name__} {row.pk} was taken over by another attempt.")
        locked.lease_until = None
        locked.next_attempt_at = None
        locked.failure = ""
        yield locked
        locked.save()


def next_attempt(attempts: int, *, asked_for: timedelta | None = None) -> datetime:
    """When to try again after `attempts` failures: doubling from ten seconds to six hours, with jitter.

    `asked_for` is what the other side asked for (Retry-After); it is a lower bound.
    """
    doubled: timedelta = min(FIRST_DELAY * 2.0 ** (attempts - 1), LONGEST_DELAY)
    delay = doubled * random.uniform(0.75, 1.25)  # noqa: S311 - jitter is no secret
    return timezone.now() + max(delay, asked_for or timedelta())


def leave_broken_connection() -> None:
    """Close the database connection if the soft time limit has struck in the middle of a statement.

    It would take no further one; the next statement opens another. Nothing is done inside a transaction, which leaves
    its connection itself.
    """
    if not connection.in_atomic_block and not connection.is_usable():
        connection.close()
