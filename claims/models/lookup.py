"""Looking a claim up: one row for each question to a source, and the evidence kept of the answers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import LookupState, Origin, Stance
from claims.models.claim import Claim, ClaimWording, Quantity
from claims.models.snapshot import Snapshot
from claims.models.source import Source
from claims.models.work import WorkRow


def printed_quote(quote: str, *, verbatim: bool) -> str:
    """The words in quotation marks where they are the source's own; else marked as the desk's."""
    return f"“{quote}”" if verbatim else f"{quote} (in the desk's words)"


class SourceLookup(WorkRow):
    """One question to one source about one wording; also the row of work that asks it."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lookups")
    wording = models.ForeignKey(ClaimWording, models.PROTECT, related_name="lookups")
    source = models.ForeignKey(Source, models.PROTECT, related_name="lookups")
    number = models.PositiveIntegerField(default=1, help_text="Looking up again makes the next number.")
    state = models.CharField(max_length=13, choices=LookupState, default=LookupState.DUE)
    query = models.JSONField(default=dict, blank=True, help_text="What was asked.")
    connector_version = models.CharField(max_length=20, blank=True)
    http_status = models.PositiveSmallIntegerField("HTTP status", null=True, blank=True)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="lookups")
    note = models.TextField(blank=True, help_text="The outcome in words, or what it waits for.")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When the last attempt began.")
    finished_at = models.DateTimeField(null=True, blank=True)
    earlier_attempts = models.JSONField(
        default=list, blank=True, help_text="What became of the attempts before the last: number, asked_at, failure."
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requested_lookups",
        help_text="Who wanted it looked up again; empty: the desk itself.",
    )
    edits = models.JSONField(
        default=dict,
        blank=True,
        help_text="What that person changed in the query: JSON pointer to [planned, asked].",
    )

    class Meta:
        ordering = ["claim", "source", "number"]
        permissions = [("look_up_again", "Can have claims looked up again")]
        constraints = [
            models.UniqueConstraint(fields=["claim", "source", "number"], name="lookup_numbered_once"),
            models.CheckConstraint(condition=Q(state__in=LookupState.values), name="lookup_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["due", "running", "failed"]),
                name="lookup_open_work",
            ),
            models.Index(
                fields=["source", "finished_at"],
                condition=Q(state__in=["failed", "given_up"]),
                name="lookup_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.get_state_display()}"


class Evidence(models.Model):
    """What a source says, quoted and dated, with the claimed figure beside the found one; append-only."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="evidence")
    lookup = models.ForeignKey(SourceLookup, models.PROTECT, null=True, blank=True, related_name="evidence")
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.MACHINE)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="added_evidence"
    )
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    edition = models.CharField(max_length=100, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True, help_text="The date the evidence speaks of.")
    quote = models.TextField()
    verbatim = models.BooleanField(
        default=True, help_text="Are these the source's own words? Otherwise the desk's line for a figure of it."
    )
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="evidence")
    quantity = models.ForeignKey(
        Quantity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        help_text="The claimed figure.",
    )
    found_value = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    found_upper = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    found_unit = models.CharField(max_length=30, blank=True)
    stance = models.CharField(max_length=14, choices=Stance, default=Stance.NO_SUGGESTION)
    reason = models.TextField(help_text="Why the software suggests this stance, or why it does not.")
    rank = models.PositiveSmallIntegerField(default=0, help_text="0 is the best hit of its look-up.")
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["claim", "lookup", "rank", "pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="evidence_stance_known"),
            models.CheckConstraint(
                condition=Q(origin=Origin.MACHINE, lookup__isnull=False)
                | Q(origin=Origin.PERSON, added_by__isnull=False),
                name="evidence_has_provenance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"

    @property
    def printed_quote(self) -> str:
        """The quote as readers may see it."""
        return printed_quote(self.quote, verbatim=self.verbatim)
