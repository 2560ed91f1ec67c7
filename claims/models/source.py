"""The places where claims are looked up, the circuit breaker of each, and the documents that look-ups share."""

from django.db import models
from django.db.models import Q

from claims.choices import CircuitState
from claims.models.snapshot import Snapshot


class Source(models.Model):
    """A place where claims are looked up: a connector and its operator's choices. Secrets stay in the environment."""

    name = models.CharField(max_length=50, unique=True, help_text="The connector's name.")
    title = models.CharField(max_length=200)
    enabled = models.BooleanField(default=False)
    primary = models.BooleanField(default=False, help_text="Does it publish its own figures?")
    needs_network = models.BooleanField(default=True)
    licence = models.CharField(max_length=200, blank=True)
    options = models.JSONField(
        default=dict, blank=True, help_text="The connector's options by name, where they are not its defaults."
    )
    rate_requests = models.PositiveIntegerField(
        "requests", null=True, blank=True, help_text="How many requests in that time; empty: the connector's pace."
    )
    rate_seconds = models.FloatField("in seconds", null=True, blank=True)
    rate_at_once = models.PositiveIntegerField(
        "at once", null=True, blank=True, help_text="How many look-ups may ask it at the same time."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                # Compared with nothing, a number is neither true nor false, and a CHECK lets that pass.
                condition=Q(rate_requests=None, rate_seconds=None)
                | Q(rate_requests__isnull=False, rate_seconds__isnull=False, rate_requests__gt=0, rate_seconds__gt=0),
                name="source_rate_whole",
            ),
            models.CheckConstraint(
                condition=Q(rate_at_once=None) | Q(rate_at_once__gt=0), name="source_at_once_positive"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SourceCircuit(models.Model):
    """Whether a source is asked at all: its circuit breaker. A table apart, because machines write it.

    Closed: it is asked. Open: its last look-ups failed, it is left alone until `trial_at`. Being tried: one look-up
    asks; whether it succeeds decides.
    """

    source = models.OneToOneField(Source, models.PROTECT, primary_key=True, related_name="circuit")
    state = models.CharField(max_length=9, choices=CircuitState, default=CircuitState.CLOSED)
    failures = models.PositiveIntegerField(default=0, help_text="Failures in a row, each of another look-up.")
    since = models.DateTimeField(null=True, blank=True, help_text="When it came into this state.")
    last_error = models.TextField(blank=True)
    last_error_at = models.DateTimeField(null=True, blank=True)
    last_failed_lookup = models.BigIntegerField(null=True, blank=True, help_text="Its id.")
    pauses = models.PositiveSmallIntegerField(default=0, help_text="Pauses in a row, each longer than the last.")
    trial_at = models.DateTimeField(null=True, blank=True, help_text="When a look-up may try it next.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CircuitState.values), name="circuit_state_known"),
            models.CheckConstraint(
                condition=Q(state=CircuitState.CLOSED) | Q(trial_at__isnull=False), name="circuit_knows_its_next_trial"
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()


class SourceDocument(models.Model):
    """A whole document that a source's look-ups share, as its address gave it last. Machines write it."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="documents")
    url = models.CharField(max_length=2000, help_text="The address that was asked.")
    came_from = models.CharField(max_length=8192, help_text="The address after redirects.")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, related_name="documents")
    http_status = models.PositiveSmallIntegerField("HTTP status")
    etag = models.CharField("ETag", max_length=1000, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    fetched_at = models.DateTimeField(help_text="When these bytes came.")
    confirmed_at = models.DateTimeField(help_text="When its server last said that they still stand.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "url"], name="document_kept_once")]

    def __str__(self) -> str:
        return self.url
