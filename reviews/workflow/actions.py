"""What can be done with a review: a function for each action of the table, its effect beside it."""

from contextlib import suppress
from datetime import datetime

from django.utils import timezone

from claims.models import Claim
from claimtracker.people.models import User
from reviews.choices import AssignmentRole, ReviewAction
from reviews.models import Assignment, Rating, Review, ScheduledPublication, Transition
from reviews.workflow import deciding, grades, holding, queueing, scheduling, undoing
from reviews.workflow.acting import act
from reviews.workflow.errors import StaleReview, WrongState


def open_review(claim: Claim) -> Review:
    """Queue the claim for review. Asking twice changes nothing."""
    review, _ = Review.objects.get_or_create(
        claim=claim, defaults={"priority": claim.check_worthiness, "desk": queueing.desk_for(claim)}
    )
    return review


def take(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Hold the review, for as long as a lease, to grade it."""
    return act(ReviewAction.TAKE, review_id, person, version=version, effect=holding.hold_for_grading)


def assign(review_id: int, person: User, *, to: User, reason: str = "", version: int | None = None) -> Review:
    """Put a queued review into somebody's hands, as an editor. Raises Recused where an interest bars them."""
    return act(ReviewAction.ASSIGN, review_id, person, reason=reason, version=version, effect=holding.give_to(to))


def skip(review_id: int, person: User, *, reason: str = "", version: int | None = None) -> Review:
    """Give a review that you hold back; a correction that was begun is dropped, the verdict stays."""
    return act(ReviewAction.SKIP, review_id, person, reason=reason, version=version, effect=holding.let_go)


def take_second(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Grade the claim beside its author, blind, where double grading is asked for. Raises NotGradedTwice."""
    return act(ReviewAction.SECOND, review_id, person, version=version, effect=grades.hold_as_second)


def hand_in_grade(
    review_id: int, person: User, *, rating: Rating, explanation: str, version: int | None = None
) -> Review:
    """Put down one's grade for good, as author or second grader. Nobody sees it before the other is in.

    Where both say the same, the first grader goes on; where not, an editor settles it. Raises NotGradedTwice,
    NotHeld, and Incomplete without an explanation.
    """
    effect = grades.hand_in(rating, explanation)
    return act(ReviewAction.HAND_IN, review_id, person, version=version, effect=effect)


def leave_second(review_id: int, person: User, *, reason: str = "", version: int | None = None) -> Review:
    """Give back a second grade that was begun, so that somebody else may give it."""
    return act(ReviewAction.LEAVE, review_id, person, reason=reason, version=version, effect=grades.leave_second)


def settle_grades(review_id: int, person: User, *, rating: Rating, reason: str, version: int | None = None) -> Review:
    """Say which rating holds where two grades differ, as an editor who gave neither; the first grader goes on."""
    effect = grades.settle(rating, reason)
    return act(ReviewAction.DECIDE, review_id, person, reason=reason, version=version, effect=effect)


def waive_second(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Do with one grade for this round, as an editor; the first grader goes on."""
    return act(ReviewAction.WAIVE, review_id, person, reason=reason, version=version, effect=grades.waive)


def propose(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Freeze the person's draft and put it up for approval. Raises Incomplete with every unmet rule."""
    return act(ReviewAction.PROPOSE, review_id, person, version=version, effect=deciding.freeze_draft)


def undo_last(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Take the person's own last step back: a take, a skip, a proposal, a correction begun, a dismissal, a return.

    Raises CannotUndo with what to do instead: nothing published is taken back, and a dismissal or a return only within
    ten minutes. Raises NotPermitted where the last step is somebody else's.
    """
    try:
        return act(ReviewAction.UNDO, review_id, person, version=version, effect=undoing.take_back)
    except undoing.CannotUndo:
        raise
    except WrongState as refused:
        last = Transition.objects.filter(review=review_id).latest("pk")
        instead = undoing.INSTEAD.get(ReviewAction(last.action), "")
        raise undoing.CannotUndo(f"{refused} {instead}".strip()) from refused


def return_to_author(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Send the proposal back to its author, with what is to be mended."""
    return act(ReviewAction.RETURN, review_id, person, reason=reason, version=version, effect=deciding.back_to_author)


def approve(
    review_id: int,
    person: User,
    *,
    publish_at: datetime | None = None,
    embargo_note: str = "",
    version: int | None = None,
) -> Review:
    """Publish what was proposed, as a second person where the desk's policy asks for four eyes.

    With `publish_at` the approval is recorded, and nothing is public before that time; with an `embargo_note` alone,
    before an editor releases it. The rules are checked again then. Raises Incomplete for a time gone by.
    """
    later = publish_at is not None or embargo_note.strip()
    effect = scheduling.schedule(publish_at, embargo_note) if later else deciding.publish
    return act(ReviewAction.APPROVE, review_id, person, version=version, effect=effect)


def move_publication(
    review_id: int, person: User, *, publish_at: datetime | None, reason: str = "", version: int | None = None
) -> Review:
    """Publish at another time than was said; None: when an editor releases it, which takes an embargo."""
    effect = scheduling.move(publish_at)
    return act(ReviewAction.MOVE, review_id, person, reason=reason, version=version, effect=effect)


def cancel_publication(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Call a publication off before its time; the proposal waits for approval again."""
    return act(ReviewAction.CANCEL, review_id, person, reason=reason, version=version, effect=scheduling.cancel)


def release(review_id: int, person: User, *, version: int | None = None) -> Review:
    """Publish now what was to be published later, in the name of who approved it. Raises NotPublishable."""
    return act(ReviewAction.RELEASE, review_id, person, version=version, effect=scheduling.release)


def publish_due(*, limit: int = 200) -> int:
    """Publish what has come to its time; what cannot be published is withheld, with an alert that says why.

    Returns how many were published. Safe to run twice, and at once.
    """
    due = ScheduledPublication.objects.filter(ended_at=None, publish_at__lte=timezone.now()).order_by("publish_at")
    published = 0
    for review_id in list(due.values_list("review_id", flat=True)[:limit]):
        try:
            act(ReviewAction.PUBLISH, review_id, None, effect=scheduling.publish_if_due)
        except scheduling.NotPublishable as refused:
            with suppress(WrongState):
                why = str(refused)
                act(ReviewAction.WITHHOLD, review_id, None, reason=why, effect=scheduling.withhold(why))
        except (WrongState, StaleReview):
            continue
        else:
            published += 1
    return published


def correct(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Begin a correction or retraction of the published verdict, which stays public meanwhile."""
    return act(ReviewAction.CORRECT, review_id, person, reason=reason, version=version, effect=holding.hold)


def dismiss(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Take the claim off the queue without a verdict."""
    return act(ReviewAction.DISMISS, review_id, person, reason=reason, version=version, effect=holding.close)


def reopen(review_id: int, person: User, *, reason: str, version: int | None = None) -> Review:
    """Queue a dismissed or retracted claim again."""
    return act(ReviewAction.REOPEN, review_id, person, reason=reason, version=version, effect=queueing.queue_again)


def claim_dropped(review_id: int, *, reason: str) -> Review:
    """Take a queued review out of the queue, as the desk itself: its claim was dropped from the article."""
    return act(ReviewAction.DROP, review_id, None, reason=reason, effect=queueing.nothing_more)


def claim_restored(review_id: int) -> Review:
    """Queue a review again that only its dropped claim had taken out; what a person dismissed stays dismissed."""
    reason = "The claim was restored."
    return act(ReviewAction.RESTORE, review_id, None, reason=reason, effect=queueing.queue_restored)


def recuse(review_id: int, recused: User, *, role: AssignmentRole = AssignmentRole.AUTHOR, reason: str) -> Review:
    """Take the review out of the hands of somebody who declared an interest, as the desk itself."""
    if role == AssignmentRole.SECOND:
        return act(ReviewAction.LAPSE, review_id, None, reason=reason, effect=grades.let_recused_second_go(recused))
    return act(ReviewAction.RECUSE, review_id, None, reason=reason, effect=holding.let_go_of_recused(recused))


def return_expired(*, limit: int = 200) -> int:
    """Give reviews back whose lease has ended. Returns how many. Safe to run twice, and at once."""
    ways = {
        AssignmentRole.AUTHOR: (ReviewAction.EXPIRE, holding.let_go_if_expired),
        AssignmentRole.SECOND: (ReviewAction.LAPSE, grades.let_second_go_if_expired),
    }
    expired = Assignment.objects.filter(ended_at=None, lease_until__lt=timezone.now()).order_by("lease_until")
    returned = 0
    for review_id, role in list(expired.values_list("review_id", "role")[:limit]):
        action, effect = ways[AssignmentRole(role)]
        try:
            act(action, review_id, None, reason="The lease ended.", effect=effect)
        except (WrongState, StaleReview):
            continue
        returned += 1
    return returned
