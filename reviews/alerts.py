"""Raise an alert on a review when something happens to its claim, and note who has seen it.

The workflow alone writes review state; an alert moves no review. It keeps a proposal from being approved unseen:
see rules.py.
"""

from django.db import transaction
from django.utils import timezone

from claims.anchoring import WORDS_CHANGED
from claims.curation.dropping import DROPPED
from claims.models import Appearance, Claim
from claimtracker.audit.context import record_actor
from claimtracker.events.models import Event
from claimtracker.people.models import User
from reviews.choices import AlertKind, ReviewState
from reviews.models import Review, ReviewAlert

WATCHED = (
    ReviewState.IN_REVIEW,
    ReviewState.GRADING,
    ReviewState.PROPOSED,
    ReviewState.SCHEDULED,
    ReviewState.CORRECTING,
    ReviewState.PUBLISHED,
)
"""States in which a change of the claim's words matters to somebody's work, or to what is public."""
SEE = "reviews.grade_claim"
WHO_MAY = "reviewers and editors"
LONGEST_NOTE = 500
CONSUMERS = {WORDS_CHANGED: "reviews.words_changed", DROPPED: "reviews.claim_dropped"}
"""By kind of event, the consumer that raises the alert of it."""


class AlertRefused(Exception):
    """The alert cannot be marked as seen; the message says why."""


def words_changed(event: Event) -> None:
    """Raise the alert of an appearance whose words were edited or are gone. Hearing it twice changes nothing."""
    appearance = Appearance.objects.get(pk=event.subject_id)
    _raise(
        appearance.claim_id,
        event,
        AlertKind(event.payload["state"]),
        before=event.payload["before"],
        after=event.payload["after"],
        revision_id=event.payload["revision"],
    )


def claim_dropped(event: Event) -> None:
    """Raise the alert of a claim that was dropped. Hearing it twice changes nothing."""
    claim = Claim.objects.get(pk=event.subject_id)
    _raise(claim.pk, event, AlertKind.DROPPED, before=str(claim), after=event.payload["reason"], revision_id=None)


def is_unheard(claim_id: int) -> bool:
    """Whether something happened to the claim of which the desk has not raised the alert yet."""
    appearances = Appearance.objects.filter(claim=claim_id).values("pk")
    edits = Event.objects.filter(kind=WORDS_CHANGED, subject_id__in=appearances)
    drops = Event.objects.filter(kind=DROPPED, subject_id=claim_id)
    return edits.unhandled_by(CONSUMERS[WORDS_CHANGED]).exists() or drops.unhandled_by(CONSUMERS[DROPPED]).exists()


@transaction.atomic
def acknowledge(alert_id: int, person: User, *, note: str = "") -> ReviewAlert:
    """Note that the person has seen the alert. Raises AlertRefused, and ReviewAlert.DoesNotExist."""
    record_actor(person.pk)
    if not person.is_active or not person.has_perm(SEE) or person.kind == User.Kind.SERVICE:
        raise AlertRefused(f"{person} may not mark alerts as seen: it is for {WHO_MAY}.")
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise AlertRefused(f"The note has {len(note)} characters, {LONGEST_NOTE} is the most. Shorten it.")
    alert = ReviewAlert.objects.select_for_update(of=("self",)).select_related("acknowledged_by").get(pk=alert_id)
    if alert.acknowledged_by is not None:
        raise AlertRefused(f"{alert.acknowledged_by} has seen this alert already.")
    alert.acknowledged_by = person
    alert.acknowledged_at = timezone.now()
    alert.note = note
    alert.save(update_fields=["acknowledged_by", "acknowledged_at", "note"])
    return alert


@transaction.atomic
def _raise(claim_id: int, event: Event, kind: AlertKind, *, before: str, after: str, revision_id: int | None) -> None:
    # Locked, so that an approval comes before the alert or sees it.
    review = Review.objects.select_for_update().filter(claim=claim_id, state__in=WATCHED).first()
    if review is not None:
        ReviewAlert.objects.get_or_create(
            review=review,
            event=event,
            defaults={"kind": kind, "before": before, "after": after, "revision_id": revision_id},
        )
