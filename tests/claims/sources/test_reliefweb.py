"""ReliefWeb, against a local server that speaks its API v2."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claims.choices import Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, SourceRefused
from claimtracker.outbound import OutboundError
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import JSON, Request, Routes, Service
from tests.claimtracker.outbound.server import LocalServer, reply

Ask = Callable[..., Answer]
QUESTION = Question(text="80% of those displaced in Afghanistan are women and children.")
REPORT: dict[str, Any] = {
    "title": "Afghanistan: situation report",
    "body": "<p>Since May, 250,000 people were displaced in Afghanistan. Most of them are women and children.</p>",
    "url": "https://reliefweb.example/node/1",
    "date": {"original": "2021-08-13T00:00:00+00:00", "created": "2021-08-14T10:00:00+00:00"},
    "source": [{"name": "Example Relief", "shortname": "ER"}, {"shortname": "OCHA"}],
}


class ReliefWeb:
    """Reports by offset."""

    def __init__(self, *reports: Any) -> None:
        self.reports = reports

    def __call__(self, request: Request) -> Any:
        start, limit = int(request.params["offset"]), int(request.params["limit"])
        batch = [{"id": "1", "fields": report} for report in self.reports[start : start + limit]]
        return {"totalCount": len(self.reports), "count": len(batch), "data": batch}


@pytest.fixture
def search(ask: Ask) -> Ask:
    def asked(service: Service, query: dict[str, str] | None = None) -> Answer:
        return ask("reliefweb", QUESTION, query, url=service.url, appname="desk-example-1a2b")

    return asked


def test_a_report_is_quoted_word_for_word_with_its_organisations(server: LocalServer, search: Ask) -> None:
    [hit] = search(Service(server, ReliefWeb(REPORT))).hits
    assert hit.quote == (
        "Since May, 250,000 people were displaced in Afghanistan. Most of them are women and children."
    )
    assert (hit.stance, hit.verbatim) == (Stance.NO_SUGGESTION, True)
    assert (hit.publisher, hit.as_of) == ("Example Relief, OCHA", date(2021, 8, 13))
    assert (hit.url, hit.licence) == (REPORT["url"], "as stated by each organisation")


def test_the_query_is_the_claims_words_and_can_be_edited(server: LocalServer, search: Ask) -> None:
    assert connector("reliefweb").plan(QUESTION) == {"search": "Afghanistan displaced women children"}
    service = Service(server, ReliefWeb())
    search(service, {"search": "tents"})
    [asked] = service.asked
    assert asked.path == "/reports"
    assert (asked.params["query[value]"], asked.params["appname"]) == ("tents", "desk-example-1a2b")
    assert "body" in asked.params.values()


def test_further_pages_are_read_while_there_are_too_few(server: LocalServer, search: Ask) -> None:
    other = {**REPORT, "title": "Chad", "body": "Rain."}
    service = Service(server, ReliefWeb(*[other] * 11, REPORT))
    assert len(search(service).hits) == 1
    assert [request.params["offset"] for request in service.asked] == ["0", "10"]


def test_what_does_not_speak_of_the_claim_is_nothing_found(server: LocalServer, search: Ask) -> None:
    answer = search(Service(server, ReliefWeb({**REPORT, "title": "Chad", "body": "Women sell rice."})))
    assert (answer.hits, answer.http_status) == ((), 200)


def test_a_report_without_a_text_is_quoted_by_its_title(server: LocalServer, search: Ask) -> None:
    title = "Displaced women and children in Afghanistan"
    [hit] = search(Service(server, ReliefWeb({"title": title}))).hits
    assert (hit.quote, hit.publisher, hit.url, hit.as_of) == (title, "ReliefWeb", "", None)


def test_403_says_that_the_appname_is_not_approved(server: LocalServer, search: Ask) -> None:
    refused = reply(b'{"status": 403}', status=403, content_type=JSON)
    with pytest.raises(SourceRefused, match="not approved the appname “desk-example-1a2b”") as caught:
        search(Service(server, lambda _request: refused))
    assert isinstance(caught.value.__cause__, OutboundError)
    assert caught.value.__cause__.status == 403


def test_without_an_appname_nothing_is_asked(server: LocalServer, ask: Ask) -> None:
    service = Service(server, ReliefWeb(REPORT))
    with pytest.raises(SourceRefused, match="option “appname”"):
        ask("reliefweb", QUESTION, url=service.url)
    assert service.asked == []


def test_it_is_asked_a_thousand_times_a_day_at_most() -> None:
    pace = connector("reliefweb").pace
    assert (pace.requests, pace.seconds) == (1000, 24 * 60 * 60)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b'{"data": {}}',
        b'{"data": [7, {"fields": 7}, {"fields": {"title": [], "date": 7, "source": 7}}], "totalCount": {}}',
    ],
)
def test_json_of_another_shape_is_nothing_found(server: LocalServer, search: Ask, body: bytes) -> None:
    assert search(Service(server, lambda _request: body)).hits == ()


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("reliefweb", QUESTION, url=server.url("/v2"), appname="x")
