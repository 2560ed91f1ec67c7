"""Give a claim a better wording."""

from django.db import transaction

from claims import lookup
from claims.curation import access, words
from claims.curation.refusals import ClaimMoved, CorrectionRefused
from claims.extraction.quantities.finding import quantities
from claims.models import Claim
from claims.wordings import add_wording
from claimtracker.people.models import User


@transaction.atomic
def reword(person: User, claim_id: int, *, text: str, seen: int | None = None) -> Claim:
    """Store the claim's next wording, with what it counts read anew, and look it up again in every source.

    `seen` is the number of the wording that the person improves on. Raises ClaimMoved where there is a newer one,
    other CorrectionRefused, and Claim.DoesNotExist.
    """
    access.begin(person)
    claim = access.locked(claim_id)
    newest = claim.wordings.latest("number")
    worded = words.wording(text)
    if seen is not None and seen != newest.number:
        raise ClaimMoved(
            f"The claim was reworded while you wrote: it says “{newest.text}” now (wording {newest.number}, you saw "
            f"{seen}). Look again, and repeat what is still needed.",
            field="seen",
            code="stale",
        )
    access.refuse_dropped(claim)
    if worded == newest.text:
        raise CorrectionRefused(
            "This is the wording that the claim has. Change it, or leave it.", field="text", code="unchanged"
        )
    add_wording(claim, worded, quantities(worded), written_by=person)
    lookup.open_lookups_again(claim)
    return claim
