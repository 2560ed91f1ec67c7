"""Put on record whom the desk asked about a claim, and what came of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from claims.extraction.normalise import normalise
from claimtracker.audit.context import record_actor
from claimtracker.people.models import User
from reviews.choices import InterventionOutcome
from reviews.models import Intervention, Review

PERMISSION = "reviews.add_intervention"
WHO_MAY = "reviewers and editors"
LONGEST = 5_000
WITH_ANSWER = (InterventionOutcome.ANSWERED, InterventionOutcome.CORRECTED)


class InterventionRefused(Exception):
    """It cannot be put on record. `field` names the value at fault, empty where none is."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def record(
    review_id: int,
    person: User,
    *,
    contacted: str,
    question: str,
    channel: str = "",
    contacted_at: datetime | None = None,
) -> Intervention:
    """Note that somebody was asked, now or at the time given. Raises InterventionRefused."""
    _begin(person)
    at = contacted_at or timezone.now()
    if at > timezone.now():
        raise InterventionRefused(
            f"{timezone.localtime(at):%Y-%m-%d %H:%M} is yet to come: give the time at which they were asked.",
            field="contacted_at",
        )
    return Intervention.objects.create(
        review=Review.objects.get(pk=review_id),
        contacted=_filled(contacted, "contacted", "Say who was asked.", 200),
        channel=" ".join(normalise(channel).split())[:100],
        question=_filled(question, "question", "Say what was asked or pointed out.", LONGEST),
        contacted_at=at,
        recorded_by=person,
    )


@transaction.atomic
def note_outcome(
    intervention_id: int,
    person: User,
    outcome: InterventionOutcome,
    *,
    answer: str = "",
    answered_on: date | None = None,
) -> Intervention:
    """Note what came of it; may be noted again, and the audit trail keeps what stood before.

    Raises InterventionRefused, and Intervention.DoesNotExist.
    """
    _begin(person)
    intervention = Intervention.objects.select_for_update().get(pk=intervention_id)
    if outcome in WITH_ANSWER:
        answer = _filled(answer, "answer", "Write what they answered.", LONGEST)
        answered_on = answered_on or timezone.localdate()
        if answered_on > timezone.localdate():
            raise InterventionRefused(f"{answered_on} is yet to come: give the day of the answer.", field="answered_on")
    intervention.outcome = outcome
    intervention.answer = normalise(answer).strip()[:LONGEST]
    intervention.answered_on = answered_on
    intervention.save(update_fields=["outcome", "answer", "answered_on"])
    return intervention


def _begin(person: User) -> None:
    if not person.is_active or not person.has_perm(PERMISSION) or person.kind == User.Kind.SERVICE:
        raise InterventionRefused(f"{person} may not put interventions on record: it is for {WHO_MAY}.")
    record_actor(person.pk)


def _filled(text: str, field: str, missing: str, longest: int) -> str:
    words = normalise(text).strip()
    if not words:
        raise InterventionRefused(missing, field=field)
    if len(words) > longest:
        raise InterventionRefused(
            f"It has {len(words):,} characters, {longest:,} is the most. Shorten it.", field=field
        )
    return words
