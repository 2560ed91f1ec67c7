"""Sources and what they answered: switched on and off by the desk's admins, read by all."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from claims.admin.annotations import newest_wording
from claims.admin.base import DeskAdmin, ReadOnlyAdmin
from claims.admin.presenters import figures, standing
from claims.models import Evidence, Source, SourceLookup


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    list_display = ("title", "name", "enabled", "primary", "needs_network", "licence")
    list_filter = ("enabled", "needs_network")
    fieldsets = (
        (
            None,
            {
                "fields": ("title", "name", "primary", "needs_network", "licence", "enabled"),
                "description": "A source that needs the network sends claims' words out of this machine.",
            },
        ),
    )
    readonly_fields = ("title", "name", "primary", "needs_network", "licence")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(SourceLookup)
class SourceLookupAdmin(ReadOnlyAdmin):
    list_display = ("asked", "source", "answer", "attempts", "finished_at")
    list_filter = ("state", "source")
    list_select_related = ("wording", "source")
    ordering = ("-pk",)
    search_fields = ("wording__text",)
    search_help_text = "In the wording that was looked up."
    fields = (
        "claim", "wording", "source", "number", "answer", "query", "connector_version", "http_status", "snapshot_hash",
        "asked_at", "finished_at", "attempts",
    )  # fmt: skip
    readonly_fields = ("answer", "snapshot_hash")

    @admin.display(description="claim")
    def asked(self, lookup: SourceLookup) -> str:
        return Truncator(lookup.wording.text).chars(150)

    @admin.display(description="answer", ordering="state")
    def answer(self, lookup: SourceLookup) -> SafeString:
        return standing.lookup(lookup).as_html()

    @admin.display(description="snapshot (SHA-256)", empty_value="-")
    def snapshot_hash(self, lookup: SourceLookup) -> str | None:
        return lookup.snapshot_id


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("title", "publisher", "as_of", "claim_text", "claimed", "found", "stance")
    list_filter = ("stance", "origin", "lookup__source")
    list_select_related = ("quantity",)
    ordering = ("-pk",)
    search_fields = ("title", "publisher", "quote")
    search_help_text = "In titles, publishers and quotes."
    fields = (
        "claim", "title", "publisher", "edition", "as_of", "address", "licence", "quote", "claimed", "found", "stance",
        "reason", "origin", "added_by", "lookup", "snapshot_hash", "kept_at",
    )  # fmt: skip
    readonly_fields = ("address", "claimed", "found", "snapshot_hash")

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

    @admin.display(description="URL")
    def address(self, evidence: Evidence) -> str:
        if not evidence.url.startswith(("http://", "https://")):
            return evidence.url or "-"
        return format_html('<a href="{0}" rel="noreferrer">{0}</a>', evidence.url)

    @admin.display(description="snapshot (SHA-256)", empty_value="-")
    def snapshot_hash(self, evidence: Evidence) -> str | None:
        return evidence.snapshot_id
