"""The way from a claim to a verdict: review, assignment, draft, proposal, and the record of every step."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from claims.models import Claim, ClaimWording, Evidence
from reviews.choices import AssignmentRole, CitationRole, ReviewAction, ReviewState, VerdictKind
from reviews.models.desk import Desk
from reviews.models.rating import Rating


class DeskPolicy(models.Model):
    """Whether a verdict needs a second person. The newest row is in force; append-only and audited.

    A one-person desk may turn four eyes off; every verdict published then says so.
    """

    four_eyes = models.BooleanField(default=True)
    reason = models.TextField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "desk policies"

    def __str__(self) -> str:
        return "Four eyes" if self.four_eyes else "One person may publish alone"


class Review(models.Model):
    """The desk's work on one claim. Its state is written by reviews/workflow/ alone."""

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="review")
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.QUEUED)
    priority = models.FloatField(default=0, help_text="Higher goes first; at first the claim's check-worthiness.")
    due_at = models.DateTimeField(null=True, blank=True)
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True, related_name="reviews")
    double_grading = models.BooleanField(default=False, help_text="Two people grade it, blind, whatever its desk does.")
    version = models.PositiveIntegerField(default=1, help_text="Grows with every change: for optimistic locking.")
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-priority", "pk"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ReviewState.values), name="review_state_known")]
        indexes = [
            models.Index(fields=["-priority", "id"], condition=Q(state=ReviewState.QUEUED), name="review_queue_order"),
            models.Index(fields=["opened_at", "id"], condition=Q(state=ReviewState.QUEUED), name="review_queue_by_age"),
            models.Index(
                fields=["due_at", "id"],
                condition=Q(state=ReviewState.QUEUED, due_at__isnull=False),
                name="review_queue_by_deadline",
            ),
            models.Index(
                fields=["desk", "-priority", "id"],
                condition=Q(state=ReviewState.QUEUED, desk__isnull=False),
                name="review_queue_of_desk",
            ),
            models.Index(fields=["state", "-priority", "id"], name="review_by_state"),
            models.Index(fields=["-priority", "id"], include=["claim"], name="review_by_priority"),
            models.Index(fields=["opened_at", "id"], name="review_by_age"),
            models.Index(fields=["state", "opened_at"], name="review_by_state_and_age"),
            models.Index(fields=["due_at", "id"], condition=Q(due_at__isnull=False), name="review_deadline"),
        ]
        permissions = [
            ("grade_claim", "Can take claims, grade them and propose verdicts"),
            ("dismiss_claim", "Can dismiss claims"),
            ("approve_verdict", "Can approve, return and reopen"),
            ("assign_review", "Can assign reviews, set their desk and deadline, and record others' interests"),
        ]

    def __str__(self) -> str:
        return f"Review of claim {self.claim_id}"


LEASE = timedelta(minutes=30)
"""How long a person holds a review that they took without saving anything, and without its page open."""
GIVEN_LEASE = timedelta(hours=24)
"""The same for a review that somebody else put into their hands: they may not be at the desk."""
HELD_AT_MOST = 3
"""Who holds as many takes no other. A trigger on assignments holds it, too (migration 0011)."""


def lease_from_now() -> datetime:
    """When a lease that begins or is renewed now will end."""
    return timezone.now() + LEASE


class Assignment(models.Model):
    """A person holds a review until the lease ends, or until it is given back."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=8, choices=AssignmentRole, default=AssignmentRole.AUTHOR)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who put it into their hands; empty: they took it themselves. What was given comes on top of three.",
    )
    taken_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(default=lease_from_now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "role"], condition=Q(ended_at=None), name="one_open_assignment_per_role"
            ),
        ]
        indexes = [
            models.Index(fields=["lease_until"], condition=Q(ended_at=None), name="assignment_open_lease"),
            models.Index(fields=["person"], condition=Q(ended_at=None), name="assignment_open_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person}, since {self.since}"

    @property
    def since(self) -> str:
        """When it was taken, in the reader's zone: the hour alone if that was today."""
        taken = timezone.localtime(self.taken_at)
        return date_format(taken, "H:i" if taken.date() == timezone.localdate() else "j M Y, H:i")

    def renewed(self) -> datetime:
        """When the lease ends if it is renewed now: never earlier than it would have."""
        return max(self.lease_until, lease_from_now())


class Grading(models.Model):
    """What a reviewer decides, in the shape that a draft and a proposal share."""

    headline = models.CharField(max_length=200, blank=True, help_text="What readers see first; without the rating.")
    explanation = models.TextField(blank=True, help_text="How the evidence leads to the rating.")
    valid_as_of = models.DateField(null=True, blank=True, help_text="The verdict speaks of this day.")
    recheck_on = models.DateField(null=True, blank=True, help_text="When to look again.")
    waiver = models.TextField(blank=True, help_text="Why fewer than two named sources are cited.")
    note = models.TextField(blank=True, help_text="What a correction corrects, or why a verdict is retracted.")
    kind = models.CharField(max_length=10, choices=VerdictKind, default=VerdictKind.VERDICT)

    class Meta:
        abstract = True


class Draft(Grading):
    """A person's unfinished grading of a review; the only part of the way that may be changed."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="drafts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="drafts")
    rating = models.ForeignKey(Rating, models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        help_text="Keys of the evidence that the person says they looked at.",
    )
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "person"], name="one_draft_per_person")]

    def __str__(self) -> str:
        return f"Draft of {self.person}"


class CitedEvidence(models.Model):
    """A quote from a piece of evidence, and what it does in the argument."""

    role = models.CharField(max_length=7, choices=CitationRole)
    quote = models.TextField()

    class Meta:
        abstract = True


class DraftCitation(CitedEvidence):
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="citations")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draft", "evidence"], name="draft_cites_evidence_once")]

    def __str__(self) -> str:
        return self.quote


class Proposal(Grading):
    """A grading put up for approval: frozen, so that what is approved is what was proposed; append-only."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals")
    wording = models.ForeignKey(ClaimWording, models.PROTECT, related_name="+", help_text="What was graded.")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "number"]
        constraints = [models.UniqueConstraint(fields=["review", "number"], name="proposal_numbered_once")]

    def __str__(self) -> str:
        return f"Proposal {self.number}: {self.rating}"


class ProposalCitation(CitedEvidence):
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="citations")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.quote


class Transition(models.Model):
    """One step of a review, with who took it and why; append-only."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="transitions")
    action = models.CharField(max_length=8, choices=ReviewAction)
    from_state = models.CharField(max_length=10, choices=ReviewState)
    to_state = models.CharField(max_length=10, choices=ReviewState)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Empty: the desk itself.",
    )
    reason = models.TextField(blank=True)
    proposal = models.ForeignKey(Proposal, models.PROTECT, null=True, related_name="transitions")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "pk"]
        indexes = [
            models.Index(fields=["-id"], condition=Q(action=ReviewAction.TAKE), name="transition_last_takes"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.from_state} → {self.to_state}"
