from reviews.models.alert import ReviewAlert
from reviews.models.desk import Desk, DeskMembership
from reviews.models.grade import Adjudication, Grade
from reviews.models.interest import Interest
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
from reviews.models.scheduling import ScheduledPublication
from reviews.models.verdict import Citation, Verdict

__all__ = (
    "Adjudication",
    "Assignment",
    "Citation",
    "Desk",
    "DeskMembership",
    "DeskPolicy",
    "Draft",
    "DraftCitation",
    "Grade",
    "Interest",
    "Proposal",
    "ProposalCitation",
    "Rating",
    "RatingScale",
    "Review",
    "ReviewAlert",
    "ScheduledPublication",
    "Transition",
    "Verdict",
)
