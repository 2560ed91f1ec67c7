"""The only code that writes review state: one action, one transaction, one Transition.

Every action locks the review, checks state, permission and version, has its effect, moves the review, and appends a
Transition, in a transaction that names the actor to the audit trail.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from reviews.choices import AssignmentRole, ReviewAction, ReviewState
from reviews.models import Proposal, Review, Transition
from reviews.workflow.errors import Incomplete, NobodyActs, NotPermitted, StaleReview, WrongState
from reviews.workflow.table import APPROVE, WHO_MAY, Step, steps_from


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where an effect leads the review, the proposal that it speaks of, and what to say before the reason given."""

    target: ReviewState
    proposal: Proposal | None = None
    note: str = ""


Effect = Callable[[Review, Step, User | None], Outcome]
"""What an action does beside moving the review. Gets it locked; refuses by raising WorkflowRefused."""


@transaction.atomic
def act(
    action: ReviewAction,
    review_id: int,
    person: User | None,
    *,
    effect: Effect,
    reason: str = "",
    version: int | None = None,
) -> Review:
    """Take the action as the person (None: the desk itself). Raises WorkflowRefused, and then nothing is changed."""
    record_actor(person.pk if person else None)
    review = Review.objects.select_for_update().get(pk=review_id)
    step = _step(review, action)
    _check_permission(step, person)
    if version is not None and version != review.version:
        raise StaleReview(
            f"The review changed while you looked at it (you saw version {version}, it is at {review.version}). "
            "Reload, look again, and repeat what you meant to do."
        )
    if step.holder_only and (holder := holder_of(review)) != person:
        raise NotPermitted(f"{holder or 'Nobody'} holds this review; only who holds it may do this. Take it first.")
    if step.needs_reason and not reason.strip():
        raise Incomplete([f"“{action.label}” needs a reason: write one."])
    source = review.state
    outcome = effect(review, step, person)
    review.state = outcome.target
    if not step.beside or outcome.target != source:
        review.version += 1
    review.save(update_fields=["state", "version"])
    Transition.objects.create(
        review=review,
        action=action,
        from_state=source,
        to_state=outcome.target,
        actor=person,
        reason=f"{outcome.note} {reason}".strip(),
        proposal=outcome.proposal,
    )
    return review


def holder_of(review: Review) -> User | None:
    """Who holds the review now, to write its verdict."""
    held = review.assignments.filter(ended_at=None, role=AssignmentRole.AUTHOR).select_related("person").first()
    return held.person if held else None


def somebody(person: User | None) -> User:
    """The person, where a step takes one. Raises NobodyActs without."""
    if person is None:
        raise NobodyActs("This step takes a person.")
    return person


def _step(review: Review, action: ReviewAction) -> Step:
    steps = steps_from(review.state)
    if action not in steps:
        open_ways = ", ".join(f"“{step.action.label}”" for step in steps.values() if step.permission) or "none"
        last = review.transitions.select_related("actor").order_by("-pk").first()
        how = f" (“{last.get_action_display()}” by {last.actor or 'the desk'})" if last else ""
        raise WrongState(
            f"“{action.label}” does not apply to a review that is “{review.get_state_display()}”{how}. "
            f"From there: {open_ways}."
        )
    return steps[action]


def _check_permission(step: Step, person: User | None) -> None:
    if person is None or step.permission is None:
        if person is not None or step.permission is not None:
            raise NotPermitted(f"“{step.action.label}” is done by the desk itself, not by a person.")
        return
    if not person.is_active or not person.has_perm(step.permission):
        raise NotPermitted(f"{person} may not do “{step.action.label}”: it is for {WHO_MAY[step.permission]}.")
    if step.permission == APPROVE and person.kind == User.Kind.SERVICE:
        raise NotPermitted(f"{person} is a service; “{step.action.label}” takes a person.")
