"""What is public and to be looked at again is handed out before what is new, and given back where it stands."""

from collections.abc import Callable
from datetime import date

import pytest

from claims.models import Claim
from claimtracker.people.models import User
from reviews import queue, recusal, workflow
from reviews.choices import RecheckOutcome, ReviewState
from reviews.models import Recheck, Review
from reviews.rechecking import stands
from tests.support.reviews import bring_to


@pytest.fixture
def stale(make_claim: Callable[..., Claim], reviewer: User, editor: User) -> Review:
    """A published review whose day has come."""
    review = bring_to(ReviewState.PUBLISHED, make_claim(), author=reviewer, approver=editor)
    Recheck.objects.create(
        review=review, verdict=review.verdicts.get(), cause="date", due_on=date(2026, 6, 1), reason="Its day has come."
    )
    return review


def test_it_is_next_before_what_is_new_and_its_verdict_stays_public(
    stale: Review, make_claim: Callable[..., Claim], second_reviewer: User
) -> None:
    workflow.open_review(make_claim())
    assert queue.take_next(second_reviewer) == stale
    stale.refresh_from_db()
    assert stale.state == ReviewState.CORRECTING
    assert stale.transitions.latest("pk").reason == "Its day has come."


def test_where_it_stands_it_is_given_back_and_not_handed_out_again(
    stale: Review, make_claim: Callable[..., Claim], reviewer: User
) -> None:
    new = workflow.open_review(make_claim())
    queue.take_next(reviewer)
    closed = stands(stale.rechecks.get().pk, reviewer, note="The count is the same.")
    assert closed.outcome == RecheckOutcome.STANDS
    stale.refresh_from_db()
    assert stale.state == ReviewState.PUBLISHED
    assert queue.take_next(reviewer) == new


def test_who_gave_it_back_gets_something_else_and_others_get_it(
    stale: Review, make_claim: Callable[..., Claim], reviewer: User, second_reviewer: User
) -> None:
    new = workflow.open_review(make_claim())
    queue.take_next(reviewer)
    workflow.skip(stale.pk, reviewer)
    assert queue.take_next(reviewer) == new
    assert queue.take_next(second_reviewer) == stale


def test_who_is_barred_from_the_claim_does_not_get_it(stale: Review, reviewer: User) -> None:
    recusal.declare(reviewer, reason="My cousin herds.", by=reviewer, claim=stale.claim)
    assert queue.take_next(reviewer) is None


def test_a_correction_begun_for_another_reason_is_held_on_while_reasons_are_open(stale: Review, reviewer: User) -> None:
    Recheck.objects.create(
        review=stale, verdict=stale.verdicts.get(), cause="date", due_on=date(2026, 7, 1), reason="Once more."
    )
    queue.take_next(reviewer)
    stands(stale.rechecks.first().pk, reviewer, note="The count is the same.")
    stale.refresh_from_db()
    assert stale.state == ReviewState.CORRECTING
