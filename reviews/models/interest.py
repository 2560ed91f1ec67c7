"""Interests that bar a person from a claim, or from everything that a claimant says."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models import Claim, Claimant


class Interest(models.Model):
    """A declared interest. It stands until it is withdrawn; only the withdrawal is ever written later."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="interests")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="interests")
    claimant = models.ForeignKey(Claimant, models.PROTECT, null=True, blank=True, related_name="interests")
    reason = models.TextField(help_text="What the interest is.")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, claimant__isnull=False) | Q(claim__isnull=False, claimant=None),
                name="interest_in_a_claim_or_a_claimant",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="interest_withdrawn_by_somebody",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="interest_has_a_reason"),
            models.UniqueConstraint(
                fields=["person", "claim"], condition=Q(withdrawn_at=None), name="interest_in_claim_stands_once"
            ),
            models.UniqueConstraint(
                fields=["person", "claimant"], condition=Q(withdrawn_at=None), name="interest_in_claimant_stands_once"
            ),
        ]

    def __str__(self) -> str:
        what = f"the claimant {self.claimant}" if self.claimant else f"claim {self.claim_id}"
        return f"{self.person} has declared an interest in {what}: “{self.reason}”"
