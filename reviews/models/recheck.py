"""A published verdict that is to be looked at again, and why."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reviews.choices import RecheckCause, RecheckOutcome
from reviews.models.review import Review
from reviews.models.verdict import Citation, Verdict


class Recheck(models.Model):
    """One reason to look at a verdict again, until somebody has; what was its reason is frozen."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="rechecks")
    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="rechecks")
    cause = models.CharField(max_length=7, choices=RecheckCause)
    due_on = models.DateField(help_text="The re-check date, or the day the newer edition came in.")
    citation = models.ForeignKey(
        Citation, models.PROTECT, null=True, blank=True, related_name="+", help_text="What the newer edition is of."
    )
    reason = models.TextField(help_text="In a sentence, for the reviewer.")
    raised_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=RecheckOutcome, blank=True, help_text="Empty: still to be done.")
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="Why it still stands.")
    again_on = models.DateField(null=True, blank=True, help_text="When to look again after that.")

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "cause", "due_on", "citation"], nulls_distinct=False, name="recheck_raised_once"
            ),
            models.CheckConstraint(
                condition=Q(cause="date", citation=None) | Q(cause="edition", citation__isnull=False),
                name="recheck_of_an_edition_names_it",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", done_by=None, done_at=None)
                | Q(outcome="stands", done_by__isnull=False, done_at__isnull=False) & ~Q(note="")
                | Q(outcome="replaced", done_at__isnull=False),
                name="recheck_done_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], condition=Q(outcome=""), name="recheck_open")]

    def __str__(self) -> str:
        return self.reason
