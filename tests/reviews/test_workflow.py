"""The whole table of transitions: every state, action and role, refusals included."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import assigning, workflow
from reviews.choices import ReviewAction, ReviewState, VerdictKind
from reviews.models import Rating, Review
from tests.support.reviews import REASON, bring_to, grade

S, A = ReviewState, ReviewAction

# Who may do what, and where it leads, written down independently of workflow.TABLE. "author" holds the review, wrote
# the proposal or dismissed the claim; "second" grades it blind beside the author, where the action is about that, and
# is one reviewer more where it is not; "robot" is a service user with an editor's permissions.
GRADERS = ("author", "reviewer", "second", "editor", "robot")
MAY: dict[tuple[S, A], dict[str, S]] = {
    (S.QUEUED, A.TAKE): dict.fromkeys(GRADERS, S.IN_REVIEW),
    (S.QUEUED, A.ASSIGN): dict.fromkeys(("editor", "robot"), S.IN_REVIEW),
    (S.QUEUED, A.DISMISS): dict.fromkeys(GRADERS, S.DISMISSED),
    (S.QUEUED, A.UNDO): {},
    (S.QUEUED, A.HAND_IN): {"second": S.QUEUED},
    (S.QUEUED, A.LEAVE): {"second": S.QUEUED},
    (S.IN_REVIEW, A.SKIP): {"author": S.QUEUED},
    (S.IN_REVIEW, A.PROPOSE): {"author": S.PROPOSED},
    (S.IN_REVIEW, A.DISMISS): {"author": S.DISMISSED},
    (S.IN_REVIEW, A.UNDO): {"author": S.QUEUED},
    (S.IN_REVIEW, A.SECOND): dict.fromkeys(("reviewer", "second", "editor", "robot"), S.IN_REVIEW),
    (S.IN_REVIEW, A.HAND_IN): {"author": S.GRADING, "second": S.IN_REVIEW},
    (S.IN_REVIEW, A.LEAVE): {"second": S.IN_REVIEW},
    (S.GRADING, A.SECOND): dict.fromkeys(("reviewer", "second", "editor", "robot"), S.GRADING),
    (S.GRADING, A.HAND_IN): {"second": S.IN_REVIEW},
    (S.GRADING, A.LEAVE): {"second": S.GRADING},
    (S.GRADING, A.DECIDE): {"editor": S.IN_REVIEW},
    (S.GRADING, A.WAIVE): {"editor": S.IN_REVIEW},
    (S.PROPOSED, A.UNDO): {"author": S.IN_REVIEW},
    (S.PROPOSED, A.RETURN): {"editor": S.IN_REVIEW},
    (S.PROPOSED, A.APPROVE): {"editor": S.PUBLISHED},
    (S.SCHEDULED, A.MOVE): {"editor": S.SCHEDULED},
    (S.SCHEDULED, A.CANCEL): {"editor": S.PROPOSED},
    (S.SCHEDULED, A.RELEASE): {"editor": S.PUBLISHED},
    (S.PUBLISHED, A.CORRECT): dict.fromkeys(GRADERS, S.CORRECTING),
    (S.PUBLISHED, A.UNDO): {},
    (S.CORRECTING, A.SKIP): {"author": S.PUBLISHED},
    (S.CORRECTING, A.PROPOSE): {"author": S.PROPOSED},
    (S.CORRECTING, A.UNDO): {"author": S.PUBLISHED},
    (S.DISMISSED, A.REOPEN): {"editor": S.QUEUED},
    (S.DISMISSED, A.UNDO): {"author": S.QUEUED},
    (S.RETRACTED, A.REOPEN): {"editor": S.QUEUED},
}
ROLES = (*GRADERS, "admin", "stranger")
GRADED_TWICE = (A.SECOND, A.HAND_IN, A.LEAVE, A.DECIDE)


def label(name: str) -> Rating:
    return Rating.objects.get(label=name)


ACT: dict[A, Callable[[int, User], Review]] = {
    A.TAKE: workflow.take,
    A.ASSIGN: lambda pk, person: workflow.assign(pk, person, to=User.objects.get(username="ana")),
    A.SKIP: workflow.skip,
    A.SECOND: workflow.take_second,
    A.HAND_IN: lambda pk, person: workflow.hand_in_grade(pk, person, rating=label("False"), explanation=REASON),
    A.LEAVE: workflow.leave_second,
    A.DECIDE: lambda pk, person: workflow.settle_grades(pk, person, rating=label("False"), reason=REASON),
    A.WAIVE: lambda pk, person: workflow.waive_second(pk, person, reason=REASON),
    A.PROPOSE: workflow.propose,
    A.UNDO: workflow.undo_last,
    A.RETURN: lambda pk, person: workflow.return_to_author(pk, person, reason=REASON),
    A.APPROVE: workflow.approve,
    A.MOVE: lambda pk, person: workflow.move_publication(pk, person, publish_at=timezone.now() + timedelta(hours=2)),
    A.CANCEL: lambda pk, person: workflow.cancel_publication(pk, person, reason=REASON),
    A.RELEASE: workflow.release,
    A.CORRECT: lambda pk, person: workflow.correct(pk, person, reason=REASON),
    A.DISMISS: lambda pk, person: workflow.dismiss(pk, person, reason=REASON),
    A.REOPEN: lambda pk, person: workflow.reopen(pk, person, reason=REASON),
}


@pytest.fixture
def people(
    reviewer: User, second_reviewer: User, editor: User, desk_admin: User, stranger: User, service: User
) -> dict[str, User]:
    service.groups.set(Group.objects.filter(name="editor"))
    second = User.objects.create(username="second", first_name="Sol", last_name="Ito")
    second.groups.set(Group.objects.filter(name="reviewer"))
    return {
        "author": reviewer,
        "reviewer": second_reviewer,
        "second": second,
        "editor": editor,
        "admin": desk_admin,
        "stranger": stranger,
        "robot": service,
    }


def made_ready(state: S, action: A, people: dict[str, User], claim: Claim) -> Review:
    """A review in the state, with everything that the action asks for beside it."""
    author, second, editor = people["author"], people["second"], people["editor"]
    review = bring_to(state, claim, author=author, approver=editor)
    if action == A.PROPOSE and state == S.IN_REVIEW:
        grade(review, author)
    if action == A.PROPOSE and state == S.CORRECTING:
        grade(review, author, kind=VerdictKind.CORRECTION)
    if action in GRADED_TWICE and state in (S.QUEUED, S.IN_REVIEW, S.GRADING):
        assigning.ask_double_grading(review.pk, editor, wanted=True)
        if state == S.QUEUED:
            workflow.take(review.pk, author)
        if action != A.SECOND:
            workflow.take_second(review.pk, second)
        if action == A.DECIDE and state == S.GRADING:
            workflow.hand_in_grade(review.pk, second, rating=label("True"), explanation=REASON)
        if state == S.QUEUED:
            workflow.skip(review.pk, author)
    review.refresh_from_db()
    assert review.state == state
    return review


@pytest.mark.parametrize("action", ACT, ids=str)
@pytest.mark.parametrize("state", S, ids=str)
def test_each_role_may_do_just_what_the_table_says(
    state: S, action: A, people: dict[str, User], make_claim: Callable[..., Claim]
) -> None:
    review = made_ready(state, action, people, make_claim())
    version, steps = review.version, review.transitions.count()
    beside = action in (A.SECOND, A.HAND_IN, A.LEAVE)
    for role in ROLES:
        target = MAY.get((state, action), {}).get(role)
        before = transaction.savepoint()
        if target is None:
            with pytest.raises(workflow.WorkflowRefused) as refusal:
                ACT[action](review.pk, people[role])
            assert str(refusal.value), role
            review.refresh_from_db()
            assert (review.state, review.version, review.transitions.count()) == (state, version, steps), role
        else:
            ACT[action](review.pk, people[role])
            review.refresh_from_db()
            moved = 0 if beside and target == state else 1
            assert (review.state, review.version) == (target, version + moved), role
            last = review.transitions.latest("pk")
            assert (last.action, last.from_state, last.to_state, last.actor) == (action, state, target, people[role])
        transaction.savepoint_rollback(before)


def test_every_action_of_people_is_tested() -> None:
    assert set(ACT) == {step.action for step in workflow.TABLE if step.permission}


@pytest.mark.parametrize("state", S, ids=str)
def test_the_table_and_this_test_speak_of_the_same_steps(state: S) -> None:
    by_people = {action for action, step in workflow.steps_from(state).items() if step.permission}
    assert by_people == {action for (source, action) in MAY if source == state}


def test_a_refusal_says_who_may(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    with pytest.raises(workflow.NotPermitted, match="it is for editors"):
        workflow.approve(review.pk, reviewer)


def test_a_refusal_names_the_state_and_the_ways_out_of_it(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    review = workflow.open_review(make_claim())
    with pytest.raises(workflow.WrongState, match=r"“Queued”.*“Take”, “Assign”.*“Dismiss”"):
        workflow.propose(review.pk, reviewer)


@pytest.mark.parametrize("action", [A.RETURN, A.CORRECT, A.DISMISS, A.REOPEN], ids=str)
def test_what_needs_a_reason_is_refused_without_one(
    action: A, reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    state = {A.RETURN: S.PROPOSED, A.CORRECT: S.PUBLISHED, A.DISMISS: S.QUEUED, A.REOPEN: S.DISMISSED}[action]
    review = bring_to(state, make_claim(), author=reviewer, approver=editor)
    act = {
        A.RETURN: workflow.return_to_author,
        A.CORRECT: workflow.correct,
        A.DISMISS: workflow.dismiss,
        A.REOPEN: workflow.reopen,
    }[action]
    with pytest.raises(workflow.Incomplete, match="needs a reason"):
        act(review.pk, editor, reason="  ")


def test_a_refusal_says_who_was_quicker(
    reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    with pytest.raises(workflow.WrongState, match=r"“In review” \(“Take” by Ana Reyes\)") as refusal:
        workflow.take(review.pk, second_reviewer)
    assert "Lease expired" not in str(refusal.value)


def test_nobody_acts_on_a_review_that_changed_since_they_read_it(
    reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.open_review(make_claim())
    seen = review.version
    workflow.take(review.pk, reviewer)
    workflow.skip(review.pk, reviewer)
    with pytest.raises(workflow.StaleReview, match="Reload"):
        workflow.take(review.pk, second_reviewer, version=seen)


def test_an_editor_cannot_approve_what_they_proposed_themselves(editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=editor, approver=editor)
    with pytest.raises(workflow.NotPermitted, match="second person"):
        workflow.approve(review.pk, editor)


def test_a_returned_proposal_goes_back_to_its_author_with_the_draft(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    workflow.return_to_author(review.pk, editor, reason="Say which year.")
    held = review.assignments.get(ended_at=None)
    assert held.person == reviewer
    assert review.drafts.get().headline


def test_a_returned_correction_is_still_a_correction(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(S.CORRECTING, make_claim(), author=reviewer, approver=editor)
    grade(review, reviewer, kind=VerdictKind.CORRECTION)
    workflow.propose(review.pk, reviewer)
    assert workflow.return_to_author(review.pk, editor, reason=REASON).state == S.CORRECTING
    assert workflow.skip(review.pk, reviewer).state == S.PUBLISHED


def test_not_even_a_superuser_approves_their_own_proposal(editor: User, make_claim: Callable[..., Claim]) -> None:
    editor.is_superuser = True
    editor.save()
    review = bring_to(S.PROPOSED, make_claim(), author=editor, approver=editor)
    with pytest.raises(workflow.NotPermitted, match="second person"):
        workflow.approve(review.pk, editor)


def test_not_even_a_superuser_approves_as_a_service(
    reviewer: User, editor: User, service: User, make_claim: Callable[..., Claim]
) -> None:
    service.is_superuser = True
    service.save()
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    with pytest.raises(workflow.NotPermitted, match="takes a person"):
        workflow.approve(review.pk, service)


def test_somebody_deactivated_does_nothing_more(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    editor.is_active = False
    editor.save()
    with pytest.raises(workflow.NotPermitted, match="may not do"):
        workflow.approve(review.pk, editor)
