"""Two people, or twenty, who act in the same moment: one wins whole, the others are told."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import queue, workflow
from reviews.choices import ReviewState
from reviews.models import Assignment, Review
from tests.support.at_once import at_once
from tests.support.reviews import bring_to, grade

S = ReviewState
pytestmark = pytest.mark.django_db(transaction=True)


def people(number: int) -> list[User]:
    made = [User.objects.create(username=f"reviewer{place}") for place in range(number)]
    for person in made:
        person.groups.set(Group.objects.filter(name="reviewer"))
    return made


def test_of_twenty_reviewers_at_once_each_gets_a_claim_of_their_own(make_claim: Callable[..., Claim]) -> None:
    waiting = {workflow.open_review(make_claim()).pk for _ in range(20)}
    taken = at_once(*(partial(queue.take_next, person) for person in people(20)))
    assert {review.pk for review in taken if isinstance(review, Review)} == waiting
    assert Assignment.objects.filter(ended_at=None).count() == 20


def test_where_twenty_reviewers_want_five_claims_fifteen_go_without(make_claim: Callable[..., Claim]) -> None:
    waiting = {workflow.open_review(make_claim()).pk for _ in range(5)}
    taken = at_once(*(partial(queue.take_next, person) for person in people(20)))
    assert taken.count(None) == 15
    assert {review.pk for review in taken if isinstance(review, Review)} == waiting


def test_who_presses_next_twice_at_once_gets_one_claim(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    for _ in range(3):
        workflow.open_review(make_claim())
    first, second = at_once(partial(queue.take_next, reviewer), partial(queue.take_next, reviewer))
    assert isinstance(first, Review)
    assert first == second
    assert Assignment.objects.count() == 1


def test_nobody_gets_more_than_three_by_taking_them_all_at_once(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    reviews = [workflow.open_review(make_claim()) for _ in range(6)]
    answers = at_once(*(partial(workflow.take, review.pk, reviewer) for review in reviews))
    assert sum(isinstance(answer, Review) for answer in answers) == 3
    assert sum(isinstance(answer, workflow.HandsFull) for answer in answers) == 3
    assert queue.held_by(reviewer).count() == 3


def test_the_database_counts_to_three_by_itself(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    reviews = [workflow.open_review(make_claim()) for _ in range(5)]
    answers = at_once(*(partial(Assignment.objects.create, review=review, person=reviewer) for review in reviews))
    refused = [answer for answer in answers if isinstance(answer, IntegrityError)]
    assert len(refused) == 2
    assert "three reviews, which is the most" in str(refused[0])


def test_of_two_approvals_at_once_one_publishes(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    answers = at_once(partial(workflow.approve, review.pk, editor), partial(workflow.approve, review.pk, editor))
    assert sorted(type(answer).__name__ for answer in answers) == ["Review", "WrongState"]
    assert review.verdicts.count() == 1


def test_of_an_approval_and_an_undo_at_once_one_wins_whole(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    approved, undone = at_once(
        partial(workflow.approve, review.pk, editor), partial(workflow.undo, review.pk, reviewer)
    )
    review.refresh_from_db()
    outcome = (review.state, review.verdicts.count(), review.assignments.filter(ended_at=None).count())
    assert isinstance(approved, Review) != isinstance(undone, Review)
    assert outcome == ((S.PUBLISHED, 1, 0) if isinstance(approved, Review) else (S.IN_REVIEW, 0, 1))


def test_a_lease_that_ends_while_its_holder_proposes_loses_nothing(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    grade(review, reviewer)
    Assignment.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    proposed, _ = at_once(partial(workflow.propose, review.pk, reviewer), workflow.return_expired)
    review.refresh_from_db()
    assert review.state == (S.PROPOSED if isinstance(proposed, Review) else S.QUEUED)
    assert review.drafts.get().headline
    assert not review.assignments.filter(ended_at=None).exists()


def test_a_lease_that_ends_in_the_moment_of_a_heartbeat_is_renewed_or_over_and_the_holder_knows_which(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    for _ in range(10):
        review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
        Assignment.objects.filter(review=review).update(lease_until=timezone.now() - timedelta(seconds=1))
        beat, returned = at_once(partial(queue.heartbeat, review.pk, reviewer), workflow.return_expired)
        held = Assignment.objects.filter(review=review, ended_at=None).first()
        review.refresh_from_db()
        if isinstance(beat, workflow.NotHeld):
            assert (held, returned, review.state) == (None, 1, S.QUEUED)
        else:
            assert held is not None
            assert (held.lease_until, returned, review.state) == (beat, 0, S.IN_REVIEW)
            workflow.skip(review.pk, reviewer)
