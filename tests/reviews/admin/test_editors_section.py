"""On a claim's page an editor sets deadline and desk, asks for a second grade, and gives the claim to somebody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import queue, recusal, workflow
from reviews.admin import editors
from reviews.models import Desk, Review

MakeClaim = Callable[..., Claim]


@pytest.fixture
def review(make_claim: MakeClaim) -> Review:
    return workflow.open_review(make_claim())


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def sent(client: Client, door: str, review: Review, **filled: object) -> str:
    return client.post(reverse(f"admin:reviews_review_{door}", args=[review.pk]), filled, follow=True).content.decode()


def look(client: Client, review: Review) -> str:
    return client.get(reverse("admin:reviews_review_change", args=[review.pk])).content.decode()


def test_an_editor_sets_a_deadline_and_takes_it_off(desk: Client, review: Review) -> None:
    at = f"{timezone.localtime(timezone.now() + timedelta(days=2)):%Y-%m-%dT%H:%M}"
    assert f'value="{at}"' in sent(desk, "deadline", review, due_at=at)
    review.refresh_from_db()
    assert review.due_at is not None
    sent(desk, "deadline", review, due_at="")
    review.refresh_from_db()
    assert review.due_at is None


def test_a_deadline_gone_by_is_refused(desk: Client, review: Review) -> None:
    assert "The deadline 2020-01-01 10:00 has passed." in sent(desk, "deadline", review, due_at="2020-01-01T10:00")


def test_an_editor_hands_the_claim_to_a_desk(desk: Client, review: Review) -> None:
    health = Desk.objects.create(name="Health", slug="health")
    sent(desk, "desk", review, desk=health.pk)
    review.refresh_from_db()
    assert review.desk == health


def test_an_editor_asks_for_a_second_grade_and_takes_it_back(desk: Client, review: Review) -> None:
    assert "Have it graded once" in sent(desk, "twice", review, wanted="1")
    review.refresh_from_db()
    assert review.double_grading
    assert "Have it graded twice, blind" in sent(desk, "twice", review)


def test_an_editor_gives_the_claim_to_somebody_who_may_grade(
    desk: Client, review: Review, reviewer: User, stranger: User
) -> None:
    assert stranger not in editors.graders()
    page = sent(desk, "assign", review, to=reviewer.pk, reason="You know the bureau.", version=review.version)
    assert "The claim is theirs now" in page
    assert queue.held_by(reviewer).get().review == review


def test_a_refused_assignment_says_why_and_gives_the_words_back(desk: Client, review: Review, reviewer: User) -> None:
    recusal.declare(reviewer, by=reviewer, claim=review.claim, reason="My brother herds.")
    page = sent(desk, "assign", review, to=reviewer.pk, reason="You know the bureau.", version=review.version)
    assert "has declared an interest" in page
    assert "You wrote: “You know the bureau.”" in page
    assert not queue.held_by(reviewer).exists()


def test_the_section_is_for_editors(client: Client, reviewer: User, review: Review) -> None:
    client.force_login(reviewer)
    assert "For editors" not in look(client, review)
    assert "it is for editors" in sent(client, "twice", review, wanted="1")
