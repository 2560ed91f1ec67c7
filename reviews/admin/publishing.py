"""Approving a verdict for later, and moving a publication that waits: the forms on a claim's page, and their doors."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from claimtracker.people.models import User
from reviews import workflow
from reviews.admin import doors
from reviews.admin.forms import AsideForm, Moment, Text
from reviews.choices import ReviewAction
from reviews.models import Review

SECTION = "work"


class _OfVersion(AsideForm):
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class LaterForm(_OfVersion):
    element = "later"
    publish_at = Moment(label="Publish at", help_text="Empty: when an editor releases it.")
    embargo_note = Text(rows=2, label="Embargo", help_text="Whose it is, and on what; empty: there is none.")


class MoveForm(_OfVersion):
    element = "move"
    publish_at = Moment(label="Publish at", help_text="Under an embargo it may stay empty: when an editor releases it.")
    reason = Text(rows=2, label="Why it is moved (may stay empty)")


@dataclass(frozen=True, slots=True)
class Publishing:
    """What the person may do about the time of a publication."""

    later: LaterForm | None = None
    move: MoveForm | None = None


def on_page(review: Review, offered: Collection[str]) -> Publishing:
    """The forms, by the actions that are offered to the person; it asks the database only about what waits."""
    if ReviewAction.APPROVE in offered:
        return Publishing(later=LaterForm(initial={"version": review.version}))
    if ReviewAction.RELEASE in offered:
        waits = workflow.scheduled(review)
        return Publishing(move=MoveForm(initial={"version": review.version, "publish_at": waits.publish_at}))
    return Publishing()


def later(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Approve what was proposed, to be public at a time or when an embargo ends."""

    def approve() -> Review:
        filled = doors.filled(LaterForm(request.POST))
        if filled["publish_at"] is None and not filled["embargo_note"].strip():
            raise doors.NotFilledIn("Give a time, or say whose embargo it is under. To publish at once, approve it.")
        return workflow.approve(review.pk, person, **filled)

    return doors.done(request, review, SECTION, approve, said="The verdict is approved. It is not public yet.")


def move(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Set another time."""

    def reschedule() -> Review:
        return workflow.move_publication(review.pk, person, **doors.filled(MoveForm(request.POST)))

    return doors.done(request, review, SECTION, reschedule, said="The publication is moved.")


def urls(model_admin: Any) -> list[URLPattern]:
    """The doors, as addresses below a review's page."""
    return doors.urls(model_admin, {"later/": ("later", later), "move/": ("move", move)})
