"""Drop the bytes of old snapshots, where the operator wants it. Hash, size and evidence stay; what is cited is kept.

Other apps name the evidence whose snapshots they need: `keep`. The database refuses to drop those, too.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

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
    """Drop bodies that no look-up of the last `days` brought and nothing cites or shares; 0 days: none. Returns how many."""
    if days <= 0:
        return 0
    now = timezone.now()
    since = now - timedelta(days=days)
    lately = SourceLookup.objects.filter(snapshot=OuterRef("snapshot"), finished_at__gte=since)
    in_use = SourceDocument.objects.filter(snapshot=OuterRef("snapshot"))
    old = SnapshotBody.objects.filter(
        ~Exists(lately), ~Exists(in_use), body__isnull=False, snapshot__stored_at__lt=since
    )
    for needed in _keepers.values():
        for evidence in needed():
            old = old.filter(~Exists(evidence.filter(snapshot=OuterRef("snapshot"))))
    ids = list(old.order_by("snapshot__stored_at").values_list("pk", flat=True)[:limit])
    return SnapshotBody.objects.filter(pk__in=ids, body__isnull=False).update(body=None, dropped_at=now)
