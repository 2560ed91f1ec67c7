"""Many reviews at once: each by the workflow, each with its answer, none half done."""

import datetime
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from reviews.models import Review, Transition

LIST = reverse("admin:reviews_review_changelist")


@pytest.fixture
def queued(make_claim: Callable[..., Claim]) -> list[Review]:
    return [workflow.open_review(make_claim(text=f"Claim number {number} of the day.")) for number in range(3)]


@pytest.fixture
def send(as_person: Callable[[User], Client]) -> Callable[..., HttpResponse]:
    def post(person: User, action: str, reviews: list[Review], **fields: str) -> HttpResponse:
        data = {"action": action, "_selected_action": [str(review.pk) for review in reviews], **fields}
        return as_person(person).post(LIST, data, follow=True)

    return post


def states(reviews: list[Review]) -> list[str]:
    return [Review.objects.get(pk=review.pk).state for review in reviews]


def said(response: HttpResponse) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_what_can_be_taken_is_taken_and_what_cannot_says_why(send, reviewer: User, editor: User, queued) -> None:
    workflow.take(queued[1].pk, editor)
    messages = said(send(reviewer, "take", queued))
    assert states(queued) == ["in_review"] * 3
    assert sum("Not done: “Claim number 1 of the day.”" in message for message in messages) == 1
    assert any(message.startswith("2 claims taken") for message in messages)
    assert queued[1].assignments.get(ended_at=None).person == editor


def test_claims_are_given_back_together(send, reviewer: User, queued) -> None:
    for review in queued:
        workflow.take(review.pk, reviewer)
    assert any("3 claims given back" in message for message in said(send(reviewer, "skip", queued)))
    assert states(queued) == ["queued"] * 3


def test_dismissing_asks_for_the_reason_first_and_keeps_it_with_each(send, reviewer: User, queued) -> None:
    asked = send(reviewer, "dismiss", queued)
    assert "Claim number 2 of the day." in asked.content.decode()
    assert states(queued) == ["queued"] * 3
    assert "This field is required" in send(reviewer, "dismiss", queued, apply="1", reason=" ").content.decode()
    send(reviewer, "dismiss", queued, apply="1", reason="Opinions, all of them.")
    assert states(queued) == ["dismissed"] * 3
    assert set(Transition.objects.values_list("reason", flat=True)) == {"Opinions, all of them."}


def test_an_editor_sets_a_deadline_and_takes_it_away(send, editor: User, queued) -> None:
    day = timezone.localdate() + datetime.timedelta(days=3)
    send(editor, "assign_deadline", queued[:2], apply="1", due_at_0=day.isoformat(), due_at_1="12:00")
    due = [Review.objects.get(pk=review.pk).due_at for review in queued]
    assert [at and timezone.localtime(at).date() for at in due] == [day, day, None]
    send(editor, "assign_deadline", queued[:1], apply="1", due_at_0="", due_at_1="")
    assert Review.objects.get(pk=queued[0].pk).due_at is None


def test_a_deadline_that_has_passed_or_of_a_finished_review_is_refused(send, editor: User, queued) -> None:
    messages = said(send(editor, "assign_deadline", queued[:1], apply="1", due_at_0="2020-01-01", due_at_1="12:00"))
    assert "has passed" in messages[0]
    workflow.dismiss(queued[0].pk, editor, reason="No.")
    messages = said(send(editor, "assign_deadline", queued[:1], apply="1", due_at_0="2036-01-01", due_at_1="12:00"))
    assert "nothing is left to do" in messages[0]


def test_who_may_not_is_not_offered_it_and_cannot_do_it(send, reviewer: User, desk_admin: User, queued) -> None:
    send(desk_admin, "take", queued)
    send(reviewer, "assign_deadline", queued, apply="1", due_at_0="2036-01-01", due_at_1="12:00")
    assert states(queued) == [ReviewState.QUEUED] * 3
    assert not Review.objects.exclude(due_at=None).exists()
