"""Crossref, against a local server that speaks its REST API."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from claims.choices import Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, SourceUnavailable
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import JSON, Request, Routes, Service
from tests.claimtracker.outbound.server import LocalServer, reply

Ask = Callable[..., Answer]
QUESTION = Question(text="Coffee doubles the risk of heart attacks in older women.")
WORK: dict[str, Any] = {
    "DOI": "10.5555/coffee(1)<2>",
    "title": ["Coffee and the risk of <i>heart attacks</i>"],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We followed older women &amp; men. Coffee did not raise the "
    "risk of heart attacks.</jats:p>",
    "container-title": ["Journal of Examples"],
    "publisher": "Example Press",
    "issued": {"date-parts": [[2020, 5, 7]]},
    "license": [{"URL": "https://creativecommons.org/licenses/by/4.0/"}],
}


class Crossref:
    """Works by cursor: the cursor of a page is its number."""

    def __init__(self, *works: Any) -> None:
        self.works = works

    def __call__(self, request: Request) -> Any:
        rows, cursor = int(request.params["rows"]), request.params["cursor"]
        page = 0 if cursor == "*" else int(cursor)
        batch = self.works[page * rows : (page + 1) * rows]
        return {"status": "ok", "message": {"items": batch, "next-cursor": str(page + 1)}}


def test_an_abstract_is_quoted_without_its_markup(server: LocalServer, ask: Ask) -> None:
    [hit] = ask("crossref", QUESTION, url=Service(server, Crossref(WORK)).url).hits
    assert hit.quote == "Abstract We followed older women & men. Coffee did not raise the risk of heart attacks."
    assert (hit.title, hit.publisher) == ("Coffee and the risk of heart attacks", "Journal of Examples")
    assert (hit.stance, hit.verbatim) == (Stance.NO_SUGGESTION, True)
    assert (hit.as_of, hit.edition) == (date(2020, 5, 7), "2020-05-07")
    assert hit.url == "https://doi.org/10.5555/coffee(1)%3C2%3E"
    assert hit.licence == "https://creativecommons.org/licenses/by/4.0/"


@pytest.mark.parametrize(
    ("issued", "day", "edition"),
    [
        ({"date-parts": [[2020]]}, None, "2020"),
        ({"date-parts": [[2020, 5]]}, date(2020, 5, 1), "2020-05"),
        ({"date-parts": [[2020, 13, 41]]}, None, "2020-13-41"),
        ({"date-parts": [[None]]}, None, ""),
        ({"date-parts": 7}, None, ""),
        (None, None, ""),
    ],
)
def test_a_date_is_as_exact_as_it_was_given(
    server: LocalServer, ask: Ask, issued: Any, day: date | None, edition: str
) -> None:
    [hit] = ask("crossref", QUESTION, url=Service(server, Crossref({**WORK, "issued": issued})).url).hits
    assert (hit.as_of, hit.edition) == (day, edition)


def test_a_work_without_an_abstract_is_quoted_by_its_title(server: LocalServer, ask: Ask) -> None:
    bare = {"title": ["Coffee and heart attacks in women"], "DOI": "10.5555/2", "publisher": "Example Press"}
    [hit] = ask("crossref", QUESTION, url=Service(server, Crossref(bare)).url).hits
    assert (hit.quote, hit.publisher) == ("Coffee and heart attacks in women", "Example Press")
    assert hit.licence == "as stated by each publisher"


def test_what_does_not_speak_of_the_claim_is_nothing_found(server: LocalServer, ask: Ask) -> None:
    answer = ask("crossref", QUESTION, url=Service(server, Crossref({"title": ["Older bridges"], "DOI": "1"})).url)
    assert (answer.hits, answer.http_status) == ((), 200)


def test_further_pages_are_read_by_cursor(server: LocalServer, ask: Ask) -> None:
    service = Service(server, Crossref(*[{"title": ["Bridges"]}] * 20, WORK))
    assert len(ask("crossref", QUESTION, url=service.url).hits) == 1
    assert [request.params["cursor"] for request in service.asked] == ["*", "1"]


def test_the_query_and_the_address_of_the_desk_are_sent(server: LocalServer, ask: Ask) -> None:
    service = Service(server, Crossref())
    ask("crossref", QUESTION, {"search": "coffee"}, url=service.url, mailto="desk@desk.example")
    ask("crossref", QUESTION, url=service.url)
    first, second = service.asked
    assert first.path == "/works"
    assert (first.params["query.bibliographic"], first.params["mailto"]) == ("coffee", "desk@desk.example")
    assert second.params["query.bibliographic"] == connector("crossref").plan(QUESTION)["search"]
    assert "mailto" not in second.params


def test_its_own_limit_is_obeyed(server: LocalServer, ask: Ask) -> None:
    busy = reply(b"{}", status=429, content_type=JSON, x_rate_limit_limit="50", x_rate_limit_interval="2s")
    with pytest.raises(SourceUnavailable, match="429") as caught:
        ask("crossref", QUESTION, url=Service(server, lambda _request: busy).url)
    assert caught.value.retry_after == timedelta(seconds=2)


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"null",
        b'{"message": []}',
        b'{"message": {"items": [7, {"title": 7, "issued": []}, {"title": [[]]}, {"title": []}], "next-cursor": []}}',
    ],
)
def test_json_of_another_shape_is_nothing_found(server: LocalServer, ask: Ask, body: bytes) -> None:
    assert ask("crossref", QUESTION, url=Service(server, lambda _request: body).url).hits == ()


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("crossref", QUESTION, url=server.url(""))
