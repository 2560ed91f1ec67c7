"""The desk's scale of ratings."""

from django.db import models
from django.db.models import Q


class RatingScale(models.Model):
    """A named set of ratings. Verdicts keep the scale that they were given on."""

    name = models.CharField(max_length=100, unique=True)
    in_use = models.BooleanField(default=False, help_text="Offered for new verdicts; one scale at a time.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["in_use"], condition=Q(in_use=True), name="one_scale_in_use"),
        ]

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """One step of a scale, for example “Mostly false”. Unchangeable once a verdict uses it."""

    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="ratings")
    label = models.CharField(max_length=50)
    definition = models.CharField(max_length=300)
    value = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="On the way from worst to best; empty: off the scale, such as Unproven.",
    )
    order = models.PositiveSmallIntegerField(help_text="Place in lists.")

    class Meta:
        ordering = ["scale", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "label"], name="rating_labelled_once"),
            models.UniqueConstraint(fields=["scale", "order"], name="rating_ordered_once"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__gte=1), name="rating_value_from_1"),
        ]

    def __str__(self) -> str:
        return self.label
