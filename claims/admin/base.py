"""What every page of claims in the admin shares: nothing is deleted, and changes name their actor to the audit."""

from typing import Any

from django.http import HttpRequest

from claims.admin.keyset import KeysetAdmin
from claimtracker.audit.context import record_actor
from claimtracker.audit.history import AuditHistory


class DeskAdmin(AuditHistory, KeysetAdmin):
    """Lists that stay quick when they are long, without a way to delete."""

    actions: Any = None
    list_per_page = 50

    class Media:
        css = {"all": ["claims/admin.css"]}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: Any) -> None:
        record_actor(request.user.pk)
        super().save_model(request, obj, form, change)


class ReadOnlyAdmin(DeskAdmin):
    """Rows that services write; people read them here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
