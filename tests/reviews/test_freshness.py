"""Published verdicts come back when their date has come, or a source that they cite has a newer edition."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.models import ReferenceDocument
from claimtracker.events.outbox import deliver
from claimtracker.people.models import User
from reviews import drafting, freshness, workflow
from reviews.choices import CitationRole, RecheckCause, RecheckOutcome, ReviewState, VerdictKind
from reviews.drafting import CitationInput, GradingInput
from reviews.freshness import RecheckRefused, still_stands
from reviews.models import Rating, Recheck, Review
from tests.support.reviews import bring_to

SPOKEN_OF, DUE = date(2026, 3, 2), date(2026, 6, 1)


@pytest.fixture
def publish(make_claim, make_evidence, reviewer: User, editor: User) -> Callable[..., Review]:
    """Publishes a verdict that is to be looked at again on 1 June 2026, and cites a 2014 and another edition."""

    def to_published(recheck_on: date | None = DUE) -> Review:
        claim = make_claim()
        cited = [
            make_evidence(claim, publisher="Bureau", title="Herds: people", edition="2014", as_of=date(2014, 1, 1)),
            make_evidence(claim),
        ]
        review = bring_to(ReviewState.IN_REVIEW, claim, author=reviewer, approver=editor)
        return _graded(review, reviewer, editor, cited, recheck_on)

    return to_published


def _graded(review, author, approver, cited, recheck_on, kind=VerdictKind.VERDICT) -> Review:
    grading = GradingInput(
        rating=Rating.objects.get(label="False"),
        headline="Herders are a quarter",
        explanation="Two statistics agree.",
        valid_as_of=SPOKEN_OF,
        recheck_on=recheck_on,
        kind=kind,
        note="" if kind == VerdictKind.VERDICT else "A newer count.",
    )
    drafting.save_draft(review, author, grading, [CitationInput(each.pk, CitationRole.AGAINST) for each in cited])
    workflow.propose(review.pk, author)
    return workflow.approve(review.pk, approver)


def document(edition: str, **more: object) -> ReferenceDocument:
    values = {"title": "Herds", "publisher": "Bureau", "as_of": date(2026, 1, 1), "sha256": edition, "key": edition}
    return ReferenceDocument.objects.create(edition=edition, **{**values, **more})


def test_a_verdict_comes_back_on_its_day_and_once(publish) -> None:
    review = publish()
    assert freshness.raise_rechecks(today=DUE - timedelta(days=1)) == 0
    assert freshness.raise_rechecks(today=DUE) == 1
    assert freshness.raise_rechecks(today=DUE + timedelta(days=9)) == 0
    recheck = freshness.open_rechecks().get()
    assert (recheck.review, recheck.cause, recheck.due_on) == (review, RecheckCause.DATE, DUE)
    assert recheck.reason == "It was to be looked at again on 1 June 2026."


def test_a_verdict_without_a_date_does_not_come_back(publish) -> None:
    publish(recheck_on=None)
    assert freshness.raise_rechecks(today=date(2999, 1, 1)) == 0


def test_a_newer_edition_of_what_is_cited_brings_the_verdict_back(publish) -> None:
    publish(recheck_on=None)
    document("2025 edition")
    assert freshness.raise_rechecks() == 1
    recheck = freshness.open_rechecks().get()
    assert recheck.cause == RecheckCause.EDITION
    assert recheck.reason == "It cites Bureau: Herds: people (2014); the library has 2025 edition now."
    assert freshness.raise_rechecks() == 0


@pytest.mark.parametrize(
    "other",
    [
        {"edition": "2014"},
        {"publisher": "Another bureau"},
        {"title": "Herd"},
        {"as_of": date(2010, 1, 1)},
        {"imported_at": datetime.fromisoformat("2020-01-01T00:00Z")},
    ],
    ids=["same edition", "another publisher", "another title", "older", "was there before"],
)
def test_other_documents_bring_nothing_back(publish, other: dict[str, object]) -> None:
    publish(recheck_on=None)
    document(**{"edition": "2025 edition", **other})
    assert freshness.raise_rechecks() == 0


def test_who_says_that_it_stands_says_why_and_when_to_look_next(publish, reviewer: User) -> None:
    publish()
    freshness.raise_rechecks(today=DUE)
    recheck = freshness.open_rechecks().get()
    again = timezone.localdate() + timedelta(days=90)
    closed = still_stands(recheck.pk, reviewer, note="The 2026 count is the same.", again_on=again)
    assert (closed.outcome, closed.done_by) == (RecheckOutcome.STANDS, reviewer)
    assert freshness.raise_rechecks(today=again - timedelta(days=1)) == 0
    assert freshness.raise_rechecks(today=again) == 1
    assert "Ana Reyes found" in freshness.open_rechecks().get().reason


def test_it_is_closed_once_with_a_reason_and_a_day_to_come(publish, reviewer: User, stranger: User) -> None:
    publish()
    freshness.raise_rechecks(today=DUE)
    recheck = freshness.open_rechecks().get()
    with pytest.raises(RecheckRefused, match="reviewers and editors"):
        still_stands(recheck.pk, stranger, note="x")
    with pytest.raises(RecheckRefused, match="why the verdict stands"):
        still_stands(recheck.pk, reviewer, note=" ")
    with pytest.raises(RecheckRefused, match="is past"):
        still_stands(recheck.pk, reviewer, note="x", again_on=date(2026, 1, 1))
    still_stands(recheck.pk, reviewer, note="Looked.")
    with pytest.raises(RecheckRefused, match="closed already, by Ana Reyes"):
        still_stands(recheck.pk, reviewer, note="Again.")


def test_a_correction_closes_what_was_to_be_looked_at_again(publish, reviewer: User, editor: User) -> None:
    review = publish()
    freshness.raise_rechecks(today=DUE)
    workflow.correct(review.pk, reviewer, reason="A newer count.")
    _graded(review, reviewer, editor, list(review.claim.evidence.all()), None, VerdictKind.CORRECTION)
    deliver()
    assert Recheck.objects.get().outcome == RecheckOutcome.REPLACED
    assert freshness.raise_rechecks(today=date(2999, 1, 1)) == 0


def test_the_reason_is_frozen(publish) -> None:
    publish()
    freshness.raise_rechecks(today=DUE)
    with pytest.raises(DatabaseError), transaction.atomic():
        Recheck.objects.update(reason="Another")
    with pytest.raises(DatabaseError), transaction.atomic():
        Recheck.objects.all().delete()
