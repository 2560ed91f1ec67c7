"""What a reviewer must hear of: something happened to a claim whose review is under way or published."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models import ArticleRevision
from claimtracker.events.models import Event
from reviews.choices import AlertKind
from reviews.models.review import Review


class ReviewAlert(models.Model):
    """One thing that happened, until somebody has seen it. Only that it was seen is ever written later."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=8, choices=AlertKind)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", help_text="What told of it.")
    before = models.TextField(help_text="The words as they were.")
    after = models.TextField(blank=True, help_text="The words as they are; empty: gone. Or why the claim was dropped.")
    revision = models.ForeignKey(
        ArticleRevision, models.PROTECT, null=True, related_name="+", help_text="The revision that changed them."
    )
    raised_at = models.DateTimeField(default=timezone.now)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="What the person who saw it made of it.")

    class Meta:
        ordering = ["review", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "event"], name="alert_raised_once"),
            models.CheckConstraint(condition=Q(kind__in=AlertKind.values), name="alert_kind_known"),
            models.CheckConstraint(
                condition=Q(acknowledged_by=None, acknowledged_at=None)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="alert_seen_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["review"], condition=Q(acknowledged_at=None), name="alert_unseen"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
