"""API keys in the admin: issued, shown once, revoked; never changed, never deleted."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from claimtracker.apikeys import keys
from claimtracker.apikeys.models import ApiKey, Scope
from claimtracker.audit.history import AuditHistory
from claimtracker.people.models import User


class NewKeyForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        choices=Scope.choices, widget=forms.CheckboxSelectMultiple, help_text="What the key may do; it stays so."
    )

    class Meta:
        model = ApiKey
        fields = ("user", "name", "scopes", "expires_at")


@admin.register(ApiKey)
class ApiKeyAdmin(AuditHistory, admin.ModelAdmin):
    form = NewKeyForm
    list_display = ("name", "shown_prefix", "user", "scopes", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("user",)
    list_filter = (("revoked_at", admin.EmptyFieldListFilter),)
    search_fields = ("name", "prefix", "user__username")
    actions = ("revoke",)

    @admin.display(description="Begins with")
    def shown_prefix(self, key: ApiKey) -> str:
        return f"ct_{key.prefix}_…"

    def get_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        issued = ("shown_prefix", "created_at", "last_used_at", "revoked_at")
        return ("user", "name", "scopes", "expires_at") if obj is None else (*super().get_fields(request), *issued)

    def get_readonly_fields(self, request: HttpRequest, obj: ApiKey | None = None) -> Any:
        return () if obj is None else self.get_fields(request, obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "user":
            kwargs["queryset"] = User.objects.filter(kind=User.Kind.SERVICE, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: ApiKey, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's signature
        row, key = keys.issue(
            user=obj.user, name=obj.name, scopes=obj.scopes, expires_at=obj.expires_at, actor=self._actor(request)
        )
        # What follows (the log entry, the redirect) must speak of the row that was issued.
        obj.__dict__.update(row.__dict__)
        self.message_user(
            request,
            f"The key is {key}. Keep it now: it is not stored and cannot be shown again.",
            messages.WARNING,
        )

    @admin.action(description="Revoke selected keys", permissions=["change"])
    def revoke(self, request: HttpRequest, selected: QuerySet[ApiKey]) -> None:
        in_force = list(selected.filter(revoked_at=None))
        for key in in_force:
            keys.revoke(key, actor=self._actor(request))
        self.message_user(request, f"{len(in_force)} key(s) revoked.", messages.SUCCESS)

    def has_change_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        # The list's revoke action needs the permission; a key's own page shows it and changes nothing.
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: ApiKey | None = None) -> bool:
        return False

    def _actor(self, request: HttpRequest) -> User:
        user = request.user
        if not isinstance(user, User):
            raise TypeError("The admin lets nobody in who is not signed in.")
        return user
