from reviews.models.alert import ReviewAlert
from reviews.models.balance import SelectionBalance
from reviews.models.canned import CannedExplanation
from reviews.models.comment import Comment, Mention
from reviews.models.desk import Desk, DeskMembership
from reviews.models.grade import Adjudication, Grade
from reviews.models.interest import Interest
from reviews.models.intervention import Intervention
from reviews.models.rating import Rating, RatingScale
from reviews.models.recheck import Recheck
from reviews.models.review import (
    Assignment,
    DeskPolicy,
    Draft,
    DraftCitation,
    Proposal,
    ProposalCitation,
    Review,
    Transition,
)
from reviews.models.saved_filter import SavedFilter
from reviews.models.scheduling import ScheduledPublication
from reviews.models.verdict import Citation, Correction, Verdict

__all__ = (
    "Adjudication",
    "Assignment",
    "CannedExplanation",
    "Citation",
    "Comment",
    "Correction",
    "Desk",
    "DeskMembership",
    "DeskPolicy",
    "Draft",
    "DraftCitation",
    "Grade",
    "Interest",
    "Intervention",
    "Mention",
    "Proposal",
    "ProposalCitation",
    "Rating",
    "RatingScale",
    "Recheck",
    "Review",
    "ReviewAlert",
    "SavedFilter",
    "ScheduledPublication",
    "SelectionBalance",
    "Transition",
    "Verdict",
)
