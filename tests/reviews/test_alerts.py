"""A review hears when the article changes its claim's words, and nobody approves what they have not seen."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims import pipeline
from claims.curation.dropping import drop
from claims.intake import take_in
from claims.models import Article, ArticleRevision, Claim
from claims.reading import Document
from claimtracker.audit.models import AuditEntry
from claimtracker.events.models import Event
from claimtracker.events.outbox import deliver
from claimtracker.people.models import User
from reviews import alerts, workflow
from reviews.choices import AlertKind, ReviewState
from reviews.models import ReviewAlert
from tests.support.reviews import bring_to

S = ReviewState
ADDRESS = "https://courier.example/herders"


@pytest.fixture
def claim(make_claim: Callable[..., Claim]) -> Claim:
    claim = make_claim(text="Herders make up more than 46% of the people of Examplia.")
    Article.objects.update(canonical_url=ADDRESS)
    return claim


def edit(claim: Claim, old: str, new: str) -> ArticleRevision:
    """The article's next revision, its claims found and its events delivered."""
    newest = ArticleRevision.objects.filter(appearances__claim=claim).latest("number")
    revision = take_in(Document(text=newest.text.replace(old, new), canonical_url=ADDRESS)).revision
    pipeline.extract_revision(revision.pk)
    deliver()
    return revision


@pytest.mark.parametrize("state", [S.IN_REVIEW, S.PROPOSED, S.PUBLISHED, S.CORRECTING], ids=str)
def test_changed_words_raise_an_alert_on_a_review_under_way_or_published(
    state: S, claim: Claim, reviewer: User, editor: User
) -> None:
    review = bring_to(state, claim, author=reviewer, approver=editor)
    revision = edit(claim, "46%", "27%")
    alert = ReviewAlert.objects.get()
    assert (alert.review, alert.kind, alert.revision) == (review, AlertKind.CHANGED, revision)
    assert alert.before == "Herders make up more than 46% of the people of Examplia."
    assert alert.after == "Herders make up more than 27% of the people of Examplia."
    review.refresh_from_db()
    assert review.state == state


@pytest.mark.parametrize("state", [S.QUEUED, S.DISMISSED, S.RETRACTED], ids=str)
def test_where_nobody_works_and_nothing_is_public_there_is_no_alert(
    state: S, claim: Claim, reviewer: User, editor: User
) -> None:
    bring_to(state, claim, author=reviewer, approver=editor)
    edit(claim, "46%", "27%")
    assert not ReviewAlert.objects.exists()


def test_words_that_are_gone_raise_an_alert(claim: Claim, reviewer: User, editor: User) -> None:
    bring_to(S.PUBLISHED, claim, author=reviewer, approver=editor)
    edit(claim, "Herders make up more than 46% of the people of Examplia. ", "")
    alert = ReviewAlert.objects.get()
    assert (alert.kind, alert.after) == (AlertKind.ORPHANED, "")


def test_an_edit_that_moves_nothing_is_silent(claim: Claim, reviewer: User, editor: User) -> None:
    bring_to(S.PUBLISHED, claim, author=reviewer, approver=editor)
    edit(claim, "The debate goes on.", "The debate is over.")
    assert not ReviewAlert.objects.exists()


def test_hearing_of_it_twice_changes_nothing(claim: Claim, reviewer: User, editor: User) -> None:
    bring_to(S.PUBLISHED, claim, author=reviewer, approver=editor)
    edit(claim, "46%", "27%")
    alerts.words_changed(Event.objects.get(kind="appearance.words_changed"))
    assert deliver() == 0
    assert ReviewAlert.objects.count() == 1


def test_a_claim_dropped_while_somebody_grades_it_raises_an_alert(claim: Claim, reviewer: User, editor: User) -> None:
    review = bring_to(S.IN_REVIEW, claim, author=reviewer, approver=editor)
    drop(editor, claim.pk, reason="A headline.")
    deliver()
    alert = ReviewAlert.objects.get()
    assert (alert.review, alert.kind, alert.after) == (review, AlertKind.DROPPED, "A headline.")


def test_a_proposal_with_an_unseen_alert_is_not_approved_until_somebody_saw_it(
    claim: Claim, reviewer: User, editor: User
) -> None:
    review = bring_to(S.PROPOSED, claim, author=reviewer, approver=editor)
    drop(editor, claim.pk, reason="A headline.")
    deliver()
    with pytest.raises(workflow.Incomplete, match="Nobody has seen this alert yet: The claim was dropped"):
        workflow.approve(review.pk, editor)
    alerts.acknowledge(ReviewAlert.objects.get().pk, editor)
    assert workflow.approve(review.pk, editor).state == S.PUBLISHED


def test_nothing_is_approved_between_an_edit_and_its_alert(claim: Claim, reviewer: User, editor: User) -> None:
    review = bring_to(S.PROPOSED, claim, author=reviewer, approver=editor)
    drop(editor, claim.pk, reason="A headline.")
    with pytest.raises(workflow.Incomplete, match="its alert is on its way"):
        workflow.approve(review.pk, editor)


def test_it_is_noted_who_saw_it_and_what_they_made_of_it(claim: Claim, reviewer: User, editor: User) -> None:
    bring_to(S.PUBLISHED, claim, author=reviewer, approver=editor)
    edit(claim, "46%", "27%")
    alert = alerts.acknowledge(ReviewAlert.objects.get().pk, reviewer, note=" A correction\nfollows. ")
    assert (alert.acknowledged_by, alert.note) == (reviewer, "A correction follows.")
    assert alert.acknowledged_at is not None
    assert alert.acknowledged_at <= timezone.now()
    assert AuditEntry.objects.get(table="reviews_reviewalert").actor_id == reviewer.pk
    with pytest.raises(alerts.AlertRefused, match="Ana Reyes has seen this alert already"):
        alerts.acknowledge(alert.pk, editor)


def test_a_stranger_sees_nothing_off(claim: Claim, reviewer: User, editor: User, stranger: User) -> None:
    bring_to(S.PUBLISHED, claim, author=reviewer, approver=editor)
    edit(claim, "46%", "27%")
    with pytest.raises(alerts.AlertRefused, match="reviewers and editors"):
        alerts.acknowledge(ReviewAlert.objects.get().pk, stranger)


def test_what_an_alert_says_is_never_rewritten(claim: Claim, reviewer: User, editor: User) -> None:
    bring_to(S.PUBLISHED, claim, author=reviewer, approver=editor)
    edit(claim, "46%", "27%")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewAlert.objects.update(before="Something else.")
