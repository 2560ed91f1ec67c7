"""The way in to the desk: the next claim, what one holds already, and what else there is to do."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from claims.models import ClaimWording
from claims.querysets import dropped
from claimtracker.people.models import User
from reviews import comments, freshness, grading, queue, workflow
from reviews.admin.words import clock
from reviews.choices import ReviewState
from reviews.models import Assignment, Review, ReviewAlert

TEMPLATE = "admin/reviews/desk.html"
MOST_COUNTED = 100
"""More than these are “more than”: an exact number of a long queue helps nobody, and costs."""
EMPTY = "The queue is empty: no claim waits for a reviewer."
TAKEN = "You hold this claim now, the next in the queue."
SECOND_WANTED = "You are the second grader of this claim. Look at the evidence, then hand in your grade."


@dataclass(frozen=True, slots=True)
class Held:
    """A claim that the person holds."""

    url: str
    wording: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """Something to do other than the next claim."""

    label: str
    count: str
    url: str


def desk(request: HttpRequest) -> HttpResponse:
    """GET shows what there is to do and takes nothing; POST takes the next claim and opens it."""
    person = request.user
    if not isinstance(person, User) or not person.has_perm("reviews.view_review"):
        raise PermissionDenied
    if request.method == "POST":
        return take_and_open(request, person)
    may_take = person.has_perm(workflow.GRADE)
    waiting = Review.objects.filter(~dropped("claim"), state=ReviewState.QUEUED)
    context = {
        **site.each_context(request),
        "title": "The desk",
        "is_nav_sidebar_enabled": False,
        "held": _held_by(person),
        "waiting": _count(waiting) if waiting.exists() else "",
        "second_wanted": _count(grading.waiting_for_second(person)) if may_take else "",
        "to_do": _to_do(person),
        "may_take": may_take,
    }
    return TemplateResponse(request, TEMPLATE, context)


def take_and_open(request: HttpRequest, person: User) -> HttpResponse:
    """Take the claim that is next, and open it; where there is none, lead to what else there is to do."""
    try:
        review = queue.take_next(person)
    except workflow.WorkflowRefused as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("desk"))
    if review is None:
        messages.info(request, EMPTY)
        return HttpResponseRedirect(reverse("desk"))
    messages.success(request, SECOND_WANTED if review.state == ReviewState.GRADING else TAKEN)
    return HttpResponseRedirect(reverse("admin:reviews_review_change", args=[review.pk]))


def _held_by(person: User) -> list[Held]:
    newest = ClaimWording.objects.filter(claim=OuterRef("review__claim")).order_by("-number").values("text")[:1]
    rows = Assignment.objects.filter(person=person, ended_at=None).annotate(wording=Subquery(newest))
    return [
        Held(
            url=reverse("admin:reviews_review_change", args=[row.review_id]),
            wording=vars(row)["wording"] or f"Claim of review {row.review_id}",
            since=clock(row.taken_at),
            until=clock(row.lease_until),
        )
        for row in rows.order_by("taken_at")
    ]


def _to_do(person: User) -> list[ToDo]:
    reviews = reverse("admin:reviews_review_changelist")
    found = []
    if person.has_perm(workflow.APPROVE):
        proposed = Review.objects.filter(state=ReviewState.PROPOSED)
        found.append(ToDo("Approve or return proposals", _count(proposed), f"{reviews}?state__exact=proposed"))
    unseen = ReviewAlert.objects.filter(acknowledged_at=None)
    found.append(ToDo("Look at alerts that nobody has seen", _count(unseen), f"{reviews}?alerts=unseen"))
    published = Review.objects.filter(state=ReviewState.PUBLISHED)
    found.append(ToDo("Look at published verdicts", _count(published), f"{reviews}?state__exact=published"))
    mine = reverse("admin:reviews_mention_changelist")
    found.append(ToDo("Read what colleagues ask you", _count(comments.unread_of(person)), mine))
    again = reverse("admin:reviews_recheck_changelist")
    found.append(
        ToDo("Look again at published verdicts", _count(freshness.open_rechecks()), f"{again}?outcome__exact=")
    )
    return [each for each in found if each.count]


def _count(rows: "QuerySet[Any]") -> str:
    """How many, up to MOST_COUNTED; empty for none."""
    number = len(rows.order_by().values_list("pk")[: MOST_COUNTED + 1])
    return f"more than {MOST_COUNTED}" if number > MOST_COUNTED else str(number or "")
