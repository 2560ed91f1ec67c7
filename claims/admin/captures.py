"""What people brought as evidence by hand, and what became of it; a page that failed is fetched again from here."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.views.decorators.http import require_POST

from claims import tasks
from claims.admin.annotations import newest_wording
from claims.admin.base import ReadOnlyAdmin
from claims.admin.presenters import standing
from claims.admin.snapshots import snapshot_link
from claims.choices import CaptureKind, WorkState
from claims.evidence.adding import PERMISSION
from claims.evidence.capturing import try_again
from claims.models import EvidenceCapture
from claimtracker.doorbell import ring


@admin.register(EvidenceCapture)
class EvidenceCaptureAdmin(ReadOnlyAdmin):
    list_display = ("what", "becoming", "claim_text", "added_by", "added_at")
    list_filter = ("state", "kind", "added_at")
    list_select_related = ("added_by",)
    search_fields = ("url", "name", "title", "publisher")
    search_help_text = "In addresses, file names, titles and publishers."
    fields = (
        "what", "claim_link", "evidence_link", "kind", "publisher", "title", "as_of", "quote", "verbatim", "stance",
        "remark", "added_by", "added_at", "finished_at", "attempts", "http_status", "media_type", "snapshot_hash",
    )  # fmt: skip
    readonly_fields = ("what", "claim_link", "evidence_link", "snapshot_hash")
    change_form_template = "admin/claims/evidencecapture/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[EvidenceCapture]:
        rows: QuerySet[EvidenceCapture] = super().get_queryset(request).defer("data")
        return rows.annotate(claim_words=newest_wording("claim"))

    def get_urls(self) -> list[URLPattern]:
        again = self.admin_site.admin_view(require_POST(self.again_view))
        return [path("<int:pk>/again/", again, name="claims_evidencecapture_again"), *super().get_urls()]

    @admin.display(description="what", ordering="url")
    def what(self, capture: EvidenceCapture) -> str:
        return Truncator(str(capture)).chars(100)

    @admin.display(description="state", ordering="state")
    def becoming(self, capture: EvidenceCapture) -> SafeString:
        return standing.capture(capture).as_html()

    @admin.display(description="claim")
    def claim_text(self, capture: Any) -> str:
        return Truncator(capture.claim_words or "").chars(120)

    @admin.display(description="claim")
    def claim_link(self, capture: EvidenceCapture) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:claims_claim_change", args=[capture.claim_id]), capture.claim
        )

    @admin.display(description="evidence", empty_value="-")
    def evidence_link(self, capture: EvidenceCapture) -> SafeString | None:
        if capture.evidence is None:
            return None
        address = reverse("admin:claims_evidence_change", args=[capture.evidence.pk])
        return format_html('<a href="{}">{}</a>', address, capture.evidence)

    @admin.display(description="snapshot (SHA-256)", empty_value="-")
    def snapshot_hash(self, capture: EvidenceCapture) -> SafeString | None:
        return snapshot_link(capture.snapshot_id)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        capture: EvidenceCapture = context["original"]
        is_over = capture.state == WorkState.GIVEN_UP
        context["standing"] = standing.capture(capture)
        context["can_try_again"] = is_over and capture.kind == CaptureKind.PAGE and request.user.has_perm(PERMISSION)
        context["can_mend"] = is_over and request.user.has_perm(PERMISSION)
        return super().render_change_form(request, context, *args, **kwargs)

    def again_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Fetch a page once more that was given up."""
        capture = get_object_or_404(EvidenceCapture.objects.defer("data"), pk=pk)
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        if try_again(capture):
            ring(tasks.capture_evidence, capture.pk)
            self.message_user(request, f"“{capture}” is being fetched again: reload the page in a moment.")
        else:
            self.message_user(request, "It is under way, or there is nothing left to fetch.", messages.WARNING)
        return HttpResponseRedirect(reverse("admin:claims_evidencecapture_change", args=[pk]))
