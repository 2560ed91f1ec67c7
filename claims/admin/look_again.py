"""The page that looks a claim up again in one source: the planned query, to be edited before it is asked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from claims.lookup.editing import LONGEST_VALUE, strings_of
from claims.lookup.opening import LookupRefused, look_again, plan_of
from claims.models import Claim, Source
from claims.tasks import look_up
from claimtracker.doorbell import ring
from claimtracker.people.models import User
from claimtracker.people.refusals import NeedsPermission


class LookAgainForm(forms.Form):
    """A field for each string of the planned query, in the query's order."""

    def __init__(self, planned: dict[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pointers = {f"value_{number}": pointer for number, pointer in enumerate(planned)}
        for name, pointer in self.pointers.items():
            self.fields[name] = forms.CharField(
                label=pointer.lstrip("/").replace("/", " › ").replace("_", " "),
                initial=planned[pointer],
                required=False,
                strip=False,
                max_length=LONGEST_VALUE,
                widget=forms.TextInput(attrs={"size": 80}),
            )

    @property
    def changes(self) -> dict[str, str]:
        """The values by their pointers, as look_again takes them."""
        return {pointer: self.cleaned_data[name] for name, pointer in self.pointers.items()}


class LookAgainView:
    """GET shows the query, POST asks it."""

    def __init__(self, model_admin: "ModelAdmin[Any]") -> None:
        self.model_admin = model_admin

    def __call__(self, request: HttpRequest, claim: int, source: int) -> HttpResponse:
        if not request.user.has_perm("claims.look_up_again"):
            raise NeedsPermission("claims.look_up_again")
        of_claim = get_object_or_404(Claim, pk=claim)
        in_source = get_object_or_404(Source, pk=source)
        try:
            form = LookAgainForm(strings_of(plan_of(of_claim, in_source)), request.POST or None)
            if request.method == "POST" and form.is_valid():
                return self._asked(request, of_claim, in_source, form)
        except LookupRefused as refusal:
            self.model_admin.message_user(request, str(refusal), messages.WARNING)
            return HttpResponseRedirect(reverse("admin:claims_claim_change", args=[claim]))
        return self._page(request, of_claim, in_source, form)

    def _asked(self, request: HttpRequest, claim: Claim, source: Source, form: LookAgainForm) -> HttpResponse:
        person = request.user if isinstance(request.user, User) else None
        lookup = look_again(claim, source, person, changes=form.changes)
        ring(look_up, lookup.pk)
        told = f"“{source}” is asked again (look-up {lookup.number}): reload the page in a moment."
        self.model_admin.message_user(request, told, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:claims_sourcelookup_change", args=[lookup.pk]))

    def _page(self, request: HttpRequest, claim: Claim, source: Source, form: LookAgainForm) -> HttpResponse:
        about = {"description": "As planned from the claim's newest wording. What you change is kept with your name."}
        fieldsets = [("What is asked", {"fields": list(form.fields), **about})]
        context = {
            **self.model_admin.admin_site.each_context(request),
            "title": f"Look up again in {source}",
            "opts": self.model_admin.opts,
            "claim": claim,
            "source": source,
            "adminform": AdminForm(form, fieldsets, {}, model_admin=self.model_admin),  # type: ignore[arg-type]
            "errors": form.errors,
            "media": self.model_admin.media + form.media,
        }
        return TemplateResponse(request, "admin/claims/sourcelookup/look_again.html", context)
