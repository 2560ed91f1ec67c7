"""What an editor settles about a review beside its way: whose desk it is, by when, and whether it is graded
twice."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from reviews.choices import ReviewState
from reviews.models import Desk, Review
from reviews.querysets import OPEN
from reviews.workflow import ASSIGN, WHO_MAY, Incomplete, NotPermitted, WrongState


def set_deadline(review_id: int, person: User, due_at: datetime | None) -> Review:
    """Say by when a verdict is wanted; None: no deadline.

    Raises NotPermitted, Incomplete for a time gone by, and WrongState where nothing is left to do.
    """
    if due_at is not None and due_at <= timezone.now():
        raise Incomplete([f"The deadline {timezone.localtime(due_at):%Y-%m-%d %H:%M} has passed. Choose a later one."])
    state = Review.objects.values_list("state", flat=True).get(pk=review_id)
    if state not in OPEN:
        raise WrongState(f"The review is “{ReviewState(state).label}”: nothing is left to do by a deadline. Reopen it.")
    return _set(review_id, person, due_at=due_at)


def set_desk(review_id: int, person: User, desk: Desk | None) -> Review:
    """Hand the review to a desk, whose members get it first; None: to none. Raises NotPermitted."""
    return _set(review_id, person, desk=desk)


def ask_double_grading(review_id: int, person: User, *, wanted: bool) -> Review:
    """Have the claim graded twice, blind, or leave it to its desk again. Raises NotPermitted."""
    return _set(review_id, person, double_grading=wanted)


@transaction.atomic
def _set(review_id: int, person: User, **fields: datetime | Desk | bool | None) -> Review:
    record_actor(person.pk)
    if not person.is_active or not person.has_perm(ASSIGN):
        raise NotPermitted(f"{person} may not set desk, deadline or double grading: it is for {WHO_MAY[ASSIGN]}.")
    review = Review.objects.select_for_update().get(pk=review_id)
    for name, value in fields.items():
        setattr(review, name, value)
    review.save(update_fields=list(fields))
    return review
