"""Effects that put a review into the queue, or take it out without anybody's verdict."""

from claims.models import Claim
from claims.querysets import dropped
from claimtracker.people.models import User
from reviews.choices import ReviewAction
from reviews.models import Desk, Review
from reviews.workflow.acting import Outcome
from reviews.workflow.errors import WrongState
from reviews.workflow.table import Step


def desk_for(claim: Claim) -> Desk | None:
    """The desk that takes the claim's topic; the first by name where several do."""
    topic = claim.topic.strip().casefold()
    desks = Desk.objects.all() if topic else ()
    return next((desk for desk in desks if topic in (each.strip().casefold() for each in desk.topics)), None)


def is_dropped(review: Review) -> bool:
    """Whether somebody said that the review's claim is none: then nobody begins to grade it."""
    return Claim.objects.filter(dropped(), pk=review.claim_id).exists()


def refuse_dropped(review: Review, step: Step) -> None:
    """Raise WrongState where the claim was dropped."""
    if is_dropped(review):
        raise WrongState(
            f"“{step.action.label}” does not apply: claim {review.claim_id} was dropped. Restore it on its own page, "
            "and its review is queued again."
        )


def nothing_more(_review: Review, step: Step, _person: User | None) -> Outcome:
    return Outcome(step.targets[0])


def queue_again(review: Review, step: Step, _person: User | None) -> Outcome:
    refuse_dropped(review, step)
    return Outcome(step.targets[0])


def queue_restored(review: Review, step: Step, _person: User | None) -> Outcome:
    last = review.transitions.latest("pk")
    if last.action != ReviewAction.DROP:
        raise WrongState(f"{last.actor or 'The desk'} dismissed this claim; restoring its words does not reopen it.")
    return Outcome(step.targets[0])
