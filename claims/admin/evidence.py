"""Evidence: quoted, dated, the claimed figure beside the found one, with the snapshot that it came from."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.dateformat import format as date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from claims.admin.annotations import newest_wording
from claims.admin.base import ReadOnlyAdmin
from claims.admin.presenters import figures
from claims.admin.snapshots import snapshot_link
from claims.models import Evidence, Interview


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("title", "publisher", "as_of", "claim_text", "claimed", "found", "stance")
    list_filter = ("stance", "origin", "lookup__source")
    list_select_related = ("quantity",)
    ordering = ("-pk",)
    sortable_by = ()
    search_fields = ("title", "publisher", "quote")
    search_help_text = "In titles, publishers and quotes."
    fields = (
        "claim", "title", "publisher", "edition", "as_of", "address", "licence", "quote", "claimed", "found", "stance",
        "reason", "origin", "added_by", "asked", "lookup", "snapshot_hash", "kept_at",
    )  # fmt: skip
    readonly_fields = ("address", "asked", "claimed", "found", "snapshot_hash")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        rows: QuerySet[Evidence] = super().get_queryset(request).annotate(claim_words=newest_wording("claim"))
        return rows

    @admin.display(description="claim")
    def claim_text(self, evidence: Any) -> str:
        return Truncator(evidence.claim_words or "").chars(120)

    @admin.display(description="claimed figure", empty_value="-")
    def claimed(self, evidence: Evidence) -> str | None:
        return figures.claimed(evidence.quantity) or None

    @admin.display(description="found figure", empty_value="-")
    def found(self, evidence: Evidence) -> str | None:
        return figures.found(evidence) or None

    @admin.display(description="interview", empty_value="-")
    def asked(self, evidence: Evidence) -> str | None:
        """Who was asked and what they agreed to; the desk sees the name, readers may not."""
        interview = Interview.objects.filter(evidence=evidence).first()
        if interview is None:
            return None
        held, agreed = (date_format(day, "j F Y") for day in (interview.held_on, interview.consent_on))
        consent = interview.get_consent_display()
        return f"{interview.interviewee}, {interview.capacity}; asked on {held}. {consent} (agreed on {agreed})."

    @admin.display(description="URL")
    def address(self, evidence: Evidence) -> str:
        if not evidence.url.startswith(("http://", "https://")):
            return evidence.url or "-"
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', evidence.url)

    @admin.display(description="snapshot (SHA-256)", empty_value="-")
    def snapshot_hash(self, evidence: Evidence) -> SafeString | None:
        return snapshot_link(evidence.snapshot_id)
