"""Looking at a published verdict again: whose turn it is, and giving it back where it stands."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from claimtracker.people.models import User
from reviews import freshness, workflow
from reviews.choices import AssignmentRole, ReviewAction, ReviewState
from reviews.interests import barred
from reviews.models import Assignment, Recheck, Review, Transition


def waiting_for(person: User) -> QuerySet[Review]:
    """Published reviews that are to be looked at again; longest overdue first.

    Not those that the person is barred from, or gave back since the reason was raised.
    """
    reasons = Recheck.objects.filter(review=OuterRef("pk"), outcome="").order_by("due_on", "pk")
    gave_back = Transition.objects.filter(
        review=OuterRef("pk"), action=ReviewAction.SKIP, actor=person, at__gte=OuterRef("raised_at")
    ).order_by()
    due = Recheck.objects.filter(outcome="").order_by()
    return (
        Review.objects.filter(~barred(person), state=ReviewState.PUBLISHED, pk__in=due.values("review"))
        .annotate(raised_at=Subquery(reasons.values("raised_at")[:1]), due_on=Subquery(reasons.values("due_on")[:1]))
        .filter(~Exists(gave_back))
        .order_by("due_on", "pk")
    )


def begin(review_id: int, person: User) -> Review:
    """Hold a published review to look at it again; its verdict stays public. Raises WorkflowRefused."""
    why = freshness.open_rechecks().filter(review=review_id).values_list("reason", flat=True)
    return workflow.correct(review_id, person, reason=" ".join(why) or "It is to be looked at again.")


@transaction.atomic
def stands(recheck_id: int, person: User, *, note: str, again_on: date | None = None) -> Recheck:
    """Close a recheck because the verdict stands, and give the review back if it was held for that alone.

    Raises RecheckRefused, and Recheck.DoesNotExist.
    """
    closed = freshness.still_stands(recheck_id, person, note=note, again_on=again_on)
    held = Assignment.objects.filter(
        review=closed.review_id,
        review__state=ReviewState.CORRECTING,
        person=person,
        role=AssignmentRole.AUTHOR,
        ended_at=None,
    )
    if held.exists() and not freshness.open_rechecks().filter(review=closed.review_id).exists():
        workflow.skip(closed.review_id, person, reason=f"It still stands: {closed.note}")
    return closed
