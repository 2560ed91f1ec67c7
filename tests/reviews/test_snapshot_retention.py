"""Old snapshots lose their bytes where the operator wants it; hash and size stay, and what is cited is kept."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from claims.choices import LookupState
from claims.lookup import retention
from claims.lookup.snapshots import bytes_of, shown, store
from claims.models import Snapshot, SnapshotBody, Source, SourceLookup
from reviews.choices import ReviewState
from tests.support.builders import build_evidence
from tests.support.reviews import bring_to

LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
def old_evidence(make_claim):
    """A piece of evidence from a snapshot that was stored long ago."""

    def make(body: bytes = b'{"old": true}'):
        claim = make_claim()
        with time_machine.travel(LONG_AGO, tick=False):
            digest = store(body, "application/json")
            SourceLookup.objects.create(
                claim=claim,
                wording=claim.wordings.get(),
                source=Source.objects.get(name="library"),
                state=LookupState.FOUND,
                snapshot_id=digest,
                finished_at=timezone.now(),
                next_attempt_at=None,
            )
        return build_evidence(claim, snapshot_id=digest)

    return make


def test_old_bytes_are_dropped_and_the_hash_stays(old_evidence):
    evidence = old_evidence()
    with time_machine.travel(datetime(2026, 3, 3, tzinfo=UTC), tick=False):
        assert retention.drop_old(days=30) == 1
    snapshot = Snapshot.objects.get(pk=evidence.snapshot_id)
    assert (bytes_of(snapshot), snapshot.size) == (None, 13)
    assert shown(snapshot).remark == "Dropped on 2026-03-03 by retention (SNAPSHOT_DAYS). Its hash and size are kept."
    assert retention.drop_old(days=30) == 0


def test_zero_days_keep_everything(old_evidence):
    old_evidence()
    assert retention.drop_old(days=0) == 0


def test_what_a_source_sent_again_lately_is_kept(old_evidence):
    evidence = old_evidence()
    SourceLookup.objects.create(
        claim=evidence.claim,
        wording=evidence.lookup.wording,
        source=evidence.lookup.source,
        number=2,
        state=LookupState.FOUND,
        snapshot_id=evidence.snapshot_id,
        finished_at=timezone.now() - timedelta(days=3),
    )
    assert retention.drop_old(days=30) == 0


@pytest.mark.parametrize("state", [ReviewState.IN_REVIEW, ReviewState.PROPOSED, ReviewState.PUBLISHED])
def test_what_a_draft_a_proposal_or_a_verdict_cites_is_kept(old_evidence, reviewer, editor, state):
    from tests.support.reviews import grade

    evidence = old_evidence()
    build_evidence(evidence.claim)
    old_evidence(b'{"other": true}')
    review = bring_to(state, evidence.claim, author=reviewer, approver=editor)
    if state == ReviewState.IN_REVIEW:
        grade(review, reviewer)
    assert retention.drop_old(days=30) == 1
    assert bytes_of(evidence.snapshot) == b'{"old": true}'
    with pytest.raises(DatabaseError, match="cited"), transaction.atomic():
        SnapshotBody.objects.filter(pk=evidence.snapshot_id).update(body=None, dropped_at=timezone.now())


def test_dropped_bytes_that_come_back_are_kept_again(old_evidence):
    evidence = old_evidence()
    retention.drop_old(days=30)
    store(b'{"old": true}', "application/json")
    assert bytes_of(evidence.snapshot) == b'{"old": true}'
