"""The claim page: shows a review, and takes its buttons."""

from dataclasses import dataclass, field
from http import HTTPStatus

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from claims.admin.presenters.claim_page import captures_of
from claimtracker.people.models import User
from reviews import rules, workflow
from reviews.admin import double_grading, editors, interests, publishing, talk
from reviews.admin.actions import perform
from reviews.admin.alerts import may_see
from reviews.admin.findings import Finding, Group
from reviews.admin.forms import ActionForm, CitationForm, GradingDesk, ReasonForm, grading_desk, saved_draft
from reviews.admin.live import LOOK_UP_AGAIN
from reviews.admin.offers import Offer, offers
from reviews.admin.presenter import ClaimPage, claim_page
from reviews.admin.words import clock
from reviews.choices import ReviewState
from reviews.drafting import DraftRefused, mark_of
from reviews.models import CannedExplanation, Draft, Review

TEMPLATE = "admin/reviews/review/change_form.html"
GRADED_IN = (ReviewState.IN_REVIEW, ReviewState.CORRECTING)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was done, and the action that asked for it."""

    messages: list[str]
    status: HTTPStatus
    action: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What came with the button; it goes back into the page when the action is refused."""

    desk: GradingDesk | None = None
    reasons: dict[str, ReasonForm] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A group of evidence with the form that cites each piece, and what of it is ticked as looked at."""

    group: Group
    pieces: list[tuple[Finding, CitationForm | None]]
    looked_at: frozenset[int]

    @property
    def is_looked_at(self) -> bool:
        return self.looked_at.issuperset(self.group.current)

    @property
    def keys(self) -> str:
        """What the group's tick sends."""
        return " ".join(map(str, self.group.current))

    @property
    def looked_keys(self) -> str:
        """What was looked at before something new came, so that it is not forgotten."""
        return " ".join(map(str, sorted(self.looked_at)))


def person_of(request: HttpRequest) -> User:
    """Who is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def show_or_act(model_admin: ModelAdmin, request: HttpRequest, review: Review) -> HttpResponse:
    """The page of the review; a POST takes one action and leads back here."""
    if request.method != "POST":
        return _render(model_admin, request, review, Typed(), refusal=None)
    typed = _typed(request, review)
    outcome = _attempt(request, review, typed)
    if isinstance(outcome, Refusal):
        review = talk.noted(Review.objects.select_related("claim__claimant", "desk")).get(pk=review.pk)
        return _render(model_admin, request, review, typed, refusal=outcome)
    messages.success(request, outcome)
    return HttpResponseRedirect(request.path)


def _typed(request: HttpRequest, review: Review) -> Typed:
    data = request.POST
    return Typed(
        desk=grading_desk(review, person_of(request), data=data) if "grading" in data else None,
        reasons={
            action: ReasonForm(data, prefix=action, label_suffix="")
            for action in (name.removesuffix("-reason") for name in data if name.endswith("-reason"))
        },
    )


def _attempt(request: HttpRequest, review: Review, typed: Typed) -> str | Refusal:
    form = ActionForm(request.POST)
    if not form.is_valid():
        return Refusal(
            ["The page came back without a known action or version. Nothing was done; press the button again."],
            HTTPStatus.BAD_REQUEST,
        )
    action: str = form.cleaned_data["action"]
    reason = typed.reasons.get(action)
    if (typed.desk and not typed.desk.is_valid()) or (reason and not reason.is_valid()):
        return Refusal(
            ["Some fields cannot be read, so nothing was done. They are marked below; what you typed is still there."],
            HTTPStatus.UNPROCESSABLE_ENTITY,
            action,
        )
    try:
        return perform(
            action,
            review,
            person_of(request),
            version=form.cleaned_data["version"],
            reason=reason.cleaned_data["reason"] if reason else "",
            desk=typed.desk,
            mark=request.POST.get("draft"),
        )
    except workflow.Incomplete as refused:
        return Refusal(refused.problems, HTTPStatus.UNPROCESSABLE_ENTITY, action)
    except workflow.NotPermitted as refused:
        return Refusal([str(refused)], HTTPStatus.FORBIDDEN, action)
    except (workflow.WorkflowRefused, DraftRefused) as refused:
        return Refusal([str(refused)], HTTPStatus.CONFLICT, action)


def _render(
    model_admin: ModelAdmin, request: HttpRequest, review: Review, typed: Typed, *, refusal: Refusal | None
) -> HttpResponse:
    person = person_of(request)
    page = claim_page(review, person)
    desk = typed.desk
    if desk is None and review.state in GRADED_IN and page.standing.is_held_by(person):
        desk = grading_desk(review, person, known=page.known)
    # A button that was refused has saved what came with it.
    draft = saved_draft(review, person) if typed.desk else desk.draft if desk else None
    barring = interests.on_page(review, person)
    double = double_grading.DoubleGrading() if barring.bars else double_grading.on_page(review, person)
    offered = [] if barring.bars else offers(page.standing, person, closed=double.closed)
    context = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "original": review,
        "has_view_permission": True,
        "title": page.wording,
        "page": page,
        "desk": desk,
        "draft_mark": mark_of(draft),
        "draft_saved": clock(draft.saved_at) if draft else "",
        "checks": _checks(page, draft or Draft(review=review, person=person)) if desk else [],
        "evidence": _shown(page, desk),
        "buttons": [offer for offer in offered if not offer.reason_asked],
        "asking": [(offer, *_reason(offer, typed, refusal)) for offer in offered if offer.reason_asked],
        "refusal": refusal,
        "unsent_reason": _unsent_reason(offered, typed, refusal),
        "may_take": person.has_perm(workflow.GRADE),
        "may_see_alerts": may_see(person),
        "canned": CannedExplanation.objects.filter(in_use=True) if desk else (),
        "double": double,
        "interests": barring,
        "editors": None if barring.bars else editors.on_page(review, person),
        "publishing": publishing.on_page(review, {offer.action for offer in offered}),
        "talk": talk.talk_of(review, person),
        "captures": captures_of(review.claim_id) if talk.has(review, "captures") else [],
        "may_retry": person.has_perm(LOOK_UP_AGAIN),
        "person": person,
        "is_nav_sidebar_enabled": False,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, TEMPLATE, context, status=refusal.status if refusal else HTTPStatus.OK)


def _checks(page: ClaimPage, draft: Draft) -> list[rules.Check]:
    around = rules.Surroundings(
        citations=list(draft.citations.all()) if draft.pk else [],
        sides=[(key, group.stance) for group in page.groups if group.stance in rules.SIDES for key in group.current],
        newest=page.known.verdict,
    )
    return rules.checklist(draft, around)


def _shown(page: ClaimPage, desk: GradingDesk | None) -> list[ShownGroup]:
    citations = desk.citations if desk else {}
    looked_at = desk.looked_at if desk else set()
    return [
        ShownGroup(
            group=group,
            pieces=[(finding, citations.get(finding.pk)) for finding in group.findings],
            looked_at=frozenset(looked_at.intersection(group.current)),
        )
        for group in page.groups
    ]


def _reason(offer: Offer, typed: Typed, refusal: Refusal | None) -> tuple[ReasonForm, bool]:
    """The field for the reason, and whether it stands open: where it was asked for and refused."""
    form = typed.reasons.get(offer.action) or ReasonForm(prefix=offer.action, label_suffix="")
    form.fields["reason"].label = offer.reason_asked
    return form, refusal is not None and refusal.action == offer.action


def _unsent_reason(offered: list[Offer], typed: Typed, refusal: Refusal | None) -> str:
    """The reason given for an action that was refused and is not offered any more: the page has no field for it."""
    if refusal is None or any(offer.action == refusal.action for offer in offered):
        return ""
    form = typed.reasons.get(refusal.action)
    return str(form["reason"].value()) if form else ""
