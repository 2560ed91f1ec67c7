"""Say, where the admin refuses a page or an action, who may have it."""

import re
from http import HTTPStatus

from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

VERBS = {"changelist": "view", "history": "view", "add": "add", "change": "view", "delete": "delete"}
"""What Django's pages of a model need; a change that is sent needs “change”."""


class NeedsPermission(PermissionDenied):
    """The person lacks a permission, as “app.codename”. The page that says so names the roles that have it."""

    def __init__(self, permission: str) -> None:
        super().__init__()
        self.permission = permission


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The handler of every refusal outside of the API: what it is about, and whose role allows it."""
    permission = getattr(exception, "permission", "") or _of_page(request)
    reason = str(exception) or (who_may(permission) if permission else "")
    context = {"title": "Not allowed", "reason": reason, "next_step": "Ask the desk's admin for the role."}
    if getattr(request, "user", None) is not None and request.user.is_staff:
        context = {**admin.site.each_context(request), **context}
    return TemplateResponse(request, "403.html", context, status=HTTPStatus.FORBIDDEN).render()


def who_may(permission: str) -> str:
    """A sentence: what takes which permission, and the roles that have it."""
    app_label, _, codename = permission.partition(".")
    named = Permission.objects.filter(content_type__app_label=app_label, codename=codename).first()
    if named is None:
        return ""
    roles = list(Group.objects.filter(permissions=named).order_by("name").values_list("name", flat=True))
    who = f"the role{'' if len(roles) == 1 else 's'} {', '.join(roles)}" if roles else "superusers alone"
    return f"“{named.name}” is for {who}."


def _of_page(request: HttpRequest) -> str:
    """The permission that a page of the admin takes, as its name tells; empty for other pages."""
    match = getattr(request, "resolver_match", None)
    named = re.fullmatch(r"([a-z]+)_([a-z]+)_([a-z_]+)", match.url_name or "") if match else None
    if match is None or named is None or "admin" not in match.app_names:
        return ""
    app_label, model, page = named.groups()
    verb = VERBS.get(page, "change")
    if verb == "view" and request.method == "POST":
        verb = "change"
    return f"{app_label}.{verb}_{model}"
