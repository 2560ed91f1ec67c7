from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        from claims.lookup.retention import keep
        from claimtracker.events.outbox import subscribe
        from reviews.citing import cited_evidence
        from reviews.consumers import open_review_of_found_claim

        subscribe("reviews.open_review", kind="claim.found", handle=open_review_of_found_claim)
        keep("reviews.citations", cited_evidence)
