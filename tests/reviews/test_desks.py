"""Whose desk a claim is, by when it is wanted, and giving it to somebody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from reviews import assigning, queue, workflow
from reviews.models import Assignment, Desk, DeskMembership
from reviews.models.review import GIVEN_LEASE


@pytest.fixture
def health(db: None) -> Desk:
    return Desk.objects.create(name="Health", slug="health", topics=["Health", "medicine"])


def about(claim: Claim, topic: str) -> Claim:
    claim.topic = topic
    claim.save()
    return claim


def test_a_new_claim_goes_to_the_desk_of_its_topic(health: Desk, make_claim: Callable[..., Claim]) -> None:
    assert workflow.open_review(about(make_claim(), "Medicine")).desk == health
    assert workflow.open_review(about(make_claim(), "sport")).desk is None
    assert workflow.open_review(make_claim()).desk is None


def test_a_member_gets_the_claims_of_their_desk_first(
    health: Desk, reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    DeskMembership.objects.create(desk=health, person=reviewer)
    other = workflow.open_review(make_claim(check_worthiness=0.6))
    ours = workflow.open_review(about(make_claim(check_worthiness=0.5), "health"))
    assert queue.take_next(reviewer) == ours
    assert queue.take_next(second_reviewer) == other


def test_an_editor_sets_desk_and_deadline_and_the_audit_trail_knows(
    health: Desk, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.open_review(make_claim())
    due = timezone.now() + timedelta(days=1)
    assigning.set_desk(review.pk, editor, health)
    assigning.set_deadline(review.pk, editor, due)
    review.refresh_from_db()
    assert (review.desk, review.due_at) == (health, due)
    entries = AuditEntry.objects.filter(table="reviews_review", row=str(review.pk), action="update")
    assert {entry.actor_id for entry in entries} == {editor.pk}


def test_a_deadline_gone_by_is_refused(editor: User, make_claim: Callable[..., Claim]) -> None:
    review = workflow.open_review(make_claim())
    with pytest.raises(workflow.Incomplete, match=r"has passed\. Choose a later one"):
        assigning.set_deadline(review.pk, editor, timezone.now() - timedelta(minutes=1))


def test_a_reviewer_sets_neither_desk_nor_deadline(
    health: Desk, reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.open_review(make_claim())
    with pytest.raises(workflow.NotPermitted, match="for editors"):
        assigning.set_desk(review.pk, reviewer, health)
    with pytest.raises(workflow.NotPermitted, match="for editors"):
        assigning.set_deadline(review.pk, reviewer, None)


def test_what_an_editor_gives_somebody_is_theirs_for_a_day_and_comes_on_top_of_three(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    for _ in range(3):
        workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    review = workflow.assign(workflow.open_review(make_claim()).pk, editor, to=reviewer, reason="You know the field.")
    given = Assignment.objects.get(review=review)
    assert (given.person, given.given_by) == (reviewer, editor)
    assert given.lease_until > timezone.now() + GIVEN_LEASE - timedelta(minutes=1)
    assert review.transitions.get().reason == "To Ana Reyes. You know the field."


def test_a_claim_is_not_given_to_somebody_who_does_not_grade(
    stranger: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.open_review(make_claim())
    with pytest.raises(workflow.NotPermitted, match="Sam Stone cannot be given"):
        workflow.assign(review.pk, editor, to=stranger)
