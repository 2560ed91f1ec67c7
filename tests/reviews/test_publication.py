"""What approving publishes, and that nothing rewrites it."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from claims.models import Appearance, Claim
from claimtracker.audit.models import AuditEntry
from claimtracker.events.models import Event
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState, VerdictKind
from reviews.models import DeskPolicy, Verdict
from tests.support.reviews import REASON, bring_to, grade


@pytest.fixture
def published(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> Verdict:
    claim = make_claim(claimant="Orla Finn")
    review = bring_to(ReviewState.PUBLISHED, claim, author=reviewer, approver=editor)
    return review.verdicts.get()


def test_a_verdict_freezes_what_it_said(published: Verdict, reviewer: User, editor: User) -> None:
    claim = published.review.claim
    assert published.claim_text == claim.wordings.get().text
    assert published.claim_quote == claim.appearances.get().exact
    assert published.claimant_name == "Orla Finn"
    assert (published.rating_label, published.rating_value, published.scale_name) == (
        "False",
        1,
        "Truth, six steps",
    )
    assert (published.author, published.approver, published.four_eyes) == (reviewer, editor, True)
    assert {cited.publisher for cited in published.citations.all()} == {
        evidence.publisher for evidence in claim.evidence.all()
    }


def test_publishing_tells_the_outbox_in_the_same_transaction(published: Verdict) -> None:
    event = Event.objects.get(kind="verdict.published")
    assert (event.subject_id, event.payload) == (published.pk, {"kind": "verdict"})


def test_the_draft_is_gone_once_published(published: Verdict) -> None:
    assert not published.review.drafts.exists()


def test_a_correction_supersedes_and_leaves_the_first_verdict_as_it_was(
    published: Verdict, reviewer: User, editor: User
) -> None:
    review = workflow.correct(published.review_id, reviewer, reason=REASON)
    grade(review, reviewer, kind=VerdictKind.CORRECTION, label="Mostly false")
    workflow.propose(review.pk, reviewer)
    workflow.approve(review.pk, editor)
    correction = review.verdicts.latest("number")
    assert (correction.number, correction.kind, correction.supersedes) == (
        2,
        VerdictKind.CORRECTION,
        published,
    )
    assert correction.note
    published.refresh_from_db()
    assert published.rating_label == "False"


def test_a_retraction_leaves_a_tombstone(published: Verdict, reviewer: User, editor: User) -> None:
    review = workflow.correct(published.review_id, reviewer, reason=REASON)
    grade(review, reviewer, kind=VerdictKind.RETRACTION)
    workflow.propose(review.pk, reviewer)
    assert workflow.approve(review.pk, editor).state == ReviewState.RETRACTED
    assert [verdict.kind for verdict in review.verdicts.order_by("number")] == ["verdict", "retraction"]


def test_a_retracted_claim_can_be_reopened_and_judged_anew(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(ReviewState.RETRACTED, make_claim(), author=reviewer, approver=editor)
    workflow.reopen(review.pk, editor, reason=REASON)
    review = workflow.take(review.pk, reviewer)
    grade(review, reviewer, kind=VerdictKind.CORRECTION)
    workflow.propose(review.pk, reviewer)
    assert workflow.approve(review.pk, editor).state == ReviewState.PUBLISHED
    assert review.verdicts.count() == 3


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reviews_verdict SET headline = 'x'",
        "DELETE FROM reviews_citation",
        "UPDATE reviews_transition SET reason = 'x'",
        "UPDATE reviews_proposal SET headline = 'x'",
        "TRUNCATE reviews_verdict CASCADE",
    ],
)
def test_the_application_role_cannot_rewrite_what_is_published(published: Verdict, change: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_database_refuses_a_verdict_approved_by_its_author(published: Verdict, editor: User) -> None:
    copy = {field.attname: getattr(published, field.attname) for field in Verdict._meta.concrete_fields}
    copy.update(id=None, number=9, approver_id=published.author_id)
    with pytest.raises(IntegrityError, match="verdict_four_eyes"), transaction.atomic():
        Verdict.objects.create(**copy)


def test_the_database_refuses_a_verdict_that_denies_the_desk_policy(published: Verdict) -> None:
    copy = {field.attname: getattr(published, field.attname) for field in Verdict._meta.concrete_fields}
    copy.update(id=None, number=9, four_eyes=False)
    with pytest.raises(IntegrityError, match="policy"), transaction.atomic():
        Verdict.objects.create(**copy)


def test_a_one_person_desk_publishes_alone_and_every_verdict_says_so(
    editor: User, make_claim: Callable[..., Claim]
) -> None:
    DeskPolicy.objects.create(four_eyes=False, reason="One person works here.", set_by=editor)
    review = bring_to(ReviewState.PROPOSED, make_claim(), author=editor, approver=editor)
    workflow.approve(review.pk, editor)
    assert review.verdicts.get().four_eyes is False
    assert AuditEntry.objects.filter(table="reviews_deskpolicy", action="insert").exists()


def test_the_audit_trail_names_who_moved_the_review(published: Verdict, reviewer: User, editor: User) -> None:
    moves = AuditEntry.objects.filter(table="reviews_review", row=str(published.review_id), action="update")
    assert [entry.actor_id for entry in moves.order_by("pk")] == [reviewer.pk, reviewer.pk, editor.pk]


def test_a_verdict_never_quotes_words_that_were_hidden(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    claim = make_claim()
    hidden = claim.appearances.get()
    claim.appearances.update(suppressed_reason="A headline, not a claim.")
    shown = Appearance.objects.create(
        claim=claim, revision=hidden.revision, exact="The debate goes on.", start=hidden.end + 1, end=hidden.end + 20
    )
    review = bring_to(ReviewState.PUBLISHED, claim, author=reviewer, approver=editor)
    assert review.verdicts.get().claim_quote == shown.exact
