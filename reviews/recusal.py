"""Declare an interest that bars a person from a claim or a claimant, and withdraw one."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.models import Claim, Claimant
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import AssignmentRole
from reviews.models import Assignment, Interest
from reviews.workflow import ASSIGN, GRADE, WHO_MAY, Incomplete, NotPermitted


@transaction.atomic
def declare(
    person: User, *, reason: str, by: User, claim: Claim | None = None, claimant: Claimant | None = None
) -> Interest:
    """Bar the person from the claim, or from every claim of the claimant (exactly one is given).

    People declare for themselves, editors for others as well. What the person holds of it goes back to the queue.
    Declaring twice changes nothing. Raises NotPermitted, and Incomplete without a reason.
    """
    record_actor(by.pk)
    needed = GRADE if by == person else ASSIGN
    if not by.is_active or not by.has_perm(needed):
        raise NotPermitted(f"{by} may not declare an interest of {person}: it is for {WHO_MAY[needed]}.")
    if not reason.strip():
        raise Incomplete(["Say what the interest is: a sentence will do."])
    if (claim is None) == (claimant is None):
        raise Incomplete(["Name what the interest is in: either a claim or a claimant."])
    interest, _ = Interest.objects.get_or_create(
        person=person,
        claim=claim,
        claimant=claimant,
        withdrawn_at=None,
        defaults={"reason": reason.strip(), "declared_by": by},
    )
    in_it = Q(review__claim=claim) if claim else Q(review__claim__claimant=claimant)
    for held in Assignment.objects.filter(in_it, person=person, ended_at=None):
        workflow.recuse(held.review_id, person, role=AssignmentRole(held.role), reason=f"{interest}.")
    return interest


@transaction.atomic
def withdraw(interest_id: int, by: User) -> Interest:
    """Let the person grade again, as an editor who is somebody else. Withdrawing twice changes nothing.

    Raises NotPermitted, and Interest.DoesNotExist.
    """
    record_actor(by.pk)
    interest = Interest.objects.select_for_update(of=("self",)).select_related("person").get(pk=interest_id)
    if not by.is_active or not by.has_perm(ASSIGN) or by == interest.person:
        raise NotPermitted(
            f"{by} may not withdraw this interest: it is for {WHO_MAY[ASSIGN]} other than {interest.person}."
        )
    if interest.withdrawn_at is None:
        interest.withdrawn_by, interest.withdrawn_at = by, timezone.now()
        interest.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return interest
