"""Who has an interest that bars them from which claims."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from claimtracker.people.models import User
from reviews.models import Interest, Review


def standing(person: User) -> QuerySet[Interest]:
    """The person's interests that nobody has withdrawn."""
    return Interest.objects.filter(person=person, withdrawn_at=None)


def standing_in(review: Review, person: User) -> Interest | None:
    """The interest that bars the person from this review's claim, if there is one."""
    in_it = Q(claim=review.claim_id) | Q(claimant=review.claim.claimant_id, claimant__isnull=False)
    return standing(person).filter(in_it).select_related("person", "claimant").first()


def barred(person: User) -> Q:
    """The condition on reviews that an interest of the person bars them from the claim."""
    own = standing(person).order_by()
    return Q(Exists(own.filter(claim=OuterRef("claim")))) | Q(Exists(own.filter(claimant=OuterRef("claim__claimant"))))
