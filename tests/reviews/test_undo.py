"""Taking one's own last step back, and what is not taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import queue, recusal, workflow
from reviews.choices import ReviewAction, ReviewState, VerdictKind
from reviews.models import Review
from tests.support.reviews import REASON, bring_to, grade

S, A = ReviewState, ReviewAction


@pytest.fixture
def opened(make_claim: Callable[..., Claim]) -> Review:
    return workflow.open_review(make_claim())


def undone(review: Review, person: User, action: A, back_to: S) -> Review:
    """The review after the undo; the last transition compensates the action."""
    before = workflow.undoable(Review.objects.get(pk=review.pk), person)
    assert before.action == action
    after = workflow.undo_last(review.pk, person)
    last = after.transitions.latest("pk")
    assert (after.state, last.action, last.actor) == (back_to, A.UNDO, person)
    assert last.reason == f"Takes back “{action.label}”."
    return after


def test_a_take(opened: Review, reviewer: User) -> None:
    workflow.take(opened.pk, reviewer)
    undone(opened, reviewer, A.TAKE, S.QUEUED)
    assert not queue.held_by(reviewer).exists()


def test_a_skip_of_what_is_still_free(opened: Review, reviewer: User) -> None:
    workflow.take(opened.pk, reviewer)
    grade(opened, reviewer)
    workflow.skip(opened.pk, reviewer)
    undone(opened, reviewer, A.SKIP, S.IN_REVIEW)
    assert queue.held_by(reviewer).get().review == opened
    assert opened.drafts.get().headline


def test_not_a_skip_of_what_somebody_else_has_taken(opened: Review, reviewer: User, second_reviewer: User) -> None:
    workflow.take(opened.pk, reviewer)
    workflow.skip(opened.pk, reviewer)
    workflow.take(opened.pk, second_reviewer)
    with pytest.raises(workflow.NotPermitted, match="“Take”, is Rui Costa's"):
        workflow.undo_last(opened.pk, reviewer)


def test_a_skip_of_a_correction(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.CORRECTING, make_claim(), author=reviewer, approver=editor)
    workflow.skip(review.pk, reviewer)
    undone(review, reviewer, A.SKIP, S.CORRECTING)
    assert review.verdicts.count() == 1


def test_a_proposal_also_after_an_approval_of_it_was_called_off(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(S.SCHEDULED, make_claim(), author=reviewer, approver=editor)
    workflow.cancel_publication(review.pk, editor, reason=REASON)
    undone(review, reviewer, A.PROPOSE, S.IN_REVIEW)


def test_a_proposed_correction_is_a_correction_again(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(S.CORRECTING, make_claim(), author=reviewer, approver=editor)
    grade(review, reviewer, kind=VerdictKind.CORRECTION)
    workflow.propose(review.pk, reviewer)
    undone(review, reviewer, A.PROPOSE, S.CORRECTING)


def test_a_correction_begun(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.CORRECTING, make_claim(), author=reviewer, approver=editor)
    undone(review, reviewer, A.CORRECT, S.PUBLISHED)


def test_a_return_that_the_author_has_not_touched(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    workflow.return_to_author(review.pk, editor, reason=REASON)
    undone(review, editor, A.RETURN, S.PROPOSED)
    assert workflow.approve(review.pk, editor).state == S.PUBLISHED


def test_not_a_return_that_the_author_works_on(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    review = workflow.return_to_author(review.pk, editor, reason=REASON)
    grade(review, reviewer)
    with pytest.raises(workflow.CannotUndo, match="has begun to mend it"):
        workflow.undo_last(review.pk, editor)


def test_a_dismissal_of_a_queued_claim(opened: Review, reviewer: User) -> None:
    workflow.dismiss(opened.pk, reviewer, reason=REASON)
    undone(opened, reviewer, A.DISMISS, S.QUEUED)


def test_a_dismissal_of_a_claim_in_hand_puts_it_there_again(opened: Review, reviewer: User) -> None:
    workflow.take(opened.pk, reviewer)
    workflow.dismiss(opened.pk, reviewer, reason=REASON)
    undone(opened, reviewer, A.DISMISS, S.IN_REVIEW)
    assert queue.held_by(reviewer).get().review == opened


def test_not_a_dismissal_of_long_ago(opened: Review, reviewer: User) -> None:
    workflow.dismiss(opened.pk, reviewer, reason=REASON)
    with (
        time_machine.travel(timezone.now() + timedelta(minutes=11)),
        pytest.raises(workflow.CannotUndo, match="for 10 minutes; reopen the claim"),
    ):
        workflow.undo_last(opened.pk, reviewer)


def test_nothing_published(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.PUBLISHED, make_claim(), author=reviewer, approver=editor)
    for person in (reviewer, editor):
        with pytest.raises(workflow.WorkflowRefused):
            workflow.undo_last(review.pk, person)
    with pytest.raises(workflow.CannotUndo, match="correct or retract a published one"):
        workflow.undo_last(review.pk, editor)


@pytest.mark.parametrize("state", [S.SCHEDULED, S.RETRACTED], ids=str)
def test_no_approval_whatever_became_of_it(
    state: S, reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(state, make_claim(), author=reviewer, approver=editor)
    with pytest.raises(workflow.CannotUndo, match="cancel a publication that waits"):
        workflow.undo_last(review.pk, editor)


def test_no_undo(opened: Review, reviewer: User) -> None:
    workflow.take(opened.pk, reviewer)
    workflow.undo_last(opened.pk, reviewer)
    with pytest.raises(workflow.CannotUndo, match="Taking back is not taken back"):
        workflow.undo_last(opened.pk, reviewer)


def test_nothing_where_nothing_happened(opened: Review, reviewer: User) -> None:
    with pytest.raises(workflow.CannotUndo, match="Nothing has happened"):
        workflow.undo_last(opened.pk, reviewer)


def test_no_skip_into_the_hands_of_somebody_with_an_interest(opened: Review, reviewer: User) -> None:
    workflow.take(opened.pk, reviewer)
    workflow.skip(opened.pk, reviewer)
    recusal.declare(reviewer, reason="I own shares.", by=reviewer, claim=opened.claim)
    with pytest.raises(workflow.Recused):
        workflow.undo_last(opened.pk, reviewer)


def test_nothing_of_a_review_that_changed_since_it_was_read(opened: Review, reviewer: User) -> None:
    seen = workflow.take(opened.pk, reviewer).version
    workflow.skip(opened.pk, reviewer)
    with pytest.raises(workflow.StaleReview):
        workflow.undo_last(opened.pk, reviewer, version=seen)
