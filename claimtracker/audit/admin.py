"""The audit trail in the admin, to read."""

import json
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html

from claimtracker.audit.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    list_display = ("at", "actor", "action", "table", "row", "origin")
    list_filter = ("action", "table")
    search_fields = ("=row", "=origin")
    search_help_text = "A row's id, or an origin such as request:…"
    date_hierarchy = "at"
    list_select_related = ("payload",)
    fields = ("at", "actor", "origin", "database_role", "transaction", "action", "table", "row", "change", "digest")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        name = get_user_model()._default_manager.filter(pk=OuterRef("actor_id")).values("username")
        entries: QuerySet[AuditEntry] = super().get_queryset(request)
        return entries.annotate(actor_name=Subquery(name))

    @admin.display(description="Actor", ordering="actor_id")
    def actor(self, entry: Any) -> str:
        if entry.actor_id is None:
            return "the system"
        return entry.actor_name or f"user {entry.actor_id}"

    @admin.display(description="Before and after")
    def change(self, entry: AuditEntry) -> str:
        return format_html("<pre>{}</pre>", json.dumps(json.loads(entry.payload.body), indent=2, ensure_ascii=False))

    @admin.display(description="SHA-256 of salt and payload")
    def digest(self, entry: AuditEntry) -> str:
        return bytes(entry.payload_digest).hex()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False
