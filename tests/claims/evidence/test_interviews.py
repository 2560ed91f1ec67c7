"""An interview is evidence with a date and a consent, and the consent is kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import DatabaseError
from django.urls import reverse

from claims.choices import Consent, Stance
from claims.evidence.adding import EvidenceRefused, NotPermitted
from claims.evidence.interviews import Answer, add_interview
from claims.lookup.snapshots import bytes_of
from claims.models import Claim, Evidence, Interview
from claimtracker.apikeys.models import Scope
from claimtracker.audit.models import AuditEntry
from claimtracker.people.models import User
from tests.support.api import client_with

pytestmark = pytest.mark.django_db
ANSWER = Answer(
    interviewee="Mira Hollis",
    capacity="herders' council",
    held_on=date(2026, 11, 2),
    consent=Consent.ON_RECORD,
    consent_on=date(2026, 11, 3),
    quote="We are one in four.",
    note="Asked by telephone. “We are one in four.” She has no newer count.",
    stance=Stance.DIFFERS,
    remark="The council counts its members.",
)
UNNAMED = replace(ANSWER, consent=Consent.UNNAMED)
BACKGROUND = replace(ANSWER, consent=Consent.BACKGROUND)


@pytest.fixture
def claim(make_claim) -> Claim:
    return make_claim()


@pytest.fixture(autouse=True)
def november() -> Iterator[None]:
    with time_machine.travel("2026-11-20 10:00Z", tick=False):
        yield


def test_an_interview_is_evidence_and_its_note_the_snapshot(reviewer: User, claim: Claim) -> None:
    evidence = add_interview(reviewer, claim, ANSWER)
    assert (evidence.title, evidence.publisher) == ("Interview with Mira Hollis, herders' council", "Mira Hollis")
    assert (evidence.as_of, evidence.stance) == (date(2026, 11, 2), Stance.DIFFERS)
    assert evidence.reason == "Ana Reyes: The council counts its members."
    assert evidence.snapshot is not None
    assert bytes_of(evidence.snapshot) == ANSWER.note.encode()
    assert evidence.interview.consent_on == date(2026, 11, 3)


def test_the_evidence_of_somebody_unnamed_does_not_carry_the_name(reviewer: User, claim: Claim) -> None:
    evidence = add_interview(reviewer, claim, UNNAMED)
    assert (evidence.title, evidence.publisher) == ("Interview: herders' council", "Unnamed source")
    row = Evidence.objects.filter(pk=evidence.pk).values().get()
    assert not any("Hollis" in str(value) for value in row.values())
    assert Interview.objects.get().interviewee == "Mira Hollis"


@pytest.mark.parametrize(
    ("lacking", "field"),
    [
        ({"interviewee": " "}, "interviewee"),
        ({"capacity": ""}, "capacity"),
        ({"quote": ""}, "quote"),
        ({"held_on": date(2026, 11, 21)}, "held_on"),
        ({"consent_on": date(2026, 12, 1)}, "consent_on"),
        ({"note": "x" * 50_001}, "note"),
        ({"stance": Stance.NOT_COMPARABLE}, "stance"),
    ],
)
def test_a_note_that_lacks_something_is_refused_with_the_field(
    reviewer: User, claim: Claim, lacking: dict[str, object], field: str
) -> None:
    with pytest.raises(EvidenceRefused) as refused:
        add_interview(reviewer, claim, replace(ANSWER, **lacking))
    assert refused.value.field == field
    assert not Evidence.objects.exists()


def test_who_has_no_role_brings_no_interview(stranger: User, claim: Claim) -> None:
    with pytest.raises(NotPermitted):
        add_interview(stranger, claim, ANSWER)


def test_background_does_not_leave_the_desk_by_the_api(reviewer: User, claim: Claim) -> None:
    add_interview(reviewer, claim, BACKGROUND)
    named = add_interview(reviewer, claim, ANSWER)
    client = client_with(Scope.CLAIMS_READ)
    listed = client.get(reverse("claim-evidence", args=[claim.pk])).json()
    assert [each["id"] for each in listed["results"]] == [named.pk]
    whole = client.get(reverse("claim-detail", args=[claim.pk])).json()
    assert [each["id"] for each in whole["evidence"]] == [named.pk]


def test_an_interview_is_never_rewritten_and_stands_in_the_audit_trail(reviewer: User, claim: Claim) -> None:
    add_interview(reviewer, claim, ANSWER)
    entry = AuditEntry.objects.get(table="claims_interview")
    assert entry.actor_id == reviewer.pk
    with pytest.raises(DatabaseError):
        Interview.objects.update(consent=Consent.ON_RECORD)
