"""Rows to test with, made as the services make them."""

import datetime
from decimal import Decimal
from itertools import count
from typing import Any

from claims.choices import ClaimKind, Comparator, LookupState, Stance
from claims.intake import take_in
from claims.lookup.snapshots import store
from claims.models import Appearance, Claim, Claimant, ClaimWording, Evidence, Quantity, Source, SourceLookup
from claims.reading import Document

_numbers = count(1)
SENTENCE = "Herders make up more than {number}% of the people of Examplia."


def build_claim(
    *,
    text: str | None = None,
    claimant: str = "",
    check_worthiness: float = 0.8,
    kind: str = ClaimKind.QUANTITY,
) -> Claim:
    """A claim that is the second sentence of an article of its own, with one quantity in percent."""
    sentence = text or SENTENCE.format(number=next(_numbers))
    lead = f"The council met on day {next(_numbers)} of its session. "
    taken = take_in(
        Document(
            text=f"{lead}{sentence} The debate goes on.",
            title="Council debates herders",
            outlet="The Examplia Courier",
            published_at=datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC),
        )
    )
    claim = Claim.objects.create(
        claimant=Claimant.objects.get_or_create(name=claimant)[0] if claimant else None,
        kind=kind,
        check_worthiness=check_worthiness,
        verifiability=0.9,
        selection_reason="It gives a share in percent.",
    )
    wording = ClaimWording.objects.create(claim=claim, text=sentence)
    Appearance.objects.create(
        claim=claim,
        revision=taken.revision,
        exact=sentence,
        prefix=lead[-32:],
        suffix=" The debate goes on.",
        start=len(lead),
        end=len(lead) + len(sentence),
    )
    Quantity.objects.create(
        wording=wording,
        text="more than 46%",
        value=Decimal(46),
        comparator=Comparator.MORE_THAN,
        unit="percent",
        counted="herders",
        population="the people",
        place="Examplia",
    )
    return claim


def build_evidence(claim: Claim, **fields: Any) -> Evidence:
    """A piece of evidence from a finished look-up in the reference library."""
    wording = claim.wordings.latest("number")
    if "lookup" not in fields:
        fields["lookup"], _ = SourceLookup.objects.get_or_create(
            claim=claim,
            wording=wording,
            source=Source.objects.get(name="library"),
            defaults={"state": LookupState.FOUND, "next_attempt_at": None},
        )
    values: dict[str, Any] = {
        "title": "People of Examplia",
        "publisher": f"Bureau of Statistics {next(_numbers)}",
        "edition": "2024 edition",
        "as_of": datetime.date(2024, 1, 1),
        "quote": "Herders: 27 percent of the people of Examplia (2024).",
        "url": "https://statistics.example/people",
        "snapshot_id": store(b'{"herders": 27}', "application/json"),
        "quantity": wording.quantities.first(),
        "found_value": Decimal(27),
        "found_unit": "percent",
        "stance": Stance.DIFFERS,
        "reason": "The claim says more than 46 %; the bureau's 2024 edition gives 27 %.",
    }
    return Evidence.objects.create(claim=claim, **{**values, **fields})
