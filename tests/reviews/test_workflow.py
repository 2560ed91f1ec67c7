"""The whole table of transitions: every state, action and role, refusals included."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewAction, ReviewState, VerdictKind
from reviews.models import Review
from tests.support.reviews import REASON, bring_to, grade

S, A = ReviewState, ReviewAction

# Who may do what, written down independently of workflow.TABLE. "author" holds the review or wrote the proposal;
# "reviewer" is another one; "robot" is a service user with an editor's permissions.
GRADERS = {"author", "reviewer", "editor", "robot"}
MAY: dict[tuple[S, A], tuple[set[str], S]] = {
    (S.QUEUED, A.TAKE): (GRADERS, S.IN_REVIEW),
    (S.QUEUED, A.ASSIGN): ({"editor", "robot"}, S.IN_REVIEW),
    (S.QUEUED, A.DISMISS): (GRADERS, S.DISMISSED),
    (S.IN_REVIEW, A.SKIP): ({"author"}, S.QUEUED),
    (S.QUEUED, A.UNDO): (set(), S.QUEUED),
    (S.IN_REVIEW, A.UNDO): ({"author"}, S.QUEUED),
    (S.PUBLISHED, A.UNDO): (set(), S.PUBLISHED),
    (S.CORRECTING, A.UNDO): ({"author"}, S.PUBLISHED),
    (S.DISMISSED, A.UNDO): ({"author"}, S.QUEUED),
    (S.IN_REVIEW, A.PROPOSE): ({"author"}, S.PROPOSED),
    (S.IN_REVIEW, A.DISMISS): ({"author"}, S.DISMISSED),
    (S.PROPOSED, A.UNDO): ({"author"}, S.IN_REVIEW),
    (S.PROPOSED, A.RETURN): ({"editor"}, S.IN_REVIEW),
    (S.PROPOSED, A.APPROVE): ({"editor"}, S.PUBLISHED),
    (S.SCHEDULED, A.MOVE): ({"editor"}, S.SCHEDULED),
    (S.SCHEDULED, A.CANCEL): ({"editor"}, S.PROPOSED),
    (S.SCHEDULED, A.RELEASE): ({"editor"}, S.PUBLISHED),
    (S.PUBLISHED, A.CORRECT): (GRADERS, S.CORRECTING),
    (S.CORRECTING, A.SKIP): ({"author"}, S.PUBLISHED),
    (S.CORRECTING, A.PROPOSE): ({"author"}, S.PROPOSED),
    (S.DISMISSED, A.REOPEN): ({"editor"}, S.QUEUED),
    (S.RETRACTED, A.REOPEN): ({"editor"}, S.QUEUED),
}
ROLES = ["author", "reviewer", "editor", "admin", "stranger", "robot"]
ACT: dict[A, Callable[[int, User], Review]] = {
    A.TAKE: workflow.take,
    A.ASSIGN: lambda pk, person: workflow.assign(pk, person, to=User.objects.get(username="ana")),
    A.SKIP: workflow.skip,
    A.PROPOSE: workflow.propose,
    A.UNDO: workflow.undo,
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
    return {
        "author": reviewer,
        "reviewer": second_reviewer,
        "editor": editor,
        "admin": desk_admin,
        "stranger": stranger,
        "robot": service,
    }


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACT, ids=str)
@pytest.mark.parametrize("state", S, ids=str)
def test_each_role_may_do_just_what_the_table_says(
    state: S, action: A, role: str, people: dict[str, User], make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(state, make_claim(), author=people["author"], approver=people["editor"])
    if (state, action) == (S.IN_REVIEW, A.PROPOSE):
        grade(review, people["author"])
    if (state, action) == (S.CORRECTING, A.PROPOSE):
        grade(review, people["author"], kind=VerdictKind.CORRECTION)
    who, target = MAY.get((state, action), (set(), state))
    version, steps = review.version, review.transitions.count()

    if role in who:
        ACT[action](review.pk, people[role])
        review.refresh_from_db()
        last = review.transitions.latest("pk")
        assert (review.state, review.version) == (target, version + 1)
        assert (last.action, last.from_state, last.to_state, last.actor) == (
            action,
            state,
            target,
            people[role],
        )
    else:
        with pytest.raises(workflow.WorkflowRefused) as refusal:
            ACT[action](review.pk, people[role])
        review.refresh_from_db()
        assert str(refusal.value)
        assert (review.state, review.version, review.transitions.count()) == (state, version, steps)


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
    with pytest.raises(workflow.WrongState, match=r"“Queued”.*“Take”, “Dismiss”"):
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
