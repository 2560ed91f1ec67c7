"""Verdicts as they were published. Never rewritten: corrected by a new row, retracted by a tombstone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from claims.models import Evidence
from claims.models.lookup import printed_quote
from reviews.choices import VerdictKind
from reviews.models.rating import Rating
from reviews.models.review import CitedEvidence, Proposal, Review


class Verdict(models.Model):
    """One publication about one claim, with everything it said frozen beside it; append-only."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="verdicts")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="verdict")
    number = models.PositiveIntegerField(help_text="1 is the first verdict; a correction is the next.")
    kind = models.CharField(max_length=10, choices=VerdictKind)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="authored_verdicts")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="approved_verdicts")
    four_eyes = models.BooleanField(help_text="Whether a second person had to approve, by the desk's policy.")
    claim_text = models.TextField()
    claimant_name = models.CharField(max_length=200, blank=True)
    claim_quote = models.TextField(help_text="The words as they appeared.")
    article_title = models.CharField(max_length=500, blank=True, help_text="Where they appeared.")
    article_outlet = models.CharField(max_length=200, blank=True)
    article_url = models.URLField(max_length=2000, blank=True)
    article_published_at = models.DateTimeField(null=True, blank=True)
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="verdicts")
    rating_label = models.CharField(max_length=50)
    rating_value = models.PositiveSmallIntegerField(null=True)
    scale_name = models.CharField(max_length=100)
    headline = models.CharField(max_length=200)
    explanation = models.TextField()
    waiver = models.TextField(blank=True)
    note = models.TextField(blank=True)
    valid_as_of = models.DateField()
    recheck_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="verdict_numbered_once"),
            models.CheckConstraint(condition=Q(four_eyes=False) | ~Q(author=F("approver")), name="verdict_four_eyes"),
            models.CheckConstraint(
                condition=Q(kind=VerdictKind.VERDICT, supersedes=None)
                | (
                    Q(kind__in=[VerdictKind.CORRECTION, VerdictKind.RETRACTION], supersedes__isnull=False) & ~Q(note="")
                ),
                name="verdict_kind_fits_history",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="verdict_newest_first"),
            models.Index(fields=["recheck_on"], condition=Q(recheck_on__isnull=False), name="verdict_recheck"),
        ]

    def __str__(self) -> str:
        return f"{self.rating_label}: {self.headline}"


class Correction(Verdict):
    """A verdict that corrects or withdraws an earlier one: a line of the corrections log."""

    class Meta:
        proxy = True
        ordering = ["-published_at", "-pk"]


class Citation(CitedEvidence):
    """A quote that a verdict rests on, with its source frozen as printed; append-only."""

    verdict = models.ForeignKey(Verdict, models.PROTECT, related_name="citations")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="citations")
    publisher = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    edition = models.CharField(max_length=100, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    as_of = models.DateField(null=True, blank=True)
    verbatim = models.BooleanField(default=True, help_text="Are these the source's own words?")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.quote}"

    @property
    def printed_quote(self) -> str:
        """The quote as readers may see it."""
        return printed_quote(self.quote, verbatim=self.verbatim)
