"""What a grading must have before it may be proposed: a checklist, whose rules answer with messages or nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.choices import Consent, Origin, Stance
from claims.evidence.quotation import is_quoted_from
from claims.models import ClaimWording, Evidence, SnapshotBody
from reviews import alerts
from reviews.choices import VerdictKind
from reviews.evidence import current_evidence
from reviews.models import Draft, DraftCitation, Proposal, ReviewAlert, Verdict

NAMED_SOURCES_NEEDED = 2
SIDES = {Stance.CONSISTENT: "for", Stance.DIFFERS: "against"}
"""What evidence must have been looked at, whichever way the verdict goes, by what it suggests."""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist: what is asked and how it stands, and a sentence for each thing still to do."""

    name: str
    label: str
    problems: tuple[str, ...] = ()

    @property
    def is_met(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules look at beside the draft's own fields: a page that has it already need not fetch it twice."""

    citations: list[DraftCitation]
    """Of the draft, with their evidence and its interview."""
    sides: list[tuple[int, str]]
    """Key and suggested stance of the claim's current evidence for and against."""
    newest: Verdict | None
    """The verdict published last."""


def surroundings_of(draft: Draft) -> Surroundings:
    """Fetch what the rules look at. The draft may be one that was never saved."""
    sides = current_evidence().filter(claim=draft.review.claim_id, stance__in=SIDES).order_by()
    return Surroundings(
        citations=list(draft.citations.select_related("evidence__interview")) if draft.pk else [],
        sides=list(sides.values_list("pk", "stance")),
        newest=draft.review.verdicts.order_by("-number").first(),
    )


def checklist(draft: Draft, around: Surroundings | None = None) -> list[Check]:
    """Every rule for the draft, met or not."""
    around = around or surroundings_of(draft)
    citations = around.citations
    return [
        Check("rating", "A rating", tuple(_rating_problems(draft))),
        Check("headline", "A headline, without the rating", tuple(_headline_problems(draft))),
        Check("explanation", "An explanation", tuple(_explanation_problems(draft))),
        Check("dates", "The day it speaks of, re-check after it", tuple(_date_problems(draft))),
        _sources_check(draft, citations),
        _looked_check(draft, around),
        Check("quotes", "Quotes that stand in their evidence", tuple(_quote_problems(citations))),
        Check("snapshots", "A snapshot behind each citation", tuple(_snapshot_problems(citations))),
        *_consent_checks(citations),
        *_history_checks(draft, around.newest),
    ]


def unmet(draft: Draft) -> list[str]:
    """Every rule that the draft does not meet yet, as sentences that say what to do. Empty: ready to propose."""
    return [problem for check in checklist(draft) for problem in check.problems]


def unapprovable(proposal: Proposal) -> list[str]:
    """Why a proposal cannot be approved as things are now, as sentences that say what to do. Empty: it can."""
    return [*_stale_wording(proposal), *_unseen_alerts(proposal), *_unheard_events(proposal)]


def _stale_wording(proposal: Proposal) -> Iterator[str]:
    newest = ClaimWording.objects.filter(claim=proposal.wording.claim_id).latest("number")
    if newest.pk != proposal.wording_id:
        yield (
            f"The claim was reworded after it was proposed. Graded was “{proposal.wording.text}”; it says "
            f"“{newest.text}” now. Return the proposal, so that its author grades what the claim says."
        )


def _unseen_alerts(proposal: Proposal) -> Iterator[str]:
    for alert in ReviewAlert.objects.filter(review=proposal.review_id, acknowledged_at=None).order_by("pk"):
        yield f"Nobody has seen this alert yet: {alert}. Look at it at the top of the page, and press “Seen”."


def _unheard_events(proposal: Proposal) -> Iterator[str]:
    if alerts.is_unheard(proposal.wording.claim_id):
        yield "Something has just happened to the claim, and its alert is on its way. Reload the page in a moment."


def _rating_problems(draft: Draft) -> Iterator[str]:
    if draft.rating_id is None:
        yield "Choose a rating."


def _headline_problems(draft: Draft) -> Iterator[str]:
    label = draft.rating.label if draft.rating else ""
    if not draft.headline.strip():
        yield "Write a headline."
    elif label and re.match(rf"\s*{re.escape(label)}\s*(?:[:.,;!–—-]|$)", draft.headline, re.IGNORECASE):
        yield f"The headline begins with the rating “{label}”. Leave it out: it is printed beside the headline."


def _explanation_problems(draft: Draft) -> Iterator[str]:
    if not draft.explanation.strip():
        yield "Write the explanation: how the evidence leads to the rating."


def _date_problems(draft: Draft) -> Iterator[str]:
    if draft.valid_as_of is None:
        yield "Say which day the verdict speaks of (valid as of)."
    elif draft.recheck_on and draft.recheck_on <= draft.valid_as_of:
        yield f"The re-check date {draft.recheck_on} must come after the day {draft.valid_as_of} it speaks of."


def _sources_check(draft: Draft, citations: list[DraftCitation]) -> Check:
    named = [cited.evidence for cited in citations if consent_to(cited.evidence) in ("", Consent.ON_RECORD)]
    found = len({evidence.publisher for evidence in named if evidence.publisher})
    label = f"{NAMED_SOURCES_NEEDED} named sources: {found} so far"
    if found >= NAMED_SOURCES_NEEDED:
        return Check("sources", f"{NAMED_SOURCES_NEEDED} named sources: {found} cited")
    if draft.waiver.strip():
        return Check("sources", f"{label}, and a waiver says why that is enough")
    problem = (
        f"{found} named source(s) cited, {NAMED_SOURCES_NEEDED} are needed. "
        "Cite another, or give a reason under “waiver”."
    )
    return Check("sources", label, (problem,))


def _looked_check(draft: Draft, around: Surroundings) -> Check:
    looked = {*draft.looked_at, *(citation.evidence_id for citation in around.citations)}
    waiting = dict.fromkeys(SIDES, 0)
    for key, stance in around.sides:
        waiting[Stance(stance)] += key not in looked
    problems = tuple(
        f"Look at the evidence {SIDES[stance]} the claim: {count} {'piece is' if count == 1 else 'pieces are'} neither "
        "cited nor ticked as looked at."
        for stance, count in waiting.items()
        if count
    )
    return Check("looked", "Evidence for and against looked at", problems)


def _quote_problems(citations: list[DraftCitation]) -> Iterator[str]:
    for citation in citations:
        if not citation.quote.strip():
            yield f"Quote the words that you cite from {citation.evidence}."
        elif not is_quoted_from(citation.quote, citation.evidence.quote):
            yield (
                f"“{citation.quote}” does not stand in {citation.evidence}. Quote its words as they are; "
                "“…” may stand for words left out."
            )


def consent_to(evidence: Evidence) -> str:
    """What somebody agreed to whose words the evidence is; empty where it is no interview."""
    return evidence.interview.consent if hasattr(evidence, "interview") else ""


def _consent_checks(citations: list[DraftCitation]) -> Iterator[Check]:
    cited = [citation.evidence for citation in citations if consent_to(citation.evidence)]
    if cited:
        yield Check("consent", "Consent to print what was told", tuple(_consent_problems(cited)))


def _consent_problems(cited: list[Evidence]) -> Iterator[str]:
    for evidence in cited:
        if consent_to(evidence) == Consent.BACKGROUND:
            yield (
                f"“{evidence.title}” was told as background, not for publication. Take it out of the citations, or "
                "ask for consent and note the answer as an interview of its own."
            )


def _snapshot_problems(citations: list[DraftCitation]) -> Iterator[str]:
    """What people added may have none (an interview); what a source answered was kept, and must still be there."""
    hashes = [citation.evidence.snapshot_id for citation in citations if citation.evidence.snapshot_id]
    kept = SnapshotBody.objects.filter(pk__in=hashes, body__isnull=False).values_list("pk", flat=True)
    there = set(kept) if hashes else set()
    for evidence in (citation.evidence for citation in citations):
        if evidence.snapshot_id is None and evidence.origin == Origin.MACHINE:
            yield f"{evidence} has no snapshot, so nobody could show later what it said. Cite another piece."
        elif evidence.snapshot_id is not None and evidence.snapshot_id not in there:
            yield f"The snapshot of {evidence} was dropped to save space. Look it up again, and cite what comes."


def _history_checks(draft: Draft, newest: Verdict | None) -> Iterator[Check]:
    if newest is None and draft.kind == VerdictKind.VERDICT:
        return
    yield Check("history", "What it corrects or retracts, with a note", tuple(_history_problems(draft, newest)))


def _history_problems(draft: Draft, newest: Verdict | None) -> Iterator[str]:
    if newest is not None and draft.kind == VerdictKind.VERDICT:
        yield "A verdict is published already: say whether this is a correction or a retraction."
    if newest is None:
        yield f"There is no verdict yet, so there is nothing for a {draft.get_kind_display().lower()} to supersede."
    if newest is not None and newest.kind == draft.kind == VerdictKind.RETRACTION:
        yield "The verdict is retracted already: publish a new one as a correction, or dismiss the claim."
    if draft.kind != VerdictKind.VERDICT and not draft.note.strip():
        yield "Write the note: what is corrected, or why it is retracted."
