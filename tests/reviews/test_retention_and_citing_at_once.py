"""A snapshot is dropped and cited in the same moment, by two connections: what is cited keeps its bytes."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from claims.lookup import retention
from claims.lookup.snapshots import bytes_of, store
from claims.models import Evidence, Snapshot, SnapshotBody, SourceLookup
from reviews import workflow
from tests.support.builders import build_claim, build_evidence
from tests.support.reviews import grade

pytestmark = pytest.mark.django_db(transaction=True)
BODY = b'{"old": true}'


@pytest.fixture
def old_evidence() -> Evidence:
    claim = build_claim()
    digest = store(BODY, "application/json")
    evidence = build_evidence(claim, snapshot_id=digest)
    SnapshotBody.objects.exclude(pk=digest).update(body=None, dropped_at=timezone.now())
    SourceLookup.objects.update(snapshot_id=digest)
    return evidence


@pytest.fixture
def cite(old_evidence, reviewer):
    """Saves a draft that cites the evidence."""
    build_evidence(old_evidence.claim)
    review = workflow.open_review(old_evidence.claim)
    workflow.take(review.pk, reviewer)
    review.refresh_from_db()
    return lambda: grade(review, reviewer)


class Beside:
    """Runs something on a connection of its own; `blocked` tells whether it waits for a lock."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.outcome: object = None
        self._work = work
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.outcome = self._work()
        except DatabaseError as error:
            self.outcome = error
        finally:
            connection.close()

    def is_blocked(self) -> bool:
        """True once it waits for a lock; False if it has ended without."""
        deadline = time.monotonic() + 30
        while self._thread.is_alive() and time.monotonic() < deadline:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_stat_clear_snapshot()")
                cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                if cursor.fetchone()[0]:
                    return True
            time.sleep(0.02)
        return False

    def end(self) -> object:
        self._thread.join(30)
        assert not self._thread.is_alive()
        return self.outcome


def drop(evidence: Evidence) -> int:
    """What retention's UPDATE does, without its look beforehand."""
    body = SnapshotBody.objects.filter(pk=evidence.snapshot_id, body__isnull=False)
    return body.update(body=None, dropped_at=timezone.now())


def test_a_drop_that_comes_while_somebody_cites_waits_and_is_refused(old_evidence, cite):
    with transaction.atomic():
        cite()
        dropping = Beside(lambda: drop(old_evidence))
        assert dropping.is_blocked()
    assert "is behind cited evidence" in str(dropping.end())
    assert bytes_of(old_evidence.snapshot) == BODY


def test_retention_leaves_what_is_being_cited_to_the_next_time(old_evidence, cite, monkeypatch):
    monkeypatch.setattr(retention.timezone, "now", in_a_year)
    with transaction.atomic():
        cite()
        assert Beside(lambda: retention.drop_old(days=30)).end() == 0
    assert retention.drop_old(days=30) == 0
    assert bytes_of(old_evidence.snapshot) == BODY


def test_who_cites_while_it_is_dropped_waits_and_sees_it_dropped(old_evidence, cite):
    with transaction.atomic():
        assert drop(old_evidence) == 1
        citing = Beside(cite)
        assert citing.is_blocked()
    citing.end()
    assert bytes_of(Snapshot.objects.get(pk=old_evidence.snapshot_id)) is None


def test_what_is_stored_again_in_the_moment_of_a_drop_is_there_afterwards(old_evidence, monkeypatch):
    monkeypatch.setattr(retention.timezone, "now", in_a_year)
    with transaction.atomic():
        store(BODY, "application/json")
        assert Beside(lambda: retention.drop_old(days=30)).end() == 0
    with transaction.atomic():
        assert drop(old_evidence) == 1
        storing = Beside(lambda: store(BODY, "application/json"))
        assert storing.is_blocked()
    storing.end()
    assert bytes_of(old_evidence.snapshot) == BODY


def in_a_year() -> datetime:
    return datetime.now(UTC) + timedelta(days=365)
