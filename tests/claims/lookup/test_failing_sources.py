"""Whatever goes wrong at a source, its look-up says what failed and when it is tried again, and nothing is lost."""

from datetime import timedelta

import pytest

from claims.choices import LookupState
from claims.models import Evidence
from claims.sources.base import SourceUnavailable
from tests.claims.lookup.answers import rows
from tests.claims.lookup.conftest import NOON
from tests.claims.sources.failures import FAILURES
from tests.claimtracker.outbound.server import Handler, LocalServer, reply


class Anywhere(dict):
    """Routes that answer alike whatever the query."""

    def __init__(self, answer):
        self.answer = answer

    def __missing__(self, _path):
        return self.answer


@pytest.mark.parametrize("name", sorted(FAILURES))
def test_a_failure_is_told_and_temporary_ones_are_tried_again(name, bureau, due, run_at, server, fresh_redis):
    failure = FAILURES[name]
    server.routes = Anywhere(failure.answer)
    row = run_at(NOON, due())
    assert failure.says in row.failure
    assert not Evidence.objects.exists()
    if failure.error is SourceUnavailable:
        assert row.state == LookupState.FAILED
        assert row.next_attempt_at >= NOON + timedelta(seconds=failure.retry_after or 1)
        server.routes = Anywhere(rows("Herders: 27 percent."))
        fresh_redis()  # the time that it asked for passes
        later = run_at(row.next_attempt_at, row)
        assert (later.state, later.failure, later.attempts) == (LookupState.FOUND, "", 2)
        assert [attempt["failure"] for attempt in later.earlier_attempts] == [row.failure]
    else:
        assert (row.state, row.next_attempt_at) == (LookupState.GIVEN_UP, None)


def test_the_http_status_of_a_failure_is_on_the_row(bureau, due, run_at, server: LocalServer) -> None:
    server.routes = Anywhere(FAILURES["500"].answer)
    assert run_at(NOON, due()).http_status == 500


def test_a_stored_answer_is_not_asked_for_again(bureau, due, run_at, server: LocalServer) -> None:
    server.routes = Anywhere(rows("Herders: 27 percent."))
    row = due()
    run_at(NOON, row)
    again = run_at(NOON + timedelta(days=9), row)
    assert (len(server.asked), again.attempts) == (1, 1)


def test_after_a_kill_it_is_asked_once_more_and_both_are_on_record(bureau, due, run_at, server: LocalServer) -> None:
    class Killed(BaseException):
        """What SIGKILL is to a worker: no outcome is written."""

    def kill(*_arguments: object) -> None:
        raise Killed

    server.routes = Anywhere(rows("Herders: 27 percent."))
    row = due()
    ask = bureau.ask
    bureau.ask = lambda *arguments: (ask(*arguments), kill())
    with pytest.raises(Killed):
        run_at(NOON, row)
    bureau.ask = ask
    assert run_at(NOON + timedelta(seconds=1), row).state == LookupState.RUNNING
    after = run_at(NOON + timedelta(minutes=2), row)
    assert (after.state, after.attempts, len(server.asked)) == (LookupState.FOUND, 2, 2)
    [lost] = after.earlier_attempts
    assert (lost["attempt"], lost["asked_at"]) == (1, NOON.isoformat())
    assert "worker was lost" in lost["failure"]
    assert Evidence.objects.count() == 1


def test_a_key_that_the_server_echoes_is_not_stored(bureau, due, run_at, server, monkeypatch) -> None:
    from claims.lookup.snapshots import bytes_of

    monkeypatch.setenv("SOURCE_BUREAU_KEY", "s3cret/key")

    def echo(handler: Handler) -> None:
        rows(f"asked {handler.path}")(handler)

    server.routes = Anywhere(echo)
    row = run_at(NOON, due())
    assert "s3cret" in server.asked[0].path
    stored = bytes_of(row.snapshot)
    assert b"s3cret" not in stored
    assert b"[key]" in stored
    [quoted] = row.evidence.values_list("quote", flat=True)
    assert "s3cret" not in quoted
    assert "[key]" in quoted


def test_a_key_echoed_in_json_that_escapes_the_slash_is_not_stored(bureau, due, run_at, server, monkeypatch) -> None:
    from claims.lookup.snapshots import bytes_of

    monkeypatch.setenv("SOURCE_BUREAU_KEY", "s3cret/key")
    body = rb'{"rows": [{"title": "People", "quote": "asked with s3cret\/key"}]}'
    server.routes = Anywhere(reply(body, content_type="application/json"))
    row = run_at(NOON, due())
    assert b"s3cret" not in bytes_of(row.snapshot)
    assert row.evidence.get().quote == "asked with [key]"


def test_several_exchanges_are_one_snapshot_of_lines(bureau, due, run_at, server: LocalServer) -> None:
    import json

    from claims.lookup.snapshots import NDJSON, bytes_of

    bureau.paths = ("/one", "/two")
    server.routes = Anywhere(rows("Herders: 27 percent."))
    row = run_at(NOON, due())
    lines = [json.loads(line) for line in bytes_of(row.snapshot).splitlines()]
    assert (row.snapshot.media_type, [line["status"] for line in lines]) == (NDJSON, [200, 200])
    assert ["/one" in line["url"] for line in lines] == [True, False]


def test_a_source_without_a_required_option_is_not_asked(bureau, due, run_at, server: LocalServer) -> None:
    from claims.models import Source

    Source.objects.update(options={})
    row = run_at(NOON, due())
    assert (row.state, server.asked) == (LookupState.GIVEN_UP, [])
    assert "needs its option “url”" in row.failure
