"""Explanations that the desk writes again and again."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from claimtracker.audit.context import record_actor
from claimtracker.audit.history import AuditHistory
from reviews.models import CannedExplanation


@admin.register(CannedExplanation)
class CannedExplanationAdmin(AuditHistory, admin.ModelAdmin):
    list_display = ("title", "in_use")
    list_filter = ("in_use",)
    search_fields = ("title", "text")
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: object, change: bool) -> None:  # noqa: FBT001 - Django's signature
        record_actor(request.user.pk)
        super().save_model(request, obj, form, change)
