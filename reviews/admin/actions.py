"""What a button of the claim page does: keep what was typed, then move the review through the workflow."""

from collections.abc import Callable

from claimtracker.people.models import User
from reviews import drafting, workflow
from reviews.admin.forms import SAVE_DRAFT, GradingDesk
from reviews.choices import ReviewAction, ReviewState
from reviews.models import Assignment, Review

PLAIN: dict[str, Callable[..., Review]] = {
    ReviewAction.TAKE: workflow.take,
    ReviewAction.SECOND: workflow.take_second,
    ReviewAction.PROPOSE: workflow.propose,
    ReviewAction.UNDO: workflow.undo,
    ReviewAction.APPROVE: workflow.approve,
    ReviewAction.RELEASE: workflow.release,
}
WITH_REASON: dict[str, Callable[..., Review]] = {
    ReviewAction.SKIP: workflow.skip,
    ReviewAction.LEAVE: workflow.leave_second,
    ReviewAction.WAIVE: workflow.waive_second,
    ReviewAction.RETURN: workflow.return_to_author,
    ReviewAction.CANCEL: workflow.cancel_publication,
    ReviewAction.CORRECT: workflow.correct,
    ReviewAction.DISMISS: workflow.dismiss,
    ReviewAction.REOPEN: workflow.reopen,
}
DONE = {
    SAVE_DRAFT: "The draft is saved.",
    ReviewAction.TAKE: "You hold this claim now. Nobody else can grade it until you give it back or the lease ends.",
    ReviewAction.SKIP: "You gave the claim back. Your draft is kept.",
    ReviewAction.SECOND: "You are the second grader of this claim. Hand in your grade; the other is shown after that.",
    ReviewAction.LEAVE: "You gave the second grade back; somebody else may give it.",
    ReviewAction.WAIVE: "One grade is enough this time: the first grader goes on.",
    ReviewAction.PROPOSE: "The verdict is proposed. It is published when an editor approves it.",
    ReviewAction.UNDO: "Your last step is taken back.",
    ReviewAction.RETURN: "The proposal is returned to its author with your reason.",
    ReviewAction.APPROVE: "The verdict is published.",
    ReviewAction.RELEASE: "The verdict is published.",
    ReviewAction.CANCEL: "The publication is called off; the proposal waits for approval again.",
    ReviewAction.CORRECT: "You hold this claim to correct it. The published verdict stays public meanwhile.",
    ReviewAction.DISMISS: "The claim is dismissed.",
    ReviewAction.REOPEN: "The claim is queued again.",
}
RETRACTED = "The verdict is retracted. What it said stays on record, with your reason beside it."
BEGINS_GRADING = (ReviewAction.TAKE, ReviewAction.CORRECT)


def perform(
    action: str,
    review: Review,
    person: User,
    *,
    version: int,
    reason: str,
    desk: GradingDesk | None,
    mark: str | None = None,
) -> str:
    """Take the action and say what was done. `desk` is a valid grading form, where the page had one.

    `version` and `mark` are those of the review and of the draft that the page showed.

    What was typed is saved before a holder's action and after one that begins grading, so that no button loses it.
    Raises WorkflowRefused or DraftRefused; a draft saved before stays saved.
    """
    if action == SAVE_DRAFT and desk is None:
        raise drafting.DraftRefused(
            "No grading came with the button, so nothing was saved. Reload the page and try again."
        )
    holds = Assignment.objects.filter(review=review, person=person, ended_at=None).exists()
    if desk and (holds or action == SAVE_DRAFT):
        drafting.save_draft(review, person, desk.grading(), desk.cited(), version=version, mark=mark)
    moved = review
    if action in WITH_REASON:
        moved = WITH_REASON[action](review.pk, person, reason=reason, version=version)
    elif action in PLAIN:
        moved = PLAIN[action](review.pk, person, version=version)
    elif action != SAVE_DRAFT:
        raise workflow.NotPermitted(f"“{ReviewAction(action).label}” is done by the desk itself, not by a person.")
    if desk and action in BEGINS_GRADING:
        drafting.save_draft(review, person, desk.grading(), desk.cited())
    return RETRACTED if moved.state == ReviewState.RETRACTED else DONE[action]
