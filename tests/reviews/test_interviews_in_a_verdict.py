"""What an interview may do in a verdict depends on what the person agreed to."""

from datetime import date

import pytest
from django.db.utils import IntegrityError

from claims.choices import Consent
from claims.evidence.interviews import Answer, add_interview
from claims.models import Claim, Evidence
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import CitationRole, ReviewState
from reviews.models import ProposalCitation, Review
from tests.support.reviews import bring_to, grade


@pytest.fixture
def claim(make_claim) -> Claim:
    return make_claim()


@pytest.fixture
def told(claim: Claim, reviewer: User):
    """Makes an interview of that consent."""

    def tell(consent: Consent) -> Evidence:
        day = date(2026, 3, 1)
        answer = Answer("Mira Hollis", "herders' council", day, consent, day, "We are one in four.")
        return add_interview(reviewer, claim, answer)

    return tell


@pytest.fixture
def held(claim: Claim, reviewer: User, editor: User) -> Review:
    return bring_to(ReviewState.IN_REVIEW, claim, author=reviewer, approver=editor)


def problems_of(review: Review, person: User) -> list[str]:
    with pytest.raises(workflow.Incomplete) as refused:
        workflow.propose(review.pk, person)
    return refused.value.problems


def test_what_was_told_as_background_is_not_proposed(held: Review, reviewer: User, told, make_evidence) -> None:
    told(Consent.BACKGROUND)
    make_evidence(held.claim)
    make_evidence(held.claim)
    grade(held, reviewer)
    [problem] = problems_of(held, reviewer)
    assert "“Interview: herders' council” was told as background, not for publication" in problem


def test_the_database_refuses_to_cite_background(held: Review, reviewer: User, told, make_evidence) -> None:
    make_evidence(held.claim)
    make_evidence(held.claim)
    grade(held, reviewer)
    workflow.propose(held.pk, reviewer)
    evidence = told(Consent.BACKGROUND)
    with pytest.raises(IntegrityError, match="told as background"):
        ProposalCitation.objects.create(
            proposal=held.proposals.get(), evidence=evidence, role=CitationRole.FOR, quote=evidence.quote
        )


def test_an_unnamed_source_is_not_one_of_the_two_named_ones(held: Review, reviewer: User, told, make_evidence) -> None:
    told(Consent.UNNAMED)
    make_evidence(held.claim)
    grade(held, reviewer)
    [problem] = problems_of(held, reviewer)
    assert problem.startswith("1 named source(s) cited, 2 are needed")


def test_a_person_on_the_record_is_a_named_source(held: Review, reviewer: User, told, make_evidence) -> None:
    told(Consent.ON_RECORD)
    make_evidence(held.claim)
    grade(held, reviewer)
    assert workflow.propose(held.pk, reviewer).state == ReviewState.PROPOSED
