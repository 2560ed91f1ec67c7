"""A page or document that a person brings as evidence: the row of work that fetches, keeps and reads it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import CaptureKind, Stance, WorkState
from claims.models.claim import Claim
from claims.models.lookup import Evidence
from claims.models.snapshot import Snapshot
from claims.models.work import WorkRow

HELD = [Stance.CONSISTENT, Stance.DIFFERS, Stance.NO_SUGGESTION]
"""What a person may say of evidence that they bring themselves."""


class EvidenceCapture(WorkRow):
    """What somebody brought, which words of it count, and what became of it.

    The bytes of a document stay on the row only until the snapshot has them.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="captures")
    kind = models.CharField(max_length=8, choices=CaptureKind)
    url = models.CharField("URL", max_length=2000, blank=True)
    name = models.CharField("file", max_length=255, blank=True)
    data = models.BinaryField(null=True, editable=False, help_text="The document's bytes, until the snapshot has them.")
    media_type = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True, help_text="The day that it speaks of.")
    quote = models.TextField(help_text="The words that count.")
    verbatim = models.BooleanField(default=True, help_text="Are these its own words? Otherwise the person's summary.")
    stance = models.CharField(max_length=14, choices=Stance, default=Stance.NO_SUGGESTION)
    remark = models.CharField(max_length=500, blank=True, help_text="How it bears on the claim.")
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.DUE)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    http_status = models.PositiveSmallIntegerField("HTTP status", null=True, blank=True)
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, blank=True, related_name="captures")
    evidence = models.OneToOneField(Evidence, models.PROTECT, null=True, blank=True, related_name="capture")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="page", data=None) & ~Q(url="") | Q(kind="document") & ~Q(name=""),
                name="capture_of_something",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(evidence__isnull=False, snapshot__isnull=False, data=None),
                name="capture_done_has_evidence",
            ),
            models.CheckConstraint(condition=Q(stance__in=HELD), name="capture_stance_of_a_person"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"], condition=Q(state__in=["due", "running"]), name="capture_open_work"
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.name
