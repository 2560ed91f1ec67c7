"""An admin that shows rows and never writes them: what is published, proposed or recorded is not edited by hand."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from claims.admin.keyset import KeysetAdmin
from claimtracker.audit.history import AuditHistory


class ShowOnly:
    """Refuses adding, changing and deleting, whoever asks; seeing still takes the view permission."""

    def has_add_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Model | None = None) -> bool:
        return False


class ShowOnlyAdmin(AuditHistory, ShowOnly, KeysetAdmin):
    actions: Any = None


class ShowOnlyInline(ShowOnly, admin.TabularInline):
    extra = 0
    show_change_link = False
