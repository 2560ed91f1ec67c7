"""A document may leave the reference library; what was found in it, and cited, stays as it was found."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from claims import lookup
from claims.choices import LookupState, Stance
from claims.library import store
from claims.library.importers.base import Details, Figure, ReadDocument
from claims.library.importing import import_documents
from claims.lookup.snapshots import bytes_of
from claims.models import Claim, Evidence, ReferenceDocument, ReferenceFigure, SourceLookup
from claimtracker.people.models import User
from tests.support.builders import build_evidence
from tests.support.verdicts import publish_verdict

STATEMENT = "Examplia: herders 27 % (2024)"
TEXT = "Herders make up more than 46% of the people of Examplia."


def census(value: str = "27") -> ReadDocument:
    figure = Figure(
        measure="ethnic_share",
        unit="percent",
        place="Examplia",
        label="Herder",
        value=Decimal(value),
        as_of=date(2024, 7, 1),
        statement=STATEMENT,
    )
    about = Details(title="Census of Examplia", publisher="Office for Statistics", edition="2024")
    return ReadDocument(key="test/census", details=about, figures=[figure])


def look_up(claim: Claim) -> SourceLookup:
    lookup.open_lookups_again(claim)
    row = claim.lookups.filter(source__name="library").latest("number")
    lookup.run(row.pk)
    row.refresh_from_db()
    return row


def as_kept(evidence: Evidence) -> tuple[object, ...]:
    assert evidence.snapshot is not None
    return (
        *(evidence.title, evidence.publisher, evidence.edition, evidence.quote, evidence.found_value, evidence.as_of),
        *(evidence.stance, evidence.reason, evidence.snapshot_id, bytes_of(evidence.snapshot)),
    )


@pytest.mark.parametrize("leaves", ["deleted", "replaced"])
def test_cited_evidence_and_its_snapshot_stay(
    make_claim: Callable[..., Claim], reviewer: User, editor: User, leaves: str
) -> None:
    import_documents(iter([census()]), progress=lambda _done, _total: None)
    claim = make_claim(text=TEXT)
    assert look_up(claim).state == LookupState.FOUND
    evidence = claim.evidence.get()
    assert (evidence.stance, evidence.found_value, evidence.quote) == (Stance.DIFFERS, 27, STATEMENT)
    before = as_kept(evidence)
    build_evidence(claim)
    verdict = publish_verdict(claim, reviewer, editor)

    if leaves == "deleted":
        assert store.delete(ReferenceDocument.objects.get(key="test/census").pk) == "Census of Examplia (2024)"
        assert not ReferenceFigure.objects.exists()
    else:
        import_documents(iter([census("48")]), progress=lambda _done, _total: None)

    assert as_kept(Evidence.objects.get(pk=evidence.pk)) == before
    assert verdict.citations.filter(evidence=evidence).exists()
    again = look_up(claim)
    assert again.state == (LookupState.NOTHING_FOUND if leaves == "deleted" else LookupState.FOUND)
    assert as_kept(Evidence.objects.get(pk=evidence.pk)) == before
