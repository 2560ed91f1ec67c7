"""On a claim's page two people hand in grades that neither sees of the other, and an editor settles or waives."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.curation.rewording import reword
from claims.models import Claim
from claimtracker.people.models import User
from reviews import assigning, grading, queue, workflow
from reviews.admin import double_grading
from reviews.choices import AssignmentRole, ReviewState
from reviews.models import Adjudication, Rating, Review
from tests.reviews.admin.conftest import Press
from tests.support.reviews import grade

SECRET = "The table of the bureau says so."
SignedIn = Callable[[User], Client]
HandIn = Callable[..., HttpResponse]


@pytest.fixture
def taken(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> Review:
    """A claim that is to be graded twice, in the hands of Ana Reyes."""
    review = workflow.open_review(make_claim())
    assigning.ask_double_grading(review.pk, editor, wanted=True)
    return workflow.take(review.pk, reviewer)


@pytest.fixture
def hand_in(as_person: SignedIn) -> HandIn:
    def send(person: User, review: Review, label: str, explanation: str = SECRET) -> HttpResponse:
        filled = {"hand-in-rating": Rating.objects.get(label=label).pk, "hand-in-explanation": explanation}
        return as_person(person).post(reverse("admin:reviews_review_hand_in", args=[review.pk]), filled, follow=True)

    return send


def look(client: Client, review: Review) -> str:
    return client.get(reverse("admin:reviews_review_change", args=[review.pk])).content.decode()


def test_the_author_is_asked_for_a_grade_and_not_offered_to_propose(
    as_person: SignedIn, reviewer: User, taken: Review
) -> None:
    page = look(as_person(reviewer), taken)
    assert 'form="hand-in"' in page
    assert 'value="propose"' not in page
    assert 'value="save_draft"' in page
    assert "“Propose” is not offered yet. This claim is graded twice, blind: hand in your grade" in page


def test_next_claim_makes_a_second_grader_who_sees_nothing_of_the_first_grade(
    as_person: SignedIn, hand_in: HandIn, reviewer: User, second_reviewer: User, taken: Review
) -> None:
    grade(taken, reviewer)
    hand_in(reviewer, taken, "False")
    page = as_person(second_reviewer).post(reverse("admin:reviews_review_next"), follow=True).content.decode()
    assert "You are the second grader of this claim." in page
    assert "One grade is in; both are shown once yours is in." in page
    assert 'form="hand-in"' in page
    assert "data-heartbeat-url" in page
    assert SECRET not in page
    assert "Two statistics, of 2024" not in page
    assert queue.held_by(second_reviewer).get().role == AssignmentRole.SECOND


def test_who_waits_sees_their_own_grade_alone(
    as_person: SignedIn, hand_in: HandIn, reviewer: User, editor: User, taken: Review
) -> None:
    page = hand_in(reviewer, taken, "False").content.decode()
    assert "Your grade is in, and stands. The other is not" in page
    assert SECRET in page
    assert SECRET not in look(as_person(editor), taken)


def test_two_grades_alike_are_shown_and_the_author_may_propose(
    as_person: SignedIn, press: Press, hand_in: HandIn, reviewer: User, second_reviewer: User, taken: Review
) -> None:
    hand_in(reviewer, taken, "False", "The first grader's words.")
    press(second_reviewer, taken, "second")
    page = hand_in(second_reviewer, taken, "False", "The second grader's words.").content.decode()
    assert "The same rating: it holds" in page
    assert "The first grader&#x27;s words." in page
    assert "The second grader&#x27;s words." in page
    assert 'value="propose"' in look(as_person(reviewer), taken)


def test_an_author_who_is_graded_beside_keeps_the_form(
    as_person: SignedIn, press: Press, reviewer: User, second_reviewer: User, taken: Review
) -> None:
    assert "You are the second grader" in press(second_reviewer, taken, "second").content.decode()
    page = look(as_person(reviewer), taken)
    assert "You hold this claim" in page
    assert 'id="id_headline"' in page


def test_the_second_grader_leaves_it_to_somebody_else(
    press: Press, hand_in: HandIn, reviewer: User, second_reviewer: User, taken: Review
) -> None:
    hand_in(reviewer, taken, "False")
    press(second_reviewer, taken, "second")
    page = press(second_reviewer, taken, "leave", leave__reason="I know the herders.").content.decode()
    assert "You gave the second grade back" in page
    assert "I know the herders." in page
    assert not queue.held_by(second_reviewer).exists()


def test_a_second_grader_is_not_offered_to_take_the_claim_that_its_author_gave_back(
    as_person: SignedIn, reviewer: User, second_reviewer: User, editor: User, taken: Review
) -> None:
    workflow.take_second(taken.pk, second_reviewer)
    workflow.skip(taken.pk, reviewer)
    page = look(as_person(second_reviewer), taken)
    assert 'form="hand-in"' in page
    assert 'value="take"' not in page
    assert 'value="take"' in look(as_person(editor), taken)


def test_two_grades_alike_of_two_wordings_are_for_an_editor_to_settle(
    as_person: SignedIn, hand_in: HandIn, reviewer: User, second_reviewer: User, editor: User, taken: Review
) -> None:
    hand_in(reviewer, taken, "False")
    reword(editor, taken.claim_id, text="Herders are half of the people of Examplia.")
    workflow.take_second(taken.pk, second_reviewer)
    page = hand_in(second_reviewer, taken, "False").content.decode()
    assert "The same rating, but of two wordings of the claim. An editor who gave neither settles it." in page
    assert 'form="settle"' in look(as_person(editor), taken)


@pytest.fixture
def apart(hand_in: HandIn, reviewer: User, second_reviewer: User, taken: Review) -> Review:
    """Two grades that differ."""
    hand_in(reviewer, taken, "False")
    workflow.take_second(taken.pk, second_reviewer)
    hand_in(second_reviewer, taken, "True")
    return taken


def test_an_editor_settles_two_grades_that_differ(
    as_person: SignedIn, editor: User, second_reviewer: User, apart: Review
) -> None:
    assert "More than a step apart. An editor who gave neither settles it." in look(as_person(editor), apart)
    assert 'form="settle"' not in look(as_person(second_reviewer), apart)
    filled = {"settle-rating": Rating.objects.get(label="False").pk, "settle-reason": "The table is of 2024."}
    page = as_person(editor).post(reverse("admin:reviews_review_settle", args=[apart.pk]), filled, follow=True)
    assert "Ed Okafor settled on “False”: “The table is of 2024.”" in page.content.decode()
    assert Adjudication.objects.get().decided_by == editor
    assert Review.objects.get(pk=apart.pk).state == ReviewState.IN_REVIEW


def test_an_editor_waives_the_second_grade_with_a_reason(
    press: Press, hand_in: HandIn, reviewer: User, editor: User, taken: Review
) -> None:
    hand_in(reviewer, taken, "False")
    assert "needs a reason" in press(editor, taken, "waive", waive__reason=" ").content.decode()
    page = press(editor, taken, "waive", waive__reason="Everybody else is away.").content.decode()
    assert "An editor waived the second grade" in page
    assert not grading.is_asked_for(Review.objects.get(pk=taken.pk))


def test_a_refused_grade_gives_the_words_back(hand_in: HandIn, second_reviewer: User, taken: Review) -> None:
    page = hand_in(second_reviewer, taken, "False").content.decode()
    assert "Nothing was kept. Rui Costa does not grade this claim now." in page
    assert "You wrote: “The table of the bureau says so.”" in page


def test_the_desk_gives_nobody_the_authors_draft_while_grading_is_blind(
    as_person: SignedIn, reviewer: User, second_reviewer: User, taken: Review
) -> None:
    grade(taken, reviewer)
    answer = as_person(second_reviewer).post(reverse("admin:reviews_review_hold", args=[taken.pk]))
    assert answer.status_code == 409
    assert answer.json()["theirs"]["fields"] == {}


def test_a_claim_that_is_graded_once_costs_no_query(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    review = workflow.open_review(make_claim())
    with CaptureQueriesContext(connection) as captured:
        assert double_grading.on_page(review, reviewer).sentence == ""
    assert len(captured) == 0


def test_a_claim_that_is_graded_twice_costs_six_queries_at_most(reviewer: User, editor: User, apart: Review) -> None:
    review = Review.objects.get(pk=apart.pk)
    reviewer.has_perm(workflow.GRADE)
    with CaptureQueriesContext(connection) as captured:
        double_grading.on_page(review, reviewer)
    assert len(captured) <= 6
