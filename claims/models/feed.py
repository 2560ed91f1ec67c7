"""Feeds that the desk follows, and what it saw in them."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from claims.choices import FeedState
from claims.models.article import Outlet
from claims.models.submission import Submission
from claims.models.work import WorkRow


class Feed(WorkRow):
    """An RSS or Atom feed; the row of work of its polls, due again after each.

    `next_attempt_at` is when it is polled next. `state` off means that nobody polls it.
    """

    url = models.CharField("URL", max_length=2000, unique=True)
    title = models.CharField(max_length=300, blank=True, help_text="Left empty: as the feed calls itself.")
    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="feeds", help_text="Who publishes its articles."
    )
    interval = models.DurationField(default=timedelta(hours=1), help_text="From one poll to the next.")
    most_new = models.PositiveSmallIntegerField(
        "articles a poll", default=20, help_text="At most so many new articles are fetched after one poll."
    )
    state = models.CharField(max_length=10, choices=FeedState, default=FeedState.DUE)
    etag = models.CharField(max_length=1000, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)
    failures = models.PositiveIntegerField(default=0, help_text="Failed polls in a row.")
    polled_at = models.DateTimeField(null=True, blank=True, help_text="When it last answered.")
    outcome = models.TextField(blank=True, help_text="What came of the last poll, in words.")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title", "url"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=FeedState.values), name="feed_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["due", "failed"]) | Q(next_attempt_at__isnull=False),
                name="feed_on_has_next_poll",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class FeedEntry(models.Model):
    """One entry of a feed, seen once. Without a submission it was only noted: too old, or without an address."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="entries")
    guid = models.CharField("GUID", max_length=500, help_text="As the feed tells its entries apart.")
    url = models.CharField("URL", max_length=2000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text="As the feed says.")
    seen_at = models.DateTimeField(default=timezone.now)
    submission = models.OneToOneField(Submission, models.PROTECT, null=True, blank=True, related_name="feed_entry")
    note = models.CharField(max_length=200, blank=True, help_text="Why nothing was fetched.")

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "feed entries"
        constraints = [models.UniqueConstraint(fields=["feed", "guid"], name="entry_once_a_feed")]

    def __str__(self) -> str:
        return self.title or self.url or self.guid
