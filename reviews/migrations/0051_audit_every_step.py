"""Every step of a review is on record, and tells of which review, proposal or verdict it is a part."""

from django.db import migrations

from claimtracker.audit.operations import BY_HAND, audited

REVIEW = ("reviews_review", "review_id")
CLAIM = ("claims_claim", "claim_id")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0032_indexes_of_lists"), ("audit", "0007_redaction")]

    operations = [
        audited("reviews_review", on=["UPDATE", "DELETE"], part_of=CLAIM),
        audited("reviews_review", on=["INSERT"], when=BY_HAND, part_of=CLAIM, name="audited_by_hand"),
        # That a lease goes on is no event: an open page renews it every minute.
        audited("reviews_assignment", part_of=REVIEW, without=["lease_until"]),
        audited("reviews_transition", on=["INSERT"], when=BY_HAND, part_of=REVIEW, name="audited_by_hand"),
        audited("reviews_reviewalert", on=["UPDATE", "DELETE"], part_of=REVIEW),
        audited("reviews_proposal", on=["INSERT"], part_of=REVIEW),
        audited(
            "reviews_proposalcitation",
            on=["INSERT"],
            when=BY_HAND,
            part_of=("reviews_proposal", "proposal_id"),
            name="audited_by_hand",
        ),
        audited("reviews_verdict", on=["INSERT"], part_of=REVIEW),
        audited(
            "reviews_citation",
            on=["INSERT"],
            when=BY_HAND,
            part_of=("reviews_verdict", "verdict_id"),
            name="audited_by_hand",
        ),
        audited("reviews_rating", part_of=("reviews_ratingscale", "scale_id")),
    ]
