"""A person drops what is no claim, and restores it."""

import pytest

from claims import pipeline
from claims.choices import WorkState
from claims.curation.dropping import DROPPED, RESTORED, drop, restore
from claims.curation.refusals import ClaimMoved, CorrectionRefused, NotPermitted
from claims.models import Appearance, ArticleRevision, Claim
from claimtracker.audit.models import AuditEntry
from claimtracker.events.models import Event
from claimtracker.people.models import User
from tests.claims.curation.conftest import FISHERS, TEXT, Read

REASON = "An estimate that nobody stands by."


def shown(claim: Claim) -> int:
    return claim.appearances.filter(suppressed_reason="").count()


def test_a_dropped_claim_is_hidden_with_who_did_it_and_why(fishers: Claim, reviewer: User) -> None:
    drop(reviewer, fishers.pk, reason=f" {REASON} ")
    appearance = fishers.appearances.get()
    assert (appearance.suppressed_reason, appearance.suppressed_by) == (REASON, reviewer)
    assert appearance.suppressed_at is not None
    entry = AuditEntry.objects.filter(table="claims_appearance").latest("pk")
    assert (entry.action, entry.actor_id) == ("update", reviewer.pk)
    event = Event.objects.get(kind=DROPPED)
    assert (event.subject_id, event.payload) == (fishers.pk, {"reason": REASON, "person": reviewer.pk})


def test_no_later_reading_brings_it_back(fishers: Claim, revision: ArticleRevision, reviewer: User, read: Read) -> None:
    claims = Claim.objects.count()
    drop(reviewer, fishers.pk, reason=REASON)
    ArticleRevision.objects.filter(pk=revision.pk).update(state=WorkState.DUE, next_attempt_at=revision.retrieved_at)
    pipeline.extract_revision(revision.pk)
    read(f"Updated.\n{TEXT}")
    read(TEXT.replace("12%", "15%"))
    read(f"{FISHERS}\nAnd again: {TEXT}")
    assert (shown(fishers), Claim.objects.count()) == (0, claims)


def test_words_that_went_and_came_back_stay_dropped(fishers: Claim, reviewer: User, read: Read) -> None:
    drop(reviewer, fishers.pk, reason=REASON)
    read(TEXT.replace(FISHERS, ""))
    read(f"{TEXT} {FISHERS}")
    assert not Appearance.objects.filter(exact=FISHERS, suppressed_reason="").exists()


def test_a_restored_claim_stands_in_every_revision_again(fishers: Claim, reviewer: User, read: Read) -> None:
    drop(reviewer, fishers.pk, reason=REASON)
    read(f"Updated.\n{TEXT}")
    restore(reviewer, fishers.pk)
    assert shown(fishers) == 2
    assert Event.objects.get(kind=RESTORED).subject_id == fishers.pk


@pytest.mark.parametrize(("reason", "code"), [(" ", "blank"), ("x" * 301, "too_long")], ids=["none", "too long"])
def test_a_claim_is_dropped_for_a_reason(fishers: Claim, reviewer: User, reason: str, code: str) -> None:
    with pytest.raises(CorrectionRefused) as refused:
        drop(reviewer, fishers.pk, reason=reason)
    assert (refused.value.field, refused.value.code) == ("reason", code)


def test_a_claim_is_not_dropped_twice_nor_restored_while_it_stands(fishers: Claim, reviewer: User) -> None:
    with pytest.raises(ClaimMoved, match="nothing to restore"):
        restore(reviewer, fishers.pk)
    drop(reviewer, fishers.pk, reason=REASON)
    with pytest.raises(ClaimMoved, match="was dropped by Ana Reyes"):
        drop(reviewer, fishers.pk, reason=REASON)


@pytest.mark.parametrize("verb", [lambda who, pk: drop(who, pk, reason=REASON), restore], ids=["drop", "restore"])
def test_a_stranger_neither_drops_nor_restores(fishers: Claim, stranger: User, verb) -> None:
    with pytest.raises(NotPermitted):
        verb(stranger, fishers.pk)
