"""Sites that feeds lead to: what their robots.txt asks of us, and when we may come again."""

from django.db import models
from django.utils import timezone


class Site(models.Model):
    """One origin (scheme, host, port), with the robots.txt that it served last."""

    origin = models.CharField(max_length=300, unique=True, help_text="For example https://courier.example.")
    robots = models.TextField(blank=True, help_text="Its robots.txt; empty: it has none, and allows everything.")
    is_reachable = models.BooleanField(
        default=True, help_text="False: robots.txt could not be had, nothing is fetched."
    )
    failure = models.TextField(blank=True, help_text="Why robots.txt could not be had.")
    checked_at = models.DateTimeField(default=timezone.now, help_text="When robots.txt was asked for last.")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="When it was had last.")
    next_visit_at = models.DateTimeField(default=timezone.now, help_text="Before that, no page is fetched for a feed.")

    class Meta:
        ordering = ["origin"]

    def __str__(self) -> str:
        return self.origin
