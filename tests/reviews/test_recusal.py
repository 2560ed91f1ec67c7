"""A declared interest bars a person from a claim, or from all of a claimant's."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims.models import Claim, Claimant
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from reviews import publication, queue, recusal, workflow
from reviews.choices import ReviewState
from reviews.models import Interest, Review
from tests.support.reviews import REASON, bring_to, grade

S = ReviewState
SISTER = "My sister works for her."


@pytest.fixture
def claim(make_claim: Callable[..., Claim]) -> Claim:
    return make_claim(claimant="Orla Finn")


def orla() -> Claimant:
    return Claimant.objects.get(name="Orla Finn")


@pytest.mark.parametrize("what", ["claim", "claimant"])
def test_an_interest_bars_from_taking_with_the_reason_and_who_may(claim: Claim, reviewer: User, what: str) -> None:
    review = workflow.open_review(claim)
    recusal.declare(reviewer, reason=SISTER, by=reviewer, **{what: claim if what == "claim" else orla()})
    with pytest.raises(workflow.Recused, match=r"Ana Reyes has declared.*My sister.*for other reviewers and editors"):
        workflow.take(review.pk, reviewer)


def test_next_passes_over_what_an_interest_bars_from(
    claim: Claim, reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    barred, other = workflow.open_review(claim), workflow.open_review(make_claim(check_worthiness=0.1))
    recusal.declare(reviewer, reason=SISTER, by=reviewer, claimant=orla())
    assert queue.take_next(reviewer) == other
    assert queue.take_next(second_reviewer) == barred


def test_an_interest_bars_from_being_given_the_claim(claim: Claim, reviewer: User, editor: User) -> None:
    review = workflow.open_review(claim)
    recusal.declare(reviewer, reason=SISTER, by=reviewer, claim=claim)
    with pytest.raises(workflow.Recused, match="Ana Reyes has declared"):
        workflow.assign(review.pk, editor, to=reviewer)


@pytest.mark.parametrize(("state", "back_to"), [(S.IN_REVIEW, S.QUEUED), (S.CORRECTING, S.PUBLISHED)])
def test_declaring_gives_back_what_the_person_holds(
    state: S, back_to: S, claim: Claim, reviewer: User, editor: User
) -> None:
    review = bring_to(state, claim, author=reviewer, approver=editor)
    recusal.declare(reviewer, reason=SISTER, by=reviewer, claimant=orla())
    review.refresh_from_db()
    last = review.transitions.latest("pk")
    assert (review.state, last.action) == (back_to, "recuse")
    assert SISTER in last.reason
    assert not review.assignments.filter(ended_at=None).exists()


def test_an_editor_with_an_interest_does_not_approve(claim: Claim, reviewer: User, editor: User) -> None:
    review = bring_to(S.PROPOSED, claim, author=reviewer, approver=editor)
    recusal.declare(editor, reason=SISTER, by=editor, claim=claim)
    with pytest.raises(workflow.Recused, match="for other editors"):
        workflow.approve(review.pk, editor)


def test_a_proposal_whose_author_has_an_interest_is_returned_to_everybody(
    claim: Claim, reviewer: User, editor: User
) -> None:
    review = bring_to(S.PROPOSED, claim, author=reviewer, approver=editor)
    recusal.declare(reviewer, reason=SISTER, by=reviewer, claim=claim)
    with pytest.raises(workflow.Recused, match="wrote this proposal"):
        workflow.approve(review.pk, editor)
    with pytest.raises(workflow.Recused):
        workflow.undo(review.pk, reviewer)
    returned = workflow.return_to_author(review.pk, editor, reason=REASON)
    assert returned.state == S.QUEUED
    assert not returned.assignments.filter(ended_at=None).exists()
    assert returned.transitions.latest("pk").reason == f"Ana Reyes cannot go on with it. {REASON}"


def test_a_correction_of_somebody_deactivated_is_returned_to_everybody(
    claim: Claim, reviewer: User, editor: User
) -> None:
    review = bring_to(S.CORRECTING, claim, author=reviewer, approver=editor)
    grade(review, reviewer, kind="correction")
    workflow.propose(review.pk, reviewer)
    reviewer.is_active = False
    reviewer.save()
    assert workflow.return_to_author(review.pk, editor, reason=REASON).state == S.PUBLISHED


@pytest.mark.parametrize("role", ["author", "approver"])
def test_the_database_refuses_a_verdict_of_somebody_with_an_interest(
    role: str, claim: Claim, reviewer: User, editor: User
) -> None:
    review = bring_to(S.PROPOSED, claim, author=reviewer, approver=editor)
    person = {"author": reviewer, "approver": editor}[role]
    recusal.declare(person, reason=SISTER, by=person, claimant=orla())
    with pytest.raises(IntegrityError, match="declared an interest"), transaction.atomic():
        publication.publish(review.proposals.get(), approver=editor, four_eyes=True)


def test_an_interest_withdrawn_by_another_editor_bars_no_more(claim: Claim, reviewer: User, editor: User) -> None:
    review = workflow.open_review(claim)
    interest = recusal.declare(reviewer, reason=SISTER, by=editor, claim=claim)
    with pytest.raises(workflow.NotPermitted):
        recusal.withdraw(interest.pk, reviewer)
    recusal.withdraw(interest.pk, editor)
    assert workflow.take(review.pk, reviewer).state == S.IN_REVIEW


def test_nobody_withdraws_their_own_interest(claim: Claim, editor: User) -> None:
    interest = recusal.declare(editor, reason=SISTER, by=editor, claim=claim)
    with pytest.raises(workflow.NotPermitted, match="editors other than Ed Okafor"):
        recusal.withdraw(interest.pk, editor)


def test_a_reviewer_declares_for_themselves_alone(claim: Claim, reviewer: User, second_reviewer: User) -> None:
    with pytest.raises(workflow.NotPermitted, match="it is for editors"):
        recusal.declare(second_reviewer, reason=SISTER, by=reviewer, claim=claim)


def test_declaring_twice_changes_nothing(claim: Claim, reviewer: User) -> None:
    first = recusal.declare(reviewer, reason=SISTER, by=reviewer, claim=claim)
    assert recusal.declare(reviewer, reason="Again.", by=reviewer, claim=claim) == first
    assert Interest.objects.get().reason == SISTER


@pytest.mark.parametrize("fields", [{}, {"claim": True, "claimant": True}])
def test_an_interest_is_in_one_thing(fields: dict[str, bool], claim: Claim, reviewer: User) -> None:
    given = {"claim": claim if "claim" in fields else None, "claimant": orla() if "claimant" in fields else None}
    with pytest.raises(workflow.Incomplete, match="either a claim or a claimant"):
        recusal.declare(reviewer, reason=SISTER, by=reviewer, **given)


def test_an_interest_is_on_record_and_neither_rewritten_nor_deleted(claim: Claim, reviewer: User) -> None:
    interest = recusal.declare(reviewer, reason=SISTER, by=reviewer, claim=claim)
    assert AuditEntry.objects.filter(table="reviews_interest", row=str(interest.pk), actor_id=reviewer.pk).exists()
    for change in ("UPDATE reviews_interest SET reason = 'x'", "DELETE FROM reviews_interest"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_others_are_not_barred(claim: Claim, reviewer: User, second_reviewer: User) -> None:
    recusal.declare(reviewer, reason=SISTER, by=reviewer, claim=claim)
    taken: Review = workflow.take(workflow.open_review(claim).pk, second_reviewer)
    assert taken.state == S.IN_REVIEW
