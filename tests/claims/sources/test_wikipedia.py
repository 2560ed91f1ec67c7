"""Wikipedia, against a local server that speaks the MediaWiki Action API."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from claims.sources import connector
from claims.sources.base import Answer, Question, SourceRefused, SourceUnavailable
from tests.claims.sources.failures import FAILURES
from tests.claimtracker.outbound.server import Handler, LocalServer, reply

QUESTION = Question(text="Tajiks make up more than 46% of the population of Afghanistan.")
JSON = "application/json"
PAGES = {
    "11": {
        "pageid": 11,
        "title": "Tajiks",
        "extract": "Tajiks are an ethnic group.\n\nIn Afghanistan, Tajiks are about a quarter of the population.",
        "canonicalurl": "https://en.wikipedia.example/wiki/Tajiks",
        "revisions": [{"revid": 901, "timestamp": "2026-01-02T03:04:05Z"}],
    },
    "12": {"pageid": 12, "title": "Kabul", "extract": ""},
}


class Wiki:
    """A small MediaWiki: `batches` are the pages of search results."""

    def __init__(self, server: LocalServer, *batches: list[int]) -> None:
        self.server, self.batches = server, batches
        self.asked: list[dict[str, str]] = []
        self.url = server.url("/w/api.php")
        server.routes = Routes(self.answer)

    def answer(self, handler: Handler) -> None:
        params = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query).items()}
        self.asked.append(params)
        body: dict[str, Any]
        if params.get("list") == "search":
            number = int(params["sroffset"])
            body = {"query": {"search": [{"pageid": page} for page in self.batches[number]]}}
            if number + 1 < len(self.batches):
                body["continue"] = {"sroffset": number + 1, "continue": "-||"}
        else:
            body = {"query": {"pages": [PAGES[params["pageids"]]]}}
        reply(json.dumps(body).encode(), content_type=JSON)(handler)


class Routes(dict[str, Any]):
    """One answer for every path."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self._answer = answer

    def __getitem__(self, _path: str) -> Any:
        return self._answer


Ask = Callable[..., Answer]


def test_the_best_pages_are_quoted_with_revision_date_and_licence(server: LocalServer, ask: Ask) -> None:
    wiki = Wiki(server, [11, 12])
    [hit] = ask("wikipedia", QUESTION, url=wiki.url).hits
    assert hit.quote == PAGES["11"]["extract"]
    assert (hit.title, hit.publisher, hit.edition) == ("Tajiks", "Wikipedia (en)", "revision 901")
    assert (hit.as_of, hit.licence) == (date(2026, 1, 2), "CC BY-SA 4.0")
    assert hit.url == "https://en.wikipedia.example/wiki/Tajiks"


def test_the_query_is_the_claims_names_and_nouns_and_can_be_edited(server: LocalServer, ask: Ask) -> None:
    assert connector("wikipedia").plan(QUESTION) == {"search": "Afghanistan Tajiks population", "language": "en"}
    wiki = Wiki(server, [11])
    ask("wikipedia", QUESTION, {"search": "Tajik share"}, url=wiki.url)
    assert wiki.asked[0]["srsearch"] == "Tajik share"
    assert wiki.asked[0]["maxlag"] == "5"


def test_further_result_pages_are_fetched_while_there_are_too_few(server: LocalServer, ask: Ask) -> None:
    wiki = Wiki(server, [11], [12], [11])
    ask("wikipedia", QUESTION, url=wiki.url)
    assert [params["sroffset"] for params in wiki.asked if "sroffset" in params] == ["0", "1", "2"]


def test_no_result_is_nothing_found(server: LocalServer, ask: Ask) -> None:
    answer = ask("wikipedia", QUESTION, url=Wiki(server, []).url)
    assert (answer.hits, answer.http_status) == ((), 200)
    assert json.loads(answer.body) == {"query": {"search": []}}


def test_everything_that_came_back_is_kept_line_by_line(server: LocalServer, ask: Ask) -> None:
    answer = ask("wikipedia", QUESTION, url=Wiki(server, [11]).url)
    lines = [json.loads(line) for line in answer.body.splitlines()]
    assert answer.media_type == "application/x-ndjson"
    assert [line["status"] for line in lines] == [200, 200]
    assert json.loads(lines[1]["body"])["query"]["pages"][0]["title"] == "Tajiks"


def test_a_lagging_wiki_is_asked_later(server: LocalServer, ask: Ask) -> None:
    body = json.dumps({"error": {"code": "maxlag", "info": "Waiting for a database server"}}).encode()
    url = server.url("/w/api.php")
    server.routes = Routes(reply(body, content_type=JSON, Retry_After="5"))
    with pytest.raises(SourceUnavailable, match="come back later") as caught:
        ask("wikipedia", QUESTION, url=url)
    assert caught.value.retry_after == timedelta(seconds=5)


def test_a_query_that_the_wiki_refuses_is_not_asked_again(server: LocalServer, ask: Ask) -> None:
    server.routes = Routes(reply(b'{"error": {"code": "badvalue", "info": "No such thing."}}', content_type=JSON))
    with pytest.raises(SourceRefused, match="No such thing"):
        ask("wikipedia", QUESTION, url=server.url("/w/api.php"))


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    failure = FAILURES[case]
    server.routes = Routes(failure.answer)
    with pytest.raises(failure.error, match=failure.says) as caught:
        ask("wikipedia", QUESTION, url=server.url("/w/api.php"))
    if failure.retry_after is not None:
        assert isinstance(caught.value, SourceUnavailable)
        assert caught.value.retry_after == timedelta(seconds=failure.retry_after)


@pytest.mark.parametrize("body", [b"[]", b"null", b'{"query": []}', b'{"query": {"search": [7, {"pageid": {}}]}}'])
def test_json_of_another_shape_is_nothing_found(server: LocalServer, ask: Ask, body: bytes) -> None:
    server.routes = Routes(reply(body, content_type=JSON))
    assert ask("wikipedia", QUESTION, url=server.url("/w/api.php")).hits == ()


def test_a_language_that_is_none_is_refused(server: LocalServer, ask: Ask) -> None:
    with pytest.raises(SourceRefused, match="no language"):
        ask("wikipedia", QUESTION, {"language": "evil.example/"}, url="http://{language}.wiki.example/w/api.php")
