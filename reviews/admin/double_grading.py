"""Blind double grading on a claim's page: what each person may see of it, and the doors for a grade and a last word."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from claimtracker.people.models import User
from reviews import grading, workflow
from reviews.admin import doors
from reviews.admin.forms import AsideForm, Text
from reviews.admin.words import clock, name_of
from reviews.choices import Agreement, AssignmentRole, ReviewAction, ReviewState
from reviews.models import Adjudication, Grade, Rating, Review

A, S = ReviewAction, ReviewState
OF_GRADES = frozenset({A.SECOND, A.LEAVE, A.HAND_IN, A.DECIDE, A.WAIVE})
SECTION = "double-grading"
ROLES = {grading.AUTHOR_SLOT: "Author", grading.SECOND_SLOT: "Second grader"}


@dataclass(frozen=True, slots=True)
class GradeLine:
    """A grade that the person may see."""

    role: str
    who: str
    at: str
    rating: str
    explanation: str


@dataclass(frozen=True, slots=True)
class DoubleGrading:
    """Where double grading of a claim stands for one person. `sentence` is empty where the claim is graded once.

    `grades` are those that the person may see. `closed` are the actions that would be refused to them, and
    `not_yet` says why nobody may propose.
    """

    sentence: str = ""
    grades: tuple[GradeLine, ...] = ()
    closed: frozenset[str] = OF_GRADES
    not_yet: str = ""
    hand_in: "GradeForm | None" = None
    settle: "SettleForm | None" = None
    is_second: bool = False


class _OfRatings(AsideForm):
    rating = forms.ModelChoiceField(Rating.objects.none(), widget=forms.RadioSelect, empty_label=None)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        ratings = self.fields["rating"]
        if isinstance(ratings, forms.ModelChoiceField):
            ratings.queryset = Rating.objects.filter(scale__in_use=True).select_related("scale")


class GradeForm(_OfRatings):
    element = "hand-in"
    explanation = Text(rows=3, label="Why, in a sentence or two")


class SettleForm(_OfRatings):
    element = "settle"
    reason = Text(rows=3, label="Why this rating holds")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the database says of the round, as far as the person may know it."""

    review: Review
    person: User
    grades: list[Grade]
    slots: frozenset[int]
    waived: bool
    author: User | None
    second: User | None
    decided: Adjudication | None = None
    steps: dict[ReviewAction, workflow.Step] = field(default_factory=dict)

    @property
    def both(self) -> bool:
        return len(self.slots) > 1

    @property
    def has_graded(self) -> bool:
        return any(grade.person_id == self.person.pk for grade in self.grades)

    @property
    def is_settled(self) -> bool:
        return self.decided is not None or grading.in_common(self.grades) is not None

    def may(self, action: ReviewAction) -> bool:
        """Whether the review's state and the person's role have the action."""
        step = self.steps.get(action)
        return step is not None and step.permission is not None and self.person.has_perm(step.permission)


def on_page(review: Review, person: User) -> DoubleGrading:
    """Double grading as the page shows it to this person: no query where nobody asked for it, else six at most."""
    if not review.double_grading and not (review.desk_id and review.desk and review.desk.double_grading):
        return DoubleGrading()
    seen = _seen(review, person)
    not_yet = ""
    if review.state == S.IN_REVIEW and not seen.waived and not seen.is_settled:
        not_yet = grading.NOT_SETTLED if grading.AUTHOR_SLOT in seen.slots else grading.HAND_IN_FIRST
    closed = _closed(seen) | ({A.PROPOSE} if not_yet else set())
    return DoubleGrading(
        sentence=_sentence(seen),
        grades=tuple(_line(grade) for grade in seen.grades),
        closed=frozenset(closed),
        not_yet=not_yet,
        hand_in=None if A.HAND_IN in closed else GradeForm(),
        settle=None if A.DECIDE in closed else SettleForm(),
        is_second=seen.second == person,
    )


def hand_in(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Put down the person's grade, as author or second grader."""

    def put_down() -> Review:
        filled = doors.filled(GradeForm(request.POST))
        return workflow.hand_in_grade(review.pk, person, **filled)

    return doors.done(request, review, SECTION, put_down, said="Your grade is handed in.")


def settle(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Say which rating holds."""

    def decide() -> Review:
        return workflow.settle_grades(review.pk, person, **doors.filled(SettleForm(request.POST)))

    return doors.done(request, review, SECTION, decide, said="The grades are settled; the first grader goes on.")


def urls(model_admin: Any) -> list[URLPattern]:
    """The doors, as addresses below a review's page."""
    return doors.urls(model_admin, {"grade/": ("hand_in", hand_in), "settle/": ("settle", settle)})


def _seen(review: Review, person: User) -> _Seen:
    taken = review.transitions.filter(action__in=(A.REOPEN, A.WAIVE)).order_by("pk")
    steps = list(taken.values_list("action", flat=True))
    number = 1 + steps.count(A.REOPEN)
    grades = list(grading.visible_to(person).filter(review=review, round=number).order_by("slot"))
    slots = Grade.objects.filter(review=review, round=number).values_list("slot", flat=True)
    held = {each.role: each.person for each in review.assignments.filter(ended_at=None).select_related("person")}
    decided = Adjudication.objects.filter(review=review, round=number).select_related("decided_by", "rating")
    return _Seen(
        review=review,
        person=person,
        grades=grades,
        slots=frozenset(slots) if len(grades) < 2 else frozenset(ROLES),
        waived=bool(steps) and steps[-1] == A.WAIVE,
        author=held.get(AssignmentRole.AUTHOR),
        second=held.get(AssignmentRole.SECOND),
        decided=decided.first() if len(grades) > 1 else None,
        steps=workflow.steps_from(review.state),
    )


def _closed(seen: _Seen) -> set[str]:
    """What of OF_GRADES, and of taking the claim as its author, would be refused to the person."""
    person, has_graded = seen.person, seen.has_graded
    has_second = seen.second is not None or grading.SECOND_SLOT in seen.slots
    graded_second = any(g.slot == grading.SECOND_SLOT and g.person_id == person.pk for g in seen.grades)
    is_open = {
        A.SECOND: not seen.waived and not has_second and not has_graded and seen.author != person,
        A.LEAVE: seen.second == person,
        A.HAND_IN: not seen.waived and not has_graded and person in (seen.author, seen.second),
        A.DECIDE: seen.both and not has_graded and person.kind != User.Kind.SERVICE,
        A.WAIVE: person.kind != User.Kind.SERVICE,
        A.TAKE: seen.second != person and (not graded_second or seen.waived or seen.is_settled),
    }
    return {action for action, fits in is_open.items() if not fits or not seen.may(action)}


def _sentence(seen: _Seen) -> str:
    if seen.waived:
        return "An editor waived the second grade: one is enough this time."
    if seen.both:
        return _outcome(seen)
    if seen.has_graded:
        return "Your grade is in, and stands. The other is not: both are shown here once it is."
    if seen.slots:
        mine = "yours" if seen.person in (seen.author, seen.second) else "the second"
        return f"Two people grade this claim, blind. One grade is in; both are shown once {mine} is in."
    return "Two people grade this claim, blind: neither sees the other's grade before both are in."


def _outcome(seen: _Seen) -> str:
    if len(seen.grades) < 2:  # one of them came in between two queries
        return "Both grades are in. Load the page again to see them."
    how_far = grading.agreement(seen.grades[0].rating, seen.grades[1].rating)
    if seen.decided is not None:
        who = name_of(seen.decided.decided_by)
        return f"{how_far.label}. {who} settled on “{seen.decided.rating}”: “{seen.decided.reason}”"
    if seen.is_settled:
        return f"{how_far.label}: it holds."
    why = ", but of two wordings of the claim" if how_far == Agreement.SAME else ""
    return f"{how_far.label}{why}. An editor who gave neither settles it."


def _line(grade: Grade) -> GradeLine:
    return GradeLine(
        role=ROLES[grade.slot],
        who=name_of(grade.person),
        at=clock(grade.graded_at),
        rating=str(grade.rating),
        explanation=grade.explanation,
    )
