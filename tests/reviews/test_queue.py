"""Claim-next and leases, with two people at once."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import queue, workflow
from reviews.choices import ReviewState
from reviews.models import Assignment, Review
from tests.support.reviews import bring_to, grade


def test_the_most_check_worthy_claim_is_next(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    for score in (0.4, 0.9, 0.6):
        workflow.open_review(make_claim(check_worthiness=score))
    taken = queue.take_next(reviewer)
    assert taken is not None
    assert taken.priority == 0.9


def test_an_empty_queue_has_no_next_claim(reviewer: User) -> None:
    assert queue.take_next(reviewer) is None


@pytest.mark.django_db(transaction=True)
def test_ten_people_at_once_never_get_the_same_claim(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    for _ in range(10):
        workflow.open_review(make_claim())
    taken: list[int] = []
    barrier = threading.Barrier(10)

    def take() -> None:
        barrier.wait(10)
        review = queue.take_next(reviewer)
        if review is not None:
            taken.append(review.pk)
        connection.close()

    threads = [threading.Thread(target=take) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(taken) == len(set(taken)) == 10


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_one_publishes(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(ReviewState.PROPOSED, make_claim(), author=reviewer, approver=editor)
    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def approve() -> None:
        barrier.wait(10)
        try:
            workflow.approve(review.pk, editor)
            outcomes.append("published")
        except workflow.WrongState:
            outcomes.append("refused")
        connection.close()

    threads = [threading.Thread(target=approve) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["published", "refused"]
    assert review.verdicts.count() == 1


@pytest.mark.parametrize(
    ("state", "back_to"),
    [(ReviewState.IN_REVIEW, ReviewState.QUEUED), (ReviewState.CORRECTING, ReviewState.PUBLISHED)],
)
def test_an_ended_lease_gives_the_review_back(
    state: ReviewState, back_to: ReviewState, reviewer: User, editor: User, make_claim: Callable[..., Claim]
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
    assert Review.objects.get(pk=review.pk).state == ReviewState.IN_REVIEW


def test_saving_a_draft_renews_the_lease(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    Assignment.objects.update(lease_until=timezone.now() + timedelta(seconds=30))
    grade(review, reviewer)
    assert Assignment.objects.get().lease_until > timezone.now() + timedelta(hours=1)


def test_what_somebody_gave_back_is_next_for_others_and_last_for_them(
    reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    first, second = (workflow.open_review(make_claim(check_worthiness=score)) for score in (0.9, 0.4))
    assert queue.take_next(reviewer) == first
    workflow.skip(first.pk, reviewer)
    assert queue.take_next(reviewer) == second
    assert queue.take_next(second_reviewer) == first
    workflow.skip(first.pk, second_reviewer)
    assert queue.take_next(second_reviewer) == first


def at_once(*actions: Callable[[], object]) -> list[str]:
    """Take the actions at the same time, each on a connection of its own; the names of those not refused."""
    done: list[str] = []
    barrier = threading.Barrier(len(actions))

    def act(action: Callable[[], object]) -> None:
        barrier.wait(10)
        with suppress(workflow.WorkflowRefused):
            action()
            done.append(action.__name__)
        connection.close()

    threads = [threading.Thread(target=act, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return done


@pytest.mark.django_db(transaction=True)
def test_of_an_approval_and_an_undo_at_once_one_wins_whole(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(ReviewState.PROPOSED, make_claim(), author=reviewer, approver=editor)

    def approve() -> None:
        workflow.approve(review.pk, editor)

    def undo() -> None:
        workflow.undo(review.pk, reviewer)

    (won,) = at_once(approve, undo)
    review.refresh_from_db()
    outcome = (review.state, review.verdicts.count(), review.assignments.filter(ended_at=None).count())
    assert outcome == {"approve": (ReviewState.PUBLISHED, 1, 0), "undo": (ReviewState.IN_REVIEW, 0, 1)}[won]


@pytest.mark.django_db(transaction=True)
def test_a_lease_that_ends_while_its_holder_proposes_loses_nothing(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    grade(review, reviewer)
    Assignment.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    def propose() -> None:
        workflow.propose(review.pk, reviewer)

    done = at_once(propose, workflow.return_expired)
    review.refresh_from_db()
    assert review.state == (ReviewState.PROPOSED if "propose" in done else ReviewState.QUEUED)
    assert review.drafts.get().headline
    assert not review.assignments.filter(ended_at=None).exists()
