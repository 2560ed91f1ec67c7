"""Look-ups: what was asked, what came of it and since when; tried again, or looked up again, from here."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from claims import searching
from claims.admin.base import ReadOnlyAdmin
from claims.admin.filters import DueFilter
from claims.admin.look_again import LookAgainView
from claims.admin.presenters import standing
from claims.admin.snapshots import snapshot_link
from claims.lookup.difference import difference
from claims.lookup.opening import LookupRefused, retry_now
from claims.models import SourceLookup
from claims.tasks import look_up
from claimtracker.doorbell import ring
from claimtracker.people.refusals import NeedsPermission

PERMISSION = "claims.look_up_again"


def may_look_again(request: HttpRequest) -> bool:
    """Reviewers and editors may."""
    return bool(request.user.has_perm(PERMISSION))


@admin.register(SourceLookup)
class SourceLookupAdmin(ReadOnlyAdmin):
    list_display = ("asked", "source", "answer", "attempts", "finished_at")
    list_filter = ("state", DueFilter, "source")
    list_select_related = ("wording", "source")
    ordering = ("-pk",)
    sortable_by = ()
    search_fields = ("claim",)  # shows the box; get_search_results answers
    search_help_text = "In the claims' words, claimants, articles' titles and outlets."
    actions = ("try_again",)
    fields = (
        "claim", "wording", "source", "number", "answer", "query", "edits", "requested_by", "connector_version",
        "http_status", "snapshot_hash", "asked_at", "finished_at", "attempts",
    )  # fmt: skip
    readonly_fields = ("answer", "snapshot_hash")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return searching.matching(queryset, search_term, claim="claim"), False

    @admin.display(description="claim")
    def asked(self, lookup: SourceLookup) -> str:
        return Truncator(lookup.wording.text).chars(150)

    @admin.display(description="answer", ordering="state")
    def answer(self, lookup: SourceLookup) -> SafeString:
        return standing.lookup(lookup).as_html()

    @admin.display(description="snapshot (SHA-256)", empty_value="-")
    def snapshot_hash(self, lookup: SourceLookup) -> SafeString | None:
        return snapshot_link(lookup.snapshot_id)

    def has_look_again_permission(self, request: HttpRequest) -> bool:
        return may_look_again(request)

    @admin.action(description="Try the failed ones again now", permissions=["look_again"])
    def try_again(self, request: HttpRequest, lookups: QuerySet[SourceLookup]) -> None:
        refused = 0
        for lookup in lookups.select_related("source"):
            try:
                ring(look_up, retry_now(lookup).pk)
            except LookupRefused:
                refused += 1
        done = len(lookups) - refused
        self.message_user(request, f"{done} will be tried again now.", messages.SUCCESS if done else messages.WARNING)
        if refused:
            left = f"{refused} left as they are: they did not fail, or their source is off."
            self.message_user(request, left, messages.WARNING)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        lookup: SourceLookup = context["original"]
        context["difference"] = difference(lookup)
        context["found"] = list(lookup.evidence.all())
        context["may_look_again"] = may_look_again(request)
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/retry/", view(require_POST(self.retry)), name="claims_sourcelookup_retry"),
            path("again/<int:claim>/<int:source>/", view(LookAgainView(self)), name="claims_sourcelookup_again"),
            *super().get_urls(),
        ]

    def retry(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make a failed look-up due now."""
        if not may_look_again(request):
            raise NeedsPermission(PERMISSION)
        lookup = get_object_or_404(SourceLookup.objects.select_related("source"), pk=pk)
        try:
            ring(look_up, retry_now(lookup).pk)
        except LookupRefused as refusal:
            self.message_user(request, str(refusal), messages.WARNING)
        else:
            self.message_user(request, f"“{lookup.source}” is asked again now.", messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:claims_sourcelookup_change", args=[pk]))
