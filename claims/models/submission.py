"""What a worker must fetch or read before it is an article: an address, or the bytes of a page."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import SubmissionState
from claims.models.article import Article, ArticleRevision
from claims.models.work import WorkRow


class Submission(WorkRow):
    """One thing that was sent in, from its arrival to the article that it became; the row of work of its reading.

    The bytes of a page stay only until they are read; of what was fetched, the row keeps where it came from in the
    end, the status, type, size and SHA-256, but not the bytes.
    """

    url = models.CharField("URL", max_length=2000, blank=True, help_text="What is fetched; empty: bytes were sent.")
    body = models.BinaryField(null=True, blank=True, editable=False, help_text="The bytes sent in, until read.")
    name = models.CharField(max_length=200, blank=True, help_text="What the sender called the bytes.")
    given = models.JSONField(default=dict, blank=True, help_text="Metadata from the sender; beats what is read.")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    obeys_robots = models.BooleanField(
        "obeys robots.txt", default=False, help_text="A feed asked for the page, and no person."
    )
    sent_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=SubmissionState, default=SubmissionState.DUE)
    refusal = models.CharField(max_length=40, blank=True, help_text="The rule for which it was given up, in one word.")

    fetched_at = models.DateTimeField(null=True, blank=True)
    final_url = models.CharField(
        "final URL", max_length=8192, blank=True, help_text="Where redirects led to in the end."
    )
    http_status = models.PositiveSmallIntegerField("HTTP status", null=True, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    charset = models.CharField(max_length=100, blank=True, help_text="As declared beside the bytes.")
    size = models.PositiveIntegerField(null=True, blank=True, help_text="In bytes.")
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, help_text="Of the bytes that were read.")

    finished_at = models.DateTimeField(null=True, blank=True)
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="submissions")
    revision = models.ForeignKey(ArticleRevision, models.PROTECT, null=True, blank=True, related_name="submissions")
    made_revision = models.BooleanField(default=False, help_text="The text was new to the desk.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SubmissionState.values), name="submission_state_known"),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(article__isnull=False, revision__isnull=False, body__isnull=True),
                name="submission_done_has_article",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["due", "running", "failed"]),
                name="submission_open_work",
            ),
        ]

    def __str__(self) -> str:
        return self.url or self.name or f"Page {self.pk}"
