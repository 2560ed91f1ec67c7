from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        from claims.anchoring import WORDS_CHANGED
        from claims.curation.dropping import DROPPED, RESTORED
        from claims.lookup.retention import keep
        from claimtracker.events.outbox import subscribe
        from reviews import consumers, freshness, grading
        from reviews.alerts import CONSUMERS
        from reviews.citing import cited_evidence
        from reviews.querysets import DeskList, add_list

        subscribe("reviews.open_review", kind="claim.found", handle=consumers.open_review_of_found_claim)
        subscribe(CONSUMERS[WORDS_CHANGED], kind=WORDS_CHANGED, handle=consumers.raise_alert_of_changed_words)
        subscribe(CONSUMERS[DROPPED], kind=DROPPED, handle=consumers.follow_dropped_claim)
        subscribe("reviews.claim_restored", kind=RESTORED, handle=consumers.follow_restored_claim)
        subscribe("reviews.close_rechecks", kind="verdict.published", handle=freshness.close_replaced)
        keep("reviews.citations", cited_evidence)
        settled = "No two grades wait for an editor to settle them."
        add_list(DeskList("disagreement", "Disagreement", grading.disagreeing, settled, ("opened_at", "pk")))
