"""How long a review is somebody's: renewed by signs of life, given back when they stop, visible to the others."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from claims.models import Claim
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from reviews import queue, workflow
from reviews.choices import ReviewState
from reviews.models import Assignment, Review
from reviews.models.review import GIVEN_LEASE, LEASE
from tests.support.reviews import REASON, bring_to, grade

S = ReviewState
MORNING = datetime(2026, 3, 2, 10, 42, tzinfo=UTC)


@pytest.mark.parametrize(("state", "back_to"), [(S.IN_REVIEW, S.QUEUED), (S.CORRECTING, S.PUBLISHED)])
def test_an_ended_lease_gives_the_review_back(
    state: S, back_to: S, reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(state, make_claim(), author=reviewer, approver=editor)
    Assignment.objects.filter(review=review, ended_at=None).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert workflow.return_expired() == 1
    assert workflow.return_expired() == 0
    review.refresh_from_db()
    last = review.transitions.latest("pk")
    assert (review.state, last.action, last.actor) == (back_to, "expire", None)
    assert not review.assignments.filter(ended_at=None).exists()


def test_a_running_lease_is_left_alone(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    assert workflow.return_expired() == 0
    assert Review.objects.get(pk=review.pk).state == S.IN_REVIEW


def test_saving_a_draft_renews_the_lease(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    Assignment.objects.update(lease_until=timezone.now() + timedelta(seconds=30))
    grade(review, reviewer)
    assert Assignment.objects.get().lease_until > timezone.now() + LEASE - timedelta(minutes=1)


def test_each_heartbeat_makes_the_lease_run_from_then(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
        clock.shift(timedelta(minutes=20))
        assert queue.heartbeat(review.pk, reviewer) == MORNING + timedelta(minutes=20) + LEASE
        clock.shift(timedelta(minutes=20))
        assert workflow.return_expired() == 0
        clock.shift(timedelta(minutes=11))
        assert workflow.return_expired() == 1


def test_a_heartbeat_in_time_for_the_sweep_saves_a_lease_that_had_ended(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    Assignment.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    assert queue.heartbeat(review.pk, reviewer) > timezone.now()
    assert workflow.return_expired() == 0


def test_a_heartbeat_never_shortens_what_an_editor_gave(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    workflow.return_to_author(review.pk, editor, reason=REASON)
    given = Assignment.objects.get(ended_at=None).lease_until
    assert given > timezone.now() + GIVEN_LEASE - timedelta(minutes=1)
    assert queue.heartbeat(review.pk, reviewer) == given


def test_a_heartbeat_for_what_another_holds_says_who_and_since_when(
    reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    with time_machine.travel(MORNING, tick=False):
        review = workflow.take(workflow.open_review(make_claim()).pk, second_reviewer)
        with pytest.raises(workflow.NotHeld, match="Rui Costa, since 10:42"):
            queue.heartbeat(review.pk, reviewer)


def test_a_heartbeat_after_the_end_says_when_and_how_it_ended(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
        clock.shift(LEASE + timedelta(minutes=1))
        workflow.return_expired()
        clock.shift(timedelta(minutes=5))
        with pytest.raises(workflow.NotHeld, match=r"since 11:13: “Lease expired” by the desk.*“Queued”"):
            queue.heartbeat(review.pk, reviewer)


def test_a_heartbeat_for_what_one_never_held_says_so(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    with pytest.raises(workflow.NotHeld, match="Take it first"):
        queue.heartbeat(workflow.open_review(make_claim()).pk, reviewer)


def test_everybody_sees_who_holds_what_since_when(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        workflow.take(workflow.open_review(make_claim()).pk, reviewer)
        assert [str(held) for held in queue.open_leases()] == ["Ana Reyes, since 10:42"]
        clock.shift(timedelta(days=1))
        assert [str(held) for held in queue.open_leases()] == ["Ana Reyes, since 2 Mar 2026, 10:42"]


def test_heartbeats_leave_no_mark_in_the_audit_trail_but_the_end_does(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    kept = AuditEntry.objects.filter(table="reviews_assignment")
    queue.heartbeat(review.pk, reviewer)
    assert [entry.action for entry in kept.all()] == ["insert"]
    workflow.skip(review.pk, reviewer)
    assert sorted(entry.action for entry in kept.all()) == ["insert", "update"]


def test_a_fourth_claim_is_refused_with_what_is_held(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    with time_machine.travel(MORNING, tick=False):
        held = [workflow.take(workflow.open_review(make_claim()).pk, reviewer) for _ in range(3)]
        with pytest.raises(workflow.HandsFull, match=rf"review {held[0].pk} \(since 10:42\).*3 are the most"):
            workflow.take(workflow.open_review(make_claim()).pk, reviewer)


def test_what_an_editor_returns_comes_on_top_of_three(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    proposed = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    for _ in range(3):
        workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    with pytest.raises(workflow.HandsFull):
        workflow.undo(proposed.pk, reviewer)
    workflow.return_to_author(proposed.pk, editor, reason=REASON)
    assert queue.held_by(reviewer).count() == 4
