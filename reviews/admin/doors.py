"""Doors of a claim page's sections: each takes a POST, calls a service, and leads back with what came of it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse

from claimtracker.people.models import User
from reviews import comments, freshness, interventions, workflow
from reviews.models import Review

Door = Callable[..., HttpResponse]
"""Called with the request, the person, the review, and what else the address names."""
WORDS = ("text", "question", "answer", "note", "explanation", "reason", "embargo_note")
"""Fields in which people write sentences."""


class NotFilledIn(Exception):
    """A field has a value that its kind does not take."""


REFUSALS = (
    comments.CommentRefused,
    interventions.InterventionRefused,
    freshness.RecheckRefused,
    workflow.WorkflowRefused,
    NotFilledIn,
)


def urls(model_admin: Any, doors: dict[str, tuple[str, Door]]) -> list[URLPattern]:
    """The doors, given as {route below a review: (name, door)}, as addresses of the reviews' admin."""
    return [
        path(
            f"<int:review_id>/{route}",
            model_admin.admin_site.admin_view(_guarded(model_admin, door)),
            name=f"reviews_review_{name}",
        )
        for route, (name, door) in doors.items()
    ]


def _guarded(model_admin: Any, door: Door) -> Door:
    def view(request: HttpRequest, review_id: int, **more: int) -> HttpResponse:
        if not model_admin.has_view_permission(request) or not isinstance(request.user, User):
            raise PermissionDenied
        return door(request, request.user, get_object_or_404(Review, pk=review_id), **more)

    return view


def done(
    request: HttpRequest, review: Review, section: str, do: Callable[[], object], *, said: str = "Noted."
) -> HttpResponse:
    """Do it, and lead back to the section of the page; a refusal says why, and gives the words back."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        do()
    except REFUSALS as refused:
        messages.error(request, f"Nothing was kept. {refused}{_unsent(request)}")
    except ObjectDoesNotExist:
        messages.error(request, "It is not there. Perhaps the link is wrong.")
    else:
        messages.success(request, said)
    return HttpResponseRedirect(f"{reverse('admin:reviews_review_change', args=[review.pk])}#{section}")


def filled(form: forms.Form) -> dict[str, Any]:
    """What the form holds. Raises NotFilledIn with the first field that cannot be read."""
    if not form.is_valid():
        field, problems = next(iter(form.errors.items()))
        raise NotFilledIn(f"{field.replace('_', ' ').capitalize()}: {problems[0]}")
    return form.cleaned_data


def _unsent(request: HttpRequest) -> str:
    """The words that were not kept, so that they can be copied from the message."""
    words = next((text for name, text in request.POST.items() if text and name.rpartition("-")[2] in WORDS), "")
    return f" You wrote: “{words}”" if words else ""
