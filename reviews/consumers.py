"""What reviews do when they hear of something that happened to a claim."""

from claims.models import Claim
from claimtracker.events.models import Event
from reviews.workflow import open_review


def open_review_of_found_claim(event: Event) -> None:
    """Queue a review of the claim that the event tells of. Hearing it twice changes nothing."""
    open_review(Claim.objects.get(pk=event.subject_id))
