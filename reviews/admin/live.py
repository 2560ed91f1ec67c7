"""What an open claim page asks of the desk in the background. Every answer is JSON; a refusal names its `problem`.

signed_out (401), other_person (409): sign in again, the text is kept. not_held (409): nobody or somebody else holds the
review. moved, elsewhere (409): the review or the draft is another than the page showed; `theirs` is what is saved.
unreadable (422): a field. refused (403): the person may not do this.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from claims.lookup.opening import LookupRefused, retry_now
from claims.models import SourceLookup
from claims.tasks import look_up
from claimtracker.doorbell import ring
from claimtracker.people.models import User
from reviews import prose, queue, rules, workflow
from reviews.admin.forms import grading_desk
from reviews.admin.words import clock, name_of
from reviews.choices import AssignmentRole, ReviewState
from reviews.drafting import DraftRefused, NotHolding, ReviewMoved, SavedElsewhere, mark_of, save_draft
from reviews.grading import drafts_visible_to
from reviews.models import Assignment, Draft, Review

PROBLEMS: dict[type[DraftRefused], str] = {NotHolding: "not_held", ReviewMoved: "moved", SavedElsewhere: "elsewhere"}
LOOK_UP_AGAIN = "claims.look_up_again"

View = Callable[..., HttpResponse]


def live(view: View) -> View:
    """A door for the page's scripts: a POST of the person who opened the page; it never leads to a log-in form."""

    @never_cache
    @require_POST
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not site.has_permission(request):
            message = "You are signed out. What you typed is kept in this browser; sign in again, and it is saved."
            return _refusal("signed_out", message, HTTPStatus.UNAUTHORIZED)
        if not request.user.has_perm("reviews.view_review"):
            return _refusal("refused", f"{request.user} may not see reviews.", HTTPStatus.FORBIDDEN)
        if request.POST.get("person") not in (None, str(request.user.pk)):
            message = f"You are signed in as {request.user} now. Nothing is saved in that name: sign in as before."
            return _refusal("other_person", message)
        return view(request, *args, **kwargs)

    return answer


@live
def draft(request: HttpRequest, review_id: int) -> HttpResponse:
    """Save what the grading form holds, renew the lease, and say what a proposal would still lack."""
    review, person = _review_and_person(request, review_id)
    desk = grading_desk(review, person, data=request.POST)
    version = request.POST.get("version", "")
    if not version.isdecimal() or not desk.is_valid():
        forms = {"": desk.form, **{f"evidence {key}, ": form for key, form in desk.citations.items()}}
        words = [
            f"{where}{name}: {' '.join(str(word) for word in form.errors[name])}"
            for where, form in forms.items()
            for name in form.errors
        ]
        message = " ".join(words) or "The page came back without its version. Reload it."
        return _refusal("unreadable", message, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        saved = save_draft(
            review, person, desk.grading(), desk.cited(), version=int(version), mark=request.POST.get("draft")
        )
    except DraftRefused as refused:
        return _refusal(PROBLEMS.get(type(refused), "refused"), str(refused), theirs=_theirs(review, person))
    saved.review = review
    return JsonResponse(
        {"saved": clock(saved.saved_at), "mark": mark_of(saved), **_until(review, person), "checks": told_checks(saved)}
    )


@live
def heartbeat(request: HttpRequest, review_id: int) -> HttpResponse:
    """Renew the lease of a page that is looked at."""
    review, person = _review_and_person(request, review_id)
    try:
        until = queue.heartbeat(review.pk, person)
    except workflow.WorkflowRefused as refused:
        return _refusal("not_held", f"{refused} {_who_holds(review)}".strip(), theirs=_theirs(review, person))
    return JsonResponse({"until": clock(until)})


@live
def hold(request: HttpRequest, review_id: int) -> HttpResponse:
    """Take the review again after its lease ended, without leaving the page."""
    review, person = _review_and_person(request, review_id)
    try:
        taken = workflow.take(review.pk, person)
    except workflow.WorkflowRefused as refused:
        return _refusal("not_held", str(refused), theirs=_theirs(review, person))
    return JsonResponse({"version": taken.version, **_until(taken, person)})


@live
def preview(request: HttpRequest) -> HttpResponse:
    """The explanation as readers will see it."""
    return JsonResponse({"html": prose.as_html(request.POST.get("explanation", ""))})


def retry(request: HttpRequest, review_id: int, lookup_id: int) -> HttpResponse:
    """Ask a source again whose look-up failed, and lead back to the claim."""
    lookup = get_object_or_404(SourceLookup.objects.select_related("source"), pk=lookup_id, claim__review=review_id)
    if request.method != "POST" or not request.user.has_perm(LOOK_UP_AGAIN):
        return HttpResponse("Reviewers and editors may have a look-up tried again.", status=HTTPStatus.FORBIDDEN)
    try:
        ring(look_up, retry_now(lookup).pk)
    except LookupRefused as refused:
        return _said(request, review_id, str(refused), done=False)
    return _said(request, review_id, f"“{lookup.source}” is asked again now. Its answer comes with the next load.")


def told_checks(of_draft: Draft) -> list[dict[str, Any]]:
    """The rules' checklist for a draft, as the page's scripts take it."""
    return [
        {"name": check.name, "label": check.label, "met": check.is_met, "problems": check.problems}
        for check in rules.checklist(of_draft)
    ]


def _said(request: HttpRequest, review_id: int, words: str, *, done: bool = True) -> HttpResponse:
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": words}, status=HTTPStatus.OK if done else HTTPStatus.CONFLICT)
    (messages.success if done else messages.warning)(request, words)
    return HttpResponseRedirect(reverse("admin:reviews_review_change", args=[review_id]))


def _review_and_person(request: HttpRequest, review_id: int) -> tuple[Review, User]:
    person = request.user
    if not isinstance(person, User):
        raise workflow.NobodyActs("The door lets nobody in who is not signed in.")
    return get_object_or_404(Review.objects.select_related("claim"), pk=review_id), person


def _refusal(
    problem: str, message: str, status: HTTPStatus = HTTPStatus.CONFLICT, *, theirs: dict[str, Any] | None = None
) -> JsonResponse:
    return JsonResponse({"problem": problem, "message": message, "theirs": theirs}, status=status)


def _held(review: Review) -> Assignment | None:
    """The hold on the review as its author."""
    return review.assignments.filter(ended_at=None, role=AssignmentRole.AUTHOR).select_related("person").first()


def _until(review: Review, person: User) -> dict[str, str]:
    held = review.assignments.filter(ended_at=None, person=person).first()
    return {"until": clock(held.lease_until) if held else ""}


def _who_holds(review: Review) -> str:
    held = _held(review)
    return f"{name_of(held.person)} holds it since {clock(held.taken_at)}." if held else ""


def _theirs(review: Review, person: User) -> dict[str, Any]:
    """What is saved now, by whom, and the version and mark with which the person's own text may still replace it."""
    held = _held(review)
    owner = held.person if held else person
    own = owner.pk == person.pk
    # While a claim is graded twice, blind, nobody sees what another writes.
    saved = drafts_visible_to(person, review).filter(person=owner).select_related("rating").first()
    fields = {} if saved is None else _fields(saved)
    return {
        "who": "You" if own else name_of(owner),
        "own": own and held is not None,
        "free": review.state == ReviewState.QUEUED,
        "saved": clock(saved.saved_at) if saved else "",
        "mark": mark_of(saved) if own else "",
        "version": Review.objects.values_list("version", flat=True).get(pk=review.pk),
        "fields": fields,
    }


def _fields(saved: Draft) -> dict[str, str]:
    """The draft as the fields of the page's form."""
    plain = {
        name: str(getattr(saved, name) or "")
        for name in ("headline", "explanation", "valid_as_of", "recheck_on", "waiver", "note", "kind")
    }
    cited: dict[str, str] = {}
    for each in saved.citations.all():
        cited |= {f"evidence-{each.evidence_id}-role": each.role, f"evidence-{each.evidence_id}-quote": each.quote}
    return {"rating": str(saved.rating_id or ""), **plain, **cited}
