"""Effects that give a review into somebody's hands, or out of them."""

from django.utils import timezone

from claimtracker.people.models import User
from reviews.models import Assignment, Review
from reviews.workflow.acting import Outcome, somebody
from reviews.workflow.errors import StaleReview
from reviews.workflow.queueing import refuse_dropped
from reviews.workflow.table import Step


def end_assignments(review: Review) -> None:
    """Nobody holds the review any more."""
    review.assignments.filter(ended_at=None).update(ended_at=timezone.now())


def hold(review: Review, step: Step, person: User | None) -> Outcome:
    Assignment.objects.create(review=review, person=somebody(person))
    return Outcome(step.targets[0])


def hold_for_grading(review: Review, step: Step, person: User | None) -> Outcome:
    refuse_dropped(review, step)
    return hold(review, step, person)


def let_go(review: Review, step: Step, _person: User | None) -> Outcome:
    end_assignments(review)
    return Outcome(step.targets[0])


def let_go_if_expired(review: Review, step: Step, person: User | None) -> Outcome:
    if review.assignments.filter(ended_at=None, lease_until__gte=timezone.now()).exists():
        raise StaleReview("The lease was renewed meanwhile.")
    return let_go(review, step, person)
