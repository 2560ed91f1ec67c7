"""Feeds that the desk follows: add one, switch it, have it polled now, and see what it brought."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from claims import tasks
from claims.admin.annotations import count_of
from claims.admin.base import DeskAdmin, ReadOnlyAdmin
from claims.admin.presenters import standing
from claims.choices import FeedState
from claims.feeds import switching
from claims.feeds.switching import FeedRefused
from claims.models import Feed, FeedEntry
from claimtracker.audit.context import record_actor
from claimtracker.doorbell import ring
from claimtracker.people.refusals import NeedsPermission

ENTRIES_SHOWN = 50


class FeedForm(forms.ModelForm):
    """A feed as people set it up; the interval in minutes."""

    minutes = forms.IntegerField(
        label="Every … minutes", min_value=1, max_value=60 * 24 * 7, initial=60, help_text="From one poll to the next."
    )
    most_new = forms.IntegerField(
        label="Articles a poll",
        min_value=1,
        max_value=500,
        initial=20,
        help_text="At most so many new articles are fetched after one poll; the first takes the newest.",
    )

    class Meta:
        model = Feed
        fields = ("url", "title", "outlet", "most_new")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["minutes"].initial = int(self.instance.interval.total_seconds() // 60)
        least = settings.FEED_MINIMUM_INTERVAL.total_seconds() / 60
        self.fields["minutes"].help_text = f"From one poll to the next; at least {least:g}."

    def clean_url(self) -> str:
        try:
            return switching.check_url(self.cleaned_data["url"])
        except FeedRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_minutes(self) -> int:
        minutes: int = self.cleaned_data["minutes"]
        try:
            self.instance.interval = switching.check_interval(timedelta(minutes=minutes))
        except FeedRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return minutes


@admin.register(Feed)
class FeedAdmin(DeskAdmin):
    form = FeedForm
    list_display = ("name", "following", "polled_at", "outcome", "entries_seen", "outlet")
    list_filter = ("state", ("outlet", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("outlet",)
    search_fields = ("title", "url", "outlet__name")
    fields = ("url", "title", "outlet", "minutes", "most_new")
    change_form_template = "admin/claims/feed/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Feed]:
        rows: QuerySet[Feed] = super().get_queryset(request).annotate(entries_count=count_of(FeedEntry, "feed"))
        return rows

    def get_fields(self, request: HttpRequest, obj: Feed | None = None) -> Any:
        # Who may only look has no form, and with it no minutes.
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        return self.fields if may_write else [*(name for name in self.fields if name != "minutes"), "interval"]

    def get_urls(self) -> list[URLPattern]:
        views = {"poll": self.poll_view, "switch": self.switch_view}
        return [
            *(
                path(f"<int:pk>/{name}/", self.admin_site.admin_view(require_POST(view)), name=f"claims_feed_{name}")
                for name, view in views.items()
            ),
            *super().get_urls(),
        ]

    @admin.display(description="feed", ordering="title")
    def name(self, feed: Feed) -> str:
        return str(feed)

    @admin.display(description="following", ordering="state")
    def following(self, feed: Feed) -> SafeString:
        return standing.feed(feed).as_html()

    @admin.display(description="entries", ordering="entries_count")
    def entries_seen(self, feed: Any) -> int:
        return int(feed.entries_count)

    def save_model(self, request: HttpRequest, obj: Feed, form: Any, change: Any) -> None:
        record_actor(request.user.pk)
        if change:
            # Only what the form has: a worker may be writing the outcome of a poll at this moment.
            obj.save(update_fields=["url", "title", "outlet", "interval", "most_new"])
        else:
            obj.save()
            ring(tasks.poll_feed, obj.pk)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        feed = context.get("original")
        if feed is not None:
            context["standing"] = standing.feed(feed)
            context["is_off"] = feed.state == FeedState.OFF
            newest = feed.entries.select_related("submission__article").defer("submission__body")
            context["entries"] = [
                (entry, standing.submission(entry.submission) if entry.submission else None)
                for entry in newest[:ENTRIES_SHOWN]
            ]
        return super().render_change_form(request, context, *args, **kwargs)

    def poll_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        feed = self._changeable(request, pk)
        if switching.poll_now(feed):
            ring(tasks.poll_feed, feed.pk)
            self.message_user(request, "The feed is being polled: reload the page in a moment.", messages.SUCCESS)
        else:
            self.message_user(request, "It is being polled already, or switched off.", messages.WARNING)
        return self._back(feed)

    def switch_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        feed = self._changeable(request, pk)
        record_actor(request.user.pk)
        if feed.state == FeedState.OFF:
            switching.switch_on(feed)
            ring(tasks.poll_feed, feed.pk)
            self.log_change(request, feed, "Switched on.")
            self.message_user(request, "The feed is followed again.", messages.SUCCESS)
        else:
            switching.switch_off(feed, by=str(request.user))
            self.log_change(request, feed, "Switched off.")
            self.message_user(request, "The feed is switched off. What it brought stays.", messages.SUCCESS)
        return self._back(feed)

    def _changeable(self, request: HttpRequest, pk: int) -> Feed:
        feed = get_object_or_404(Feed, pk=pk)
        if not self.has_change_permission(request, feed):
            raise NeedsPermission("claims.change_feed")
        return feed

    def _back(self, feed: Feed) -> HttpResponseRedirect:
        return HttpResponseRedirect(reverse("admin:claims_feed_change", args=[feed.pk]))


@admin.register(FeedEntry)
class FeedEntryAdmin(ReadOnlyAdmin):
    list_display = ("name", "feed", "reading", "article", "published_at", "seen_at")
    list_filter = ("feed", "submission__state", "seen_at")
    list_select_related = ("feed", "submission__article")
    search_fields = ("title", "url")
    fields = ("feed", "title", "url", "guid", "published_at", "seen_at", "reading", "article")
    readonly_fields = ("reading", "article")

    def get_queryset(self, request: HttpRequest) -> QuerySet[FeedEntry]:
        rows: QuerySet[FeedEntry] = super().get_queryset(request).defer("submission__body")
        return rows

    @admin.display(description="entry", ordering="title")
    def name(self, entry: FeedEntry) -> str:
        return str(entry)

    @admin.display(description="reading")
    def reading(self, entry: FeedEntry) -> SafeString | str:
        return standing.submission(entry.submission).as_html() if entry.submission else entry.note or "-"

    @admin.display(description="article", empty_value="-")
    def article(self, entry: FeedEntry) -> SafeString | None:
        if entry.submission is None or entry.submission.article is None:
            return None
        address = reverse("admin:claims_article_change", args=[entry.submission.article.pk])
        return format_html('<a href="{}">{}</a>', address, entry.submission.article)
