"""Bring a review to a state by the same steps that people take."""

import datetime

from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews import assigning, drafting, workflow
from reviews.choices import CitationRole, ReviewState, VerdictKind
from reviews.drafting import CitationInput, GradingInput
from reviews.models import Draft, Rating, Review
from tests.support.builders import build_evidence

REASON = "Because the test says so."


def grade(
    review: Review, author: User, *, kind: VerdictKind = VerdictKind.VERDICT, label: str = "False", waiver: str = ""
) -> Draft:
    """A complete draft that cites all evidence (two sources are made where there is none); the author holds it."""
    claim = review.claim
    evidence = list(claim.evidence.all()) or [build_evidence(claim), build_evidence(claim)]
    grading = GradingInput(
        rating=Rating.objects.get(label=label),
        headline="Herders are about a quarter of Examplia's people",
        explanation="Two statistics, of 2024, agree on 27 percent.",
        valid_as_of=datetime.date(2026, 3, 2),
        kind=kind,
        waiver=waiver,
        note="" if kind == VerdictKind.VERDICT else "The first version named the wrong year.",
    )
    citations = [CitationInput(each.pk, CitationRole.AGAINST) for each in evidence]
    return drafting.save_draft(review, author, grading, citations)


def bring_to(
    state: ReviewState, claim: Claim, *, author: User, approver: User, kind: VerdictKind = VerdictKind.VERDICT
) -> Review:
    """A review of the claim in the state: the author holds or wrote it, the approver decided."""
    review = workflow.open_review(claim)
    way = {
        ReviewState.QUEUED: [],
        ReviewState.IN_REVIEW: [_take],
        ReviewState.GRADING: [_ask_for_two_grades, _take, _hand_in],
        ReviewState.PROPOSED: [_take, _propose],
        ReviewState.SCHEDULED: [_take, _propose, _schedule],
        ReviewState.PUBLISHED: [_take, _propose, _approve],
        ReviewState.CORRECTING: [_take, _propose, _approve, _correct],
        ReviewState.DISMISSED: [_dismiss],
        ReviewState.RETRACTED: [_take, _propose, _approve, _correct, _propose_retraction, _approve],
    }[state]
    for step in way:
        step(review, author, approver)
    review.refresh_from_db()
    assert review.state == state
    return review


def _take(review: Review, author: User, _approver: User) -> None:
    workflow.take(review.pk, author)


def _ask_for_two_grades(review: Review, _author: User, approver: User) -> None:
    assigning.ask_double_grading(review.pk, approver, wanted=True)


def _hand_in(review: Review, author: User, _approver: User) -> None:
    workflow.hand_in_grade(review.pk, author, rating=Rating.objects.get(label="False"), explanation=REASON)


def _propose(review: Review, author: User, _approver: User) -> None:
    review.refresh_from_db()
    grade(review, author)
    workflow.propose(review.pk, author)


def _approve(review: Review, _author: User, approver: User) -> None:
    workflow.approve(review.pk, approver)


def _schedule(review: Review, _author: User, approver: User) -> None:
    workflow.approve(review.pk, approver, publish_at=timezone.now() + datetime.timedelta(hours=1))


def _correct(review: Review, author: User, _approver: User) -> None:
    workflow.correct(review.pk, author, reason=REASON)


def _propose_retraction(review: Review, author: User, _approver: User) -> None:
    review.refresh_from_db()
    grade(review, author, kind=VerdictKind.RETRACTION)
    workflow.propose(review.pk, author)


def _dismiss(review: Review, author: User, _approver: User) -> None:
    workflow.dismiss(review.pk, author, reason=REASON)
