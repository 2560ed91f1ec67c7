"""The way of a review: its table, and the only code that writes review state.

`table` has the states and actions, `actions` a function for each, `acting` the one writer; what an action does beside
moving the review is in `queueing`, `holding`, `deciding`, `grades`, `scheduling` and
`undoing`. Callers use the names given here.
"""

from reviews.workflow.actions import (
    approve,
    assign,
    cancel_publication,
    claim_dropped,
    claim_restored,
    correct,
    dismiss,
    hand_in_grade,
    leave_second,
    move_publication,
    open_review,
    propose,
    publish_due,
    recuse,
    release,
    reopen,
    return_expired,
    return_to_author,
    settle_grades,
    skip,
    take,
    take_second,
    undo_last,
    waive_second,
)
from reviews.workflow.errors import (
    HandsFull,
    Incomplete,
    NobodyActs,
    NotHeld,
    NotPermitted,
    Recused,
    StaleReview,
    WorkflowRefused,
    WrongState,
)
from reviews.workflow.grades import NotGradedTwice
from reviews.workflow.queueing import is_dropped
from reviews.workflow.scheduling import NotPublishable, scheduled
from reviews.workflow.table import APPROVE, ASSIGN, DISMISS, GRADE, TABLE, WHO_MAY, Step, steps_from
from reviews.workflow.undoing import CannotUndo, undoable

undo = undo_last
"""The name by which the desk's pages know it."""

__all__ = (
    "APPROVE",
    "ASSIGN",
    "DISMISS",
    "GRADE",
    "TABLE",
    "WHO_MAY",
    "CannotUndo",
    "HandsFull",
    "Incomplete",
    "NobodyActs",
    "NotGradedTwice",
    "NotHeld",
    "NotPermitted",
    "NotPublishable",
    "Recused",
    "StaleReview",
    "Step",
    "WorkflowRefused",
    "WrongState",
    "approve",
    "assign",
    "cancel_publication",
    "claim_dropped",
    "claim_restored",
    "correct",
    "dismiss",
    "hand_in_grade",
    "is_dropped",
    "leave_second",
    "move_publication",
    "open_review",
    "propose",
    "publish_due",
    "recuse",
    "release",
    "reopen",
    "return_expired",
    "return_to_author",
    "scheduled",
    "settle_grades",
    "skip",
    "steps_from",
    "take",
    "take_second",
    "undo",
    "undo_last",
    "undoable",
    "waive_second",
)
