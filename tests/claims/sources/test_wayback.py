"""The Wayback Machine, against a local server that speaks its availability API and Save Page Now."""

import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest

from claims.choices import Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, SourceRefused, SourceUnavailable
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import JSON, Request, Routes, Service
from tests.claimtracker.outbound.server import LocalServer, reply

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
    "code",
    [
        "user-session-limit",
        "too-many-daily-captures",
        "service-unavailable",
        "browsing-timeout",
        "proxy-error",
        "celery",
    ],
)
def test_a_saving_that_may_go_well_later_is_tried_again(server: LocalServer, look: Ask, code: str) -> None:
    told = {"status": "error", "status_ext": f"error:{code}", "message": "Later."}
    for archive in (Archive(job=told), Archive(states=(told,))):
        with pytest.raises(SourceUnavailable, match=f"did not save {PAGE}: Later."):
            look(Service(server, archive), save="yes")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            {"status": "error", "status_ext": "error:blocked-url", "message": "The page is blocked."},
            "The page is blocked.",
        ),
        ({"status": "error", "status_ext": "error:too-many-redirects"}, "error:too-many-redirects."),
        ({"status": "error", "status_ext": "error:filesize-limit"}, "error:filesize-limit."),
        ({"status": "error"}, "it does not say why."),
    ],
)
def test_a_page_that_is_never_saved_has_no_copy_and_it_is_said_why(
    server: LocalServer, look: Ask, told: dict[str, str], why: str
) -> None:
    for archive in (Archive(job=told), Archive(states=(told,))):
        answer = look(Service(server, archive), save="yes")
        assert answer.hits == ()
        assert answer.note == f"The Wayback Machine did not save {PAGE}: {why}"


class OneIsThere(Archive):
    """Of two pages the first has a copy."""

    def __call__(self, request: Request) -> Any:
        if request.params.get("url") == "https://a.example/":
            return {"archived_snapshots": {"closest": CLOSEST}}
        return super().__call__(request)


@pytest.mark.parametrize(
    ("state", "note"),
    [
        (
            {"status": "pending"},
            "The Wayback Machine is still saving https://b.example/. Look it up again to have that tried again.",
        ),
        (
            {"status": "error", "status_ext": "error:blocked-url", "message": "Blocked."},
            "The Wayback Machine did not save https://b.example/: Blocked.",
        ),
    ],
)
def test_a_copy_that_is_there_is_not_held_back_for_a_page_that_could_not_be_saved(
    server: LocalServer, look: Ask, state: dict[str, str], note: str
) -> None:
    service = Service(server, OneIsThere(states=(state,)))
    answer = look(service, {"urls": "https://a.example/ https://b.example/"}, save="yes")
    assert ([hit.url for hit in answer.hits], answer.note) == ([CLOSEST["url"]], note)


@pytest.mark.parametrize("status", [401, 403])
def test_a_key_that_is_refused_names_its_variables(server: LocalServer, look: Ask, status: int) -> None:
    archive = Archive()
    refused = reply(b"{}", status=status, content_type=JSON)
    service = Service(server, lambda request: refused if request.method == "POST" else archive(request))
    with pytest.raises(SourceRefused, match=f"{status}.*SOURCE_WAYBACK_KEY and SOURCE_WAYBACK_SECRET") as caught:
        look(service, save="yes")
    assert "s3cret" not in str(caught.value)


def test_a_limit_on_saving_asks_for_patience(server: LocalServer, look: Ask) -> None:
    archive = Archive()
    busy = reply(b"{}", status=429, content_type=JSON, Retry_After="60")
    service = Service(server, lambda request: busy if request.method == "POST" else archive(request))
    with pytest.raises(SourceUnavailable, match="429") as caught:
        look(service, save="yes")
    assert caught.value.retry_after == timedelta(seconds=60)


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
