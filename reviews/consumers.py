"""What reviews do when they hear of something that happened to a claim."""

from claims.models import Appearance, Claim
from claimtracker.events.models import Event
from reviews import alerts
from reviews.workflow import WorkflowRefused, claim_dropped, claim_restored, is_dropped, open_review


def open_review_of_found_claim(event: Event) -> None:
    """Queue a review of the claim that the event tells of. Hearing it twice changes nothing."""
    open_review(Claim.objects.get(pk=event.subject_id))


def raise_alert_of_changed_words(event: Event) -> None:
    """Tell a review that the article changed its claim's words. Hearing it twice changes nothing."""
    alerts.words_changed(event)


def follow_dropped_claim(event: Event) -> None:
    """Take a dropped claim out of the queue; where its review is under way, tell the review."""
    _follow(event)
    alerts.claim_dropped(event)


def follow_restored_claim(event: Event) -> None:
    """Queue a restored claim again that had been taken out of the queue because it was dropped."""
    _follow(event)


def _follow(event: Event) -> None:
    """Do what the claim is now, whatever the event said: events of two kinds may come out of order."""
    claim = Claim.objects.get(pk=event.subject_id)
    review = open_review(claim)
    try:
        if is_dropped(review):
            claim_dropped(review.pk, reason=_why(claim))
        else:
            claim_restored(review.pk)
    except WorkflowRefused:
        return  # it is where it should be, or in people's hands: the alert tells them


def _why(claim: Claim) -> str:
    hidden = Appearance.objects.filter(claim=claim).select_related("suppressed_by").latest("pk")
    return f"Dropped by {hidden.suppressed_by or 'the desk'}: {hidden.suppressed_reason}"
