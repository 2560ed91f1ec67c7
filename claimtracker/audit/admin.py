"""The audit trail in the admin, to read: all of it, newest first, by who, which table, which row and which day."""

import json
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html

from claimtracker.audit import trail, words
from claimtracker.audit.history import key
from claimtracker.audit.models import AuditEntry


class TrailFilter(forms.Form):
    """Which entries to show; everything may be left out."""

    actor = forms.CharField(label="Who", required=False, max_length=150, help_text="A user name.")
    table = forms.ChoiceField(label="Kind of row", required=False)
    row = forms.CharField(label="Its id", required=False, max_length=64)
    day = forms.DateField(label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [("", "any"), *words.tables()]  # type: ignore[attr-defined]

    def clean_actor(self) -> int | None:
        name = self.cleaned_data["actor"]
        if not name:
            return None
        found = get_user_model()._default_manager.filter(username=name).values_list("pk", flat=True).first()
        if found is None:
            raise forms.ValidationError(f"There is no user “{name}”.")
        return int(found)


@admin.register(AuditEntry)
class AuditEntryAdmin(admin.ModelAdmin):
    fields = (
        "at", "who", "where", "origin", "database_role", "transaction", "action", "object", "fields_changed", "place",
        "digest", "change",
    )  # fmt: skip
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEntry]:
        entries: QuerySet[AuditEntry] = super().get_queryset(request)
        return entries.select_related("payload", "redaction", "sealed")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """A page of the trail. Not the stock list, which counts all rows on every page."""
        if not self.has_view_permission(request):
            raise PermissionDenied("The audit trail is for the desk's admins (audit.view_auditentry).")
        form = TrailFilter(request.GET)
        found = trail.Page([], None)
        if form.is_valid():
            wanted = form.cleaned_data
            found = trail.find(
                actor_id=wanted["actor"],
                table=wanted["table"],
                row=wanted["row"],
                day=wanted["day"],
                before=key(request.GET.get("before")),
            )
        kept = request.GET.copy()
        kept.pop("before", None)
        context = {
            **self.admin_site.each_context(request),
            "title": "The audit trail",
            "subtitle": None,
            "opts": self.opts,
            "form": form,
            "told": words.tell(found.entries),
            "older": found.older,
            "kept": kept.urlencode(),
            "is_first_page": "before" not in request.GET,
            "may_read_all": True,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/audit/auditentry/change_list.html", context)

    @admin.display(description="By")
    def who(self, entry: AuditEntry) -> str:
        return words.tell([entry])[0].who

    @admin.display(description="Where")
    def where(self, entry: AuditEntry) -> str:
        return words.tell([entry])[0].where

    @admin.display(description="Row")
    def object(self, entry: AuditEntry) -> str:
        told = words.tell([entry])[0]
        return format_html('<a href="{}">{}</a>', told.link, told.what) if told.link else told.what

    @admin.display(description="Fields")
    def fields_changed(self, entry: AuditEntry) -> str:
        told = words.tell([entry])[0]
        return told.redaction or ", ".join(change.label for change in told.changes)

    @admin.display(description="Place in the chain")
    def place(self, entry: AuditEntry) -> str:
        sealed = getattr(entry, "sealed", None)
        return f"{sealed.position:,}" if sealed else "none yet: it waits for the sealer"

    @admin.display(description="Before and after, as recorded")
    def change(self, entry: AuditEntry) -> str:
        if not entry.payload.body:
            return "Redacted."
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
