"""The Wayback Machine, against a local server that speaks its availability API and Save Page Now."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs

import pytest

from claims.choices import Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, SourceRefused, SourceUnavailable
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import Request, Routes, Service
from tests.claimtracker.outbound.server import LocalServer

Ask = Callable[..., Answer]
PAGE = "https://ministry.example/figures"
QUESTION = Question(text=f"The ministry put the number on its page ({PAGE}).", said_on=date(2021, 8, 26))
CLOSEST = {
    "available": True,
    "url": f"https://web.archive.org/web/20210813120500/{PAGE}",
    "timestamp": "20210813120500",
    "status": "200",
}
SAVED = {"status": "success", "timestamp": "20261125010203", "original_url": PAGE, "job_id": "spn2-1"}


class Archive:
    """Answers availability with `closest`, a saving with `job`, and every question after it with a state."""

    def __init__(self, closest: Any = None, job: Any = None, states: tuple[Any, ...] = ()) -> None:
        self.closest, self.job, self.states = closest, job or {"url": PAGE, "job_id": "spn2-1"}, list(states)

    def __call__(self, request: Request) -> Any:
        if request.path == "/available":
            return {"url": PAGE, "archived_snapshots": {"closest": self.closest} if self.closest else {}}
        if request.method == "POST":
            return self.job
        return self.states.pop(0) if len(self.states) > 1 else self.states[0]


@pytest.fixture
def look(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("SOURCE_WAYBACK_KEY", "acc3ss")
    monkeypatch.setenv("SOURCE_WAYBACK_SECRET", "s3cret")

    def asked(service: Service, query: dict[str, str] | None = None, **options: str) -> Answer:
        addresses = {"url": f"{service.url}/available", "save_url": f"{service.url}/save"}
        return ask("wayback", QUESTION, query, **addresses, **options)

    return asked


def test_the_copy_nearest_to_the_article_is_told_with_its_moment(server: LocalServer, look: Ask) -> None:
    service = Service(server, Archive(CLOSEST))
    [hit] = look(service).hits
    assert hit.quote == f"The Wayback Machine has a copy of {PAGE} made on 13 August 2021, 12:05 UTC."
    assert (hit.stance, hit.verbatim, hit.url) == (Stance.NO_SUGGESTION, False, CLOSEST["url"])
    assert (hit.as_of, hit.publisher, hit.licence) == (date(2021, 8, 13), "Internet Archive", "as stated on the page")
    assert service.asked[0].params == {"url": PAGE, "timestamp": "20210826"}


@pytest.mark.parametrize(
    "closest",
    [
        None,
        {**CLOSEST, "available": False},
        {**CLOSEST, "status": "404"},
        {**CLOSEST, "timestamp": "20211341000000"},
        {**CLOSEST, "url": "javascript:alert(1)"},
        [7],
    ],
)
def test_no_copy_is_nothing_found_and_nothing_is_saved_unasked(server: LocalServer, look: Ask, closest: Any) -> None:
    service = Service(server, Archive(closest))
    answer = look(service)
    assert (answer.hits, answer.http_status) == ((), 200)
    assert [request.method for request in service.asked] == ["GET"]


def test_a_page_without_a_copy_is_saved_if_the_operator_wants_that(server: LocalServer, look: Ask) -> None:
    service = Service(server, Archive(states=({"status": "pending"}, SAVED)))
    [hit] = look(service, save="yes").hits
    assert hit.url == f"https://web.archive.org/web/20261125010203/{PAGE}"
    assert hit.as_of == date(2026, 11, 25)
    _, posted, first, second = service.asked
    assert (posted.method, posted.path) == ("POST", "/save")
    assert parse_qs(posted.body.decode())["url"] == [PAGE]
    assert {request.headers["authorization"] for request in (posted, first, second)} == {"LOW acc3ss:s3cret"}
    assert (first.path, second.path) == ("/save/status/spn2-1", "/save/status/spn2-1")


def test_key_and_secret_are_in_no_snapshot_query_or_log(
    server: LocalServer, look: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    answer = look(Service(server, Archive(states=(SAVED,))), save="yes")
    told = f"{answer.body!r} {answer.query} {answer.hits} {caplog.text}"
    assert "acc3ss" not in told
    assert "s3cret" not in told


def test_a_saving_that_takes_long_is_asked_after_later(server: LocalServer, look: Ask) -> None:
    service = Service(server, Archive(states=({"status": "pending"},)))
    with pytest.raises(SourceUnavailable, match="still saving"):
        look(service, save="yes")
    assert len(service.asked) == 7


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"status": "error", "status_ext": "error:blocked-url", "message": "The page is blocked."}, SourceRefused),
        ({"status": "error", "status_ext": "error:user-session-limit", "message": "Later."}, SourceUnavailable),
        ({"status": "error", "status_ext": "error:service-unavailable"}, SourceUnavailable),
        ({"status": "error"}, SourceRefused),
    ],
)
def test_a_saving_that_fails_says_why_and_whether_to_try_again(
    server: LocalServer, look: Ask, told: dict[str, str], error: type[Exception]
) -> None:
    for archive in (Archive(job=told), Archive(states=(told,))):
        with pytest.raises(error, match=told.get("message") or told.get("status_ext") or "does not say why"):
            look(Service(server, archive), save="yes")


def test_saving_without_a_key_names_the_variable(
    server: LocalServer, look: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_WAYBACK_SECRET")
    with pytest.raises(SourceRefused, match="SOURCE_WAYBACK_SECRET"):
        look(Service(server, Archive()), save="yes")


def test_a_reviewer_may_ask_for_other_pages(server: LocalServer, look: Ask) -> None:
    service = Service(server, Archive(CLOSEST))
    look(service, {"urls": "https://a.example/ https://b.example/", "near": ""})
    assert [request.params for request in service.asked] == [
        {"url": "https://a.example/"},
        {"url": "https://b.example/"},
    ]
    with pytest.raises(SourceRefused, match="“ministry” is no web address"):
        look(service, {"urls": "ministry"})


def test_the_addresses_are_those_that_the_claim_names() -> None:
    source = connector("wayback")
    assert source.plan(QUESTION) == {"urls": PAGE, "near": "20210826"}
    assert source.applies(QUESTION) == ""
    assert "no web address" in source.applies(Question(text="The ministry said so."))


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"archived_snapshots": []}', b'{"archived_snapshots": 7}'])
def test_json_of_another_shape_is_nothing_found(server: LocalServer, look: Ask, body: bytes) -> None:
    assert look(Service(server, lambda _request: body)).hits == ()


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("wayback", QUESTION, url=server.url("/available"))
