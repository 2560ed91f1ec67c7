"""A verdict that is approved now and public later: at a time, or when an embargo ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from claims.curation.rewording import reword
from claims.models import Claim
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from reviews import alerts, publication, recusal, workflow
from reviews.choices import AlertKind, ReviewState
from reviews.models import DeskPolicy, Review, ReviewAlert, ScheduledPublication, Verdict
from tests.support.at_once import at_once
from tests.support.reviews import REASON, bring_to

S = ReviewState
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOON = MORNING + timedelta(hours=3)


@pytest.fixture
def proposed(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> Review:
    return bring_to(S.PROPOSED, make_claim(), author=reviewer, approver=editor)


def due_now(review: Review) -> None:
    ScheduledPublication.objects.filter(review=review).update(publish_at=timezone.now() - timedelta(seconds=1))


def test_nothing_is_public_before_the_time_and_the_verdict_is_after_it(proposed: Review, editor: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        assert workflow.approve(proposed.pk, editor, publish_at=NOON).state == S.SCHEDULED
        clock.move_to(NOON - timedelta(seconds=1))
        assert workflow.publish_due() == 0
        assert not Verdict.objects.exists()
        clock.move_to(NOON)
        assert workflow.publish_due() == 1
        assert workflow.publish_due() == 0
    verdict = Verdict.objects.get()
    assert (verdict.approver, verdict.published_at) == (editor, NOON)
    last = proposed.transitions.latest("pk")
    assert (last.action, last.actor, last.to_state) == ("publish", None, S.PUBLISHED)
    assert ScheduledPublication.objects.get().outcome == "published"


def test_a_time_gone_by_is_refused(proposed: Review, editor: User) -> None:
    with pytest.raises(workflow.Incomplete, match="Choose a later time, or publish at once"):
        workflow.approve(proposed.pk, editor, publish_at=timezone.now() - timedelta(minutes=1))


def test_an_embargo_without_a_time_lasts_until_an_editor_releases_it(proposed: Review, editor: User) -> None:
    workflow.approve(proposed.pk, editor, embargo_note="The bureau's report, until it is out.")
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert workflow.publish_due() == 0
    assert workflow.release(proposed.pk, editor).state == S.PUBLISHED
    assert Verdict.objects.get().approver == editor


def test_the_author_cannot_take_back_what_is_approved(proposed: Review, reviewer: User, editor: User) -> None:
    workflow.approve(proposed.pk, editor, publish_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(workflow.WrongState, match="Approved, not public yet"):
        workflow.undo(proposed.pk, reviewer)


def test_the_time_can_be_moved_and_the_history_says_from_when_to_when(proposed: Review, editor: User) -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        workflow.approve(proposed.pk, editor, publish_at=NOON)
        workflow.move_publication(proposed.pk, editor, publish_at=NOON + timedelta(hours=1))
        clock.move_to(NOON)
        assert workflow.publish_due() == 0
        clock.move_to(NOON + timedelta(hours=1))
        assert workflow.publish_due() == 1
    moved = proposed.transitions.get(action="move")
    assert moved.reason == "2026-03-02 12:00 → 2026-03-02 13:00."
    assert AuditEntry.objects.filter(table="reviews_scheduledpublication", action="update").count() == 2


def test_what_was_called_off_waits_for_approval_again(proposed: Review, reviewer: User, editor: User) -> None:
    workflow.approve(proposed.pk, editor, publish_at=timezone.now() + timedelta(hours=1))
    assert workflow.cancel_publication(proposed.pk, editor, reason=REASON).state == S.PROPOSED
    due_now(proposed)
    assert workflow.publish_due() == 0
    assert workflow.approve(proposed.pk, editor).state == S.PUBLISHED


def withheld_because(review: Review) -> str:
    due_now(review)
    assert workflow.publish_due() == 0
    review.refresh_from_db()
    last = review.transitions.latest("pk")
    assert (review.state, last.action, review.verdicts.count()) == (S.PROPOSED, "withhold", 0)
    alert = ReviewAlert.objects.get(review=review, kind=AlertKind.WITHHELD)
    assert alert.after == last.reason
    assert ScheduledPublication.objects.get().outcome == "withheld"
    return last.reason


def test_a_claim_reworded_meanwhile_is_withheld(proposed: Review, editor: User) -> None:
    workflow.approve(proposed.pk, editor, publish_at=timezone.now() + timedelta(hours=1))
    reword(editor, proposed.claim_id, text="Herders are almost half of Examplia's people.")
    assert "reworded after it was proposed" in withheld_because(proposed)


def test_an_approver_deactivated_meanwhile_publishes_nothing(proposed: Review, editor: User) -> None:
    workflow.approve(proposed.pk, editor, publish_at=timezone.now() + timedelta(hours=1))
    editor.is_active = False
    editor.save()
    assert "Another must approve it" in withheld_because(proposed)


@pytest.mark.parametrize("role", ["author", "approver"])
def test_an_interest_declared_meanwhile_withholds_the_verdict(
    role: str, proposed: Review, reviewer: User, editor: User
) -> None:
    workflow.approve(proposed.pk, editor, publish_at=timezone.now() + timedelta(hours=1))
    person = {"author": reviewer, "approver": editor}[role]
    recusal.declare(person, reason="I own shares.", by=person, claim=proposed.claim)
    assert "I own shares." in withheld_because(proposed)


def test_a_policy_of_four_eyes_set_meanwhile_withholds_what_one_person_did(
    editor: User, make_claim: Callable[..., Claim]
) -> None:
    DeskPolicy.objects.create(four_eyes=False, reason="One person works here.", set_by=editor)
    review = bring_to(S.SCHEDULED, make_claim(), author=editor, approver=editor)
    DeskPolicy.objects.create(four_eyes=True, reason="We are two now.", set_by=editor)
    assert "second person" in withheld_because(review)


def test_what_was_withheld_is_approved_only_once_its_alert_is_seen(
    proposed: Review, reviewer: User, editor: User
) -> None:
    workflow.approve(proposed.pk, editor, publish_at=timezone.now() + timedelta(hours=1))
    interest = recusal.declare(reviewer, reason="I own shares.", by=reviewer, claim=proposed.claim)
    withheld_because(proposed)
    recusal.withdraw(interest.pk, editor)
    with pytest.raises(workflow.Incomplete, match="Nobody has seen this alert"):
        workflow.approve(proposed.pk, editor)
    alerts.acknowledge(ReviewAlert.objects.get().pk, editor)
    assert workflow.approve(proposed.pk, editor).state == S.PUBLISHED


def test_the_database_refuses_a_verdict_before_its_time(proposed: Review, editor: User) -> None:
    workflow.approve(proposed.pk, editor, publish_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(IntegrityError, match="waits for its time"), transaction.atomic():
        publication.publish(proposed.proposals.get(), approver=editor, four_eyes=True)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_publish_once(reviewer: User, editor: User, make_claim: Callable[..., Claim]) -> None:
    review = bring_to(S.SCHEDULED, make_claim(), author=reviewer, approver=editor)
    due_now(review)
    assert sorted(at_once(workflow.publish_due, workflow.publish_due), key=str) == [0, 1]
    assert review.verdicts.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_a_cancellation_in_the_moment_of_publication_one_wins_whole(
    reviewer: User, editor: User, make_claim: Callable[..., Claim]
) -> None:
    review = bring_to(S.SCHEDULED, make_claim(), author=reviewer, approver=editor)
    due_now(review)
    cancelled, published = at_once(
        partial(workflow.cancel_publication, review.pk, editor, reason=REASON), workflow.publish_due
    )
    review.refresh_from_db()
    if published == 1:
        assert isinstance(cancelled, workflow.WrongState)
        assert (review.state, review.verdicts.count()) == (S.PUBLISHED, 1)
    else:
        assert isinstance(cancelled, Review)
        assert (review.state, review.verdicts.count()) == (S.PROPOSED, 0)
