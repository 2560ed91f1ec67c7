"""What came back from sources, as text: nothing of it is rendered, linked or run."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin.base import ReadOnlyAdmin
from claims.lookup.snapshots import shown
from claims.models import Snapshot


def snapshot_link(sha256: str | None) -> SafeString | None:
    """The hash, leading to the snapshot's page."""
    if not sha256:
        return None
    return format_html('<a href="{}">{}</a>', reverse("admin:claims_snapshot_change", args=[sha256]), sha256)


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    list_display = ("sha256", "media_type", "size", "stored_at")
    list_filter = ("media_type", "stored_at")
    ordering = ("-stored_at",)
    sortable_by = ("stored_at",)
    search_fields = ("sha256__startswith",)
    search_help_text = "The first characters of a SHA-256."
    fields = ("sha256", "media_type", "size", "stored_at")

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        snapshot: Snapshot = context["original"]
        context["shown"] = shown(snapshot)
        context["lookups"] = snapshot.lookups.select_related("source", "wording").order_by("-pk")[:20]
        return super().render_change_form(request, context, *args, **kwargs)
