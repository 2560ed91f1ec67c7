"""The way of a review as one table: which action leads from which state to which, and who may take it."""

from dataclasses import dataclass

from reviews.choices import ReviewAction, ReviewState

GRADE, DISMISS = "reviews.grade_claim", "reviews.dismiss_claim"
APPROVE, ASSIGN = "reviews.approve_verdict", "reviews.assign_review"
WHO_MAY = {
    GRADE: "reviewers and editors",
    DISMISS: "reviewers and editors",
    APPROVE: "editors",
    ASSIGN: "editors",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table. `permission` None: the desk itself acts, no person."""

    action: ReviewAction
    source: ReviewState
    targets: tuple[ReviewState, ...]
    permission: str | None
    needs_reason: bool = False
    holder_only: bool = False
    beside: bool = False
    """Done beside the author's work: the review's version grows only if it moves, so that no draft goes stale."""


_S, _A = ReviewState, ReviewAction
# To the author where it came from; where the author may not go on, to everybody.
_RETURNED = (_S.IN_REVIEW, _S.CORRECTING, _S.QUEUED, _S.PUBLISHED)
_WITH_SECOND = (_S.QUEUED, _S.IN_REVIEW, _S.GRADING)
TABLE: tuple[Step, ...] = (
    Step(_A.TAKE, _S.QUEUED, (_S.IN_REVIEW,), GRADE),
    Step(_A.ASSIGN, _S.QUEUED, (_S.IN_REVIEW,), ASSIGN),
    Step(_A.SKIP, _S.IN_REVIEW, (_S.QUEUED,), GRADE, holder_only=True),
    Step(_A.SKIP, _S.CORRECTING, (_S.PUBLISHED,), GRADE, holder_only=True),
    Step(_A.EXPIRE, _S.IN_REVIEW, (_S.QUEUED,), None),
    Step(_A.EXPIRE, _S.CORRECTING, (_S.PUBLISHED,), None),
    Step(_A.RECUSE, _S.IN_REVIEW, (_S.QUEUED,), None, needs_reason=True),
    Step(_A.RECUSE, _S.CORRECTING, (_S.PUBLISHED,), None, needs_reason=True),
    *(Step(_A.SECOND, state, (state,), GRADE, beside=True) for state in (_S.IN_REVIEW, _S.GRADING)),
    Step(_A.HAND_IN, _S.QUEUED, (_S.QUEUED,), GRADE, beside=True),
    Step(_A.HAND_IN, _S.IN_REVIEW, (_S.IN_REVIEW, _S.GRADING), GRADE, beside=True),
    Step(_A.HAND_IN, _S.GRADING, (_S.GRADING, _S.IN_REVIEW, _S.QUEUED), GRADE, beside=True),
    *(Step(_A.LEAVE, state, (state,), GRADE, beside=True) for state in _WITH_SECOND),
    *(Step(_A.LAPSE, state, (state,), None, needs_reason=True, beside=True) for state in _WITH_SECOND),
    Step(_A.DECIDE, _S.GRADING, (_S.IN_REVIEW, _S.QUEUED), APPROVE, needs_reason=True),
    Step(_A.WAIVE, _S.GRADING, (_S.IN_REVIEW, _S.QUEUED), APPROVE, needs_reason=True),
    Step(_A.PROPOSE, _S.IN_REVIEW, (_S.PROPOSED,), GRADE, holder_only=True),
    Step(_A.PROPOSE, _S.CORRECTING, (_S.PROPOSED,), GRADE, holder_only=True),
    Step(_A.UNDO, _S.PROPOSED, (_S.IN_REVIEW, _S.CORRECTING), GRADE),
    Step(_A.UNDO, _S.QUEUED, (_S.IN_REVIEW,), GRADE),
    Step(_A.UNDO, _S.IN_REVIEW, (_S.QUEUED, _S.PROPOSED), GRADE),
    Step(_A.UNDO, _S.CORRECTING, (_S.PUBLISHED, _S.PROPOSED), GRADE),
    Step(_A.UNDO, _S.PUBLISHED, (_S.CORRECTING,), GRADE),
    Step(_A.UNDO, _S.DISMISSED, (_S.QUEUED, _S.IN_REVIEW), GRADE),
    Step(_A.RETURN, _S.PROPOSED, _RETURNED, APPROVE, needs_reason=True),
    Step(_A.APPROVE, _S.PROPOSED, (_S.PUBLISHED, _S.RETRACTED, _S.SCHEDULED), APPROVE),
    Step(_A.MOVE, _S.SCHEDULED, (_S.SCHEDULED,), APPROVE),
    Step(_A.CANCEL, _S.SCHEDULED, (_S.PROPOSED,), APPROVE, needs_reason=True),
    Step(_A.RELEASE, _S.SCHEDULED, (_S.PUBLISHED, _S.RETRACTED), APPROVE),
    Step(_A.PUBLISH, _S.SCHEDULED, (_S.PUBLISHED, _S.RETRACTED), None),
    Step(_A.WITHHOLD, _S.SCHEDULED, (_S.PROPOSED,), None, needs_reason=True),
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
