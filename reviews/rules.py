"""What a grading must have before it may be proposed. Each rule answers with a message for the person, or nothing."""

import re
from collections.abc import Iterator

from claims.choices import Consent
from claims.evidence.quotation import is_quoted_from
from claims.models import ClaimWording, Interview
from reviews import alerts
from reviews.choices import VerdictKind
from reviews.models import Draft, DraftCitation, Proposal, ReviewAlert

NAMED_SOURCES_NEEDED = 2


def unmet(draft: Draft) -> list[str]:
    """Every rule that the draft does not meet yet, as sentences that say what to do. Empty: ready to propose."""
    return [
        *_missing_parts(draft),
        *_headline_problems(draft),
        *_citation_problems(draft),
        *_history_problems(draft),
    ]


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


def _missing_parts(draft: Draft) -> Iterator[str]:
    if draft.rating_id is None:
        yield "Choose a rating."
    if not draft.headline.strip():
        yield "Write a headline."
    if not draft.explanation.strip():
        yield "Write the explanation: how the evidence leads to the rating."
    if draft.valid_as_of is None:
        yield "Say which day the verdict speaks of (valid as of)."
    elif draft.recheck_on and draft.recheck_on <= draft.valid_as_of:
        yield f"The re-check date {draft.recheck_on} must come after the day {draft.valid_as_of} it speaks of."


def _headline_problems(draft: Draft) -> Iterator[str]:
    label = draft.rating.label if draft.rating else ""
    if label and re.match(rf"\s*{re.escape(label)}\s*(?:[:.,;!–—-]|$)", draft.headline, re.IGNORECASE):
        yield f"The headline begins with the rating “{label}”. Leave it out: it is printed beside the headline."


def _citation_problems(draft: Draft) -> Iterator[str]:
    citations = list(draft.citations.select_related("evidence"))
    interviews = Interview.objects.filter(evidence__in=[citation.evidence_id for citation in citations])
    unnamed = set(interviews.exclude(consent=Consent.ON_RECORD).values_list("evidence", flat=True))
    sources = {cited.evidence.publisher for cited in citations if cited.evidence_id not in unnamed} - {""}
    if len(sources) < NAMED_SOURCES_NEEDED and not draft.waiver.strip():
        yield (
            f"{len(sources)} named source(s) cited, {NAMED_SOURCES_NEEDED} are needed. "
            "Cite another, or give a reason under “waiver”."
        )
    yield from _not_for_publication(citations)
    for citation in citations:
        if not citation.quote.strip():
            yield f"Quote the words that you cite from {citation.evidence}."
        elif not is_quoted_from(citation.quote, citation.evidence.quote):
            yield (
                f"“{citation.quote}” does not stand in {citation.evidence}. Quote its words as they are; "
                "“…” may stand for words left out."
            )


def _not_for_publication(citations: list[DraftCitation]) -> Iterator[str]:
    background = Interview.objects.filter(evidence__in=[c.evidence_id for c in citations], consent=Consent.BACKGROUND)
    for interview in background.select_related("evidence"):
        yield (
            f"“{interview.evidence.title}” was told as background, not for publication. Take it out of the "
            "citations, or ask for consent and note the answer as an interview of its own."
        )


def _history_problems(draft: Draft) -> Iterator[str]:
    newest = draft.review.verdicts.order_by("-number").first()
    has_verdict = newest is not None
    if has_verdict and draft.kind == VerdictKind.VERDICT:
        yield "A verdict is published already: say whether this is a correction or a retraction."
    if not has_verdict and draft.kind != VerdictKind.VERDICT:
        yield f"There is no verdict yet, so there is nothing for a {draft.get_kind_display().lower()} to supersede."
    if newest is not None and newest.kind == draft.kind == VerdictKind.RETRACTION:
        yield "The verdict is retracted already: publish a new one as a correction, or dismiss the claim."
    if draft.kind != VerdictKind.VERDICT and not draft.note.strip():
        yield "Write the note: what is corrected, or why it is retracted."
