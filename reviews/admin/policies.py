"""The desk's policy on four eyes: rows are added, with a reason, and never changed; the newest is in force."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from claimtracker.audit.context import record_actor
from claimtracker.audit.history import AuditHistory
from reviews.admin.page import person_of
from reviews.admin.words import name_of
from reviews.models import DeskPolicy


@admin.register(DeskPolicy)
class DeskPolicyAdmin(AuditHistory, admin.ModelAdmin):
    list_display = ("__str__", "reason", "who", "set_at")
    fields = ("four_eyes", "reason")
    actions = None

    @admin.display(description="Set by")
    def who(self, policy: DeskPolicy) -> str:
        return name_of(policy.set_by)

    def get_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return (*self.fields, "who", "set_at") if obj else self.fields

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return ("who", "set_at") if obj else ()

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("set_by")

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        obj.set_by = person_of(request)
        record_actor(obj.set_by.pk)
        super().save_model(request, obj, form, change)
