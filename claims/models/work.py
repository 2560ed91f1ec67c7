"""What every row of work carries, so that a worker can claim it and a sweep can find it again."""

from django.db import models
from django.utils import timezone


class WorkRow(models.Model):
    """A row that is its own queue entry.

    A worker claims it in one transaction (lease and new token), works without a transaction, and writes the outcome
    in a second one only if the token still matches. What is overdue is rung again by the sweep.
    """

    next_attempt_at = models.DateTimeField(default=timezone.now, null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    attempt_token = models.UUIDField(null=True, blank=True)
    failure = models.TextField(blank=True, help_text="What went wrong at the last attempt.")

    class Meta:
        abstract = True
