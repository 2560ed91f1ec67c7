"""Deadlines of reviews, set and taken away by editors."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from reviews import workflow
from reviews.models import Review
from reviews.querysets import OPEN


@transaction.atomic
def set_deadline(review_id: int, person: User, due_at: datetime | None) -> Review:
    """Say by when the review is to be done; None takes the deadline away. The audit trail keeps who said so.

    Raises NotPermitted where the person is no editor, WrongState where nothing is left to do or the time has passed.
    """
    record_actor(person.pk)
    if not person.is_active or not person.has_perm(workflow.APPROVE):
        raise workflow.NotPermitted(f"{person} may not set a deadline: it is for {workflow.WHO_MAY[workflow.APPROVE]}.")
    if due_at is not None and due_at <= timezone.now():
        raise workflow.WrongState(f"{timezone.localtime(due_at):%Y-%m-%d %H:%M} has passed. Give a time to come.")
    review = Review.objects.select_for_update().get(pk=review_id)
    if review.state not in OPEN:
        raise workflow.WrongState(
            f"The review is “{review.get_state_display()}”: nothing is left to do by a deadline. Reopen it first."
        )
    review.due_at = due_at
    review.save(update_fields=["due_at"])
    return review
