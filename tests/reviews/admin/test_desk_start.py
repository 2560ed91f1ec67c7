"""The way in to the desk: what it shows, what it takes, and what it says where nothing waits."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from reviews.models import Assignment
from tests.support.reviews import bring_to

SignedIn = Callable[[User], Client]
MakeClaim = Callable[..., Claim]


@pytest.fixture
def desk() -> str:
    return reverse("desk")


def test_looking_takes_nothing_and_says_how_many_wait(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, desk: str
) -> None:
    workflow.open_review(make_claim())
    workflow.open_review(make_claim())
    page = as_person(reviewer).get(desk).content.decode()
    assert "2 claims wait for a reviewer." in page
    assert "Next claim" in page
    assert not Assignment.objects.exists()


def test_the_button_takes_the_most_check_worthy_claim_and_opens_it(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, desk: str
) -> None:
    workflow.open_review(make_claim(check_worthiness=0.2))
    best = workflow.open_review(make_claim(check_worthiness=0.9))
    response = as_person(reviewer).post(desk)
    assert response.url == reverse("admin:reviews_review_change", args=[best.pk])
    assert Assignment.objects.get().person == reviewer


def test_what_one_holds_stands_first_with_since_when(
    as_person: SignedIn, reviewer: User, make_claim: MakeClaim, desk: str
) -> None:
    review = workflow.take(workflow.open_review(make_claim(text="Half of Examplia herds goats.")).pk, reviewer)
    page = as_person(reviewer).get(desk).content.decode()
    assert f'<a href="{reverse("admin:reviews_review_change", args=[review.pk])}" autofocus>Half of Examplia' in page
    assert "You hold" in page
    assert "No claim waits for a reviewer." in page


def test_where_nothing_waits_it_says_what_there_is_to_do_instead(
    as_person: SignedIn, reviewer: User, editor: User, make_claim: MakeClaim, desk: str
) -> None:
    bring_to(ReviewState.PROPOSED, make_claim(), author=reviewer, approver=editor)
    page = as_person(editor).post(desk, follow=True).content.decode()
    assert "The queue is empty: no claim waits for a reviewer." in page
    assert "What there is to do instead" in page
    assert 'state__exact=proposed">Approve or return proposals</a>' in page
    assert "Approve or return" not in as_person(reviewer).get(desk).content.decode()


def test_who_may_not_grade_is_not_offered_a_claim_and_learns_who_may(
    as_person: SignedIn, desk_admin: User, make_claim: MakeClaim, desk: str
) -> None:
    workflow.open_review(make_claim())
    client = as_person(desk_admin)
    assert "data-next" not in client.get(desk).content.decode()
    assert "it is for reviewers and editors" in client.post(desk, follow=True).content.decode()


def test_a_stranger_does_not_come_in(as_person: SignedIn, stranger: User, desk: str) -> None:
    assert as_person(stranger).get(desk).status_code == 403
    assert Client().get(desk).url.startswith(reverse("admin:login"))
