"""What follows a publication: the corrections log, verdicts to be looked at again, and whom the desk asked."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from claims.admin.annotations import newest_wording
from reviews.admin.readonly import ShowOnlyAdmin
from reviews.choices import VerdictKind
from reviews.models import Correction, Intervention, Mention, Recheck, Review


def _review_link(review: Review, words: str | None) -> SafeString:
    """The claim's words, as the list's query brought them along, leading to its page."""
    address = reverse("admin:reviews_review_change", args=[review.pk])
    return format_html('<a href="{}">{}</a>', address, Truncator(words or f"Claim {review.claim_id}").chars(120))


@admin.register(Recheck)
class RecheckAdmin(ShowOnlyAdmin):
    list_display = ("reason", "claim", "due_on", "cause", "standing")
    list_filter = ("outcome", "cause", "due_on")
    ordering = ("outcome", "due_on", "pk")
    fields = ("claim", "reason", "cause", "due_on", "raised_at", "standing", "done_by", "done_at", "note", "again_on")
    readonly_fields = ("claim", "standing")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("review", "done_by")
        found: QuerySet[Any] = rows.annotate(words=newest_wording("review__claim"))
        return found

    @admin.display(description="claim")
    def claim(self, recheck: Any) -> SafeString:
        return _review_link(recheck.review, recheck.words)

    @admin.display(description="outcome", ordering="outcome")
    def standing(self, recheck: Recheck) -> str:
        return str(recheck.get_outcome_display()) if recheck.outcome else "To be looked at"


@admin.register(Mention)
class MentionAdmin(ShowOnlyAdmin):
    """What colleagues ask the person who looks; nobody sees another's."""

    list_display = ("words", "who", "claim", "is_read")
    list_display_links = None
    ordering = ("-pk",)
    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).filter(person=request.user.pk)
        words = newest_wording("comment__review__claim")
        asked: QuerySet[Any] = rows.select_related("comment__author", "comment__review").annotate(claim_words=words)
        return asked

    @admin.display(description="comment")
    def words(self, mention: Mention) -> str:
        return Truncator(mention.comment.text).chars(200)

    @admin.display(description="by")
    def who(self, mention: Mention) -> str:
        return str(mention.comment.author)

    @admin.display(description="claim")
    def claim(self, mention: Any) -> SafeString:
        return _review_link(mention.comment.review, mention.claim_words)

    @admin.display(description="read", boolean=True)
    def is_read(self, mention: Mention) -> bool:
        return mention.read_at is not None


@admin.register(Intervention)
class InterventionAdmin(ShowOnlyAdmin):
    list_display = ("contacted", "claim", "outcome", "contacted_at", "recorded_by")
    list_filter = ("outcome", "contacted_at")
    ordering = ("-contacted_at", "-pk")
    search_fields = ("contacted", "question", "answer")
    search_help_text = "In names, questions and answers."
    fields = (
        "claim", "contacted", "channel", "contacted_at", "question", "recorded_by", "outcome", "answer", "answered_on",
    )  # fmt: skip
    readonly_fields = ("claim",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).select_related("review", "recorded_by")
        found: QuerySet[Any] = rows.annotate(words=newest_wording("review__claim"))
        return found

    @admin.display(description="claim")
    def claim(self, intervention: Any) -> SafeString:
        return _review_link(intervention.review, intervention.words)


@admin.register(Correction)
class CorrectionAdmin(ShowOnlyAdmin):
    """The corrections log: what was published, what replaced it, and why."""

    list_display = ("published_at", "claim", "kind", "rating_before", "rating_after", "note", "author", "approver")
    list_filter = ("kind", "published_at")
    list_select_related = ("supersedes", "author", "approver")
    ordering = ("-published_at", "-pk")
    search_fields = ("claim_text", "headline", "note")
    search_help_text = "In claims, headlines and notes."
    list_per_page = 50
    fields = (
        "claim", "kind", "published_at", "rating_before", "rating_after", "headline_before", "headline", "note",
        "author", "approver",
    )  # fmt: skip
    readonly_fields = ("claim", "rating_before", "rating_after", "headline_before")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).exclude(kind=VerdictKind.VERDICT)

    @admin.display(description="claim")
    def claim(self, correction: Correction) -> SafeString:
        address = reverse("admin:reviews_review_change", args=[correction.review_id])
        return format_html('<a href="{}">{}</a>', address, correction.claim_text)

    @admin.display(description="was", ordering="supersedes__rating_label")
    def rating_before(self, correction: Correction) -> str:
        return correction.supersedes.rating_label if correction.supersedes else ""

    @admin.display(description="is", ordering="rating_label")
    def rating_after(self, correction: Correction) -> str:
        return "Withdrawn" if correction.kind == VerdictKind.RETRACTION else correction.rating_label

    @admin.display(description="headline before")
    def headline_before(self, correction: Correction) -> str:
        return correction.supersedes.headline if correction.supersedes else ""
