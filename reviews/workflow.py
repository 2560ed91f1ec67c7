"""The way of a review, as one table, and the only code that writes review state.

Every action locks the review, checks state, permission and its own conditions, moves the review, and appends a
Transition, all in one transaction that names the actor to the audit trail.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from claims.models import Claim
from claims.querysets import dropped
from claimtracker.audit.context import record_actor
from claimtracker.events.outbox import publish
from claimtracker.people.models import User
from reviews import publication, rules
from reviews.choices import ReviewAction, ReviewState, VerdictKind
from reviews.models import Assignment, DeskPolicy, Draft, Proposal, ProposalCitation, Review, Transition

GRADE, DISMISS, APPROVE = "reviews.grade_claim", "reviews.dismiss_claim", "reviews.approve_verdict"
WHO_MAY = {
    GRADE: "reviewers and editors",
    DISMISS: "reviewers and editors",
    APPROVE: "editors",
}


class WorkflowRefused(Exception):
    """The action cannot be taken; the message says why, and who or what could."""


class WrongState(WorkflowRefused):
    """The review is not in a state from which the action leads anywhere."""


class NotPermitted(WorkflowRefused):
    """This person may not take the action."""


class StaleReview(WorkflowRefused):
    """Somebody else changed the review since it was read."""


class Incomplete(WorkflowRefused):
    """Something the action needs is missing; `problems` has a sentence for each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table. `permission` None: the desk itself acts, no person."""

    action: ReviewAction
    source: ReviewState
    targets: tuple[ReviewState, ...]
    permission: str | None
    needs_reason: bool = False
    holder_only: bool = False


_S, _A = ReviewState, ReviewAction
TABLE: tuple[Step, ...] = (
    Step(_A.TAKE, _S.QUEUED, (_S.IN_REVIEW,), GRADE),
    Step(_A.SKIP, _S.IN_REVIEW, (_S.QUEUED,), GRADE, holder_only=True),
    Step(_A.SKIP, _S.CORRECTING, (_S.PUBLISHED,), GRADE, holder_only=True),
    Step(_A.EXPIRE, _S.IN_REVIEW, (_S.QUEUED,), None),
    Step(_A.EXPIRE, _S.CORRECTING, (_S.PUBLISHED,), None),
    Step(_A.PROPOSE, _S.IN_REVIEW, (_S.PROPOSED,), GRADE, holder_only=True),
    Step(_A.PROPOSE, _S.CORRECTING, (_S.PROPOSED,), GRADE, holder_only=True),
    Step(_A.UNDO, _S.PROPOSED, (_S.IN_REVIEW, _S.CORRECTING), GRADE),
    Step(_A.RETURN, _S.PROPOSED, (_S.IN_REVIEW, _S.CORRECTING), APPROVE, needs_reason=True),
    Step(_A.APPROVE, _S.PROPOSED, (_S.PUBLISHED, _S.RETRACTED), APPROVE),
    Step(_A.CORRECT, _S.PUBLISHED, (_S.CORRECTING,), GRADE, needs_reason=True),
    Step(_A.DISMISS, _S.QUEUED, (_S.DISMISSED,), DISMISS, needs_reason=True),
    Step(_A.DISMISS, _S.IN_REVIEW, (_S.DISMISSED,), DISMISS, needs_reason=True, holder_only=True),
    Step(_A.REOPEN, _S.DISMISSED, (_S.QUEUED,), APPROVE, needs_reason=True),
    Step(_A.REOPEN, _S.RETRACTED, (_S.QUEUED,), APPROVE, needs_reason=True),
    Step(_A.DROP, _S.QUEUED, (_S.DISMISSED,), None, needs_reason=True),
    Step(_A.RESTORE, _S.DISMISSED, (_S.QUEUED,), None),
)


def steps_from(state: str) -> dict[ReviewAction, Step]:
    """The table's lines that leave a state, by action."""
    return {step.action: step for step in TABLE if step.source == state}


def is_dropped(review: Review) -> bool:
    """Whether somebody said that the review's claim is none: then nobody begins to grade it."""
    return Claim.objects.filter(dropped(), pk=review.claim_id).exists()


def open_review(claim: Claim) -> Review:
    """Queue the claim for review. Asking twice changes nothing."""
    review, _ = Review.objects.get_or_create(claim=claim, defaults={"priority": claim.check_worthiness})
    return review


def take(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Hold the review, for as long as a lease, to grade it."""
    return _act(_A.TAKE, review_id, person, version=version, effect=_hold_for_grading)


def skip(review_id: int, person: User, *, reason: str = "", version: int | None = None) -> Review:
    """Give a review that you hold back; a correction that was begun is dropped, the verdict stays."""
    return _act(_A.SKIP, review_id, person, reason=reason, version=version, effect=_let_go)


def propose(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Freeze the person's draft and put it up for approval. Raises Incomplete with every unmet rule."""
    return _act(_A.PROPOSE, review_id, person, version=version, effect=_freeze_draft)


def undo(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Take your own proposal back, as long as nobody has decided on it."""
    return _act(_A.UNDO, review_id, person, version=version, effect=_back_to_author)


def return_to_author(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Send the proposal back to its author, with what is to be mended."""
    return _act(_A.RETURN, review_id, person, reason=reason, version=version, effect=_back_to_author)


def approve(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Publish what was proposed, as a second person where the desk's policy asks for four eyes."""
    return _act(_A.APPROVE, review_id, person, version=version, effect=_publish)


def correct(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Begin a correction or retraction of the published verdict, which stays public meanwhile."""
    return _act(_A.CORRECT, review_id, person, reason=reason, version=version, effect=_hold)


def dismiss(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Take the claim off the queue without a verdict."""
    return _act(_A.DISMISS, review_id, person, reason=reason, version=version, effect=_let_go)


def reopen(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Queue a dismissed or retracted claim again."""
    return _act(_A.REOPEN, review_id, person, reason=reason, version=version, effect=_queue_again)


def claim_dropped(review_id: int, *, reason: str) -> Review:
    """Take a queued review out of the queue, as the desk itself: its claim was dropped from the article."""
    return _act(_A.DROP, review_id, None, reason=reason, effect=_nothing_more)


def claim_restored(review_id: int) -> Review:
    """Queue a review again that only its dropped claim had taken out; what a person dismissed stays dismissed."""
    return _act(_A.RESTORE, review_id, None, reason="The claim was restored.", effect=_back_to_queue)


def return_expired(*, limit: int = 200) -> int:
    """Give reviews back whose lease has ended. Returns how many. Safe to run twice, and at once."""
    expired = Assignment.objects.filter(ended_at=None, lease_until__lt=timezone.now()).order_by("lease_until")
    returned = 0
    for review_id in list(expired.values_list("review_id", flat=True)[:limit]):
        try:
            _act(_A.EXPIRE, review_id, None, reason="The lease ended.", effect=_let_go_if_expired)
        except (WrongState, StaleReview):
            continue
        returned += 1
    return returned


class NobodyActs(TypeError):
    """A step that takes a person was called without one: a fault in the code, never the user's."""


Effect = Callable[[Review, Step, User | None], tuple[ReviewState, Proposal | None]]


@transaction.atomic
def _act(
    action: ReviewAction,
    review_id: int,
    person: User | None,
    *,
    effect: Effect,
    reason: str = "",
    version: int | None = None,
) -> Review:
    record_actor(person.pk if person else None)
    review = Review.objects.select_for_update().get(pk=review_id)
    step = _step(review, action)
    _check_permission(step, person)
    if version is not None and version != review.version:
        raise StaleReview(
            f"The review changed while you looked at it (you saw version {version}, it is at {review.version}). "
            "Reload, look again, and repeat what you meant to do."
        )
    if step.holder_only and (holder := _holder(review)) != person:
        raise NotPermitted(f"{holder or 'Nobody'} holds this review; only who holds it may do this. Take it first.")
    if step.needs_reason and not reason.strip():
        raise Incomplete([f"“{action.label}” needs a reason: write one."])
    source = review.state
    target, proposal = effect(review, step, person)
    review.state = target
    review.version += 1
    review.save(update_fields=["state", "version"])
    Transition.objects.create(
        review=review,
        action=action,
        from_state=source,
        to_state=target,
        actor=person,
        reason=reason.strip(),
        proposal=proposal,
    )
    return review


def _step(review: Review, action: ReviewAction) -> Step:
    steps = steps_from(review.state)
    if action not in steps:
        open_ways = ", ".join(f"“{step.action.label}”" for step in steps.values() if step.permission) or "none"
        last = review.transitions.select_related("actor").order_by("-pk").first()
        how = f" (“{last.get_action_display()}” by {last.actor or 'the desk'})" if last else ""
        raise WrongState(
            f"“{action.label}” does not apply to a review that is “{review.get_state_display()}”{how}. "
            f"From there: {open_ways}."
        )
    return steps[action]


def _check_permission(step: Step, person: User | None) -> None:
    if person is None or step.permission is None:
        if person is not None or step.permission is not None:
            raise NotPermitted(f"“{step.action.label}” is done by the desk itself, not by a person.")
        return
    if not person.is_active or not person.has_perm(step.permission):
        raise NotPermitted(f"{person} may not do “{step.action.label}”: it is for {WHO_MAY[step.permission]}.")
    if step.permission == APPROVE and person.kind == User.Kind.SERVICE:
        raise NotPermitted(f"{person} is a service; “{step.action.label}” takes a person.")


def _holder(review: Review) -> User | None:
    held = review.assignments.filter(ended_at=None).select_related("person").first()
    return held.person if held else None


def _somebody(person: User | None) -> User:
    if person is None:
        raise NobodyActs("This step takes a person.")
    return person


def _end_assignments(review: Review) -> None:
    review.assignments.filter(ended_at=None).update(ended_at=timezone.now())


def _nothing_more(_review: Review, step: Step, _person: User | None) -> tuple[ReviewState, None]:
    return step.targets[0], None


def _queue_again(review: Review, step: Step, _person: User | None) -> tuple[ReviewState, None]:
    _refuse_dropped(review, step)
    return step.targets[0], None


def _refuse_dropped(review: Review, step: Step) -> None:
    if is_dropped(review):
        raise WrongState(
            f"“{step.action.label}” does not apply: claim {review.claim_id} was dropped. Restore it on its own page, "
            "and its review is queued again."
        )


def _back_to_queue(review: Review, step: Step, _person: User | None) -> tuple[ReviewState, None]:
    last = review.transitions.latest("pk")
    if last.action != _A.DROP:
        raise WrongState(f"{last.actor or 'The desk'} dismissed this claim; restoring its words does not reopen it.")
    return step.targets[0], None


def _hold(review: Review, step: Step, person: User | None) -> tuple[ReviewState, None]:
    Assignment.objects.create(review=review, person=_somebody(person))
    return step.targets[0], None


def _hold_for_grading(review: Review, step: Step, person: User | None) -> tuple[ReviewState, None]:
    _refuse_dropped(review, step)
    return _hold(review, step, person)


def _let_go(review: Review, step: Step, _person: User | None) -> tuple[ReviewState, None]:
    _end_assignments(review)
    return step.targets[0], None


def _let_go_if_expired(review: Review, step: Step, person: User | None) -> tuple[ReviewState, None]:
    if review.assignments.filter(ended_at=None, lease_until__gte=timezone.now()).exists():
        raise StaleReview("The lease was renewed meanwhile.")
    return _let_go(review, step, person)


def _freeze_draft(review: Review, step: Step, person: User | None) -> tuple[ReviewState, Proposal]:
    draft = Draft.objects.filter(review=review, person=person).select_related("rating", "review").first()
    if draft is None:
        raise Incomplete(["There is no draft to propose. Grade the claim first: rating, headline, explanation."])
    if problems := rules.unmet(draft):
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
    _end_assignments(review)
    return step.targets[0], proposal


def _back_to_author(review: Review, step: Step, person: User | None) -> tuple[ReviewState, Proposal]:
    proposed = review.transitions.filter(action=_A.PROPOSE).select_related("proposal__author").latest("pk")
    proposal = publication.proposal_of(proposed)
    if step.action == _A.UNDO and proposal.author != person:
        raise NotPermitted(f"Only {proposal.author}, who proposed it, may take the proposal back.")
    Assignment.objects.create(review=review, person=proposal.author)
    return ReviewState(proposed.from_state), proposal


def _publish(review: Review, _step: Step, person: User | None) -> tuple[ReviewState, Proposal]:
    proposal = review.proposals.select_related("author", "rating__scale", "wording").latest("number")
    policy = DeskPolicy.objects.order_by("-pk").first()
    four_eyes = policy is None or policy.four_eyes
    if four_eyes and proposal.author == person:
        raise NotPermitted(f"{person} proposed this verdict; it takes a second person to approve it.")
    if problems := rules.unapprovable(proposal):
        raise Incomplete(problems)
    verdict = publication.publish(proposal, approver=_somebody(person), four_eyes=four_eyes)
    Draft.objects.filter(review=review).delete()
    publish("verdict.published", verdict.pk, {"kind": verdict.kind})
    return (_S.RETRACTED if verdict.kind == VerdictKind.RETRACTION else _S.PUBLISHED), proposal
