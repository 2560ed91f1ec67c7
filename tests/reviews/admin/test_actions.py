"""Every action of the claim page, taken through the page: what it does, whom it refuses, and what it never loses."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewAction, ReviewState, VerdictKind
from reviews.models import DeskPolicy, Draft, Review, Verdict
from tests.support.reviews import bring_to, grade

SignedIn = Callable[[User], Client]
MakeClaim = Callable[..., Claim]
Press = Callable[..., HttpResponse]
S, A = ReviewState, ReviewAction
WHY = "It needs another look."


@pytest.fixture
def people(reviewer: User, second_reviewer: User, editor: User, desk_admin: User) -> dict[str, User]:
    return {"reviewer": reviewer, "second": second_reviewer, "editor": editor, "admin": desk_admin}


def buttons(response: HttpResponse) -> set[str]:
    """The actions that a page offers."""
    context = response.context
    return {offer.action for offer in context["buttons"]} | {asking[0].action for asking in context["asking"]}


@pytest.mark.parametrize(
    ("source", "action", "who", "target"),
    [
        (S.QUEUED, A.TAKE, "reviewer", S.IN_REVIEW),
        (S.QUEUED, A.DISMISS, "second", S.DISMISSED),
        (S.IN_REVIEW, A.SKIP, "reviewer", S.QUEUED),
        (S.IN_REVIEW, A.DISMISS, "reviewer", S.DISMISSED),
        (S.PROPOSED, A.UNDO, "reviewer", S.IN_REVIEW),
        (S.PROPOSED, A.APPROVE, "editor", S.PUBLISHED),
        (S.PROPOSED, A.RETURN, "editor", S.IN_REVIEW),
        (S.PUBLISHED, A.CORRECT, "second", S.CORRECTING),
        (S.CORRECTING, A.SKIP, "reviewer", S.PUBLISHED),
        (S.DISMISSED, A.REOPEN, "editor", S.QUEUED),
        (S.RETRACTED, A.REOPEN, "editor", S.QUEUED),
    ],
)
def test_a_button_moves_the_review_and_says_so(
    press: Press,
    people: dict[str, User],
    make_claim: MakeClaim,
    source: ReviewState,
    action: ReviewAction,
    who: str,
    target: ReviewState,
) -> None:
    review = bring_to(source, make_claim(), author=people["reviewer"], approver=people["editor"])
    response = press(people[who], review, action, **{f"{action}__reason": WHY})
    review.refresh_from_db()
    assert review.state == target
    assert review.transitions.latest("pk").actor == people[who]
    (message,) = response.context["messages"]
    assert message.level_tag == "success"


@pytest.mark.parametrize(
    ("state", "who", "offered"),
    [
        (S.QUEUED, "reviewer", {A.TAKE, A.DISMISS}),
        (S.QUEUED, "admin", set()),
        (S.IN_REVIEW, "reviewer", {"save_draft", A.SKIP, A.PROPOSE, A.DISMISS, A.UNDO}),
        (S.IN_REVIEW, "second", set()),
        (S.IN_REVIEW, "editor", set()),
        (S.PROPOSED, "reviewer", {A.UNDO}),
        (S.PROPOSED, "second", set()),
        (S.PROPOSED, "editor", {A.APPROVE, A.RETURN}),
        (S.PUBLISHED, "second", {A.CORRECT}),
        (S.CORRECTING, "reviewer", {"save_draft", A.SKIP, A.PROPOSE, A.UNDO}),
        (S.DISMISSED, "reviewer", {A.UNDO}),
        (S.DISMISSED, "editor", {A.REOPEN}),
        (S.RETRACTED, "editor", {A.REOPEN}),
    ],
)
def test_only_the_buttons_that_this_person_may_press_now_are_shown(
    as_person: SignedIn,
    people: dict[str, User],
    make_claim: MakeClaim,
    state: ReviewState,
    who: str,
    offered: set[str],
) -> None:
    review = bring_to(state, make_claim(), author=people["reviewer"], approver=people["editor"])
    page = as_person(people[who]).get(reverse("admin:reviews_review_change", args=[review.pk]))
    assert buttons(page) == offered


@pytest.mark.parametrize(
    ("state", "action", "who", "status", "words"),
    [
        (S.QUEUED, A.TAKE, "admin", 403, "it is for reviewers and editors"),
        (S.PROPOSED, A.APPROVE, "second", 403, "it is for editors"),
        (S.IN_REVIEW, A.SKIP, "second", 403, "only who holds it may do this"),
        (S.IN_REVIEW, A.PROPOSE, "second", 403, "only who holds it may do this"),
        (S.PROPOSED, A.UNDO, "second", 403, "who proposed it; only they may take it back"),
        (S.PUBLISHED, A.TAKE, "reviewer", 409, "does not apply to a review that is “Published”"),
        (S.IN_REVIEW, A.EXPIRE, "reviewer", 403, "done by the desk itself"),
        (S.QUEUED, "explode", "reviewer", 400, "without a known action"),
    ],
)
def test_who_presses_a_button_that_is_not_theirs_learns_why_and_nothing_changes(
    press: Press,
    people: dict[str, User],
    make_claim: MakeClaim,
    state: ReviewState,
    action: str,
    who: str,
    status: int,
    words: str,
) -> None:
    review = bring_to(state, make_claim(), author=people["reviewer"], approver=people["editor"])
    response = press(people[who], review, action)
    assert response.status_code == status
    assert words in response.content.decode()
    assert Review.objects.get(pk=review.pk).version == review.version


@pytest.mark.parametrize(
    ("state", "action", "who"),
    [
        (S.QUEUED, A.DISMISS, "reviewer"),
        (S.PROPOSED, A.RETURN, "editor"),
        (S.PUBLISHED, A.CORRECT, "reviewer"),
        (S.DISMISSED, A.REOPEN, "editor"),
    ],
)
def test_an_action_that_needs_a_reason_is_refused_without_one_and_its_field_stands_open(
    press: Press,
    people: dict[str, User],
    make_claim: MakeClaim,
    state: ReviewState,
    action: ReviewAction,
    who: str,
) -> None:
    review = bring_to(state, make_claim(), author=people["reviewer"], approver=people["editor"])
    response = press(people[who], review, action, **{f"{action}__reason": "  "})
    assert response.status_code == 422
    assert "needs a reason: write one" in response.content.decode()
    assert [offer.action for offer, _, is_open in response.context["asking"] if is_open] == [action]
    assert Review.objects.get(pk=review.pk).state == state


def test_a_reason_typed_in_vain_is_still_in_its_field(press: Press, reviewer: User, make_claim: MakeClaim) -> None:
    review = workflow.open_review(make_claim())
    response = press(reviewer, review, A.DISMISS, version=99, dismiss__reason="A joke, not a claim.")
    assert response.status_code == 409
    assert "A joke, not a claim.</textarea>" in response.content.decode()


def test_two_who_act_at_once_the_second_learns_it(
    press: Press, reviewer: User, second_reviewer: User, make_claim: MakeClaim
) -> None:
    review = workflow.open_review(make_claim())
    workflow.take(review.pk, second_reviewer)
    workflow.skip(review.pk, second_reviewer)
    response = press(reviewer, review, A.TAKE, version=review.version)
    assert response.status_code == 409
    assert "The review changed while you looked at it (you saw version 1, it is at 3)" in response.content.decode()
    assert 'name="version" value="3"' in response.content.decode()


def test_nobody_approves_their_own_proposal_under_four_eyes(
    press: Press, as_person: SignedIn, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=editor, approver=editor)
    page = as_person(editor).get(reverse("admin:reviews_review_change", args=[review.pk]))
    assert A.APPROVE not in buttons(page)
    assert "It takes a second person" in page.content.decode()
    assert press(editor, review, A.APPROVE).status_code == 403
    assert not Verdict.objects.exists()


def test_a_desk_of_one_approves_alone_and_the_page_says_so(
    press: Press, as_person: SignedIn, editor: User, make_claim: MakeClaim
) -> None:
    DeskPolicy.objects.create(four_eyes=False, reason="A desk of one.", set_by=editor)
    review = bring_to(S.PROPOSED, make_claim(), author=editor, approver=editor)
    page = as_person(editor).get(reverse("admin:reviews_review_change", args=[review.pk]))
    assert A.APPROVE in buttons(page)
    assert "without four eyes" in press(editor, review, A.APPROVE).content.decode()


def test_after_approval_the_next_claim_and_the_list_are_one_click_away(
    press: Press, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    page = press(editor, review, A.APPROVE).content.decode()
    assert "The verdict is published." in page
    assert f'action="{reverse("admin:reviews_review_next")}"' in page
    assert f'href="{reverse("admin:reviews_review_changelist")}"' in page


def test_approving_a_retraction_is_not_called_publishing_a_verdict(
    press: Press, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(S.CORRECTING, make_claim(), author=reviewer, approver=editor)
    grade(review, reviewer, kind=VerdictKind.RETRACTION)
    workflow.propose(review.pk, reviewer)
    page = press(editor, review, A.APPROVE).content.decode()
    assert "The verdict is retracted." in page
    assert "The verdict is published." not in page


def test_who_returned_a_proposal_and_why_stands_at_the_top_of_its_authors_page(
    press: Press, as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    press(editor, review, A.RETURN, return__reason="Say which year.")
    page = as_person(reviewer).get(reverse("admin:reviews_review_change", args=[review.pk]))
    assert page.context["page"].sentence.startswith("Ed Okafor returned the proposal")
    assert "“Say which year.”" in page.context["page"].sentence


def test_reviews_are_not_added_nor_deleted_by_hand(as_person: SignedIn, reviewer: User, make_claim: MakeClaim) -> None:
    reviewer.is_superuser = True
    reviewer.save()
    review = workflow.open_review(make_claim())
    client = as_person(reviewer)
    assert client.get(reverse("admin:reviews_review_add")).status_code == 403
    assert client.get(reverse("admin:reviews_review_delete", args=[review.pk])).status_code == 403


def test_a_page_from_elsewhere_cannot_press_a_button(reviewer: User, make_claim: MakeClaim) -> None:
    review = workflow.open_review(make_claim())
    client = Client(enforce_csrf_checks=True)
    client.force_login(reviewer)
    url = reverse("admin:reviews_review_change", args=[review.pk])
    assert client.post(url, {"action": "take", "version": "1"}).status_code == 403
    assert Review.objects.get().state == S.QUEUED


def test_a_returned_proposal_goes_back_with_its_draft(
    press: Press, as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = workflow.open_review(make_claim())
    workflow.take(review.pk, reviewer)
    grade(review, reviewer)
    workflow.propose(review.pk, reviewer)
    press(editor, review, A.RETURN, return__reason="Name the year.")
    page = as_person(reviewer).get(reverse("admin:reviews_review_change", args=[review.pk]))
    assert "“Name the year.”" in page.content.decode()
    assert page.context["desk"].form.initial["headline"] == Draft.objects.get().headline


def test_a_reason_whose_action_is_gone_is_still_shown(
    press: Press, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)
    workflow.undo(review.pk, reviewer)
    response = press(editor, review, A.RETURN, return__reason="Say <which> year.")
    assert response.status_code == 409
    assert "You wrote: “Say &lt;which&gt; year.”" in response.content.decode()
