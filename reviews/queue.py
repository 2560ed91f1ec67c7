"""Which claim is next, and for how long it is held."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from claims.querysets import dropped
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import ReviewAction, ReviewState
from reviews.models import Assignment, Review, Transition
from reviews.models.review import lease_from_now


def take_next(person: User) -> Review | None:
    """Take the queued review of the highest priority; None when the queue is empty.

    What the person once gave back comes again only when nothing else waits; a dropped claim does not come. Rows that
    others are taking at this moment are passed over, so that no two people get the same one.
    """
    skips = Transition.objects.filter(review=OuterRef("pk"), action=ReviewAction.SKIP, actor=person)
    with transaction.atomic():
        queued = Review.objects.filter(~dropped("claim"), state=ReviewState.QUEUED).order_by("-priority", "pk")
        free = queued.select_for_update(skip_locked=True)
        following = free.filter(~Exists(skips.order_by())).first() or free.first()
        return None if following is None else workflow.take(following.pk, person)


@transaction.atomic
def heartbeat(review_id: int, person: User) -> datetime:
    """Renew the lease of the person who has the review open before them. Returns when it ends.

    Raises workflow.NotPermitted where the person does not hold the review, or no longer.
    """
    held = Assignment.objects.select_for_update().filter(review=review_id, person=person, ended_at=None).first()
    if held is None:
        raise workflow.NotPermitted("You do not hold this review any more. Take it again to go on.")
    held.lease_until = lease_from_now()
    held.save(update_fields=["lease_until"])
    return held.lease_until
