"""A worker is killed in the middle of its look-ups, and every message is lost: nobody is asked more than once more."""

from collections import Counter

import pytest

from claims.choices import LOOKUP_ANSWERED, LookupState
from claims.models import Claim, Evidence, Source, SourceLookup
from tests.claims.torture.articles import OPENING, SENTENCES
from tests.claims.torture.conftest import Canary, Desk, flush_broker, rows
from tests.support.worker import kill

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stack]


def count(*states: LookupState) -> int:
    return SourceLookup.objects.filter(state__in=states, source__needs_network=True).count()


def test_after_a_kill_each_row_is_asked_at_most_once_more_and_both_are_on_record(desk: Desk, canary: Canary) -> None:
    desk.heal()
    for service in desk.services.values():
        service.seconds = 0.1
    desk.take_in("\n\n".join((OPENING, *SENTENCES[:4])))
    with desk.worker() as process:
        desk.wait_until(
            lambda: count(*LOOKUP_ANSWERED) > 10 and count(LookupState.RUNNING) > 1, "look-ups in the middle"
        )
        kill(process)
    flush_broker()
    before = {row.pk: row for row in rows()}
    struck = {pk for pk, row in before.items() if row.state == LookupState.RUNNING}
    answered = {pk for pk, row in before.items() if row.state in LOOKUP_ANSWERED}
    assert struck
    assert answered
    assert count(LookupState.DUE)

    with desk.worker():
        desk.wait_until(
            lambda: not count(LookupState.DUE, LookupState.RUNNING, LookupState.FAILED), "the rest of the look-ups"
        )
    every = rows()
    assert len(every) == Claim.objects.count() * Source.objects.filter(enabled=True).count()
    assert {row.state for row in every} == {*LOOKUP_ANSWERED, LookupState.SKIPPED}
    asks_allowed: Counter[tuple[str, str]] = Counter()
    for row in every:
        lost = [attempt for attempt in row.earlier_attempts if "worker was lost" in attempt["failure"]]
        assert row.earlier_attempts == lost
        assert len(lost) == (1 if row.pk in struck else 0), row
        if row.state in LOOKUP_ANSWERED:
            assert row.attempts == 1 + len(lost)
            if lost:
                assert (lost[0]["attempt"], bool(lost[0]["asked_at"])) == (1, True)
        if row.pk in answered:
            assert row.finished_at == before[row.pk].finished_at
        if row.source.needs_network and row.state in LOOKUP_ANSWERED:
            asks_allowed[row.source.name, desk.subject_of(row)] += 1 + len(lost)
    for name, service in desk.services.items():
        for subject, asks in service.first_asks.items():
            if name != "claimreview_feed":
                assert asks <= asks_allowed[name, subject], (name, subject)
    assert desk.services["claimreview_feed"].first_asks.total() <= 1 + len(struck)
    ranks = Counter(Evidence.objects.values_list("lookup", "rank"))
    assert set(ranks.values()) == {1}
    assert canary.seen == 0
