"""Drop the bytes of old snapshots, where the operator wants it. Hash, size and evidence stay; what is cited is kept.

Other apps name the evidence whose snapshots they need: `keep`. The database refuses to drop those, too.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from claims.models import Evidence, SnapshotBody, SourceDocument, SourceLookup

AT_ONCE = 500

Needed = Callable[[], Iterable["QuerySet[Evidence]"]]
_keepers: dict[str, Needed] = {}


def keep(name: str, needed: Needed) -> None:
    """Never drop the snapshots behind the evidence that `needed` gives, whenever it is asked."""
    _keepers[name] = needed


def drop_old(*, days: int, limit: int = AT_ONCE) -> int:
    """Drop bodies that no look-up of the last `days` brought and nothing cites or shares; 0 days: none.

    What is being cited or stored again in this moment is left to the next time. Returns how many were dropped.
    """
    if days <= 0:
        return 0
    now = timezone.now()
    old = _droppable(now - timedelta(days=days))
    with transaction.atomic():
        # Whoever cites or stores holds the row. What was committed before we have it is seen only by a new statement.
        locked = old.select_for_update(skip_locked=True, of=("self",)).order_by("snapshot__stored_at")
        ids = list(locked.values_list("pk", flat=True)[:limit])
        return old.filter(pk__in=ids).update(body=None, dropped_at=now)


def _droppable(since: datetime) -> QuerySet[SnapshotBody]:
    lately = SourceLookup.objects.filter(snapshot=OuterRef("snapshot"), finished_at__gte=since)
    shared = SourceDocument.objects.filter(snapshot=OuterRef("snapshot"))
    bodies = SnapshotBody.objects.filter(body__isnull=False, snapshot__stored_at__lt=since)
    old = bodies.filter(~Exists(lately), ~Exists(shared))
    for needed in _keepers.values():
        for evidence in needed():
            old = old.filter(~Exists(evidence.filter(snapshot=OuterRef("snapshot"))))
    return old
