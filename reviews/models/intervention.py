"""Whom the desk asked about a claim, what they answered, and what came of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reviews.choices import InterventionOutcome
from reviews.models.review import Review


class Intervention(models.Model):
    """One time that somebody outside was asked. Whom, when and what is frozen; the outcome is noted later."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="interventions")
    contacted = models.CharField(max_length=200, help_text="Person or organisation.")
    channel = models.CharField(max_length=100, blank=True, help_text="By telephone, mail, in person …")
    contacted_at = models.DateTimeField(default=timezone.now)
    question = models.TextField(help_text="What was asked or pointed out.")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=InterventionOutcome, default=InterventionOutcome.WAITING)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["review", "-contacted_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=InterventionOutcome.values), name="intervention_known"),
            models.CheckConstraint(
                condition=~Q(outcome__in=["answered", "corrected"]) | ~Q(answer="") & Q(answered_on__isnull=False),
                name="intervention_answer_is_dated",
            ),
            models.CheckConstraint(condition=~Q(contacted="") & ~Q(question=""), name="intervention_of_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.contacted}: {self.get_outcome_display()}"
