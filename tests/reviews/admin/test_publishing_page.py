"""On a claim's page an editor approves a verdict for later, moves it, calls it off, or publishes it now."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from reviews.models import Review
from tests.reviews.admin.conftest import Press
from tests.support.reviews import bring_to

MakeClaim = Callable[..., Claim]


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def proposed(make_claim: MakeClaim, reviewer: User, editor: User) -> Review:
    return bring_to(ReviewState.PROPOSED, make_claim(), author=reviewer, approver=editor)


@pytest.fixture
def waiting(make_claim: MakeClaim, reviewer: User, editor: User) -> Review:
    return bring_to(ReviewState.SCHEDULED, make_claim(), author=reviewer, approver=editor)


def look(client: Client, review: Review) -> str:
    return client.get(reverse("admin:reviews_review_change", args=[review.pk])).content.decode()


def sent(desk: Client, door: str, review: Review, **filled: str) -> str:
    typed = {f"{door}-{name}": value for name, value in {"version": str(review.version), **filled}.items()}
    return desk.post(reverse(f"admin:reviews_review_{door}", args=[review.pk]), typed, follow=True).content.decode()


def local(ahead: timedelta) -> str:
    """A moment as a browser's field sends it, in the reader's zone."""
    return f"{timezone.localtime(timezone.now() + ahead):%Y-%m-%dT%H:%M}"


def test_a_verdict_is_approved_for_a_time_in_the_readers_zone(desk: Client, proposed: Review) -> None:
    page = look(desk, proposed)
    assert 'form="later"' in page
    assert f"Time zone: {timezone.get_current_timezone_name()}." in page
    at = local(timedelta(days=2))
    assert "The verdict is approved. It is not public yet." in sent(desk, "later", proposed, publish_at=at)
    kept = workflow.scheduled(proposed)
    assert kept.publish_at is not None
    assert f"{timezone.localtime(kept.publish_at):%Y-%m-%dT%H:%M}" == at


def test_a_verdict_is_approved_under_embargo_without_a_time(desk: Client, proposed: Review) -> None:
    page = sent(desk, "later", proposed, embargo_note="The bureau's, on its census.")
    assert "Embargo: The bureau&#x27;s, on its census." in page
    assert workflow.scheduled(proposed).publish_at is None


@pytest.mark.parametrize(
    ("filled", "says"),
    [
        ({}, "Give a time, or say whose embargo it is under."),
        ({"publish_at": "soon", "embargo_note": "Theirs."}, "Publish at: Enter a valid date/time."),
        ({"publish_at": "2020-01-01T10:00", "embargo_note": "Theirs."}, "2020-01-01 10:00 has passed."),
        ({"version": "1", "embargo_note": "Theirs."}, "The review changed while you looked at it"),
    ],
)
def test_what_cannot_be_approved_for_later_says_why_and_gives_the_words_back(
    desk: Client, proposed: Review, filled: dict[str, str], says: str
) -> None:
    page = sent(desk, "later", proposed, **filled)
    assert says in page
    assert ("You wrote: “Theirs.”" in page) == ("embargo_note" in filled)
    assert Review.objects.get(pk=proposed.pk).state == ReviewState.PROPOSED


def test_a_publication_that_waits_is_moved(desk: Client, waiting: Review) -> None:
    assert 'form="move"' in look(desk, waiting)
    at = local(timedelta(days=3))
    page = sent(desk, "move", waiting, publish_at=at, reason="The census comes later.")
    assert "The publication is moved." in page
    assert "The census comes later." in page
    kept = workflow.scheduled(waiting)
    assert kept.publish_at is not None
    assert f"{timezone.localtime(kept.publish_at):%Y-%m-%dT%H:%M}" == at


def test_it_is_published_now_or_called_off_with_a_reason(press: Press, editor: User, waiting: Review) -> None:
    press(editor, waiting, "cancel", cancel__reason="The census is late.")
    assert Review.objects.get(pk=waiting.pk).state == ReviewState.PROPOSED
    workflow.approve(waiting.pk, editor, publish_at=timezone.now() + timedelta(days=1))
    assert "The verdict is published." in press(editor, waiting, "release").content.decode()


def test_nobody_else_is_offered_to_set_the_time(client: Client, reviewer: User, waiting: Review) -> None:
    client.force_login(reviewer)
    assert 'form="move"' not in look(client, waiting)
    assert "it is for editors" in sent(client, "move", waiting, publish_at=local(timedelta(days=3)))
