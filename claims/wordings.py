"""Give a claim its next wording, with what it counts and whoever wrote it. Wordings are only ever added."""

from collections.abc import Iterable

from claims.choices import Origin
from claims.extraction.types import FoundQuantity
from claims.models import Claim, ClaimWording, Quantity
from claimtracker.people.models import User

BATCH = 500


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
    Quantity.objects.bulk_create(_quantity(wording, quantity) for quantity in quantities)
    return wording


def add_first_wordings(worded: Iterable[tuple[Claim, str, Iterable[FoundQuantity]]]) -> list[ClaimWording]:
    """Store the first version of claims that this transaction has made, the software's, each with what it counts."""
    pairs = [
        (ClaimWording(claim=claim, number=1, text=text, origin=Origin.MACHINE), quantities)
        for claim, text, quantities in worded
    ]
    wordings = ClaimWording.objects.bulk_create((wording for wording, _ in pairs), batch_size=BATCH)
    Quantity.objects.bulk_create(
        (_quantity(wording, quantity) for wording, quantities in pairs for quantity in quantities), batch_size=BATCH
    )
    return wordings


def _quantity(wording: ClaimWording, found: FoundQuantity) -> Quantity:
    return Quantity(
        wording=wording,
        text=found.text[:200],
        value=found.value,
        upper=found.upper,
        comparator=found.comparator,
        unit=found.unit,
        counted=found.counted[:200],
        population=found.population[:200],
        place=found.place[:200],
        period=found.period[:100],
        approximate=found.approximate,
    )
