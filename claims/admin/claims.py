"""Claims: the list with its search, and each with its words, figures, look-ups and evidence."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import Truncator

from claims import searching
from claims.admin.annotations import first_outlet, newest_wording
from claims.admin.base import ReadOnlyAdmin
from claims.admin.bringing import bringing_page, may_bring
from claims.admin.correcting import correct_page, may_correct
from claims.admin.filters import AnswerFilter, CheckWorthinessFilter, ClaimOutletFilter, DroppedFilter
from claims.admin.presenters.claim_page import claim_page
from claims.models import Claim


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    list_display = ("wording", "kind", "worth", "claimant", "outlet", "found_at")
    list_filter = (AnswerFilter, "kind", CheckWorthinessFilter, ClaimOutletFilter, DroppedFilter, "found_at")
    list_select_related = ("claimant",)
    sortable_by = ("worth", "found_at")
    search_fields = ("search",)  # shows the box; get_search_results answers
    search_help_text = "In the claims' words, claimants, articles' titles and outlets. “In quotes” as one phrase."
    fields = (
        "kind", "worth", "verifiable", "selection_reason", "claimant", "topic", "language", "found_at",
    )  # fmt: skip
    readonly_fields = ("worth", "verifiable")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        found = {"words": newest_wording(), "outlet_name": first_outlet()}
        rows: QuerySet[Claim] = super().get_queryset(request).annotate(**found)
        return rows

    def get_urls(self) -> list[URLPattern]:
        correct = self.admin_site.admin_view(self.correct)
        bring = self.admin_site.admin_view(self.bring_evidence)
        return [
            path("<int:claim_id>/correct/", correct, name="claims_claim_correct"),
            path("<int:claim_id>/evidence/", bring, name="claims_claim_evidence"),
            *super().get_urls(),
        ]

    def correct(self, request: HttpRequest, claim_id: int) -> HttpResponse:
        """Reword, split, drop or restore it; see correcting.py."""
        return correct_page(self, request, claim_id)

    def bring_evidence(self, request: HttpRequest, claim_id: int) -> HttpResponse:
        """Add a page, a document or an interview as evidence; see bringing.py."""
        return bringing_page(self, request, claim_id)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Each word must occur somewhere: see claims/searching.py."""
        return searching.matching(queryset, search_term), False

    @admin.display(description="wording")
    def wording(self, claim: Any) -> str:
        return Truncator(claim.words or str(claim)).chars(200)

    @admin.display(description="check-worthiness", ordering="check_worthiness")
    def worth(self, claim: Claim) -> str:
        return f"{claim.check_worthiness:.2f}"

    @admin.display(description="verifiability")
    def verifiable(self, claim: Claim) -> str:
        return f"{claim.verifiability:.2f}"

    @admin.display(description="outlet", ordering="outlet_name", empty_value="-")
    def outlet(self, claim: Any) -> str | None:
        return str(claim.outlet_name) if claim.outlet_name else None

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        context["page"] = claim_page(context["original"].pk)
        context["may_bring"] = may_bring(request)
        context["may_correct"] = may_correct(request)
        context["subtitle"] = None  # the claim's words stand large on the page itself
        return super().render_change_form(request, context, *args, **kwargs)
