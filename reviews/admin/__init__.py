"""The reviewers' desk in the stock admin. Reviews move through the workflow only; here are its doors."""

from django.contrib import admin

from reviews.admin.balance import SelectionBalanceAdmin
from reviews.admin.canned import CannedExplanationAdmin
from reviews.admin.desks import DeskAdmin
from reviews.admin.following_up import CorrectionAdmin, InterventionAdmin, MentionAdmin, RecheckAdmin
from reviews.admin.interests import InterestAdmin
from reviews.admin.policies import DeskPolicyAdmin
from reviews.admin.reviews import ReviewAdmin
from reviews.admin.scales import RatingScaleAdmin
from reviews.admin.verdicts import VerdictAdmin

admin.site.index_template = "admin/reviews/index.html"

__all__ = (
    "CannedExplanationAdmin",
    "CorrectionAdmin",
    "DeskAdmin",
    "DeskPolicyAdmin",
    "InterestAdmin",
    "InterventionAdmin",
    "MentionAdmin",
    "RatingScaleAdmin",
    "RecheckAdmin",
    "ReviewAdmin",
    "SelectionBalanceAdmin",
    "VerdictAdmin",
)
