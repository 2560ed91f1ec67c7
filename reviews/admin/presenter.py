"""Everything that the claim page shows, gathered in a fixed number of queries; templates ask the database nothing."""

from dataclasses import dataclass

from claims.choices import ClaimKind
from claims.models import ClaimWording, Quantity
from claimtracker.people.models import User
from reviews import rules
from reviews.admin.alerts import AlertLine, alerts_of
from reviews.admin.findings import Answer, Group, answers_of, evidence_of, groups_of, without_evidence
from reviews.admin.forms import Known
from reviews.admin.gradings import Change, Decision, changes, drafts_of, newest_proposals, verdicts_of
from reviews.admin.matches import ClaimMatch, matches_of
from reviews.admin.offers import Standing, in_a_sentence, standing_of
from reviews.admin.passages import Passage, passages_of
from reviews.admin.plot import Plot, plots_of
from reviews.admin.words import claimed_figure, clock, day, name_of
from reviews.choices import ReviewState
from reviews.models import Review, Transition


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of the claim, and what it counts."""

    figure: str
    of_what: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: str
    who: str
    what: str
    way: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """The claim, what is known about it, and what was decided so far."""

    review: Review
    standing: Standing
    sentence: str
    wording: str
    earlier_wordings: list[str]
    claimant: str
    claimant_role: str
    kind: str
    check_worthiness: str
    selection_reason: str
    found_on: str
    figures: list[Counted]
    passages: list[Passage]
    more_passages: int
    matches: list[ClaimMatch]
    known: Known
    groups: list[Group]
    plots: list[Plot]
    answers: list[Answer]
    no_evidence: str
    drafts: list[Decision]
    proposal: Decision | None
    graded_wording: str
    unapprovable: list[str]
    alerts: list[AlertLine]
    before: Decision | None
    changes: list[Change]
    verdicts: list[Decision]
    history: list[HistoryLine]


def claim_page(review: Review, person: User) -> ClaimPage:
    """The page of a review, fetched with its claim and claimant, as this person sees it."""
    claim = review.claim
    wordings = list(ClaimWording.objects.filter(claim=claim).order_by("number").prefetch_related("quantities"))
    transitions = list(Transition.objects.filter(review=review).select_related("actor", "proposal").order_by("-pk"))
    passages, more_passages = passages_of(claim.pk)
    answers = answers_of(claim.pk)
    evidence = evidence_of(claim.pk)
    proposals = newest_proposals(review.pk)
    proposal, proposed = proposals[0] if proposals else (None, None)
    waits = review.state in (ReviewState.PROPOSED, ReviewState.SCHEDULED)
    published = verdicts_of(review.pk)
    verdicts = [decision for _, decision in published]
    unapprovable = rules.unapprovable(proposal) if waits and proposal else []
    # What is published is what readers know; before the first verdict, the proposal that was returned.
    before = verdicts[0] if verdicts else proposals[1][1] if len(proposals) > 1 else None
    standing = standing_of(review, proposal, is_approvable=not unapprovable)
    return ClaimPage(
        review=review,
        standing=standing,
        sentence=in_a_sentence(standing, person, transitions[0] if transitions else None),
        wording=wordings[-1].text if wordings else f"Claim {claim.pk}",
        earlier_wordings=[wording.text for wording in wordings[:-1]],
        claimant=claim.claimant.name if claim.claimant else "",
        claimant_role=claim.claimant.role if claim.claimant else "",
        kind=ClaimKind(claim.kind).label,
        check_worthiness=f"{claim.check_worthiness:.2f}",
        selection_reason=claim.selection_reason,
        found_on=day(claim.found_at),
        figures=[_counted(quantity) for quantity in wordings[-1].quantities.all()] if wordings else [],
        passages=passages,
        more_passages=more_passages,
        matches=matches_of(claim),
        known=Known(published[0][0] if published else None, evidence),
        groups=groups_of(evidence),
        plots=plots_of(evidence),
        answers=answers,
        no_evidence=without_evidence(answers),
        drafts=[] if waits else drafts_of(review, except_of=person.pk),
        proposal=proposed if waits else None,
        graded_wording=proposal.wording.text if proposal else "",
        unapprovable=unapprovable,
        alerts=alerts_of(review.pk),
        before=before if waits else None,
        changes=changes(before, proposed) if waits and proposed and before else [],
        verdicts=verdicts,
        history=[_history_line(transition) for transition in transitions],
    )


def _counted(quantity: Quantity) -> Counted:
    of_what = (
        quantity.counted,
        f"of {quantity.population}" if quantity.population else "",
        quantity.place,
        quantity.period,
    )
    return Counted(claimed_figure(quantity), " · ".join(part for part in of_what if part))


def _history_line(transition: Transition) -> HistoryLine:
    source, target = ReviewState(transition.from_state).label, ReviewState(transition.to_state).label
    proposal = f" (proposal {transition.proposal.number})" if transition.proposal else ""
    return HistoryLine(
        at=clock(transition.at),
        who=name_of(transition.actor),
        what=f"{transition.get_action_display()}{proposal}",
        way=f"{source} → {target}",
        reason=transition.reason,
    )
