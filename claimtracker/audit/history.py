"""The “History” page of every object in the admin: who changed what, when and from where, field by field."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import Truncator, capfirst

from claimtracker.audit import trail, words

READ_ALL = "audit.view_auditentry"


def key(value: str | None) -> int | None:
    """The id that a page goes on before; None where the address has none, or nonsense."""
    return int(value) if value and value.isascii() and value.isdecimal() and len(value) < 19 else None


class AuditHistory:
    """A mixin for model admins: the stock button leads to the audit trail. Who may see the object sees its history."""

    object_history_template: Any = "admin/audit/object_history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page: Any = self  # the model admin that this is mixed into
        opts = page.opts
        subject = page.get_object(request, unquote(object_id))
        if subject is None:
            return page._get_obj_does_not_exist_redirect(request, opts, object_id)  # type: ignore[no-any-return]
        if not page.has_view_or_change_permission(request, subject):
            codename = f"{opts.app_label}.{get_permission_codename('view', opts)}"
            raise PermissionDenied(f"The history of a {opts.verbose_name} is for those who may see it ({codename}).")
        found = trail.history_of(opts.db_table, str(subject.pk), before=key(request.GET.get("before")))
        context = {
            **page.admin_site.each_context(request),
            "title": f"History of {Truncator(str(subject)).chars(120)}",
            "subtitle": None,
            "told": words.tell(found.entries),
            "older": found.older,
            "is_first_page": "before" not in request.GET,
            "may_read_all": request.user.has_perm(READ_ALL),
            "module_name": capfirst(str(opts.verbose_name_plural)),
            "object": subject,
            "opts": opts,
            "preserved_filters": page.get_preserved_filters(request),
            **(extra_context or {}),
        }
        request.current_app = page.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)
