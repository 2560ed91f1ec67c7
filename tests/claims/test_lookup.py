"""Look-ups: found, nothing found and failed are three states; what came back can be replayed; nothing is lost."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from claims import lookup
from claims.choices import LookupState, Stance
from claims.lookup import asking
from claims.lookup.snapshots import bytes_of
from claims.models import Claim, Evidence, Snapshot, Source, SourceLookup
from claims.sources.base import (
    Access,
    Answer,
    Connector,
    Hit,
    Option,
    Pace,
    Query,
    Question,
    SourceRefused,
    SourceUnavailable,
)
from claims.work import WORKERS_LOST

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
HIT = Hit(title="People", publisher="Bureau", quote="Herders: 27 percent.", reason="Differs.", stance=Stance.DIFFERS)


@dataclass
class ScriptedSource:
    """A connector that answers as a test tells it to, one outcome after the other."""

    outcomes: list[Answer | Exception] = field(default_factory=list)
    not_applicable: str = ""
    questions: list[Question] = field(default_factory=list)
    name: str = "library"
    version: str = "7"
    title: str = "Scripted"
    needs_network: bool = False
    licence: str = ""
    options: tuple[Option, ...] = ()
    pace: Pace = field(default_factory=Pace)

    def applies(self, _question: Question) -> str:
        return self.not_applicable

    def plan(self, question: Question) -> Query:
        return {"q": question.text}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        self.questions.append(question)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def answer(*hits: Hit, body: bytes = b'{"rows": []}') -> Answer:
    return Answer(hits=hits, body=body, media_type="application/json", query={"q": "herders"})


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch) -> ScriptedSource:
    scripted = ScriptedSource()

    def connector(_name: str) -> Connector:
        return scripted

    monkeypatch.setattr(asking, "connector", connector)
    return scripted


@pytest.fixture
def due(make_claim: Callable[..., Claim]) -> SourceLookup:
    with time_machine.travel(NOON, tick=False):
        [row] = lookup.open_lookups(make_claim())
    return row


def run_at(moment: datetime, row: SourceLookup) -> SourceLookup:
    with time_machine.travel(moment, tick=False):
        lookup.run(row.pk)
    row.refresh_from_db()
    return row


def test_what_is_found_is_kept_as_evidence_with_what_came_back(due: SourceLookup, source: ScriptedSource) -> None:
    body = b'{"rows": [{"value": 27}]}'
    source.outcomes = [answer(HIT, body=body)]
    row = run_at(NOON, due)
    assert (row.state, row.query, row.connector_version) == (LookupState.FOUND, {"q": "herders"}, "7")
    assert (row.asked_at, row.finished_at, row.attempts) == (NOON, NOON, 1)
    evidence = Evidence.objects.get()
    assert (evidence.quote, evidence.stance, evidence.lookup) == (HIT.quote, Stance.DIFFERS, row)
    snapshot = row.snapshot
    assert snapshot is not None
    assert snapshot.sha256 == hashlib.sha256(body).hexdigest()
    assert (bytes_of(snapshot), snapshot.size) == (body, len(body))


def test_the_question_carries_the_pinned_wording_its_figures_and_the_articles_date(
    due: SourceLookup, source: ScriptedSource
) -> None:
    source.outcomes = [answer()]
    run_at(NOON, due)
    [question] = source.questions
    assert question.text == due.wording.text
    assert question.said_on == datetime(2026, 3, 2, tzinfo=UTC).date()
    assert [(q.id, q.value, q.counted) for q in question.quantities] == [
        (q.pk, q.value, q.counted) for q in due.wording.quantities.all()
    ]


def test_nothing_found_is_an_answer_of_its_own(due: SourceLookup, source: ScriptedSource) -> None:
    source.outcomes = [answer()]
    row = run_at(NOON, due)
    assert (row.state, row.failure) == (LookupState.NOTHING_FOUND, "")
    assert row.snapshot is not None
    assert not Evidence.objects.exists()


def test_the_same_answer_twice_is_stored_once(due: SourceLookup, source: ScriptedSource) -> None:
    source.outcomes = [answer(), answer()]
    run_at(NOON, due)
    with time_machine.travel(NOON, tick=False):
        again = SourceLookup.objects.create(claim=due.claim, wording=due.wording, source=due.source, number=2)
    row = run_at(NOON, again)
    assert (row.number, row.snapshot) == (2, SourceLookup.objects.get(pk=due.pk).snapshot)
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("error", [SourceUnavailable("Slow."), ConnectionError("reset")], ids=["known", "unforeseen"])
def test_a_failure_is_no_answer_and_is_tried_again(due: SourceLookup, source: ScriptedSource, error: Exception) -> None:
    source.outcomes = [error, answer(HIT)]
    row = run_at(NOON, due)
    assert row.state == LookupState.FAILED
    assert str(error) in row.failure
    assert row.next_attempt_at is not None
    assert row.next_attempt_at > NOON
    assert run_at(NOON, due).attempts == 1
    row = run_at(row.next_attempt_at, due)
    assert (row.state, row.failure, row.attempts) == (LookupState.FOUND, "", 2)


def test_the_wait_that_a_source_asks_for_is_kept(due: SourceLookup, source: ScriptedSource) -> None:
    source.outcomes = [SourceUnavailable("Busy.", retry_after=timedelta(hours=3))]
    row = run_at(NOON, due)
    assert row.next_attempt_at is not None
    assert row.next_attempt_at >= NOON + timedelta(hours=3)


def test_what_is_refused_for_good_is_not_asked_again(due: SourceLookup, source: ScriptedSource) -> None:
    source.outcomes = [SourceRefused("No such index.")]
    row = run_at(NOON, due)
    assert (row.state, row.failure, row.next_attempt_at) == (LookupState.GIVEN_UP, "No such index.", None)


def test_after_the_last_attempt_it_is_given_up_with_the_reason(due: SourceLookup, source: ScriptedSource) -> None:
    source.outcomes = [SourceUnavailable("Slow.") for _ in range(lookup.MOST_ATTEMPTS)]
    moment = NOON
    for _ in range(lookup.MOST_ATTEMPTS):
        row = run_at(moment, due)
        moment = row.next_attempt_at or moment
    assert (row.state, row.attempts) == (LookupState.GIVEN_UP, lookup.MOST_ATTEMPTS)
    assert "Slow." in row.failure
    assert "Given up after 8 attempts" in row.failure


def test_a_source_that_does_not_apply_is_skipped_and_says_why(due: SourceLookup, source: ScriptedSource) -> None:
    source.not_applicable = "It holds figures of companies only."
    row = run_at(NOON, due)
    assert (row.state, row.note) == (LookupState.SKIPPED, "It holds figures of companies only.")


def test_a_source_switched_off_meanwhile_is_not_asked(due: SourceLookup, source: ScriptedSource) -> None:
    Source.objects.update(enabled=False)
    row = run_at(NOON, due)
    assert (row.state, source.questions) == (LookupState.SKIPPED, [])
    assert "switched off" in row.note


def test_a_worker_that_was_overtaken_leaves_no_evidence(due: SourceLookup, source: ScriptedSource) -> None:
    def overtake(_question: Question) -> str:
        SourceLookup.objects.filter(pk=due.pk).update(attempt_token="0" * 32, lease_until=timezone.now())
        return ""

    source.applies = overtake  # type: ignore[method-assign]
    source.outcomes = [answer(HIT)]
    row = run_at(NOON, due)
    assert row.state == LookupState.RUNNING
    assert not Evidence.objects.exists()


def test_evidence_is_never_changed(due: SourceLookup, source: ScriptedSource) -> None:
    source.outcomes = [answer(HIT)]
    run_at(NOON, due)
    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic():
        Evidence.objects.update(quote="Herders: 99 percent.")


def test_opening_look_ups_twice_makes_one_row(make_claim: Callable[..., Claim]) -> None:
    claim = make_claim()
    assert len(lookup.open_lookups(claim)) == 1
    assert lookup.open_lookups(claim) == []


def test_a_failure_of_a_worker_that_was_overtaken_is_not_written(due: SourceLookup, source: ScriptedSource) -> None:
    def overtake(_question: Question) -> str:
        SourceLookup.objects.filter(pk=due.pk).update(attempt_token="0" * 32)
        raise SourceUnavailable("Slow.")

    source.applies = overtake  # type: ignore[method-assign]
    row = run_at(NOON, due)
    assert (row.state, row.failure) == (LookupState.RUNNING, "")


def test_a_question_that_every_worker_dies_of_is_given_up(due: SourceLookup, source: ScriptedSource) -> None:
    SourceLookup.objects.update(state=LookupState.RUNNING, attempts=lookup.MOST_ATTEMPTS, lease_until=NOON)
    row = run_at(NOON + timedelta(seconds=1), due)
    assert (row.state, row.failure, source.questions) == (LookupState.GIVEN_UP, WORKERS_LOST, [])
