"""Explanations that a desk writes again and again, kept to be filled in."""

from django.db import models
from django.db.models import Q


class CannedExplanation(models.Model):
    """A paragraph to begin an explanation with. What was published keeps its own words."""

    title = models.CharField(max_length=100, unique=True, help_text="What it is for; reviewers choose by it.")
    text = models.TextField(help_text="Markdown. Write … where the reviewer fills in.")
    in_use = models.BooleanField(default=True, help_text="Offered on the desk.")

    class Meta:
        ordering = ["title"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="canned_text_not_empty")]

    def __str__(self) -> str:
        return self.title
