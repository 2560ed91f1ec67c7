"""Drop what is no claim, with a reason, and restore it."""

from django.db import transaction
from django.utils import timezone

from claims.curation import access, words
from claims.curation.refusals import ClaimMoved
from claims.models import Appearance, Claim
from claimtracker.events.outbox import publish
from claimtracker.people.models import User

DROPPED, RESTORED = "claim.dropped", "claim.restored"
"""Of a claim; the payload of the first has the `reason` and the `person` who dropped it."""


@transaction.atomic
def drop(person: User, claim_id: int, *, reason: str) -> Claim:
    """Hide the claim in every revision, and in those to come. Raises CorrectionRefused, and Claim.DoesNotExist."""
    access.begin(person)
    claim = access.locked(claim_id)
    because = words.reason(reason)
    access.refuse_dropped(claim)
    hide(claim, person, because)
    return claim


@transaction.atomic
def restore(person: User, claim_id: int) -> Claim:
    """Show a dropped claim again. Where it had been split, that is undone: its parts are dropped.

    Raises CorrectionRefused, and Claim.DoesNotExist.
    """
    access.begin(person)
    claim = access.locked(claim_id)
    if access.shown(claim) is not None:
        raise ClaimMoved(f"Claim {claim.pk} stands: there is nothing to restore.", code="not_dropped")
    if claim.split_from and access.shown(claim.split_from) is not None:
        raise ClaimMoved(
            f"Claim {claim.pk} was split from claim {claim.split_from_id}, which stands again. Split that one again.",
            code="split_undone",
        )
    claim.appearances.update(suppressed_reason="", suppressed_by=None, suppressed_at=None)
    publish(RESTORED, claim.pk)
    for part in claim.parts.order_by("pk"):
        if access.shown(part) is not None:
            hide(part, person, f"The split of claim {claim.pk} was undone.")
    return claim


def hide(claim: Claim, person: User, reason: str) -> None:
    """Suppress every appearance of the claim, and tell of it. Needs a transaction that `access.begin` began."""
    Appearance.objects.filter(claim=claim).update(
        suppressed_reason=reason, suppressed_by=person, suppressed_at=timezone.now()
    )
    publish(DROPPED, claim.pk, {"reason": reason, "person": person.pk})
