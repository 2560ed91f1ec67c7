"""People in the admin. Nobody is deleted: take the tick from “active” instead."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from claimtracker.audit.context import record_actor
from claimtracker.audit.history import AuditHistory
from claimtracker.people.models import User

SUPERUSERS_ONLY = ("is_superuser", "user_permissions")


@admin.register(User)
class PersonAdmin(AuditHistory, UserAdmin):
    """The desk's admins give people roles (groups). Only superusers make superusers, change them, or grant more."""

    list_display = ("username", "first_name", "last_name", "kind", "time_zone", "is_active")
    list_filter = ("kind", "groups", "is_active")
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        ("At the desk", {"fields": ("kind", "time_zone", "public_pseudonym")}),
    )
    add_fieldsets = (
        *UserAdmin.add_fieldsets,
        ("At the desk", {"fields": ("kind",)}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else (*fields, *SUPERUSERS_ONLY)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        record_actor(request.user.pk)
        super().save_model(request, obj, form, change)


admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(AuditHistory, GroupAdmin):
    """Django's page of a group, with the history of who got what by it."""
