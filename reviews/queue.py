"""Which claim is next."""

from django.db import transaction

from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewState
from reviews.models import Review


def take_next(person: User) -> Review | None:
    """Take the queued review of the highest priority; None when the queue is empty.

    Rows that others are taking at this moment are passed over, so that no two people get the same one.
    """
    with transaction.atomic():
        queued = Review.objects.filter(state=ReviewState.QUEUED).order_by("-priority", "pk")
        following = queued.select_for_update(skip_locked=True).first()
        return None if following is None else workflow.take(following.pk, person)
