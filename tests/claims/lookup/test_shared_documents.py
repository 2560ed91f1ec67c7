"""A feed is fetched once and answers every claim; its server is asked only whether it has changed."""

import json
from datetime import timedelta

import pytest
import time_machine

from claims import lookup
from claims.choices import LookupState
from claims.lookup import retention
from claims.lookup.snapshots import bytes_of
from claims.models import Snapshot, SnapshotBody, Source, SourceDocument, SourceLookup
from claims.sources import connector
from tests.claims.lookup.conftest import NOON
from tests.claims.sources.failures import FAILURES
from tests.claimtracker.outbound.server import Handler, LocalServer, reply

HOUR = timedelta(hours=1)


class FeedServer:
    """A feed whose server knows its version: a request that names it is answered with 304."""

    def __init__(self, server: LocalServer, *claims: str) -> None:
        self.server, self.etag = server, '"1"'
        self.say(*claims)
        server.on("/feed.json", self)

    def say(self, *claims: str) -> None:
        reviews = [
            {"@type": "ClaimReview", "claimReviewed": claim, "url": "https://facts.example/1", "reviewRating": "False"}
            for claim in claims
        ]
        self.body = json.dumps({"@type": "DataFeed", "dataFeedElement": [{"item": reviews}]}).encode()

    def __call__(self, handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == self.etag:
            reply(status=304, content_type=None, ETag=self.etag)(handler)
        else:
            reply(self.body, content_type="application/json", ETag=self.etag)(handler)

    @property
    def sent_whole(self) -> int:
        return sum("If-None-Match" not in asked.headers for asked in self.server.asked)


@pytest.fixture
def feed(bureau, server: LocalServer) -> FeedServer:
    """The feed is the one source that is on, and quick to be asked."""
    made = FeedServer(server, "Herders make up more than 46% of the people of Examplia.")
    Source.objects.update(enabled=False)
    options = {"url": server.url("/feed.json"), "hours": "2"}
    pace = {"rate_requests": 100, "rate_seconds": 1}
    Source.objects.filter(name="claimreview_feed").update(enabled=True, options=options, **pace)
    return made


@pytest.fixture
def ask(feed, make_claim, run_at):
    """Makes a claim and looks it up in the feed, at noon or so much later."""

    def asked(after: timedelta = timedelta(), **claim: str) -> SourceLookup:
        with time_machine.travel(NOON, tick=False):
            [row] = lookup.open_lookups(make_claim(**claim))
        return run_at(NOON + after, row)

    return asked


def test_many_claims_share_one_request(feed, ask):
    rows = [ask() for _ in range(20)]
    assert {row.state for row in rows} == {LookupState.FOUND}
    assert len(feed.server.asked) == 1


def test_a_look_up_says_that_its_answer_is_shared_and_since_when(feed, ask):
    first, second = ask(), ask(timedelta(minutes=10), text="Ten bridges fell in the north of Examplia.")
    [document] = SourceDocument.objects.all()
    assert (first.note, second.state) == ("", LookupState.NOTHING_FOUND)
    assert second.note == (
        "No hit was relevant enough. Shared with other look-ups: the feed as it was fetched on 2026-03-03 12:00 UTC. "
        f"Its SHA-256: {document.snapshot_id}."
    )
    for row in (first, second):
        head = json.loads(bytes_of(row.snapshot).splitlines()[0])
        assert (head["sha256"], head["fetched_at"]) == (document.snapshot_id, "2026-03-03T12:00:00+00:00")
    assert bytes_of(document.snapshot) == feed.body


def test_an_old_document_is_confirmed_without_being_sent_again(feed, ask):
    ask()
    later = ask(3 * HOUR)
    assert (len(feed.server.asked), feed.sent_whole, later.state) == (2, 1, LookupState.FOUND)
    assert "unchanged on 2026-03-03 15:00 UTC" in later.note
    assert ask(4 * HOUR).state == LookupState.FOUND
    assert len(feed.server.asked) == 2


def test_a_document_that_changed_replaces_the_one_before(feed, ask):
    before = ask()
    feed.etag = '"2"'
    feed.say("The moon is made of cheese.")
    assert ask(3 * HOUR).state == LookupState.NOTHING_FOUND
    [document] = SourceDocument.objects.all()
    assert (bytes_of(document.snapshot), document.etag) == (feed.body, '"2"')
    assert Snapshot.objects.filter(sha256=json.loads(bytes_of(before.snapshot).splitlines()[0])["sha256"]).exists()


@pytest.mark.parametrize("name", sorted(FAILURES))
def test_a_failure_is_neither_kept_nor_shared(feed, ask, run_at, fresh_redis, name):
    feed.server.on("/feed.json", FAILURES[name].answer)
    failed = ask()
    assert failed.state == (LookupState.FAILED if failed.next_attempt_at else LookupState.GIVEN_UP)
    assert FAILURES[name].says in failed.failure
    assert not SourceDocument.objects.exists()
    feed.server.on("/feed.json", feed)
    fresh_redis()
    assert ask(timedelta(minutes=5)).state == LookupState.FOUND


def test_a_feed_that_breaks_later_leaves_the_good_one_in_its_place(feed, ask):
    ask()
    feed.server.on("/feed.json", reply(b'{"dataFeedElement": [{}, {"it', content_type="application/json"))
    assert ask(3 * HOUR).state == LookupState.FAILED
    assert SourceDocument.objects.get().etag == '"1"'


def test_another_address_is_another_document(feed, ask, server):
    ask()
    server.on("/other.json", feed)
    Source.objects.filter(name="claimreview_feed").update(options={"url": server.url("/other.json")})
    ask()
    assert (feed.sent_whole, SourceDocument.objects.count()) == (2, 2)


def test_who_may_not_ask_yet_comes_back_when_the_document_may_be_there(feed, ask, run_at):
    Source.objects.update(rate_requests=1, rate_seconds=60)
    ask()
    SourceDocument.objects.update(confirmed_at=NOON - 3 * HOUR)
    waits = ask()
    assert (waits.state, waits.attempts) == (LookupState.DUE, 0)
    assert waits.next_attempt_at - NOON < timedelta(minutes=3)
    SourceDocument.objects.update(confirmed_at=NOON)
    assert run_at(waits.next_attempt_at, waits).state == LookupState.FOUND


def test_the_waits_of_many_do_not_add_up_where_an_answer_is_shared():
    from claims.lookup import pace

    shared = connector("claimreview_feed").pace
    assert max(pace.spread(shared, 500) for _ in range(200)) <= timedelta(seconds=shared.seconds)


def test_retention_keeps_the_document_that_is_shared_and_drops_the_one_before(feed, ask):
    first = json.loads(bytes_of(ask().snapshot).splitlines()[0])["sha256"]
    feed.etag = '"2"'
    feed.say("Herders make up more than 47% of the people of Examplia.")
    ask(3 * HOUR)
    SourceLookup.objects.update(snapshot=None)
    with time_machine.travel(NOON + timedelta(days=100), tick=False):
        retention.drop_old(days=30)
    assert SnapshotBody.objects.get(pk=first).body is None
    assert SnapshotBody.objects.get(pk=SourceDocument.objects.get().snapshot_id).body is not None


def test_a_document_whose_bytes_were_dropped_is_fetched_whole(feed, ask):
    ask()
    SnapshotBody.objects.filter(pk=SourceDocument.objects.get().snapshot_id).update(body=None, dropped_at=NOON)
    assert ask(timedelta(minutes=1)).state == LookupState.FOUND
    assert feed.sent_whole == 2
