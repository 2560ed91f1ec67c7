"""Claim-next and leases, with two people at once."""

import threading
from collections.abc import Callable
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
