"""Published verdicts to test with, made by the workflow as people make them."""

import datetime
from typing import Any

from claims.models import Claim
from claimtracker.people.models import User
from reviews import drafting, workflow
from reviews.choices import CitationRole, ReviewState, VerdictKind
from reviews.models import Rating, Review, Verdict
from tests.support.builders import build_evidence


def publish_verdict(claim: Claim, author: User, approver: User, *, rating: str = "False", **grading: Any) -> Verdict:
    """Take, grade, propose and approve. On a published claim it is a correction, unless `kind` says otherwise."""
    review = workflow.open_review(claim)
    if review.state == ReviewState.PUBLISHED:
        workflow.correct(review.pk, author, reason="A reader wrote.")
    else:
        workflow.take(review.pk, author)
    values: dict[str, Any] = {
        "headline": "The census gives herders a share of 27 percent",
        "explanation": "The bureau's 2024 edition gives 27 percent. No later count exists.",
        "valid_as_of": datetime.date(2026, 11, 1),
    }
    if review.verdicts.exists():
        values |= {"kind": VerdictKind.CORRECTION, "note": "The first version named the wrong edition."}
    evidence = list(claim.evidence.all()) or [build_evidence(claim), build_evidence(claim)]
    drafting.save_draft(
        Review.objects.get(pk=review.pk),
        author,
        drafting.GradingInput(rating=Rating.objects.get(label=rating), **{**values, **grading}),
        [drafting.CitationInput(each.pk, CitationRole.AGAINST) for each in evidence],
    )
    workflow.propose(review.pk, author)
    workflow.approve(review.pk, approver)
    return review.verdicts.latest("number")
