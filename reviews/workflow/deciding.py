"""Effects on the way of a proposal: frozen from a draft, sent back, or published."""

from claimtracker.events.outbox import publish as publish_event
from claimtracker.people.models import User
from reviews import grading, interests, publication, rules
from reviews.choices import ReviewAction, ReviewState, VerdictKind
from reviews.models import DeskPolicy, Draft, Proposal, ProposalCitation, Review
from reviews.workflow.acting import Outcome, somebody
from reviews.workflow.errors import Incomplete, NotPermitted, Recused
from reviews.workflow.holding import end_assignments, may_grade, put_in_hands, refuse_interest
from reviews.workflow.table import Step


def freeze_draft(review: Review, step: Step, person: User | None) -> Outcome:
    refuse_interest(review, somebody(person), step)
    draft = Draft.objects.filter(review=review, person=person).select_related("rating", "review").first()
    if draft is None:
        raise Incomplete(["There is no draft to propose. Grade the claim first: rating, headline, explanation."])
    if problems := [*grading.unmet(draft), *rules.unmet(draft)]:
        raise Incomplete(problems)
    proposal = Proposal.objects.create(
        review=review,
        number=review.proposals.count() + 1,
        author=draft.person,
        wording=review.claim.wordings.latest("number"),
        **{name: getattr(draft, name) for name in publication.GRADING_FIELDS},
    )
    ProposalCitation.objects.bulk_create(
        ProposalCitation(proposal=proposal, evidence_id=cited.evidence_id, role=cited.role, quote=cited.quote)
        for cited in draft.citations.all()
    )
    end_assignments(review)
    return Outcome(step.targets[0], proposal)


def back_to_author(review: Review, _step: Step, person: User | None) -> Outcome:
    proposed = review.transitions.filter(action=ReviewAction.PROPOSE).select_related("proposal__author").latest("pk")
    proposal = publication.proposal_of(proposed)
    source = ReviewState(proposed.from_state)
    if not may_grade(review, proposal.author):
        free = ReviewState.PUBLISHED if source == ReviewState.CORRECTING else ReviewState.QUEUED
        return Outcome(free, proposal, note=f"{proposal.author} cannot go on with it.")
    put_in_hands(review, proposal.author, by=somebody(person))
    return Outcome(source, proposal)


def publish(review: Review, step: Step, person: User | None) -> Outcome:
    proposal, approver = newest_proposal(review), somebody(person)
    refuse_unapprovable(review, step, proposal, approver)
    return Outcome(insert_verdict(review, proposal, approver), proposal)


def newest_proposal(review: Review) -> Proposal:
    """What was put up for approval last."""
    return review.proposals.select_related("author", "rating__scale", "wording").latest("number")


def refuse_unapprovable(review: Review, step: Step, proposal: Proposal, approver: User) -> None:
    """Raise WorkflowRefused where this person may not approve the proposal, or nobody may as things are."""
    if four_eyes_needed() and proposal.author == approver:
        raise NotPermitted(f"{approver} proposed this verdict; it takes a second person to approve it.")
    refuse_interest(review, approver, step)
    if (interest := interests.standing_in(review, proposal.author)) is not None:
        raise Recused(f"{interest}, and wrote this proposal. Return it, so that somebody else grades the claim.")
    if problems := rules.unapprovable(proposal):
        raise Incomplete(problems)


def insert_verdict(review: Review, proposal: Proposal, approver: User) -> ReviewState:
    """Publish the proposal and tell of it. Returns the state that the review is in with the verdict."""
    verdict = publication.publish(proposal, approver=approver, four_eyes=four_eyes_needed())
    Draft.objects.filter(review=review).delete()
    publish_event("verdict.published", verdict.pk, {"kind": verdict.kind})
    return ReviewState.RETRACTED if verdict.kind == VerdictKind.RETRACTION else ReviewState.PUBLISHED


def four_eyes_needed() -> bool:
    """Whether the desk's policy asks for a second person."""
    policy = DeskPolicy.objects.order_by("-pk").first()
    return policy is None or policy.four_eyes
