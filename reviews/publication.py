"""Freeze an approved proposal into a Verdict, with everything it said and cited beside it."""

from claims.models import Appearance
from claimtracker.people.models import User
from reviews.models import Citation, Proposal, Transition, Verdict

GRADING_FIELDS = (
    "rating", "headline", "explanation", "valid_as_of", "recheck_on", "waiver", "note", "kind"
)  # fmt: skip


def proposal_of(transition: Transition) -> Proposal:
    """The proposal that a transition speaks of. Raises LookupError if it speaks of none."""
    if transition.proposal is None:
        raise LookupError(f"Transition {transition.pk} ({transition.action}) carries no proposal.")
    return transition.proposal


def publish(proposal: Proposal, *, approver: User, four_eyes: bool) -> Verdict:
    """Insert the verdict and its citations. Called by the workflow alone, inside its transaction.

    The database refuses a verdict whose author approves it under four eyes, whose policy is not the desk's, or
    that supersedes a row already superseded.
    """
    review = proposal.review
    previous = review.verdicts.order_by("-number").first()
    appearance = _first_appearance(proposal)
    article = appearance.revision.article if appearance else None
    verdict = Verdict.objects.create(
        review=review,
        proposal=proposal,
        number=previous.number + 1 if previous else 1,
        supersedes=previous,
        author=proposal.author,
        approver=approver,
        four_eyes=four_eyes,
        claim_text=proposal.wording.text,
        claimant_name=review.claim.claimant.name if review.claim.claimant else "",
        claim_quote=appearance.exact if appearance else "",
        article_title=article.title if article else "",
        article_outlet=article.outlet.name if article and article.outlet else "",
        article_url=article.canonical_url if article else "",
        article_published_at=article.published_at if article else None,
        rating_label=proposal.rating.label,
        rating_value=proposal.rating.value,
        scale_name=proposal.rating.scale.name,
        **{name: getattr(proposal, name) for name in GRADING_FIELDS},
    )
    Citation.objects.bulk_create(
        Citation(
            verdict=verdict,
            evidence=cited.evidence,
            role=cited.role,
            quote=cited.quote,
            verbatim=cited.evidence.verbatim,
            publisher=cited.evidence.publisher,
            title=cited.evidence.title,
            edition=cited.evidence.edition,
            url=cited.evidence.url,
            as_of=cited.evidence.as_of,
        )
        for cited in proposal.citations.select_related("evidence")
    )
    return verdict


def _first_appearance(proposal: Proposal) -> Appearance | None:
    # Of the revisions of an article the newest that has the words: what is continued was edited or only slid along.
    shown = Appearance.objects.filter(claim=proposal.review.claim_id, suppressed_reason="", continued_by=None)
    return shown.select_related("revision__article__outlet").order_by("pk").first()
