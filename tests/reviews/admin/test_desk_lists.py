"""The desk's lists as tabs: who and what is on each, counted no further than needed, saved under a name."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import assigning, freshness, querysets, workflow
from reviews.choices import ReviewState
from reviews.models import Rating, Review, SavedFilter
from tests.support.reviews import bring_to
from tests.support.verdicts import publish_verdict

LIST = reverse("admin:reviews_review_changelist")
SignedIn = Callable[[User], Client]
MakeClaim = Callable[..., Claim]


def on_list(client: Client, key: str) -> list[int]:
    response = client.get(LIST, {"list": key})
    assert response.status_code == 200
    return [review.claim_id for review in response.context["cl"].result_list]


@pytest.fixture
def reviews(make_claim: MakeClaim, reviewer: User, editor: User) -> dict[str, Review]:
    """One review in each state."""
    return {
        state.value: bring_to(state, make_claim(), author=reviewer, approver=editor)
        for state in (
            ReviewState.QUEUED,
            ReviewState.IN_REVIEW,
            ReviewState.PROPOSED,
            ReviewState.PUBLISHED,
            ReviewState.DISMISSED,
        )
    }


def test_each_list_has_what_it_says(
    as_person: SignedIn, reviewer: User, editor: User, reviews: dict[str, Review]
) -> None:
    client = as_person(reviewer)
    assert on_list(client, "mine") == [reviews["in_review"].claim_id]
    assert on_list(client, "unassigned") == [reviews["queued"].claim_id]
    assert on_list(client, "approval") == [reviews["proposed"].claim_id]
    assert on_list(as_person(editor), "mine") == []


def test_overdue_is_what_has_passed_its_deadline_and_is_not_done_the_longest_first(
    as_person: SignedIn, reviewer: User, reviews: dict[str, Review]
) -> None:
    now = timezone.now()
    for state, days in (("queued", -1), ("in_review", -3), ("proposed", 2), ("published", -5)):
        Review.objects.filter(pk=reviews[state].pk).update(due_at=now + datetime.timedelta(days=days))
    client = as_person(reviewer)
    assert on_list(client, "overdue") == [reviews["in_review"].claim_id, reviews["queued"].claim_id]
    assert "Overdue since" in client.get(LIST, {"list": "overdue"}).content.decode()


def test_due_for_re_check_is_where_the_standing_verdict_says_so_by_today(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    today = timezone.localdate()
    due, later = (
        publish_verdict(
            make_claim(), author=reviewer, approver=editor, recheck_on=today + datetime.timedelta(days=days)
        )
        for days in (0, 1)
    )
    freshness.raise_rechecks()
    assert on_list(as_person(reviewer), "recheck") == [due.review.claim_id]
    assert later.review.claim_id not in on_list(as_person(reviewer), "recheck")


def test_a_list_is_counted_no_further_than_its_most(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        workflow.open_review(make_claim())
    queued = Review.objects.filter(state=ReviewState.QUEUED)
    assert str(querysets.capped_count(queued)) == "3"
    assert str(querysets.capped_count(queued, most=2)) == "2+"
    assert str(querysets.Capped(1000, is_more=True)) == "1,000+"


def test_an_empty_list_says_what_its_emptiness_means(as_person: SignedIn, reviewer: User) -> None:
    client = as_person(reviewer)
    assert "You hold no claim" in client.get(LIST, {"list": "mine"}).content.decode()
    assert "No proposal waits" in client.get(LIST, {"list": "approval"}).content.decode()


def test_an_added_list_gets_its_tab(
    as_person: SignedIn, reviewer: User, reviews: dict[str, Review], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(querysets, "LISTS", shown := list(querysets.LISTS))
    querysets.add_list(querysets.DeskList("gone", "Dismissed", lambda rows, _: rows.filter(state="dismissed"), ""))
    assert shown[-1].title == "Dismissed"
    assert [each.key for each, _ in querysets.counts_of_lists(reviewer)][-1] == "gone"


def test_a_list_is_saved_under_a_name_and_leads_back(as_person: SignedIn, reviewer: User, editor: User) -> None:
    client = as_person(reviewer)
    query = "list=overdue&q=herders&after=3"
    saved = client.post(reverse("admin:reviews_review_save"), {"name": "Late herders", "query": query}, follow=True)
    assert 'href="?list=overdue&amp;q=herders"' in saved.content.decode()
    assert "Late herders" not in as_person(editor).get(LIST).content.decode()
    mine = SavedFilter.objects.get()
    as_person(editor).post(reverse("admin:reviews_review_unsave", args=[mine.pk]))
    assert SavedFilter.objects.exists()
    client.post(reverse("admin:reviews_review_unsave", args=[mine.pk]))
    assert not SavedFilter.objects.exists()


def test_saving_under_a_known_name_replaces_and_an_empty_list_is_refused(as_person: SignedIn, reviewer: User) -> None:
    client = as_person(reviewer)
    for query in ("list=overdue", "list=mine"):
        client.post(reverse("admin:reviews_review_save"), {"name": "Today", "query": query})
    assert SavedFilter.objects.get().query == "list=mine"
    refused = client.post(reverse("admin:reviews_review_save"), {"name": "All", "query": ""}, follow=True)
    assert "There is nothing to save" in refused.content.decode()


def test_two_grades_that_differ_are_on_the_list_of_disagreement_until_they_are_settled(
    as_person: SignedIn, reviewer: User, second_reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    review = workflow.open_review(make_claim(text="Herders keep half of all goats."))
    assigning.ask_double_grading(review.pk, editor, wanted=True)
    workflow.take(review.pk, reviewer)
    workflow.hand_in_grade(review.pk, reviewer, rating=Rating.objects.get(label="False"), explanation="A table.")
    client = as_person(editor)
    assert "No two grades wait" in client.get(LIST, {"list": "disagreement"}).content.decode()
    workflow.take_second(review.pk, second_reviewer)
    workflow.hand_in_grade(review.pk, second_reviewer, rating=Rating.objects.get(label="True"), explanation="A guess.")
    assert "Herders keep half of all goats." in client.get(LIST, {"list": "disagreement"}).content.decode()
    workflow.settle_grades(review.pk, editor, rating=Rating.objects.get(label="False"), reason="The table is newer.")
    assert "No two grades wait" in client.get(LIST, {"list": "disagreement"}).content.decode()


def test_a_claim_whose_grades_are_being_settled_is_overdue_as_any_other(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim
) -> None:
    claim = make_claim(text="Herders keep half of all goats.")
    review = bring_to(ReviewState.GRADING, claim, author=reviewer, approver=editor)
    Review.objects.filter(pk=review.pk).update(due_at=timezone.now() - datetime.timedelta(hours=1))
    assert "Herders keep half of all goats." in as_person(editor).get(LIST, {"list": "overdue"}).content.decode()
