"""What stands below a claim's page: rechecks, comments and interventions, each with its form and its door."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from claims.choices import WorkState
from claims.models import EvidenceCapture
from claimtracker.people.models import User
from reviews import comments, freshness, interventions, rechecking
from reviews.admin import doors
from reviews.admin.words import clock, day, name_of
from reviews.choices import InterventionOutcome
from reviews.models import Comment, Intervention, Mention, Recheck, Review


@dataclass(frozen=True, slots=True)
class CommentLine:
    who: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class InterventionLine:
    pk: int
    contacted: str
    asked: str
    question: str
    outcome: str
    answer: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class RecheckLine:
    pk: int
    reason: str
    closed: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What colleagues said and whom they asked, oldest first; what is to be looked at again, open ones first."""

    comments: list[CommentLine]
    interventions: list[InterventionLine]
    rechecks: list[RecheckLine]
    may_comment: bool
    may_intervene: bool
    may_recheck: bool

    @property
    def has_open_recheck(self) -> bool:
        return any(not line.closed for line in self.rechecks)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(choices=InterventionOutcome.choices)
    answer = forms.CharField(required=False)
    answered_on = forms.DateField(required=False)


class InterventionForm(forms.Form):
    contacted = forms.CharField(required=False)
    channel = forms.CharField(required=False)
    question = forms.CharField(required=False)
    contacted_at = forms.DateTimeField(required=False)


class StandsForm(forms.Form):
    note = forms.CharField(required=False)
    again_on = forms.DateField(required=False)


def noted(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """The reviews, each with whether there is anything to fetch for its page below."""
    of_review = {
        "comments": Comment.objects.filter(review=OuterRef("pk")),
        "interventions": Intervention.objects.filter(review=OuterRef("pk")),
        "rechecks": Recheck.objects.filter(review=OuterRef("pk")),
        "captures": EvidenceCapture.objects.filter(claim=OuterRef("claim")).exclude(state=WorkState.DONE),
    }
    return reviews.annotate(**{f"has_{name}": Exists(rows.order_by()) for name, rows in of_review.items()})


def has(review: Review, what: str) -> bool:
    """Whether there is any of it; True where nobody looked."""
    return bool(vars(review).get(f"has_{what}", True))


def talk_of(review: Review, person: User) -> Talk:
    """What the page shows to this person, in a query for each kind that there is; mentions of them are read now."""
    is_person = person.kind == User.Kind.PERSON
    return Talk(
        comments=_comments(review, person) if has(review, "comments") else [],
        interventions=_interventions(review) if has(review, "interventions") else [],
        rechecks=_rechecks(review) if has(review, "rechecks") else [],
        may_comment=is_person and person.has_perm(comments.PERMISSION),
        may_intervene=is_person and person.has_perm(interventions.PERMISSION),
        may_recheck=is_person and person.has_perm(freshness.PERMISSION),
    )


def _comments(review: Review, person: User) -> list[CommentLine]:
    unread = Mention.objects.filter(comment=OuterRef("pk"), person=person, read_at=None).order_by()
    rows = Comment.objects.filter(review=review).select_related("author").annotate(is_news=Exists(unread))
    said = list(rows.order_by("pk"))
    if any(vars(each)["is_news"] for each in said):
        comments.read(review.pk, person)
    return [CommentLine(name_of(each.author), clock(each.written_at), each.text) for each in said]


def _interventions(review: Review) -> list[InterventionLine]:
    asked = Intervention.objects.filter(review=review).select_related("recorded_by")
    return [_intervention(each) for each in asked.order_by("contacted_at", "pk")]


def _rechecks(review: Review) -> list[RecheckLine]:
    again = Recheck.objects.filter(review=review).select_related("done_by").order_by("outcome", "due_on", "pk")
    return [RecheckLine(each.pk, each.reason, _closed(each)) for each in again]


def say(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Keep a comment."""
    return doors.done(
        request, review, "comments", lambda: comments.add_comment(review.pk, person, request.POST.get("text", ""))
    )


def ask(request: HttpRequest, person: User, review: Review) -> HttpResponse:
    """Put on record that somebody was asked."""
    return doors.done(
        request,
        review,
        "interventions",
        lambda: interventions.record(review.pk, person, **doors.filled(InterventionForm(request.POST))),
    )


def hear(request: HttpRequest, person: User, review: Review, pk: int) -> HttpResponse:
    """Note what came of asking somebody."""

    def note() -> Intervention:
        filled = doors.filled(OutcomeForm(request.POST))
        return interventions.note_outcome(pk, person, InterventionOutcome(filled.pop("outcome")), **filled)

    return doors.done(request, review, "interventions", note)


def stands(request: HttpRequest, person: User, review: Review, pk: int) -> HttpResponse:
    """Note that the verdict was looked at again and stands."""
    return doors.done(
        request,
        review,
        "rechecks",
        lambda: rechecking.stands(pk, person, **doors.filled(StandsForm(request.POST))),
    )


def urls(model_admin: Any) -> list[URLPattern]:
    """The doors, as addresses below a review's page."""
    ways: dict[str, tuple[str, doors.Door]] = {
        "comments/": ("comment", say),
        "interventions/": ("intervene", ask),
        "interventions/<int:pk>/outcome/": ("outcome", hear),
        "rechecks/<int:pk>/stands/": ("stands", stands),
    }
    return doors.urls(model_admin, ways)


def _intervention(row: Intervention) -> InterventionLine:
    channel = f" {row.channel[0].lower()}{row.channel[1:]}" if row.channel else ""
    answered = f", {day(row.answered_on)}" if row.answered_on else ""
    return InterventionLine(
        pk=row.pk,
        contacted=row.contacted,
        asked=f"asked by {name_of(row.recorded_by)}{channel}, {clock(row.contacted_at)}",
        question=row.question,
        outcome=f"{row.get_outcome_display()}{answered}",
        answer=row.answer,
        is_open=row.outcome in (InterventionOutcome.WAITING, InterventionOutcome.NO_ANSWER),
    )


def _closed(recheck: Recheck) -> str:
    if not recheck.outcome or recheck.done_at is None:
        return ""
    who = f" {name_of(recheck.done_by)}" if recheck.done_by else ""
    note = f": “{recheck.note}”" if recheck.note else ""
    return f"{recheck.get_outcome_display()},{who} {day(recheck.done_at)}{note}"
