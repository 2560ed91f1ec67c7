"""Evidence that is somebody's answer: what they said, when, and what they agreed to."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from claims.choices import Consent, Origin, Stance
from claims.evidence.adding import EvidenceRefused, begin, line, quote_of
from claims.extraction.normalise import normalise
from claims.lookup.snapshots import store
from claims.models import Claim, Evidence, Interview
from claims.models.capture import HELD
from claimtracker.people.models import User

LONGEST_NOTE = 50_000
NOT_NAMED = "Unnamed source"
"""What readers see for a name without consent to print it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody said. `note` is the whole note, of which `quote` are the words that count.

    `capacity`: as what they speak. `verbatim` False: `quote` sums it up in the reviewer's words.
    """

    interviewee: str
    capacity: str
    held_on: date
    consent: Consent
    consent_on: date
    quote: str
    note: str = ""
    verbatim: bool = True
    stance: Stance = Stance.NO_SUGGESTION
    remark: str = ""


@transaction.atomic
def add_interview(person: User, claim: Claim, answer: Answer) -> Evidence:
    """Keep an interview as evidence of the claim; its note becomes the snapshot.

    Raises EvidenceRefused where the note lacks what makes it citable: who, when, consent; NotPermitted.
    """
    begin(person)
    quote = quote_of(answer.quote)
    interviewee, capacity = line(answer.interviewee, 200), line(answer.capacity, 200)
    _check(answer, interviewee, capacity)
    note = normalise(answer.note).strip() or quote
    if len(note) > LONGEST_NOTE:
        raise EvidenceRefused(
            f"The note has {len(note):,} characters, {LONGEST_NOTE:,} is the most. Upload it as a document.",
            field="note",
        )
    named = answer.consent == Consent.ON_RECORD
    evidence = Evidence.objects.create(
        claim=claim,
        origin=Origin.PERSON,
        added_by=person,
        title=f"Interview with {interviewee}, {capacity}"[:300] if named else f"Interview: {capacity}"[:300],
        publisher=interviewee if named else NOT_NAMED,
        as_of=answer.held_on,
        quote=quote,
        verbatim=answer.verbatim,
        snapshot_id=store(note.encode(), "text/plain"),
        stance=answer.stance,
        reason=reason_of(person, answer.remark),
    )
    Interview.objects.create(
        evidence=evidence,
        interviewee=interviewee,
        capacity=capacity,
        held_on=answer.held_on,
        consent=answer.consent,
        consent_on=answer.consent_on,
    )
    return evidence


def reason_of(person: User, remark: str) -> str:
    """Why the evidence has its stance: the person's own words, with their name."""
    remark = line(remark, 500)
    return f"{person}: {remark}" if remark else f"Added by {person}, without a remark."


def _check(answer: Answer, interviewee: str, capacity: str) -> None:
    today = timezone.localdate()
    if not interviewee:
        raise EvidenceRefused(
            "Say who was asked; a name that must not be printed is kept from readers.", field="interviewee"
        )
    if not capacity:
        raise EvidenceRefused("Say as what they speak, such as “minister of health” or “eyewitness”.", field="capacity")
    if answer.held_on > today:
        raise EvidenceRefused(f"{answer.held_on} is yet to come: give the day on which they answered.", field="held_on")
    if answer.consent_on > today:
        raise EvidenceRefused(
            f"{answer.consent_on} is yet to come: give the day on which they agreed.", field="consent_on"
        )
    if answer.stance not in HELD:
        raise EvidenceRefused("Say that it is consistent with the claim, differs from it, or neither.", field="stance")
