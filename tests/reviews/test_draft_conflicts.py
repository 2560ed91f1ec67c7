"""Whose save is refused gets both texts: what is kept, and what they sent."""

import datetime
from collections.abc import Callable
from functools import partial

import pytest

from claims.models import Claim
from claimtracker.people.models import User
from reviews import drafting, workflow
from reviews.choices import CitationRole
from reviews.drafting import CitationInput, DraftConflict, GradingInput
from reviews.models import Draft, Review
from tests.support.at_once import at_once
from tests.support.builders import build_evidence

HERE, THERE = GradingInput(headline="Written here"), GradingInput(headline="Written there")


@pytest.fixture
def held(reviewer: User, make_claim: Callable[..., Claim]) -> Review:
    return workflow.take(workflow.open_review(make_claim()).pk, reviewer)


def test_two_pages_of_one_person_both_learn_of_each_other_and_lose_nothing(held: Review, reviewer: User) -> None:
    drafting.save_draft(held, reviewer, HERE, mark="")
    first_mark = drafting.mark_of(drafting.draft_of(held, reviewer))
    with pytest.raises(DraftConflict, match="You saved this draft elsewhere") as there:
        drafting.save_draft(held, reviewer, THERE, mark="")
    assert there.value.saved is not None
    assert (there.value.saved.headline, there.value.submitted) == ("Written here", THERE)

    drafting.save_draft(held, reviewer, there.value.submitted, mark=there.value.mark, version=there.value.version)
    with pytest.raises(DraftConflict) as here:
        drafting.save_draft(held, reviewer, HERE, mark=first_mark)
    assert here.value.saved is not None
    assert (here.value.saved.headline, here.value.submitted) == ("Written there", HERE)


def test_a_save_after_the_lease_went_to_another_keeps_what_was_saved_and_carries_what_was_not(
    held: Review, reviewer: User, second_reviewer: User
) -> None:
    drafting.save_draft(held, reviewer, HERE)
    workflow.skip(held.pk, reviewer)
    workflow.take(held.pk, second_reviewer)
    drafting.save_draft(held, second_reviewer, GradingInput(headline="Another's"))
    with pytest.raises(DraftConflict, match="Rui Costa holds it, not you") as refused:
        drafting.save_draft(held, reviewer, THERE)
    assert refused.value.saved is not None
    assert (refused.value.saved.headline, refused.value.submitted) == ("Written here", THERE)
    assert set(Draft.objects.values_list("headline", flat=True)) == {"Written here", "Another's"}


def test_a_save_of_a_review_that_moved_carries_its_citations_and_the_version_to_save_with(
    held: Review, reviewer: User
) -> None:
    seen = held.version
    workflow.skip(held.pk, reviewer)
    workflow.take(held.pk, reviewer)
    cited = CitationInput(build_evidence(held.claim).pk, CitationRole.FOR)
    with pytest.raises(DraftConflict, match="The review changed while you wrote") as refused:
        drafting.save_draft(held, reviewer, HERE, [cited], version=seen)
    assert (refused.value.saved, refused.value.citations) == (None, (cited,))
    again = drafting.save_draft(
        held, reviewer, refused.value.submitted, refused.value.citations, version=refused.value.version
    )
    assert again.citations.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_kept_and_the_other_carried(
    reviewer: User, make_claim: Callable[..., Claim]
) -> None:
    review = workflow.take(workflow.open_review(make_claim()).pk, reviewer)
    mark = drafting.mark_of(drafting.save_draft(review, reviewer, GradingInput(valid_as_of=datetime.date(2026, 3, 2))))
    answers = at_once(
        partial(drafting.save_draft, review, reviewer, HERE, mark=mark),
        partial(drafting.save_draft, review, reviewer, THERE, mark=mark),
    )
    (kept,) = (answer for answer in answers if isinstance(answer, Draft))
    (refused,) = (answer for answer in answers if isinstance(answer, DraftConflict))
    assert refused.saved is not None
    assert {kept.headline, refused.submitted.headline} == {"Written here", "Written there"}
    assert refused.saved.headline == kept.headline == Draft.objects.get().headline
