"""The generic search, against local servers whose answers are shaped in different ways."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claims.choices import Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, SourceRefused
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import Request, Routes, Service
from tests.claimtracker.outbound.server import LocalServer

Ask = Callable[..., Answer]
QUESTION = Question(text="80% of those displaced in Afghanistan are women and children.", language="en")
RESULT: dict[str, Any] = {
    "headline": {"main": "Who was <b>displaced</b>"},
    "snippet": "In Afghanistan, women &amp; children were most of the displaced.",
    "web": ["https://paper.example/1"],
    "published": "2021-08-20T10:00:00Z",
    "source": "The Example",
}
MAPPED = {
    "items": "data.results",
    "title": "headline.main",
    "quote": "snippet",
    "link": "web.0",
    "date": "published",
    "publisher": "source",
}


@pytest.fixture
def search(ask: Ask) -> Ask:
    """Asks a service that answers with the results, at an address with all that a template can have."""

    def asked(server: LocalServer, answer: Any, query: dict[str, str] | None = None, **options: str) -> Answer:
        service = Service(server, answer if callable(answer) else lambda _request: answer)
        path = options.pop("path", "/find/{language}?q={query}")
        return ask("search_api", QUESTION, query, **{"url": service.url + path, **MAPPED, **options})

    return asked


def test_the_mapped_fields_become_evidence(server: LocalServer, search: Ask) -> None:
    [hit] = search(server, {"data": {"results": [RESULT]}}, licence="CC BY-ND 4.0").hits
    assert hit.title == "Who was displaced"
    assert hit.quote == "In Afghanistan, women & children were most of the displaced."
    assert (hit.stance, hit.reason) == (Stance.NO_SUGGESTION, "A search result, not a figure: read it.")
    assert (hit.url, hit.as_of) == ("https://paper.example/1", date(2021, 8, 20))
    assert (hit.publisher, hit.licence) == ("The Example", "CC BY-ND 4.0")


def test_an_answer_may_be_the_list_itself_and_have_only_titles(server: LocalServer, search: Ask) -> None:
    title = "Women and children displaced in Afghanistan"
    only = {"title": title, "url": "https://paper.example/2"}
    none = dict.fromkeys(("items", "quote", "date", "publisher"), "")
    service = search(server, [only], **{**none, "title": "title", "link": "url"})
    assert [(hit.title, hit.quote, hit.publisher) for hit in service.hits] == [(title, title, "paper.example")]


def test_the_words_are_put_into_the_address_and_can_be_edited(server: LocalServer, search: Ask) -> None:
    asked: list[Request] = []
    search(server, lambda request: asked.append(request) or {}, {"search": "a/b&c d", "language": "de"})
    assert (asked[0].path, asked[0].params) == ("/find/de", {"q": "a/b&c d"})
    assert connector("search_api").plan(QUESTION) == {
        "search": "Afghanistan displaced women children",
        "language": "en",
    }


def test_words_in_braces_are_words(server: LocalServer, search: Ask) -> None:
    asked: list[Request] = []
    search(server, lambda request: asked.append(request) or {}, {"search": "{page} {language}"})
    assert asked[0].params == {"q": "{page} {language}"}


def test_pages_follow_the_address_that_the_answer_gives(server: LocalServer, search: Ask) -> None:
    def answer(request: Request) -> Any:
        page = int(request.params.get("p", 1))
        return {"data": {"results": [RESULT]}, "links": {"next": f"?p={page + 1}" if page < 2 else None}}

    assert len(search(server, answer, next="links.next").hits) == 2


def test_pages_are_counted_where_the_address_takes_a_number(server: LocalServer, search: Ask) -> None:
    asked: list[str] = []

    def answer(request: Request) -> Any:
        asked.append(request.params["p"])
        return {"data": {"results": [RESULT] if len(asked) < 3 else []}}

    assert len(search(server, answer, path="/find?q={query}&p={page}").hits) == 2
    assert asked == ["1", "2", "3"]


def test_a_next_page_on_another_site_is_not_asked(
    server: LocalServer, other_server: LocalServer, search: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_SEARCH_API_KEY", "Bearer s3cret")
    other = Service(other_server, lambda _request: {})
    answer = {"data": {"results": [RESULT]}, "next": f"{other.url}/find"}
    assert len(search(server, answer, next="next").hits) == 1
    assert other.asked == []


def test_the_key_goes_in_the_named_header_and_nowhere_else(
    server: LocalServer, search: Ask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("SOURCE_SEARCH_API_KEY", "s3cret")
    asked: list[Request] = []
    answer = search(server, lambda request: asked.append(request) or {}, header="X-Api-Key")
    assert asked[0].headers["x-api-key"] == "s3cret"
    assert "s3cret" not in f"{asked[0].params} {answer.body!r} {answer.query} {caplog.text}"


def test_without_a_key_no_header_is_sent(server: LocalServer, search: Ask) -> None:
    asked: list[Request] = []
    search(server, lambda request: asked.append(request) or {})
    assert "authorization" not in asked[0].headers


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"path": "/find"}, "must begin with http and hold {query}"),
        ({"url": "ftp://a.example/{query}"}, "is no address of a search"),
        ({"url": "https://{query}.example/{query}"}, "is no address of a search"),
        ({"url": ""}, "option “url”"),
        ({"items": "data..results"}, "“data..results” is no path"),
        ({"title": "a b"}, "option “title”"),
        ({"header": "X: y"}, "is no header's name"),
    ],
)
def test_an_option_that_does_not_do_is_refused_before_anything_is_asked(
    server: LocalServer, search: Ask, options: dict[str, str], says: str
) -> None:
    with pytest.raises(SourceRefused, match=says.replace("{", r"\{").replace("..", r"\.\.")):
        search(server, {}, **options)
    assert server.asked == []


@pytest.mark.parametrize(
    "result",
    [
        7,
        None,
        [],
        {},
        {**RESULT, "headline": {"main": []}, "snippet": {}},
        {**RESULT, "headline": {"main": "Rain"}, "snippet": "It rained in Chad."},
    ],
)
def test_a_result_that_says_nothing_of_the_claim_is_left_out(server: LocalServer, search: Ask, result: Any) -> None:
    answer = search(server, {"data": {"results": [result]}})
    assert (answer.hits, answer.http_status) == ((), 200)


def test_fields_of_other_kinds_are_left_out(server: LocalServer, search: Ask) -> None:
    odd = {**RESULT, "web": ["javascript:alert(1)"], "published": "yesterday", "source": {}}
    [hit] = search(server, {"data": {"results": [odd]}}).hits
    assert (hit.url, hit.as_of, hit.publisher) == ("", None, "an unnamed publisher")


@pytest.mark.parametrize("body", [b"[]", b"null", b"7", b'{"data": []}', b'{"data": {"results": {"0": {}}}}'])
def test_json_of_another_shape_is_nothing_found(server: LocalServer, search: Ask, body: bytes) -> None:
    assert search(server, body).hits == ()


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("search_api", QUESTION, url=server.url("/find?q={query}"))
