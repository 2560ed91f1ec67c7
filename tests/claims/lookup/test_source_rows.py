"""Every connector has its row, off from the start; the operator is told what an enabled source lacks."""

import pytest

from claims.checks import sources_can_be_asked
from claims.lookup.source_rows import missing_options, pace_of, sync_sources
from claims.models import Source, SourceCircuit
from claims.sources import all_connectors
from claims.sources.base import Option, Pace


def test_migrating_makes_a_row_for_every_connector_and_only_the_library_is_on(db):
    assert {row.name for row in Source.objects.all()} == {each.name for each in all_connectors()}
    assert [row.name for row in Source.objects.filter(enabled=True)] == ["library"]
    assert SourceCircuit.objects.count() == Source.objects.count()


def test_doing_it_again_changes_nothing_of_the_operators(bureau):
    Source.objects.filter(name="bureau").update(title="Old title", rate_at_once=3)
    sync_sources()
    row = Source.objects.get(name="bureau")
    assert (row.title, row.enabled, row.rate_at_once) == ("Bureau of Statistics", True, 3)


def test_the_operators_pace_goes_before_the_connectors(bureau):
    row = Source(name="bureau", rate_requests=2, rate_seconds=5.0)
    assert pace_of(row, bureau) == Pace(requests=2, seconds=5.0, at_once=10)


def ids(**_nothing):
    return [(message.id, message.msg) for message in sources_can_be_asked(databases=["default"])]


def test_a_source_that_needs_the_network_tells_where_words_go(bureau, server):
    assert ids() == [("claims.I002", f"Every claim's words are sent to {server.endpoint} (source bureau).")]


def test_missing_options_and_secrets_are_warned_of_with_the_next_step(bureau, monkeypatch):
    bureau.options = (Option("url", "Address.", required=True), Option("key", "Ask them.", required=True, secret=True))
    Source.objects.update(options={})
    warnings = [each for each in sources_can_be_asked(databases=["default"]) if each.id == "claims.W002"]
    assert len(warnings) == 2
    assert "SOURCE_BUREAU_KEY" in warnings[1].hint
    monkeypatch.setenv("SOURCE_BUREAU_KEY", "k")
    assert [missing.problem for missing in missing_options(bureau, {"url": "x"})] == []


def test_a_source_whose_connector_is_gone_is_warned_of(bureau):
    Source.objects.filter(name="bureau").update(name="gone")
    assert [name for name, _ in ids()] == ["claims.W001"]


def test_without_the_database_nothing_is_checked(bureau):
    assert sources_can_be_asked(databases=[]) == []


@pytest.mark.parametrize("fields", [{"rate_requests": 2}, {"rate_requests": 0, "rate_seconds": 1}, {"rate_at_once": 0}])
def test_the_database_refuses_half_a_pace(bureau, fields):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(name="bureau").update(**fields)
