"""Taking one's own last step back by a step that compensates it. Nothing published is ever taken back."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from claimtracker.people.models import User
from reviews.choices import AssignmentRole, ReviewAction, ReviewState
from reviews.models import Draft, Review, Transition
from reviews.publication import proposal_of
from reviews.workflow.acting import Outcome, somebody
from reviews.workflow.errors import NotPermitted, WrongState
from reviews.workflow.holding import end_assignments, refuse_interest, take_in_hand
from reviews.workflow.queueing import refuse_dropped
from reviews.workflow.table import Step

UNDO_WITHIN = timedelta(minutes=10)
"""How long a dismissal or a return can be taken back: after that others have read it."""
_S, _A = ReviewState, ReviewAction
INSTEAD = {
    _A.APPROVE: "An approval is not taken back: cancel a publication that waits, correct or retract a published one.",
    _A.RELEASE: "Nothing published is taken back: correct or retract it.",
    _A.MOVE: "Move the publication to the time that it had.",
    _A.CANCEL: "Approve the proposal again.",
    _A.HAND_IN: "A grade that was handed in stands.",
    _A.DECIDE: "What was settled stands for this round.",
    _A.WAIVE: "Ask for double grading again before the claim is graded.",
    _A.REOPEN: "Dismiss the claim again, with a reason.",
    _A.ASSIGN: "The person to whom you gave it can give it back.",
    _A.UNDO: "Taking back is not taken back: take the step again.",
}
"""What to do instead, by the step that cannot be taken back."""


class CannotUndo(WrongState):
    """The person's last step is not one that can be taken back; the message says what to do instead."""


def undoable(review: Review, person: User) -> Transition:
    """The step of the person's that they may take back now.

    It is the review's last step; or their own proposal, as long as nobody has decided on it. Raises CannotUndo, and
    NotPermitted where the last step is somebody else's.
    """
    step = _last_step(review, person)
    if step is None:
        raise CannotUndo("Nothing has happened to this review yet.")
    if step.actor_id != person.pk:
        whose = f"{step.actor or 'the desk'}'s" if step.action != _A.PROPOSE else f"{step.actor}'s, who proposed it"
        raise NotPermitted(f"The last step, “{step.get_action_display()}”, is {whose}; only they may take it back.")
    if (step.action, ReviewState(step.from_state), ReviewState(step.to_state)) not in _WAYS_BACK:
        instead = INSTEAD.get(ReviewAction(step.action), "")
        raise CannotUndo(f"Your last step, “{step.get_action_display()}”, cannot be taken back. {instead}".strip())
    if step.action in (_A.DISMISS, _A.RETURN) and timezone.now() - step.at > UNDO_WITHIN:
        minutes = UNDO_WITHIN // timedelta(minutes=1)
        instead = "reopen the claim" if step.action == _A.DISMISS else "ask the author to propose it again"
        raise CannotUndo(f"“{step.get_action_display()}” can be taken back for {minutes} minutes; {instead}.")
    if step.action == _A.RETURN and Draft.objects.filter(review=review, saved_at__gt=step.at).exists():
        raise CannotUndo("The author has begun to mend it; ask them to propose it again.")
    return step


def take_back(review: Review, step: Step, person: User | None) -> Outcome:
    """The effect of “Undo”: the review stands again where it stood before the person's last step."""
    taken = undoable(review, somebody(person))
    _WAYS_BACK[taken.action, ReviewState(taken.from_state), ReviewState(taken.to_state)](review, step, somebody(person))
    proposal = proposal_of(taken) if taken.action in (_A.PROPOSE, _A.RETURN) else None
    return Outcome(ReviewState(taken.from_state), proposal, note=f"Takes back “{taken.get_action_display()}”.")


def _last_step(review: Review, person: User) -> Transition | None:
    steps = review.transitions.select_related("actor", "proposal").order_by("-pk")
    if review.state == _S.PROPOSED:
        # The proposal, whatever became of an approval of it in between.
        return steps.filter(action=_A.PROPOSE).first()
    others_grades = Q(action=_A.HAND_IN) & ~Q(actor=person)
    return steps.exclude(Q(action__in=(_A.SECOND, _A.LEAVE, _A.LAPSE)) | others_grades).first()


def _hold_again(review: Review, step: Step, person: User) -> None:
    refuse_dropped(review, step)
    refuse_interest(review, person, step)
    take_in_hand(review, person)


def _let_go(review: Review, _step: Step, _person: User) -> None:
    end_assignments(review, role=AssignmentRole.AUTHOR)


def _leave_as_it_is(review: Review, step: Step, _person: User) -> None:
    refuse_dropped(review, step)


_WAYS_BACK: dict[tuple[str, ReviewState, ReviewState], Callable[[Review, Step, User], None]] = {
    (_A.TAKE, _S.QUEUED, _S.IN_REVIEW): _let_go,
    (_A.SKIP, _S.IN_REVIEW, _S.QUEUED): _hold_again,
    (_A.SKIP, _S.CORRECTING, _S.PUBLISHED): _hold_again,
    (_A.PROPOSE, _S.IN_REVIEW, _S.PROPOSED): _hold_again,
    (_A.PROPOSE, _S.CORRECTING, _S.PROPOSED): _hold_again,
    (_A.RETURN, _S.PROPOSED, _S.IN_REVIEW): _let_go,
    (_A.RETURN, _S.PROPOSED, _S.CORRECTING): _let_go,
    (_A.CORRECT, _S.PUBLISHED, _S.CORRECTING): _let_go,
    (_A.DISMISS, _S.QUEUED, _S.DISMISSED): _leave_as_it_is,
    (_A.DISMISS, _S.IN_REVIEW, _S.DISMISSED): _hold_again,
}
"""By action, from and to, what is done to hands; the review itself goes back to where it came from."""
