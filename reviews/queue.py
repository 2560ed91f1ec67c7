"""Which claim is next, and whose it is: taking it, keeping it, and seeing who has it."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import F, Func, IntegerField, QuerySet, Value
from django.utils import timezone

from claimtracker.people.models import User
from reviews import grading, priority, rechecking, workflow
from reviews.choices import ReviewState
from reviews.models import Assignment, Review
from reviews.workflow import NotHeld

ROUNDS = 3
"""How often the queue is looked at again where others were taking everything that was at hand."""
SECONDS = 50
"""How many reviews that want a second grade, or another look, are looked at."""
HEARTBEAT_SECONDS = 60
"""How often an open page should say that its reader is still there."""


def open_leases() -> QuerySet[Assignment]:
    """Who holds what now. Each prints as “Ana Reyes, since 10:42”."""
    return Assignment.objects.filter(ended_at=None).select_related("person")


def held_by(person: User) -> QuerySet[Assignment]:
    """What the person holds, with the review; what runs out first comes first."""
    return open_leases().filter(person=person).select_related("review").order_by("lease_until", "pk")


@transaction.atomic
def take_next(person: User) -> Review | None:
    """The person's own open review, its lease renewed; else the one that comes next, taken; None: none waits.

    What wants a second grade comes before the queue, because the first grader's work waits for it: the person then
    holds it as second grader (the assignment's role). Then comes what is public and to be looked at again, and then
    the queue, in the order of priority.py. What the person once gave back comes again only when nothing else waits.
    Rows that others are taking at this moment are passed over (SKIP LOCKED), so that no two people get the same one
    and nobody waits. Two calls of one person come one after the other, and the second gets what the first took.
    Raises NotPermitted.
    """
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if (own := held_by(person).first()) is not None:
        heartbeat(own.review_id, person)
        return own.review
    for _ in range(ROUNDS):
        wanted = list(grading.waiting_for_second(person).values_list("pk", flat=True)[:SECONDS])
        second = _first_free(wanted, ReviewState.GRADING)
        if second is not None:
            with suppress(workflow.NotGradedTwice):  # somebody became its second grader in this moment
                return workflow.take_second(second.pk, person)
        stale = _first_free(
            list(rechecking.waiting_for(person).values_list("pk", flat=True)[:SECONDS]), ReviewState.PUBLISHED
        )
        if stale is not None:
            return rechecking.begin(stale.pk, person)
        following = _first_free(
            priority.next_for(person) or priority.next_for(person, skipped=True), ReviewState.QUEUED
        )
        if following is not None:
            return workflow.take(following.pk, person)
    return None


@transaction.atomic
def heartbeat(review_id: int, person: User) -> datetime:
    """Renew the lease of a review that the person holds. Returns when it ends now.

    A lease that has run out is renewed as well, as long as the review was not given back. Raises NotHeld with who
    holds the review instead, and Review.DoesNotExist.
    """
    # Locked, so that the sweep of ended leases comes before this or sees it.
    review = Review.objects.select_for_update(no_key=True).get(pk=review_id)
    own = open_leases().filter(review=review, person=person).first()
    if own is None:
        raise NotHeld(_why_not_held(review, person))
    own.lease_until = own.renewed()
    own.save(update_fields=["lease_until"])
    return own.lease_until


def _first_free(ids: list[int], state: ReviewState) -> Review | None:
    """The first of the reviews, in this order, that is still in the state and that nobody is taking; it is locked."""
    place = Func(Value(ids), F("pk"), function="array_position", output_field=IntegerField())
    free = Review.objects.filter(pk__in=ids, state=state).order_by(place)
    return free.select_for_update(skip_locked=True).first()


def _why_not_held(review: Review, person: User) -> str:
    others = ", ".join(str(held) for held in open_leases().filter(review=review))
    if others:
        return f"You do not hold this review: {others}. What you saved is kept."
    last = review.assignments.filter(person=person).order_by("-pk").first()
    if last is None or last.ended_at is None:
        return f"You do not hold this review; it is “{review.get_state_display()}”, and nobody does. Take it first."
    ended = review.transitions.filter(at__gte=last.ended_at).select_related("actor").order_by("pk").first()
    how = f": “{ended.get_action_display()}” by {ended.actor or 'the desk'}" if ended else ""
    return (
        f"You do not hold this review any more since {timezone.localtime(last.ended_at):%H:%M}{how}. It is "
        f"“{review.get_state_display()}”. What you saved is kept; take it again to go on."
    )
