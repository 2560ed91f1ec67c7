"""Blind double grading: two grades of one claim that cannot see each other, and who settled it where they differ."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.models import ClaimWording
from reviews.models.rating import Rating
from reviews.models.review import Review


class Grade(models.Model):
    """What one of two graders says; append-only. Shown to the other only once both are in: see grading.py."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="grades")
    round = models.PositiveSmallIntegerField(help_text="1, and one more each time that the claim was reopened.")
    slot = models.PositiveSmallIntegerField(help_text="1 is the author's, 2 the second grader's.")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grades")
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")
    wording = models.ForeignKey(ClaimWording, models.PROTECT, related_name="+", help_text="What was graded.")
    explanation = models.TextField()
    graded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "round", "slot"]
        constraints = [
            models.UniqueConstraint(fields=["review", "round", "slot"], name="grade_given_once_per_slot"),
            models.UniqueConstraint(fields=["review", "round", "person"], name="grade_given_once_per_person"),
            models.CheckConstraint(condition=Q(slot__in=[1, 2]), name="grade_is_one_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.rating}"


class Adjudication(models.Model):
    """Which rating a third person settled on, and why; append-only."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="adjudications")
    round = models.PositiveSmallIntegerField()
    rating = models.ForeignKey(Rating, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["review", "round"]
        constraints = [models.UniqueConstraint(fields=["review", "round"], name="grades_settled_once_per_round")]

    def __str__(self) -> str:
        return f"{self.decided_by}: {self.rating}"
