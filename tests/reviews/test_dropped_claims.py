"""A dropped claim leaves the queue, and a restored one comes back; what people decided stays."""

from collections.abc import Callable

import pytest

from claims.curation.dropping import drop, restore
from claims.models import Claim
from claimtracker.events.outbox import deliver
from claimtracker.people.models import User
from reviews import queue, workflow
from reviews.choices import ReviewAction, ReviewState
from tests.support.reviews import REASON, bring_to


@pytest.fixture
def claim(make_claim: Callable[..., Claim]) -> Claim:
    return make_claim()


def test_a_dropped_claim_is_taken_out_of_the_queue_by_the_desk_itself(claim: Claim, reviewer: User) -> None:
    review = workflow.open_review(claim)
    drop(reviewer, claim.pk, reason="A headline.")
    deliver()
    review.refresh_from_db()
    step = review.transitions.get()
    assert (review.state, step.action, step.actor) == (ReviewState.DISMISSED, ReviewAction.DROP, None)
    assert step.reason == "Dropped by Ana Reyes: A headline."


def test_a_dropped_claim_is_nobodys_next_even_before_the_desk_has_heard(claim: Claim, reviewer: User) -> None:
    workflow.open_review(claim)
    drop(reviewer, claim.pk, reason="A headline.")
    assert queue.take_next(reviewer) is None


def test_a_restored_claim_is_queued_again(claim: Claim, reviewer: User) -> None:
    review = workflow.open_review(claim)
    drop(reviewer, claim.pk, reason="A headline.")
    deliver()
    restore(reviewer, claim.pk)
    deliver()
    assert queue.take_next(reviewer) == review


def test_events_that_come_in_any_order_end_where_the_claim_is(claim: Claim, reviewer: User) -> None:
    review = workflow.open_review(claim)
    drop(reviewer, claim.pk, reason="A headline.")
    restore(reviewer, claim.pk)
    drop(reviewer, claim.pk, reason="A headline after all.")
    deliver()
    review.refresh_from_db()
    assert review.state == ReviewState.DISMISSED


def test_what_a_person_dismissed_is_not_reopened_by_restoring_the_claim(
    claim: Claim, reviewer: User, editor: User
) -> None:
    review = bring_to(ReviewState.DISMISSED, claim, author=reviewer, approver=editor)
    drop(reviewer, claim.pk, reason="A headline.")
    restore(reviewer, claim.pk)
    deliver()
    review.refresh_from_db()
    assert review.state == ReviewState.DISMISSED
    assert review.transitions.latest("pk").reason == REASON


@pytest.mark.parametrize("state", [ReviewState.IN_REVIEW, ReviewState.PROPOSED, ReviewState.PUBLISHED], ids=str)
def test_a_review_in_peoples_hands_stays_there(state: ReviewState, claim: Claim, reviewer: User, editor: User) -> None:
    review = bring_to(state, claim, author=reviewer, approver=editor)
    drop(reviewer, claim.pk, reason="A headline.")
    deliver()
    review.refresh_from_db()
    assert review.state == state


def test_no_person_takes_the_desks_own_steps(claim: Claim) -> None:
    review = workflow.open_review(claim)
    workflow.claim_dropped(review.pk, reason="Dropped.")
    review.refresh_from_db()
    assert not workflow.steps_from(ReviewState.QUEUED)[ReviewAction.DROP].permission
    with pytest.raises(workflow.WrongState, match=r"From there: .*“Reopen”"):
        workflow.claim_dropped(review.pk, reason="Dropped.")


def test_nobody_begins_to_grade_a_dropped_claim(claim: Claim, reviewer: User, editor: User) -> None:
    review = workflow.open_review(claim)
    drop(reviewer, claim.pk, reason="A headline.")
    with pytest.raises(workflow.WrongState, match=f"claim {claim.pk} was dropped"):
        workflow.take(review.pk, reviewer)
    deliver()
    with pytest.raises(workflow.WrongState, match="Restore it on its own page"):
        workflow.reopen(review.pk, editor, reason=REASON)
    review.refresh_from_db()
    assert review.state == ReviewState.DISMISSED
