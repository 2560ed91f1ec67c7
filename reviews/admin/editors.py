"""What an editor settles beside a review's way: deadline, desk, double grading, and whose hands it goes into."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from claimtracker.people.models import User
from reviews import assigning, workflow
from reviews.admin import doors
from reviews.admin.forms import Moment
from reviews.choices import ReviewState
from reviews.models import Desk, Review
from reviews.querysets import OPEN

SECTION = "editors"
GRADED_TWICE_IN = (ReviewState.QUEUED, ReviewState.IN_REVIEW, ReviewState.GRADING)
"""States in which asking for a second grade, or not asking any more, still changes something."""


class DeadlineForm(forms.Form):
    due_at = Moment(label="Deadline", help_text="Empty: there is none.")


class DeskForm(forms.Form):
    desk = forms.ModelChoiceField(Desk.objects.all(), required=False, empty_label="No desk")


class TwiceForm(forms.Form):
    wanted = forms.BooleanField(required=False)


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(User.objects.none(), label="Person", empty_label="Choose somebody")
    reason = forms.CharField(required=False, label="Why (may stay empty)", max_length=500)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people = self.fields["to"]
        if isinstance(people, forms.ModelChoiceField):
            people.queryset = graders()


@dataclass(frozen=True, slots=True)
class ForEditors:
    """The forms of the section; without one where the review's state has no use for it."""

    deadline: DeadlineForm | None
    desk: DeskForm
    assign: AssignForm | None
    may_ask_twice: bool
    is_twice: bool
    desk_asks_twice: bool


def graders() -> QuerySet[User]:
    """Everybody who may be given a claim to grade, by name."""
    codename = workflow.GRADE.partition(".")[2]
    has_role = Q(groups__permissions__codename=codename, groups__permissions__content_type__app_label="reviews")
    people = User.objects.filter(has_role | Q(is_superuser=True), is_active=True, kind=User.Kind.PERSON)
    return people.order_by("first_name", "last_name", "username").distinct()


def on_page(review: Review, person: User) -> ForEditors | None:
    """The section as the page shows it to an editor, with a query for each list to choose from; None for others."""
    if not person.has_perm(workflow.ASSIGN):
        return None
    return ForEditors(
        deadline=DeadlineForm(initial={"due_at": review.due_at}, label_suffix="") if review.state in OPEN else None,
        desk=DeskForm(initial={"desk": review.desk_id}, label_suffix=""),
        assign=AssignForm(initial={"version": review.version}, label_suffix="")
        if review.state == ReviewState.QUEUED
        else None,
        may_ask_twice=review.state in GRADED_TWICE_IN,
        is_twice=review.double_grading,
        desk_asks_twice=bool(review.desk_id and review.desk and review.desk.double_grading),
    )


def deadline(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Say by when a verdict is wanted."""
    return doors.done(
        request,
        review,
        SECTION,
        lambda: assigning.set_deadline(review.pk, person, **doors.filled(DeadlineForm(request.POST))),
        said="The deadline is set.",
    )


def desk(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Hand the review to a desk, or to none."""
    return doors.done(
        request,
        review,
        SECTION,
        lambda: assigning.set_desk(review.pk, person, **doors.filled(DeskForm(request.POST))),
        said="The desk is set.",
    )


def twice(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Have the claim graded twice, or leave it to its desk again."""
    return doors.done(
        request,
        review,
        SECTION,
        lambda: assigning.ask_double_grading(review.pk, person, **doors.filled(TwiceForm(request.POST))),
        said="Whether the claim is graded twice is set.",
    )


def assign(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Put the review into somebody's hands."""
    return doors.done(
        request,
        review,
        SECTION,
        lambda: workflow.assign(review.pk, person, **doors.filled(AssignForm(request.POST))),
        said="The claim is theirs now; they find it under “You hold”.",
    )


def urls(model_admin: Any) -> list[URLPattern]:
    """The doors, as addresses below a review's page."""
    ways: dict[str, tuple[str, doors.Door]] = {
        "deadline/": ("deadline", deadline),
        "desk/": ("desk", desk),
        "twice/": ("twice", twice),
        "assign/": ("assign", assign),
    }
    return doors.urls(model_admin, ways)
