"""Published verdicts in the admin: to be read. A wrong one is corrected from its claim's page."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from reviews.admin.readonly import ShowOnlyAdmin, ShowOnlyInline
from reviews.admin.words import name_of
from reviews.models import Citation, Verdict


class CitationInline(ShowOnlyInline):
    model = Citation
    fields = readonly_fields = ("role", "publisher", "title", "edition", "as_of", "quote", "url")


@admin.register(Verdict)
class VerdictAdmin(ShowOnlyAdmin):
    list_display = ("rating_label", "headline", "claim_text", "version", "standing", "people", "published_at")
    list_display_links = ("rating_label", "headline")
    list_filter = ("rating_label", "kind", "four_eyes", "published_at")
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("headline", "claim_text", "claimant_name")
    search_help_text = "Words of the headline, the claim or the claimant."
    inlines = (CitationInline,)
    fieldsets = (
        (None, {"fields": ("rating_label", "headline", "explanation", "standing", "claim_page")}),
        ("The claim, as it was graded", {"fields": ("claim_text", "claimant_name", "claim_quote")}),
        (
            "This publication",
            {"fields": ("kind", "number", "note", "scale_name", "valid_as_of", "recheck_on", "waiver")},
        ),
        ("Who", {"fields": ("author_name", "approver_name", "eyes", "published_at")}),
    )
    readonly_fields = ("standing", "claim_page", "author_name", "approver_name", "eyes")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Verdict]:
        return super().get_queryset(request).select_related("author", "approver", "superseded_by")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "title": "Published verdicts"})

    @admin.display(description="Version", ordering="number")
    def version(self, verdict: Verdict) -> str:
        return f"{verdict.number}, {verdict.get_kind_display().lower()}"

    @admin.display(description="By", ordering="author__last_name")
    def people(self, verdict: Verdict) -> str:
        if verdict.author_id == verdict.approver_id:
            return f"{name_of(verdict.author)} alone, without four eyes"
        return f"{name_of(verdict.author)}, approved by {name_of(verdict.approver)}"

    @admin.display(description="Author")
    def author_name(self, verdict: Verdict) -> str:
        return name_of(verdict.author)

    @admin.display(description="Approved by")
    def approver_name(self, verdict: Verdict) -> str:
        return name_of(verdict.approver)

    @admin.display(description="Four eyes")
    def eyes(self, verdict: Verdict) -> str:
        if verdict.author_id != verdict.approver_id:
            return "Two people"
        return "One person: the desk asked for no second one"

    @admin.display(description="Standing")
    def standing(self, verdict: Verdict) -> str:
        later = getattr(verdict, "superseded_by", None)
        if later is None:
            return "Stands"
        return f"Superseded by version {later.number} ({later.get_kind_display().lower()})"

    @admin.display(description="Claim page")
    def claim_page(self, verdict: Verdict) -> str:
        url = reverse("admin:reviews_review_change", args=[verdict.review_id])
        return format_html('<a href="{}">Evidence, history and corrections</a>', url)
