"""Which claim is next: one's own first, then by worth, deadline and age, spread over outlets."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim, Outlet
from claimtracker.people.models import User
from reviews import priority, queue, workflow
from reviews.choices import ReviewState
from reviews.models import Assignment, Review
from tests.support.reviews import bring_to


def queued(claim: Claim, **fields: object) -> Review:
    review = workflow.open_review(claim)
    Review.objects.filter(pk=review.pk).update(**fields)
    return review


def from_outlet(claim: Claim, name: str) -> Claim:
    article = claim.appearances.get().revision.article
    article.outlet = Outlet.objects.get_or_create(name=name)[0]
    article.save()
    return claim


def test_the_most_check_worthy_claim_is_next(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    for score in (0.4, 0.9, 0.6):
        workflow.open_review(make_claim(check_worthiness=score))
    taken = queue.take_next(reviewer)
    assert taken is not None
    assert taken.priority == 0.9


def test_an_empty_queue_has_no_next_claim(reviewer: User) -> None:
    assert queue.take_next(reviewer) is None


def test_somebody_without_the_role_gets_no_claim_and_hears_who_may(
    stranger: User, make_claim: Callable[..., Claim]
) -> None:
    workflow.open_review(make_claim())
    with pytest.raises(workflow.NotPermitted, match="reviewers and editors"):
        queue.take_next(stranger)


def test_ones_own_open_claim_comes_first_with_its_lease_renewed(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    own = workflow.take(workflow.open_review(make_claim(check_worthiness=0.1)).pk, reviewer)
    workflow.open_review(make_claim(check_worthiness=0.9))
    Assignment.objects.update(lease_until=timezone.now() + timedelta(seconds=30))
    assert queue.take_next(reviewer) == own
    assert Assignment.objects.get().lease_until > timezone.now() + timedelta(minutes=20)


def test_of_several_own_claims_the_one_whose_lease_ends_first_comes(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    early, late = (workflow.take(workflow.open_review(make_claim()).pk, reviewer) for _ in range(2))
    Assignment.objects.filter(review=early).update(lease_until=timezone.now() + timedelta(minutes=29))
    Assignment.objects.filter(review=late).update(lease_until=timezone.now() + timedelta(minutes=5))
    assert queue.take_next(reviewer) == late


def test_a_correction_begun_is_ones_own_as_well(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    correcting = bring_to(ReviewState.CORRECTING, make_claim(), author=reviewer, approver=editor)
    assert queue.take_next(reviewer) == correcting


def test_what_somebody_gave_back_is_next_for_others_and_last_for_them(
    reviewer: User, second_reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    first, second = (workflow.open_review(make_claim(check_worthiness=score)) for score in (0.9, 0.4))
    assert queue.take_next(reviewer) == first
    workflow.skip(first.pk, reviewer)
    assert queue.take_next(reviewer) == second
    assert queue.take_next(second_reviewer) == first
    workflow.skip(first.pk, second_reviewer)
    workflow.skip(second.pk, reviewer)
    assert queue.take_next(second_reviewer) == second
    assert queue.take_next(reviewer) == first


def test_what_is_due_soon_overtakes_what_is_worth_more(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    queued(make_claim(check_worthiness=0.9))
    due = queued(make_claim(check_worthiness=0.3), due_at=timezone.now() + timedelta(hours=6))
    assert queue.take_next(reviewer) == due


def test_a_deadline_far_off_changes_nothing_yet(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    worth = queued(make_claim(check_worthiness=0.5))
    queued(make_claim(check_worthiness=0.4), due_at=timezone.now() + timedelta(days=30))
    assert queue.take_next(reviewer) == worth


def test_waiting_makes_up_for_a_little_worth(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    queued(make_claim(check_worthiness=0.6))
    old = queued(make_claim(check_worthiness=0.5), opened_at=timezone.now() - timedelta(days=20))
    assert queue.take_next(reviewer) == old


def test_waiting_does_not_make_the_worthless_pressing(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    worth = queued(make_claim(check_worthiness=0.9))
    queued(make_claim(check_worthiness=0.1), opened_at=timezone.now() - timedelta(days=900))
    assert queue.take_next(reviewer) == worth


def test_one_outlet_does_not_get_ten_in_a_row(reviewer: User, make_claim: Callable[..., Claim]) -> None:
    for _ in range(12):
        queued(from_outlet(make_claim(check_worthiness=1.0), "The Loud"))
    other = queued(from_outlet(make_claim(check_worthiness=0.2), "The Quiet"))
    taken = []
    while other not in taken:
        review = queue.take_next(reviewer)
        assert review is not None
        taken.append(review)
        workflow.dismiss(review.pk, reviewer, reason="Not checkable.")
    assert len(taken) - 1 < 10


@pytest.mark.parametrize("window", ["MOST_URGENT", "OLDEST"])
def test_the_pressing_are_found_below_the_most_worthy(
    window: str, reviewer: User, make_claim: Callable[..., Claim], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(priority, "MOST_WORTHY", 1)
    queued(make_claim(check_worthiness=0.5))
    queued(make_claim(check_worthiness=0.4))
    below = queued(make_claim(check_worthiness=0.3))
    since, due = timezone.now() - timedelta(days=100), timezone.now()
    Review.objects.filter(pk=below.pk).update(
        **{"MOST_URGENT": {"due_at": due}, "OLDEST": {"opened_at": since}}[window]
    )
    assert queue.take_next(reviewer) == below
