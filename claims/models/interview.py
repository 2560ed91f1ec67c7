"""Who was asked, and what they agreed to: what stands behind evidence that is an interview."""

from django.db import models
from django.db.models import Q

from claims.choices import Consent
from claims.models.lookup import Evidence


class Interview(models.Model):
    """A person's answer, with their consent; append-only.

    The name stands here alone: evidence of somebody who is not to be named does not carry it.
    """

    evidence = models.OneToOneField(Evidence, models.PROTECT, primary_key=True, related_name="interview")
    interviewee = models.CharField(max_length=200)
    capacity = models.CharField(max_length=200, help_text="As what they speak: office, profession, witness of what.")
    held_on = models.DateField()
    consent = models.CharField(max_length=10, choices=Consent)
    consent_on = models.DateField(help_text="When they gave it.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(consent__in=Consent.values), name="interview_consent_known"),
            models.CheckConstraint(condition=~Q(interviewee="") & ~Q(capacity=""), name="interview_with_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.interviewee}, {self.held_on:%Y-%m-%d}"
