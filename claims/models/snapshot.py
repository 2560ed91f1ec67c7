"""What came back from a source: known by its hash for ever, kept as bytes for as long as the operator wants."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Snapshot(models.Model):
    """What came back, by its hash; append-only. The bytes are in SnapshotBody."""

    sha256 = models.CharField(max_length=64, primary_key=True, help_text="Of the uncompressed bytes.")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="Uncompressed bytes.")
    stored_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.sha256[:12]


class SnapshotBody(models.Model):
    """The bytes of a snapshot. The database lets them only be dropped, by retention, and come back the same.

    What is cited is never dropped: `reviews` adds that rule to this table.
    """

    snapshot = models.OneToOneField(Snapshot, models.PROTECT, primary_key=True, related_name="content")
    body = models.BinaryField(null=True, help_text="zlib-compressed; null: dropped.")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(body=None, dropped_at__isnull=False) | Q(body__isnull=False, dropped_at=None),
                name="snapshot_body_or_when_dropped",
            ),
        ]

    def __str__(self) -> str:
        return f"Bytes of {self.snapshot_id[:12]}"
