"""Effects of an approval that is to be published later: kept, moved, called off, published or withheld at its time."""

from datetime import datetime

from django.utils import timezone

from claimtracker.events.outbox import publish as publish_event
from claimtracker.people.models import User
from reviews.choices import AlertKind, PublicationOutcome, ReviewAction, ReviewState
from reviews.models import Review, ReviewAlert, ScheduledPublication
from reviews.workflow.acting import Effect, Outcome, somebody
from reviews.workflow.deciding import insert_verdict, newest_proposal, refuse_unapprovable
from reviews.workflow.errors import Incomplete, StaleReview, WorkflowRefused
from reviews.workflow.table import APPROVE, WHO_MAY, Step, steps_from


class NotPublishable(WorkflowRefused):
    """The time has come, and the verdict cannot be published as things are; the message says why."""


def schedule(publish_at: datetime | None, embargo_note: str) -> Effect:
    """The effect that records an approval, to be published at the time; without one, when an editor says so."""

    def keep(review: Review, step: Step, person: User | None) -> Outcome:
        proposal, approver = newest_proposal(review), somebody(person)
        _refuse_no_time(publish_at, embargo_note)
        refuse_unapprovable(review, step, proposal, approver)
        kept = ScheduledPublication.objects.create(
            review=review,
            proposal=proposal,
            approver=approver,
            publish_at=publish_at,
            embargo_note=embargo_note.strip(),
        )
        return Outcome(ReviewState.SCHEDULED, proposal, note=f"{kept}.")

    return keep


def move(publish_at: datetime | None) -> Effect:
    """The effect that sets another time."""

    def reschedule(review: Review, step: Step, _person: User | None) -> Outcome:
        kept = scheduled(review)
        _refuse_no_time(publish_at, kept.embargo_note)
        before, kept.publish_at = str(kept), publish_at
        kept.save(update_fields=["publish_at"])
        return Outcome(step.targets[0], kept.proposal, note=f"{before} → {kept}.")

    return reschedule


def cancel(review: Review, step: Step, _person: User | None) -> Outcome:
    kept = _end(review, PublicationOutcome.CANCELLED)
    return Outcome(step.targets[0], kept.proposal)


def release(review: Review, _step: Step, _person: User | None) -> Outcome:
    return _publish(review)


def publish_if_due(review: Review, _step: Step, _person: User | None) -> Outcome:
    kept = scheduled(review)
    if kept.publish_at is None or kept.publish_at > timezone.now():
        raise StaleReview("The publication was moved meanwhile.")
    return _publish(review)


def withhold(problems: str) -> Effect:
    """The effect that calls off what cannot be published, with an alert that says why."""

    def call_off(review: Review, step: Step, _person: User | None) -> Outcome:
        kept = _end(review, PublicationOutcome.WITHHELD)
        event = publish_event("verdict.withheld", review.pk, {"proposal": kept.proposal_id, "why": problems})
        ReviewAlert.objects.create(
            review=review, event=event, kind=AlertKind.WITHHELD, before=str(kept.proposal), after=problems
        )
        return Outcome(step.targets[0], kept.proposal)

    return call_off


def scheduled(review: Review) -> ScheduledPublication:
    """The review's publication that waits for its time."""
    waiting = ScheduledPublication.objects.select_related("proposal__author", "approver")
    return waiting.get(review=review, ended_at=None)


def _publish(review: Review) -> Outcome:
    kept, proposal = scheduled(review), newest_proposal(review)
    if not kept.approver.is_active or not kept.approver.has_perm(APPROVE):
        raise NotPublishable(
            f"{kept.approver}, who approved it, is not one of the {WHO_MAY[APPROVE]} any more. Another must approve it."
        )
    try:
        refuse_unapprovable(review, steps_from(ReviewState.PROPOSED)[ReviewAction.APPROVE], proposal, kept.approver)
    except WorkflowRefused as refused:
        raise NotPublishable(str(refused)) from refused
    _end(review, PublicationOutcome.PUBLISHED)
    return Outcome(insert_verdict(review, proposal, kept.approver), proposal)


def _end(review: Review, outcome: PublicationOutcome) -> ScheduledPublication:
    kept = scheduled(review)
    kept.outcome, kept.ended_at = outcome, timezone.now()
    kept.save(update_fields=["outcome", "ended_at"])
    return kept


def _refuse_no_time(publish_at: datetime | None, embargo_note: str) -> None:
    if publish_at is None and not embargo_note:
        raise Incomplete(["Without a time it must be under an embargo: say whose, and on what."])
    if publish_at is not None and publish_at <= timezone.now():
        raise Incomplete(
            [f"{timezone.localtime(publish_at):%Y-%m-%d %H:%M} has passed. Choose a later time, or publish at once."]
        )
