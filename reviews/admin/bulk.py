"""What is done to many reviews at once: each by the workflow, in a transaction of its own, each with its own answer."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AdminSplitDateTime
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import Truncator

from claims.admin.annotations import newest_wording
from claimtracker.people.models import User
from reviews import assigning, workflow
from reviews.admin.page import person_of
from reviews.admin.words import count_of
from reviews.models import Review

Act = Callable[[int, User], Any]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason",
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="It is kept with every one of these claims, and counted in the selection balance.",
    )


class DeadlineForm(forms.Form):
    due_at = forms.SplitDateTimeField(
        label="To be done by",
        widget=AdminSplitDateTime,
        required=False,
        help_text="In your time zone. Left empty, the deadline is taken away.",
    )


def take(request: HttpRequest) -> None:
    """Hold each for the person."""
    answer(request, workflow.take, done="taken: you hold it now", many="taken: you hold them now")


def skip(request: HttpRequest) -> None:
    """Give each back."""
    answer(request, workflow.skip, done="given back", many="given back")


def dismiss(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse | None:
    """Dismiss each, for one reason; asks for it first."""
    form = ReasonForm(request.POST if "apply" in request.POST else None)
    if not form.is_valid():
        return _ask(model_admin, request, form, action="dismiss", title="Dismiss claims", button="Dismiss")
    reason = form.cleaned_data["reason"]

    def act(review_id: int, person: User) -> None:
        workflow.dismiss(review_id, person, reason=reason)

    answer(request, act, done="dismissed", many="dismissed")
    return None


def assign_deadline(model_admin: ModelAdmin, request: HttpRequest) -> HttpResponse | None:
    """Give each the same deadline; asks for it first."""
    form = DeadlineForm(request.POST if "apply" in request.POST else None)
    if not form.is_valid():
        return _ask(model_admin, request, form, action="assign_deadline", title="Set a deadline", button="Set deadline")
    due_at = form.cleaned_data["due_at"]

    def act(review_id: int, person: User) -> None:
        assigning.set_deadline(review_id, person, due_at)

    what = "given its deadline" if due_at else "without a deadline now"
    answer(request, act, done=what, many=what.replace("its", "their"))
    return None


def answer(request: HttpRequest, act: Act, *, done: str, many: str) -> None:
    """Act on each chosen review; one message for those that went well, and one for each that did not, with why."""
    person = person_of(request)
    went_well = 0
    for review in _chosen(request):
        try:
            act(review.pk, person)
        except workflow.WorkflowRefused as refused:
            messages.error(request, f"Not done: “{_named(review)}”. {refused}")
        else:
            went_well += 1
    if went_well:
        messages.success(request, f"{count_of(went_well, 'claim')} {done if went_well == 1 else many}.")


def _chosen(request: HttpRequest) -> list[Any]:
    # Not narrowed to the list's filters: what has left the list meanwhile gets its answer, too.
    chosen = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if key.isdecimal() and len(key) < 19]
    return list(Review.objects.filter(pk__in=chosen).annotate(words=newest_wording("claim")).order_by("pk"))


def _named(review: Any) -> str:
    return Truncator(review.words or f"Claim {review.claim_id}").chars(100)


def _ask(
    model_admin: ModelAdmin, request: HttpRequest, form: forms.Form, *, action: str, title: str, button: str
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
        "form": form,
        "media": model_admin.media + form.media,
        "action": action,
        "button": button,
        "chosen": [(review.pk, _named(review)) for review in _chosen(request)],
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/reviews/lists/ask.html", context)
