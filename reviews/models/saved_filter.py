"""A person's own lists: a search and its filters under a name."""

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A list of reviews that a person comes back to. It belongs to them alone, and they delete it themselves."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000, help_text="The query string of the list's address.")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="filter_named_once_a_person")]

    def __str__(self) -> str:
        return self.name
