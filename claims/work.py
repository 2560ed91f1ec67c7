"""Claim a row of work, keep it while working, and write the outcome only if it is still ours."""

import random
import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from claims.models import WorkRow
from claims.querysets import RUNNING, WAITING, overdue, takeable

Work = TypeVar("Work", bound=WorkRow)

FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=6)
WORKERS_LOST = "Every worker that took this up died or ran out of time."
"""The failure of a row whose last allowed attempt ended without an outcome: taking it again would kill one more."""


class AttemptLost(Exception):
    """The lease ended and another worker has taken the row over: this attempt's outcome must not be written."""


def take(rows: QuerySet[Work], pk: int) -> Work | None:
    """Claim the row for one attempt: a lease and a new token. None if it is gone, taken, done or not due."""
    return next(iter(take_all(rows, [pk])), None)


def take_all(rows: QuerySet[Work], pks: Collection[int], *, also: Mapping[str, Any] | None = None) -> list[Work]:
    """Claim of these rows what is due, each for one attempt, all with the same new token; in the order of their ids.

    Of many workers at once one gets a row, and none waits for another. A row whose worker died is taken only by
    itself: should it be what killed the worker, it takes no others along. `also` names further fields to write with
    the claim; its expressions see the row as it was.
    """
    token = uuid.uuid4()
    free = takeable(rows).filter(pk__in=pks, **({"state__in": WAITING} if len(pks) > 1 else {}))
    locked = free.order_by("pk").select_for_update(skip_locked=True, of=("self",))
    with transaction.atomic():
        taken = rows.model._default_manager.filter(pk__in=locked.values("pk")).update(
            **(also or {}),
            state=RUNNING,
            lease_until=timezone.now() + timedelta(seconds=settings.WORK_LEASE_SECONDS),
            attempts=F("attempts") + 1,
            attempt_token=token,
        )
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
