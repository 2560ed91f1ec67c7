"""Articles as they came in: one article, its revisions."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import WorkState
from claims.models.work import WorkRow


class Outlet(models.Model):
    """Who published an article."""

    name = models.CharField(max_length=200, unique=True)
    domain = models.CharField(max_length=253, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """A published text, known by its canonical URL or, where it has none, by the hash of its first text."""

    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, blank=True, related_name="articles")
    canonical_url = models.URLField(max_length=2000, blank=True)
    text_sha256 = models.CharField(max_length=64, help_text="Of the first revision's text.")
    title = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=500, blank=True)
    dateline = models.CharField(max_length=200, blank=True, help_text="The date line as printed.")
    language = models.CharField(
        max_length=35, blank=True, help_text="A BCP 47 tag, as declared or else as read; empty until then."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="submitted_articles"
    )
    received_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["received_at", "id"], name="article_by_arrival"),
            models.Index(fields=["published_at", "id"], name="article_by_publication"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["canonical_url"], condition=~Q(canonical_url=""), name="one_article_per_url"
            ),
            models.UniqueConstraint(
                fields=["text_sha256"], condition=Q(canonical_url=""), name="one_article_per_text_without_url"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Article {self.pk}"


class ArticleRevision(WorkRow):
    """One state of an article's text, never changed afterwards; also the row of work of its extraction."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(help_text="Unicode NFC, lines ended by LF.")
    text_sha256 = models.CharField(max_length=64)
    retrieved_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.DUE)
    extractor = models.CharField(max_length=100, blank=True, help_text="Name and version that extracted the claims.")
    language = models.CharField(max_length=35, blank=True, help_text="The language it was read in, a BCP 47 tag.")
    notes = ArrayField(
        models.TextField(), default=list, blank=True, help_text="What extraction did not do, and why: a sentence each."
    )

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_numbered_once"),
            models.UniqueConstraint(fields=["article", "text_sha256"], name="one_revision_per_text"),
            models.CheckConstraint(condition=Q(state__in=WorkState.values), name="revision_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(state__in=["due", "running", "failed"]),
                name="revision_open_work",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}, revision {self.number}"
