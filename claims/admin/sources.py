"""Sources: switched on and set by the desk's admins, with the state of each circuit breaker."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from claims.admin.base import DeskAdmin
from claims.admin.presenters import standing
from claims.admin.source_form import field_name, form_of, known_connector, secrets_in_words
from claims.lookup import circuit
from claims.lookup.source_rows import sync_sources
from claims.models import Source
from claimtracker.people.refusals import NeedsPermission


@admin.register(Source)
class SourceAdmin(DeskAdmin):
    list_display = ("title", "name", "enabled", "primary", "needs_network", "breaker", "licence")
    list_filter = ("enabled", "needs_network", "circuit__state")
    list_select_related = ("circuit",)
    readonly_fields = ("title", "name", "needs_network", "licence", "breaker")
    change_form_template = "admin/claims/source/change_form.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        about = "A source that needs the network sends claims' words out of this machine."
        pace = "All workers together keep to it. Empty: as its connector declares."
        main = ("title", "name", "needs_network", "licence", "primary", "enabled", "breaker")
        return [
            (None, {"fields": main, "description": about}),
            *self._option_fieldset(request, obj),
            ("Pace", {"fields": (("rate_requests", "rate_seconds"), "rate_at_once"), "description": pace}),
        ]

    def _option_fieldset(self, request: HttpRequest, obj: Any) -> list[Any]:
        its_connector = known_connector(obj)
        if its_connector is None or not its_connector.options:
            return []
        names = [field_name(option) for option in its_connector.options if not option.secret]
        shown = names if self.has_change_permission(request, obj) else ["options"]
        return [("Options", {"fields": shown, "description": secrets_in_words(its_connector)})]

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:  # type: ignore[override]
        return super().get_form(request, obj, **{**kwargs, "form": form_of(obj)})

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        sync_sources()
        return super().changelist_view(request, extra_context)

    @admin.display(description="circuit breaker", ordering="circuit__state")
    def breaker(self, source: Source) -> SafeString:
        return standing.circuit(circuit.circuit_of(source)).as_html()

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.close_circuit))
        return [path("<int:pk>/close-circuit/", view, name="claims_source_close_circuit"), *super().get_urls()]

    def close_circuit(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask the source again from now on."""
        source = get_object_or_404(Source, pk=pk)
        if not self.has_change_permission(request, source):
            raise NeedsPermission("claims.change_source")
        if circuit.close(source):
            self.log_change(request, source, "Closed the circuit breaker by hand.")
            self.message_user(request, f"“{source}” is asked again from now on.", messages.SUCCESS)
        else:
            self.message_user(request, f"“{source}” was being asked already.", messages.INFO)
        return HttpResponseRedirect(reverse("admin:claims_source_change", args=[pk]))
