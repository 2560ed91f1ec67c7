"""What the page of one claim shows below its fields."""

from dataclasses import dataclass

from claims.admin.presenters import figures, standing
from claims.admin.presenters.marking import Excerpt, in_paragraph
from claims.admin.presenters.standing import Standing
from claims.choices import AnchorState, WorkState
from claims.models import Appearance, ArticleRevision, ClaimWording, Evidence, EvidenceCapture, SourceLookup
from claims.querysets import claims_in_full


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A wording, and what it counts in words."""

    wording: ClaimWording
    quantities: list[str]


@dataclass(frozen=True, slots=True)
class AppearanceRow:
    """Where the words stand last, and how an earlier revision put them; empty: the same."""

    appearance: Appearance
    excerpt: Excerpt
    before: str


@dataclass(frozen=True, slots=True)
class LookupRow:
    lookup: SourceLookup
    standing: Standing
    is_newest: bool


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence, with the claimed figure beside the found one."""

    evidence: Evidence
    claimed: str
    found: str


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """Something that a person brought and that is no evidence yet, or did not become any."""

    capture: EvidenceCapture
    standing: Standing


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with everything that is known of it, newest wording and look-up first."""

    wordings: list[WordingRow]
    appearances: list[AppearanceRow]
    lookups: list[LookupRow]
    evidence: list[EvidenceRow]
    captures: list[CaptureRow]


def claim_page(claim_id: int) -> ClaimPage:
    """Read what the page shows, in a fixed number of queries."""
    claim = claims_in_full(with_background=True).get(pk=claim_id)
    # What is continued stands in a later revision still, and is told there.
    by_pk = {each.pk: each for each in claim.appearances.all()}
    continued = {
        each.continues_id: by_pk[each.continues_id]
        for each in by_pk.values()
        if each.continues_id is not None and each.continues_id in by_pk
    }
    last = [each for each in by_pk.values() if each.pk not in continued]
    revisions = ArticleRevision.objects.filter(pk__in={each.revision_id for each in last})
    texts = dict(revisions.values_list("pk", "text"))
    lookups = sorted(claim.lookups.all(), key=lambda row: (row.source.title, -row.number))
    newest = {row.source_id: row.number for row in reversed(lookups)}
    return ClaimPage(
        wordings=[
            WordingRow(wording, [figures.claimed(quantity) for quantity in wording.quantities.all()])
            for wording in reversed(claim.wordings.all())
        ],
        appearances=[
            AppearanceRow(each, in_paragraph(texts[each.revision_id], each.start, each.end), _before(each, continued))
            for each in last
        ],
        lookups=[LookupRow(row, standing.lookup(row), row.number == newest[row.source_id]) for row in lookups],
        evidence=[
            EvidenceRow(each, figures.claimed(each.quantity), figures.found(each)) for each in claim.evidence.all()
        ],
        captures=captures_of(claim_id),
    )


def captures_of(claim_id: int) -> list[CaptureRow]:
    """What people brought for the claim and is under way, or was given up, newest first."""
    rows = EvidenceCapture.objects.filter(claim=claim_id).exclude(state=WorkState.DONE).defer("data")
    return [CaptureRow(row, standing.capture(row)) for row in rows.select_related("added_by")]


def _before(appearance: Appearance, continued: dict[int, Appearance]) -> str:
    before = continued.get(appearance.continues_id or 0)
    return before.exact if before and before.anchor_state == AnchorState.CHANGED else ""
