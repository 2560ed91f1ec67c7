"""Approved verdicts that are to be published later: at a time, or when an embargo ends."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reviews.choices import PublicationOutcome
from reviews.models.review import Proposal, Review


class ScheduledPublication(models.Model):
    """An approval whose time has not come. The row is the queue: open until published, cancelled or withheld."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="scheduled_publications")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="scheduled_publications")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)
    publish_at = models.DateTimeField(null=True, help_text="Empty: under embargo until an editor says so.")
    embargo_note = models.TextField(blank=True, help_text="Whose embargo it is, and on what; empty: none.")
    outcome = models.CharField(max_length=9, choices=PublicationOutcome, blank=True, help_text="Empty: it waits.")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["review", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(ended_at=None), name="one_publication_scheduled_per_review"
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=False) | ~Q(embargo_note=""), name="publication_has_a_time_or_an_embargo"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="")
                | Q(ended_at__isnull=False, outcome__in=PublicationOutcome.values),
                name="publication_ended_somehow",
            ),
        ]
        indexes = [models.Index(fields=["publish_at"], condition=Q(ended_at=None), name="publication_due")]

    def __str__(self) -> str:
        when = f"{timezone.localtime(self.publish_at):%Y-%m-%d %H:%M}" if self.publish_at else "no time yet"
        return f"{'Under embargo, ' if self.embargo_note else ''}{when}"
