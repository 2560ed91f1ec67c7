"""Desks: who looks after which topics."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Desk(models.Model):
    """A part of the newsroom that looks after some topics, such as health or migration."""

    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    topics = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Topics of claims, with commas between; a new claim of one of them is this desk's.",
    )
    double_grading = models.BooleanField(default=False, help_text="Two people grade each claim, blind.")
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="DeskMembership", related_name="desks")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DeskMembership(models.Model):
    """A person works at a desk: its claims come to them first."""

    desk = models.ForeignKey(Desk, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="desk_memberships")
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["desk", "person"]
        constraints = [models.UniqueConstraint(fields=["desk", "person"], name="member_of_a_desk_once")]

    def __str__(self) -> str:
        return f"{self.person}, {self.desk}"
