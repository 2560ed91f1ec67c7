from reviews.models.alert import ReviewAlert
from reviews.models.balance import SelectionBalance
from reviews.models.rating import Rating, RatingScale
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
from reviews.models.verdict import Citation, Verdict

__all__ = (
    "Assignment",
    "Citation",
    "DeskPolicy",
    "Draft",
    "DraftCitation",
    "Proposal",
    "ProposalCitation",
    "Rating",
    "RatingScale",
    "Review",
    "ReviewAlert",
    "SavedFilter",
    "SelectionBalance",
    "Transition",
    "Verdict",
)
