"""Which actions the page offers to a person, and where the review stands, in a sentence."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass

from claimtracker.people.models import User
from reviews import workflow
from reviews.admin.forms import SAVE_DRAFT
from reviews.admin.words import clock, name_of
from reviews.choices import AssignmentRole, ReviewAction, ReviewState
from reviews.models import Assignment, DeskPolicy, Proposal, Review, Transition

NOT_BUTTONS = (
    ReviewAction.ASSIGN,
    ReviewAction.MOVE,
    ReviewAction.HAND_IN,
    ReviewAction.DECIDE,
)
"""What takes more than a reason, and so a form of its own."""
MAIN = (ReviewAction.TAKE, ReviewAction.PROPOSE, ReviewAction.APPROVE)
KEYS = {
    ReviewAction.TAKE: "t",
    ReviewAction.SKIP: "s",
    ReviewAction.APPROVE: "a",
    ReviewAction.RETURN: "r",
    ReviewAction.UNDO: "u",
}
"""The key of a button; see reviews/static/reviews/desk/keys.js."""
REASON_ASKED = {
    ReviewAction.SKIP: "Why do you give it back? (may stay empty)",
    ReviewAction.LEAVE: "Why do you leave it? (may stay empty)",
    ReviewAction.WAIVE: "Why is one grade enough?",
    ReviewAction.RETURN: "What should the author mend?",
    ReviewAction.CANCEL: "Why should it not be published?",
    ReviewAction.CORRECT: "What is wrong with the published verdict?",
    ReviewAction.DISMISS: "Why is there no verdict to give?",
    ReviewAction.REOPEN: "Why should it be looked at again?",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A button; with `reason_asked` it stands below a field for the answer. `key` presses it."""

    action: str
    label: str
    reason_asked: str = ""
    is_main: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """A review as the workflow sees it now: who holds it, what was proposed, whether that can be approved, by whom."""

    review: Review
    held: Assignment | None
    proposal: Proposal | None
    four_eyes: bool
    is_approvable: bool = True

    def is_held_by(self, person: User) -> bool:
        return self.held is not None and self.held.person_id == person.pk

    def is_own_proposal(self, person: User) -> bool:
        return self.proposal is not None and self.proposal.author_id == person.pk


def standing_of(review: Review, proposal: Proposal | None, *, is_approvable: bool = True) -> Standing:
    """The review's standing; `proposal` is the one made last, `is_approvable` what rules.py says of it."""
    policy = DeskPolicy.objects.order_by("-pk").first()
    return Standing(
        review=review,
        held=review.assignments.filter(ended_at=None, role=AssignmentRole.AUTHOR).select_related("person").first(),
        proposal=proposal,
        four_eyes=policy is None or policy.four_eyes,
        is_approvable=is_approvable,
    )


def offers(standing: Standing, person: User, *, closed: Collection[str]) -> list[Offer]:
    """The actions that would not be refused to this person now; `closed` are those that double grading rules out."""
    steps = workflow.steps_from(standing.review.state)
    offered = [
        Offer(
            action=action,
            label=action.label,
            reason_asked=REASON_ASKED.get(action, ""),
            is_main=action in MAIN,
            key=KEYS.get(action, ""),
        )
        for action, step in steps.items()
        if action not in closed and _is_open(step, standing, person)
    ]
    if ReviewAction.PROPOSE in steps and _is_open(steps[ReviewAction.PROPOSE], standing, person):
        offered.insert(0, Offer(action=SAVE_DRAFT, label="Save draft"))
    return offered


def _is_open(step: workflow.Step, standing: Standing, person: User) -> bool:
    if step.permission is None or step.action in NOT_BUTTONS or not person.has_perm(step.permission):
        return False
    if step.holder_only and not standing.is_held_by(person):
        return False
    is_own = standing.is_own_proposal(person)
    is_service = person.kind == User.Kind.SERVICE
    match step.action:
        case ReviewAction.UNDO:
            return _may_undo(standing.review, person)
        case ReviewAction.APPROVE:
            return not is_service and not (standing.four_eyes and is_own) and standing.is_approvable
        case ReviewAction.TAKE | ReviewAction.REOPEN:
            return not workflow.is_dropped(standing.review)
    return not (step.permission == workflow.APPROVE and is_service)


def _may_undo(review: Review, person: User) -> bool:
    with suppress(workflow.WorkflowRefused):
        workflow.undoable(review, person)
        return True
    return False


def in_a_sentence(standing: Standing, person: User, last: Transition | None) -> str:
    """Who has the review now, and what is next."""
    match ReviewState(standing.review.state):
        case ReviewState.QUEUED:
            return "Nobody holds this claim. Take it to grade it."
        case ReviewState.IN_REVIEW | ReviewState.CORRECTING:
            return f"{_returned(last)}{_held(standing, person)}"
        case ReviewState.PROPOSED | ReviewState.SCHEDULED:
            return _proposed(standing, person)
        case ReviewState.GRADING:
            return "One grade of two is in, or the two differ: a second grader grades it, or an editor settles it."
    return _decided(standing, last)


def _decided(standing: Standing, last: Transition | None) -> str:
    if standing.review.state == ReviewState.PUBLISHED:
        return "The verdict is public. Where it is wrong, correct or retract it: nothing published is rewritten."
    if last is not None and last.action == ReviewAction.DROP:
        return f"{last.reason} Restore the claim, and its review is queued again."
    who = f"by {name_of(last.actor)}, {clock(last.at)}" if last else ""
    what = "Dismissed" if standing.review.state == ReviewState.DISMISSED else "Retracted"
    return f"{what} {who}. {workflow.WHO_MAY[workflow.APPROVE].capitalize()} may reopen it."


def _returned(last: Transition | None) -> str:
    if last is None or last.action != ReviewAction.RETURN:
        return ""
    return f"{name_of(last.actor)} returned the proposal, {clock(last.at)}: “{last.reason}” "


def _held(standing: Standing, person: User) -> str:
    held = standing.held
    if held is None:
        return "Nobody holds this claim."
    since = f"since {clock(held.taken_at)}, until {clock(held.lease_until)}"
    if standing.is_held_by(person):
        return f"You hold this claim {since}."
    return f"{name_of(held.person)} holds this claim {since}; only who holds it may grade it."


def _proposed(standing: Standing, person: User) -> str:
    if standing.review.state == ReviewState.SCHEDULED:
        return _scheduled(standing.review)
    who_may = workflow.WHO_MAY[workflow.APPROVE]
    if standing.is_own_proposal(person):
        need = f"It takes a second person: {who_may} approve or return it." if standing.four_eyes else ""
        return f"You proposed this verdict. {need}".strip()
    author = name_of(standing.proposal.author) if standing.proposal else "Somebody"
    return f"{author} proposed this verdict; {who_may} approve or return it."


def _scheduled(review: Review) -> str:
    waits = workflow.scheduled(review)
    when = f"before {clock(waits.publish_at)}" if waits.publish_at else "before an editor publishes it"
    embargo = f" Embargo: {waits.embargo_note}" if waits.embargo_note else ""
    return f"{name_of(waits.approver)} approved this verdict. It is not public {when}.{embargo}"
