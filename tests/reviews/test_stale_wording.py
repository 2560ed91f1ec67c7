"""What was graded is what is approved: a claim reworded after its proposal goes back to its author first."""

from collections.abc import Callable

import pytest

from claims.curation.rewording import reword
from claims.models import Claim
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from tests.support.reviews import bring_to, grade

BETTER = "Herders are almost half of Examplia's people."


def test_a_stale_wording_is_not_approved_until_it_is_proposed_anew(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim()
    review = bring_to(ReviewState.PROPOSED, claim, author=reviewer, approver=editor)
    reword(editor, claim.pk, text=BETTER)
    with pytest.raises(workflow.Incomplete, match=f"it says “{BETTER}” now. Return the proposal"):
        workflow.approve(review.pk, editor)
    review.refresh_from_db()
    assert review.state == ReviewState.PROPOSED
    workflow.return_to_author(review.pk, editor, reason="The claim was reworded.")
    review.refresh_from_db()
    grade(review, reviewer)
    workflow.propose(review.pk, reviewer)
    workflow.approve(review.pk, editor)
    assert review.verdicts.get().claim_text == BETTER


def test_a_published_claim_may_be_reworded_and_its_verdict_keeps_its_words(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim()
    words = str(claim)
    review = bring_to(ReviewState.PUBLISHED, claim, author=reviewer, approver=editor)
    reword(editor, claim.pk, text=BETTER)
    assert review.verdicts.get().claim_text == words
