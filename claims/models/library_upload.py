"""A file on its way into the library: the row is the queue, and holds the bytes until they are imported."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import WorkState
from claims.models.work import WorkRow


class LibraryUpload(WorkRow):
    """What somebody sent in, what they said of it, and what became of it."""

    name = models.CharField("file", max_length=255)
    kind = models.CharField(max_length=20, blank=True, help_text="Empty: told by the file itself.")
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    edition = models.CharField(max_length=100, blank=True)
    url = models.URLField("URL", max_length=2000, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    as_of = models.DateField(null=True, blank=True, help_text="The day that it speaks of.")
    place = models.CharField(max_length=200, blank=True, help_text="The country that it is about, if it is one.")
    data = models.BinaryField(null=True, help_text="Dropped once it is imported or refused.")
    size = models.PositiveBigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.DUE)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    documents = models.PositiveIntegerField(default=0, help_text="Stored or replaced.")
    unchanged = models.PositiveIntegerField(default=0, help_text="Were there already.")
    passages = models.PositiveIntegerField(default=0)
    figures = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(data__isnull=True) | ~Q(state__in=["done", "given_up"]), name="upload_bytes_dropped_at_end"
            ),
            models.CheckConstraint(
                condition=Q(data__isnull=False) | ~Q(state__in=["due", "running"]), name="upload_bytes_kept_until_end"
            ),
        ]
        indexes = [
            models.Index(fields=["next_attempt_at"], condition=Q(state="due"), name="upload_due"),
        ]

    def __str__(self) -> str:
        return self.name
