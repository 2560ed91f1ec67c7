"""Give a claim its next wording, with what it counts and whoever wrote it. Wordings are only ever added."""

from collections.abc import Iterable

from claims.choices import Origin
from claims.extraction.types import FoundQuantity
from claims.models import Claim, ClaimWording, Quantity
from claimtracker.people.models import User


def add_wording(
    claim: Claim, text: str, quantities: Iterable[FoundQuantity], *, written_by: User | None = None
) -> ClaimWording:
    """Store the claim's next version; the software's unless a person wrote it. Needs a transaction."""
    # Two writers at once get two numbers, one after the other.
    Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
    newest = claim.wordings.order_by("-number").first()
    wording = ClaimWording.objects.create(
        claim=claim,
        number=newest.number + 1 if newest else 1,
        text=text,
        origin=Origin.PERSON if written_by else Origin.MACHINE,
        written_by=written_by,
    )
    for quantity in quantities:
        Quantity.objects.create(
            wording=wording,
            text=quantity.text[:200],
            value=quantity.value,
            upper=quantity.upper,
            comparator=quantity.comparator,
            unit=quantity.unit,
            counted=quantity.counted[:200],
            population=quantity.population[:200],
            place=quantity.place[:200],
            period=quantity.period[:100],
            approximate=quantity.approximate,
        )
    return wording
