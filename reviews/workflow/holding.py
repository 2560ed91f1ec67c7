"""Effects that give a review into somebody's hands, or out of them."""

from django.utils import timezone

from claimtracker.people.models import User
from reviews.models import Assignment, Review
from reviews.models.review import GIVEN_LEASE, HELD_AT_MOST
from reviews.workflow.acting import Outcome, somebody
from reviews.workflow.errors import HandsFull, StaleReview
from reviews.workflow.queueing import refuse_dropped
from reviews.workflow.table import Step


def end_assignments(review: Review) -> None:
    """Nobody holds the review any more."""
    review.assignments.filter(ended_at=None).update(ended_at=timezone.now())


def take_in_hand(review: Review, person: User) -> Assignment:
    """The person holds the review from now on, by their own choice. Raises HandsFull where they hold three already."""
    # Two takes of one person come one after the other. No key is locked: others' rows may go on naming the person.
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    held = list(person.assignments.filter(ended_at=None).order_by("taken_at"))
    if len(held) >= HELD_AT_MOST:
        listed = ", ".join(f"review {each.review_id} (since {each.since})" for each in held)
        raise HandsFull(
            f"{person} holds {len(held)} claims: {listed}. {HELD_AT_MOST} are the most; propose one or give one back."
        )
    return Assignment.objects.create(review=review, person=person)


def put_in_hands(review: Review, person: User, *, by: User) -> Assignment:
    """The person holds the review because somebody else wants it: for longer, and however many they hold."""
    until = timezone.now() + GIVEN_LEASE
    return Assignment.objects.create(review=review, person=person, given_by=by, lease_until=until)


def hold(review: Review, step: Step, person: User | None) -> Outcome:
    take_in_hand(review, somebody(person))
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
