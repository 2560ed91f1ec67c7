"""Reviews in the admin: the list, “Next claim”, and the claim page in place of the stock form."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from claims import searching
from reviews import workflow
from reviews.admin import (
    alerts,
    bulk,
    desk,
    double_grading,
    editors,
    interests,
    listing,
    live,
    page,
    publishing,
    saved_filters,
    talk,
)
from reviews.admin.filters import AlertFilter, DeskListFilter, HolderFilter, LastRatingFilter, OutletFilter
from reviews.admin.readonly import ShowOnlyAdmin
from reviews.admin.words import day
from reviews.models import Review, SavedFilter
from reviews.querysets import counts_of_lists, list_named

SECTIONS = (talk, double_grading, publishing, editors, interests)
"""Parts of the claim page that have doors of their own."""
ALL_CHECKBOX = mark_safe('<input type="checkbox" id="action-toggle" aria-label="Select all claims on this page">')


@admin.register(Review)
class ReviewAdmin(ShowOnlyAdmin):
    """A review is moved by its workflow alone, so the stock form never writes one."""

    list_display = ("wording", "suggestions", "standing", "holder", "worth", "said", "opened")
    list_filter = (
        DeskListFilter, "state", AlertFilter, HolderFilter, "claim__kind", OutletFilter, LastRatingFilter, "opened_at",
    )  # fmt: skip
    sortable_by = ("worth", "opened")
    actions = ("take", "skip", "dismiss", "assign_deadline")
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    ordering = ("-priority", "pk")
    search_fields = ("claim",)
    search_help_text = "Words of the claim, the claimant, the article's title or outlet; “in quotes” as one phrase."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        return listing.rows_to_list(super().get_queryset(request))

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        chosen = list_named(request.GET.get(DeskListFilter.parameter_name))
        return chosen.order if chosen else self.ordering

    def get_search_results(
        self, _request: HttpRequest, queryset: QuerySet[Review], search_term: str
    ) -> tuple[QuerySet[Review], bool]:
        return searching.matching(queryset, search_term, claim="claim"), False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("next/", view(self.next_claim), name="reviews_review_next"),
            path("saved/", view(saved_filters.save), name="reviews_review_save"),
            path("saved/<int:pk>/", view(saved_filters.remove), name="reviews_review_unsave"),
            path("preview/", live.preview, name="reviews_review_preview"),
            path("<int:review_id>/draft/", live.draft, name="reviews_review_draft"),
            path("<int:review_id>/heartbeat/", live.heartbeat, name="reviews_review_heartbeat"),
            path("<int:review_id>/hold/", live.hold, name="reviews_review_hold"),
            path("<int:review_id>/lookups/<int:lookup_id>/retry/", view(live.retry), name="reviews_review_retry"),
            path("<int:review_id>/alerts/<int:alert_id>/seen/", view(self.seen), name="reviews_review_seen"),
            *(url for section in SECTIONS for url in section.urls(self)),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        person = page.person_of(request)
        shown = {
            "title": "Claims to review",
            "may_take": person.has_perm(workflow.GRADE),
            "tabs": counts_of_lists(person),
            "desk_list": list_named(request.GET.get(DeskListFilter.parameter_name)),
            "saved": SavedFilter.objects.filter(person=person),
            "query_to_save": saved_filters.query_to_save(request.GET.urlencode()),
        }
        return super().changelist_view(request, {**(extra_context or {}), **shown})

    def has_grade_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(workflow.GRADE)

    def has_dismiss_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(workflow.DISMISS)

    def has_approve_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(workflow.APPROVE)

    @admin.display(description=ALL_CHECKBOX)
    def action_checkbox(self, review: Review) -> SafeString:
        """As Django's own, named by the claim's words, and without a widget's template for each row."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="Select: {}">',
            ACTION_CHECKBOX_NAME, review.pk, listing.wording_of(review),
        )  # fmt: skip

    @admin.action(description="Take", permissions=["grade"])
    def take(self, request: HttpRequest, _reviews: QuerySet[Review]) -> None:
        bulk.take(request)

    @admin.action(description="Give back", permissions=["grade"])
    def skip(self, request: HttpRequest, _reviews: QuerySet[Review]) -> None:
        bulk.skip(request)

    @admin.action(description="Dismiss, with a reason …", permissions=["dismiss"])
    def dismiss(self, request: HttpRequest, _reviews: QuerySet[Review]) -> HttpResponse | None:
        return bulk.dismiss(self, request)

    @admin.action(description="Set a deadline …", permissions=["approve"])
    def assign_deadline(self, request: HttpRequest, _reviews: QuerySet[Review]) -> HttpResponse | None:
        return bulk.assign_deadline(self, request)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The claim page; see page.py."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        reviews = talk.noted(Review.objects.select_related("claim__claimant", "desk"))
        review = reviews.filter(pk=object_id).first() if object_id.isdecimal() else None
        if review is None:
            messages.warning(request, f"There is no review {object_id}. Perhaps the link is wrong; here are all.")
            return HttpResponseRedirect(reverse("admin:reviews_review_changelist"))
        return page.show_or_act(self, request, review)

    def next_claim(self, request: HttpRequest) -> HttpResponse:
        """Take the claim that is next, and open it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_view_permission(request):
            raise PermissionDenied
        return desk.take_and_open(request, page.person_of(request))

    def seen(self, request: HttpRequest, review_id: int, alert_id: int) -> HttpResponse:
        """Mark an alert of the claim page as seen."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return alerts.mark_seen(request, page.person_of(request), review_id, alert_id)

    @admin.display(description="State")
    def standing(self, review: Any) -> str:
        return listing.standing_of(review)

    @admin.display(description="Claim")
    def wording(self, review: Review) -> str:
        return listing.wording_of(review)

    @admin.display(description="Check-worthiness", ordering="-priority")
    def worth(self, review: Review) -> str:
        worth = f"{review.claim.check_worthiness:.2f}"
        differs = round(review.priority, 2) != round(review.claim.check_worthiness, 2)
        return f"{worth}, priority {review.priority:.2f}" if differs else worth

    @admin.display(description="Claimant, outlet", empty_value="–")
    def said(self, review: Review) -> str | None:
        claimant = review.claim.claimant.name if review.claim.claimant else ""
        return ", ".join(part for part in (claimant, listing.outlets_of(review)) if part) or None

    @admin.display(description="Held by", empty_value="Nobody")
    def holder(self, review: Review) -> str | None:
        return listing.holder_of(review) or None

    @admin.display(description="Queued on", ordering="opened_at")
    def opened(self, review: Review) -> str:
        return day(review.opened_at)

    @admin.display(description="Evidence suggests")
    def suggestions(self, review: Review) -> str:
        return listing.suggestions_of(review.claim)
