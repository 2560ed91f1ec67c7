"""Two people grade one claim without seeing each other's grade, and a third settles it where they differ."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from claims.curation.rewording import reword
from claims.models import Claim
from claimtracker.audit.models import AuditEntry, AuditPayload
from claimtracker.people.models import User
from reviews import assigning, grading, queue, recusal, workflow
from reviews.admin.gradings import drafts_of
from reviews.choices import Agreement, AssignmentRole, ReviewState
from reviews.models import Adjudication, Assignment, Desk, Grade, Rating, Review
from tests.support.at_once import at_once
from tests.support.reviews import REASON, grade

S = ReviewState
WHY = "The bureau's figure is plain."


@pytest.fixture
def taken(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> Review:
    """A claim that is to be graded twice, in the hands of Ana Reyes."""
    review = workflow.open_review(make_claim())
    assigning.ask_double_grading(review.pk, editor, wanted=True)
    return workflow.take(review.pk, reviewer)


def hand_in(review: Review, person: User, label: str) -> Review:
    return workflow.hand_in_grade(review.pk, person, rating=Rating.objects.get(label=label), explanation=WHY)


def second_says(review: Review, person: User, label: str) -> Review:
    workflow.take_second(review.pk, person)
    return hand_in(review, person, label)


def test_a_desk_may_ask_for_it_for_all_its_claims(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    Desk.objects.create(name="Health", slug="health", topics=["health"], double_grading=True)
    claim = make_claim()
    claim.topic = "health"
    claim.save()
    assert grading.is_asked_for(workflow.open_review(claim))
    assert not grading.is_asked_for(workflow.open_review(make_claim()))


def test_two_grades_alike_give_the_claim_back_to_its_author_who_proposes_that_rating(
    taken: Review, reviewer: User, second_reviewer: User
) -> None:
    grade(taken, reviewer)
    assert hand_in(taken, reviewer, "False").state == S.GRADING
    assert not queue.held_by(reviewer).exists()
    assert second_says(taken, second_reviewer, "False").state == S.IN_REVIEW
    assert queue.held_by(reviewer).get().given_by == second_reviewer
    assert workflow.propose(taken.pk, reviewer).state == S.PROPOSED


def test_it_does_not_matter_who_is_first(taken: Review, reviewer: User, second_reviewer: User) -> None:
    assert second_says(taken, second_reviewer, "False").state == S.IN_REVIEW
    assert hand_in(taken, reviewer, "False").state == S.IN_REVIEW
    assert queue.held_by(reviewer).get().review == taken


@pytest.mark.parametrize("author_first", [True, False])
def test_neither_sees_the_others_grade_before_both_are_in(
    author_first: bool, taken: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    workflow.take_second(taken.pk, second_reviewer)
    order = [reviewer, second_reviewer] if author_first else [second_reviewer, reviewer]
    hand_in(taken, order[0], "False")
    assert grading.visible_to(order[0]).count() == 1
    assert not grading.visible_to(order[1]).exists()
    assert not grading.visible_to(editor).exists()
    hand_in(taken, order[1], "True")
    assert all(grading.visible_to(person).count() == 2 for person in (*order, editor))


def test_nor_does_anybody_see_the_others_draft_before(taken: Review, reviewer: User, second_reviewer: User) -> None:
    grade(taken, reviewer)
    workflow.take_second(taken.pk, second_reviewer)
    assert not grading.drafts_visible_to(second_reviewer, taken).exists()
    assert drafts_of(taken, except_of=second_reviewer.pk) == []
    hand_in(taken, reviewer, "False")
    assert drafts_of(taken, except_of=second_reviewer.pk) == []
    hand_in(taken, second_reviewer, "False")
    assert grading.drafts_visible_to(second_reviewer, taken).exists()
    assert len(drafts_of(taken, except_of=second_reviewer.pk)) == 1


def test_neither_history_nor_audit_trail_tells_a_grade(taken: Review, reviewer: User) -> None:
    hand_in(taken, reviewer, "Mostly false")
    told = [step.reason for step in taken.transitions.all()]
    told += AuditPayload.objects.values_list("body", flat=True)
    assert not any(WHY in text for text in told)
    assert not AuditEntry.objects.filter(table="reviews_grade").exists()


def test_nothing_is_proposed_before_both_grades_are_in(taken: Review, reviewer: User, second_reviewer: User) -> None:
    grade(taken, reviewer)
    with pytest.raises(workflow.Incomplete, match="hand in your grade before you propose"):
        workflow.propose(taken.pk, reviewer)
    second_says(taken, second_reviewer, "False")
    with pytest.raises(workflow.Incomplete, match="hand in your grade before you propose"):
        workflow.propose(taken.pk, reviewer)


def test_two_grades_that_differ_wait_for_an_editor_and_the_author_proposes_what_was_settled(
    taken: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    grade(taken, reviewer, label="False")
    hand_in(taken, reviewer, "False")
    assert second_says(taken, second_reviewer, "Mostly false").state == S.GRADING
    assert list(grading.to_adjudicate()) == [taken]
    settled = workflow.settle_grades(
        taken.pk, editor, rating=Rating.objects.get(label="Mostly false"), reason="Rounding explains the rest."
    )
    assert settled.state == S.IN_REVIEW
    assert not grading.to_adjudicate().exists()
    assert Adjudication.objects.get().reason == "Rounding explains the rest."
    with pytest.raises(workflow.Incomplete, match="settled on “Mostly false”; the draft says “False”"):
        workflow.propose(taken.pk, reviewer)
    grade(taken, reviewer, label="Mostly false")
    assert workflow.propose(taken.pk, reviewer).state == S.PROPOSED


def test_an_editor_who_returns_the_proposal_has_the_last_word_on_its_rating(
    taken: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    grade(taken, reviewer)
    hand_in(taken, reviewer, "False")
    second_says(taken, second_reviewer, "False")
    workflow.propose(taken.pk, reviewer)
    workflow.return_to_author(taken.pk, editor, reason="It is only mostly false.")
    grade(taken, reviewer, label="Mostly false")
    assert workflow.propose(taken.pk, reviewer).state == S.PROPOSED


def test_nobody_settles_a_difference_with_a_grade_of_their_own(taken: Review, reviewer: User, editor: User) -> None:
    hand_in(taken, reviewer, "False")
    second_says(taken, editor, "True")
    with pytest.raises(workflow.NotPermitted, match="third person"):
        workflow.settle_grades(taken.pk, editor, rating=Rating.objects.get(label="True"), reason=REASON)


def test_nothing_is_settled_with_one_grade(taken: Review, reviewer: User, editor: User) -> None:
    hand_in(taken, reviewer, "False")
    assert not grading.to_adjudicate().exists()
    with pytest.raises(workflow.WrongState, match="wait for it, or waive it"):
        workflow.settle_grades(taken.pk, editor, rating=Rating.objects.get(label="True"), reason=REASON)


def test_a_waived_second_grade_lets_the_author_go_on(taken: Review, reviewer: User, editor: User) -> None:
    grade(taken, reviewer)
    hand_in(taken, reviewer, "False")
    assert workflow.waive_second(taken.pk, editor, reason="Nobody else is in today.").state == S.IN_REVIEW
    assert workflow.propose(taken.pk, reviewer).state == S.PROPOSED


def test_grades_of_different_wordings_are_not_alike(
    taken: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    hand_in(taken, reviewer, "False")
    reword(editor, taken.claim_id, text="Herders are almost half of Examplia's people.")
    assert second_says(taken, second_reviewer, "False").state == S.GRADING


def test_a_grade_stands(taken: Review, reviewer: User) -> None:
    hand_in(taken, reviewer, "False")
    with pytest.raises(workflow.CannotUndo, match="A grade that was handed in stands"):
        workflow.undo_last(taken.pk, reviewer)
    for change in ("UPDATE reviews_grade SET explanation = 'x'", "DELETE FROM reviews_grade"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_a_grade_is_explained(taken: Review, reviewer: User) -> None:
    with pytest.raises(workflow.Incomplete, match="Explain the grade"):
        workflow.hand_in_grade(taken.pk, reviewer, rating=Rating.objects.get(label="False"), explanation=" ")


@pytest.mark.parametrize("same", ["slot", "person"])
def test_the_database_holds_one_grade_a_slot_and_a_person(
    same: str, taken: Review, reviewer: User, second_reviewer: User
) -> None:
    hand_in(taken, reviewer, "False")
    first = Grade.objects.get()
    other = {"slot": (1, second_reviewer), "person": (2, reviewer)}[same]
    with pytest.raises(IntegrityError, match=f"grade_given_once_per_{same}"), transaction.atomic():
        Grade.objects.create(
            review=taken, round=1, slot=other[0], person=other[1], rating=first.rating, wording=first.wording
        )


def test_the_author_is_not_the_second_grader(taken: Review, reviewer: User) -> None:
    with pytest.raises(workflow.NotPermitted, match="another person's"):
        workflow.take_second(taken.pk, reviewer)
    hand_in(taken, reviewer, "False")
    with pytest.raises(workflow.NotPermitted, match="another person's"):
        workflow.take_second(taken.pk, reviewer)


def test_the_second_grader_is_not_the_author(taken: Review, reviewer: User, second_reviewer: User) -> None:
    second_says(taken, second_reviewer, "False")
    workflow.skip(taken.pk, reviewer)
    with pytest.raises(workflow.NotPermitted, match="gives the second grade"):
        workflow.take(taken.pk, second_reviewer)
    assert queue.take_next(second_reviewer) is None


def test_a_claim_that_is_graded_once_has_no_second_grader(
    reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    with pytest.raises(workflow.NotGradedTwice, match="Nobody asked for a second grade"):
        workflow.take_second(review.pk, second_reviewer)


def test_next_gives_a_second_grade_before_the_queue_but_not_one_given_back(
    taken: Review, reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    hand_in(taken, reviewer, "False")
    queued = workflow.open_review(make_claim(check_worthiness=1.0))
    assert queue.take_next(second_reviewer) == taken
    assert queue.held_by(second_reviewer).get().role == AssignmentRole.SECOND
    workflow.leave_second(taken.pk, second_reviewer)
    assert queue.take_next(second_reviewer) == queued


def test_a_second_lease_that_ends_lets_somebody_else_grade_and_moves_nothing(
    taken: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    workflow.take_second(taken.pk, second_reviewer)
    Assignment.objects.filter(person=second_reviewer).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert workflow.return_expired() == 1
    taken.refresh_from_db()
    assert taken.state == S.IN_REVIEW
    assert queue.held_by(reviewer).exists()
    workflow.take_second(taken.pk, editor)


def test_an_author_who_gives_the_claim_back_leaves_the_second_grader_at_work(
    taken: Review, reviewer: User, second_reviewer: User, editor: User
) -> None:
    workflow.take_second(taken.pk, second_reviewer)
    workflow.skip(taken.pk, reviewer)
    assert hand_in(taken, second_reviewer, "False").state == S.QUEUED
    workflow.take(taken.pk, editor)
    assert hand_in(taken, editor, "False").state == S.IN_REVIEW


def test_a_second_grader_at_work_makes_no_draft_stale(taken: Review, reviewer: User, second_reviewer: User) -> None:
    seen = Review.objects.get(pk=taken.pk).version
    second_says(taken, second_reviewer, "False")
    workflow.skip(taken.pk, reviewer, version=seen)


def test_a_second_grader_keeps_a_draft_too(taken: Review, reviewer: User, second_reviewer: User) -> None:
    hand_in(taken, reviewer, "False")
    workflow.take_second(taken.pk, second_reviewer)
    assert grade(taken, second_reviewer).person == second_reviewer


def test_an_interest_takes_the_second_grade_out_of_a_persons_hands(taken: Review, second_reviewer: User) -> None:
    workflow.take_second(taken.pk, second_reviewer)
    recusal.declare(second_reviewer, reason="I own shares.", by=second_reviewer, claim=taken.claim)
    assert not queue.held_by(second_reviewer).exists()
    with pytest.raises(workflow.Recused):
        workflow.take_second(taken.pk, second_reviewer)


def test_a_reopened_claim_is_graded_anew(taken: Review, reviewer: User, second_reviewer: User, editor: User) -> None:
    hand_in(taken, reviewer, "False")
    second_says(taken, second_reviewer, "False")
    workflow.dismiss(taken.pk, reviewer, reason=REASON)
    workflow.reopen(taken.pk, editor, reason=REASON)
    taken.refresh_from_db()
    assert (grading.round_of(taken), grading.grades_of(taken)) == (2, [])
    workflow.take(taken.pk, second_reviewer)
    assert hand_in(taken, second_reviewer, "True").state == S.GRADING


@pytest.mark.parametrize(
    ("first", "second", "far"),
    [
        ("False", "False", Agreement.SAME),
        ("False", "Misleading", Agreement.ADJACENT),
        ("False", "True", Agreement.APART),
        ("False", "Unproven", Agreement.OFF_SCALE),
        ("Unproven", "Unproven", Agreement.SAME),
    ],
)
def test_how_far_two_grades_are_from_each_other(first: str, second: str, far: Agreement, db: None) -> None:
    one, other = (Rating.objects.get(label=label) for label in (first, second))
    assert grading.agreement(one, other) == grading.agreement(other, one) == far


@pytest.mark.django_db(transaction=True)
def test_of_two_second_graders_at_once_one_grades(
    reviewer: User, second_reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.open_review(make_claim())
    assigning.ask_double_grading(review.pk, editor, wanted=True)
    workflow.take(review.pk, reviewer)
    hand_in(review, reviewer, "False")
    answers = at_once(partial(queue.take_next, second_reviewer), partial(queue.take_next, editor))
    assert sorted(map(str, answers)) == sorted([str(review), "None"])
    assert Assignment.objects.filter(role=AssignmentRole.SECOND, ended_at=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_grades_handed_in_at_once_are_both_in_and_settled(
    reviewer: User, second_reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.open_review(make_claim())
    assigning.ask_double_grading(review.pk, editor, wanted=True)
    workflow.take(review.pk, reviewer)
    workflow.take_second(review.pk, second_reviewer)
    at_once(partial(hand_in, review, reviewer, "False"), partial(hand_in, review, second_reviewer, "False"))
    review.refresh_from_db()
    assert (review.state, len(grading.grades_of(review))) == (S.IN_REVIEW, 2)
    assert queue.held_by(reviewer).get().review == review
