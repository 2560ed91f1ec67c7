"""The words that reviews and verdicts are described in."""

from django.db.models import TextChoices


class ReviewState(TextChoices):
    """Where a review stands."""

    QUEUED = "queued", "Queued"
    IN_REVIEW = "in_review", "In review"
    GRADING = "grading", "Grades being settled"
    PROPOSED = "proposed", "Waiting for approval"
    SCHEDULED = "scheduled", "Approved, not public yet"
    PUBLISHED = "published", "Published"
    CORRECTING = "correcting", "Being corrected"
    DISMISSED = "dismissed", "Dismissed"
    RETRACTED = "retracted", "Retracted"


class ReviewAction(TextChoices):
    """What moves a review from one state to another."""

    TAKE = "take", "Take"
    ASSIGN = "assign", "Assign"
    SKIP = "skip", "Skip"
    EXPIRE = "expire", "Lease expired"
    RECUSE = "recuse", "Recused"
    SECOND = "second", "Take as second grader"
    HAND_IN = "hand_in", "Hand in a grade"
    LEAVE = "leave", "Leave the second grade"
    LAPSE = "lapse", "Second grader let go"
    DECIDE = "decide", "Settle the grades"
    WAIVE = "waive", "Waive the second grade"
    PROPOSE = "propose", "Propose"
    UNDO = "undo", "Undo"
    RETURN = "return", "Return"
    APPROVE = "approve", "Approve and publish"
    MOVE = "move", "Move the publication"
    CANCEL = "cancel", "Cancel the publication"
    RELEASE = "release", "Publish now"
    PUBLISH = "publish", "Published on time"
    WITHHOLD = "withhold", "Withheld"
    CORRECT = "correct", "Correct"
    DISMISS = "dismiss", "Dismiss"
    REOPEN = "reopen", "Reopen"
    DROP = "drop", "Claim dropped"
    RESTORE = "restore", "Claim restored"


class AlertKind(TextChoices):
    """What happened to a claim while its review was under way or published."""

    CHANGED = "changed", "The article changed these words"
    ORPHANED = "orphaned", "The article no longer has these words, or has them in several places"
    DROPPED = "dropped", "The claim was dropped"
    WITHHELD = "withheld", "The verdict was not published at its time"


class PublicationOutcome(TextChoices):
    """What became of an approval that was to be published later."""

    PUBLISHED = "published", "Published"
    CANCELLED = "cancelled", "Cancelled"
    WITHHELD = "withheld", "Withheld"


class AssignmentRole(TextChoices):
    """What a person holds a review for."""

    AUTHOR = "author", "Author"
    SECOND = "second", "Second grader"


class Agreement(TextChoices):
    """How far two blind grades of one claim are from each other."""

    SAME = "same", "The same rating"
    ADJACENT = "adjacent", "One step apart"
    APART = "apart", "More than a step apart"
    OFF_SCALE = "off_scale", "One of them off the scale"


class VerdictKind(TextChoices):
    """What a published row says: a first verdict, a correction of one, or its withdrawal."""

    VERDICT = "verdict", "Verdict"
    CORRECTION = "correction", "Correction"
    RETRACTION = "retraction", "Retraction"


class CitationRole(TextChoices):
    """What a cited piece of evidence does in the argument."""

    FOR = "for", "For the claim"
    AGAINST = "against", "Against the claim"
    CONTEXT = "context", "Context"


class InterventionOutcome(TextChoices):
    """What became of the desk's asking somebody about a claim."""

    WAITING = "waiting", "Waiting for an answer"
    ANSWERED = "answered", "Answered"
    NO_ANSWER = "no_answer", "No answer"
    DECLINED = "declined", "Declined to answer"
    CORRECTED = "corrected", "They corrected it"


class RecheckCause(TextChoices):
    """Why a published verdict is to be looked at again."""

    DATE = "date", "Its re-check date has come"
    EDITION = "edition", "A source that it cites has a newer edition"


class RecheckOutcome(TextChoices):
    """What looking again came to."""

    STANDS = "stands", "It still stands"
    REPLACED = "replaced", "A correction or retraction was published"
