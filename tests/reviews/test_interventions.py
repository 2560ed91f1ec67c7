"""Whom the desk asked, what they answered, what came of it: put on record, and the asking frozen."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from reviews import workflow
from reviews.choices import InterventionOutcome
from reviews.interventions import InterventionRefused, note_outcome, record
from reviews.models import Intervention, Review

O = InterventionOutcome  # noqa: E741


@pytest.fixture
def review(make_claim) -> Review:
    return workflow.open_review(make_claim())


@pytest.fixture
def asked(review: Review, reviewer: User) -> Intervention:
    return record(review.pk, reviewer, contacted="Mira Hollis", question="Whence the 46 %?", channel="By mail")


def test_who_was_asked_waits_for_an_answer(asked: Intervention, reviewer: User) -> None:
    assert (asked.outcome, asked.recorded_by) == (O.WAITING, reviewer)
    assert str(asked) == "Mira Hollis: Waiting for an answer"


@pytest.mark.parametrize("outcome", [O.ANSWERED, O.CORRECTED])
def test_an_answer_is_noted_with_its_day(asked: Intervention, editor: User, outcome: O) -> None:
    noted = note_outcome(asked.pk, editor, outcome, answer=" A slip. ")
    assert (noted.outcome, noted.answer, noted.answered_on) == (outcome, "A slip.", timezone.localdate())
    entry = AuditEntry.objects.filter(table="reviews_intervention", action="update").get()
    assert entry.actor_id == editor.pk


@pytest.mark.parametrize("outcome", [O.NO_ANSWER, O.DECLINED, O.WAITING])
def test_silence_needs_no_words(asked: Intervention, reviewer: User, outcome: O) -> None:
    assert note_outcome(asked.pk, reviewer, outcome).outcome == outcome


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"contacted": " "}, "contacted"),
        ({"question": ""}, "question"),
        ({"contacted_at": timezone.now() + timedelta(days=400)}, "contacted_at"),
        ({"question": "x" * 5_001}, "question"),
    ],
)
def test_what_is_missing_is_named(review: Review, reviewer: User, more: dict[str, object], field: str) -> None:
    with pytest.raises(InterventionRefused) as refused:
        record(review.pk, reviewer, **{"contacted": "Mira", "question": "Whence?", **more})
    assert refused.value.field == field


def test_an_answer_has_words_and_is_not_of_tomorrow(asked: Intervention, reviewer: User) -> None:
    with pytest.raises(InterventionRefused, match="Write what they answered"):
        note_outcome(asked.pk, reviewer, O.ANSWERED)
    with pytest.raises(InterventionRefused, match="yet to come"):
        note_outcome(asked.pk, reviewer, O.ANSWERED, answer="x", answered_on=date(2999, 1, 1))


def test_strangers_put_nothing_on_record(review: Review, stranger: User, desk_admin: User) -> None:
    for person in (stranger, desk_admin):
        with pytest.raises(InterventionRefused, match="reviewers and editors"):
            record(review.pk, person, contacted="Mira", question="Whence?")


def test_what_was_asked_is_frozen_and_an_answer_without_words_refused(asked: Intervention) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Intervention.objects.update(question="Another one")
    with pytest.raises(DatabaseError), transaction.atomic():
        Intervention.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Intervention.objects.update(outcome=O.ANSWERED)
