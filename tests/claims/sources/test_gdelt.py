"""GDELT, against a local server that speaks its DOC 2.0 API."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from claims.choices import Stance
from claims.sources import connector
from claims.sources.base import Answer, Question, SourceRefused
from tests.claims.sources.failures import FAILURES, told_as
from tests.claims.sources.service import Routes, Service
from tests.claimtracker.outbound.server import LocalServer

Ask = Callable[..., Answer]
QUESTION = Question(text="80% of those displaced in Afghanistan are women and children.", said_on=date(2021, 8, 26))
ARTICLE = {
    "url": "https://news.example/a",
    "url_mobile": "",
    "title": "UN : most displaced in Afghanistan are women",
    "seendate": "20210814T031500Z",
    "domain": "news.example",
    "language": "English",
    "sourcecountry": "Examplia",
}


def test_an_article_is_a_pointer_quoted_by_its_title(server: LocalServer, ask: Ask) -> None:
    [hit] = ask("gdelt", QUESTION, url=Service(server, lambda _request: {"articles": [ARTICLE]}).url).hits
    assert (hit.quote, hit.verbatim) == (ARTICLE["title"], True)
    assert (hit.stance, hit.reason) == (Stance.NO_SUGGESTION, "An article that may speak of it: read it.")
    assert (hit.publisher, hit.as_of, hit.url) == ("news.example", date(2021, 8, 14), ARTICLE["url"])
    assert hit.licence == "as stated by each publisher"


def test_the_nearest_title_comes_first_and_one_about_nothing_of_it_never(server: LocalServer, ask: Ask) -> None:
    near = {**ARTICLE, "title": "Women and children displaced in Afghanistan"}
    foreign = {**ARTICLE, "title": "Frauen auf der Flucht", "language": "German"}
    far = {**ARTICLE, "title": "Rain in June"}
    answer = {"articles": [far, foreign, ARTICLE, near]}
    hits = ask("gdelt", QUESTION, url=Service(server, lambda _request: answer).url).hits
    assert [hit.title for hit in hits] == [near["title"], ARTICLE["title"], foreign["title"]]
    assert hits[2].reason.endswith("It is in German.")


def test_the_days_around_the_article_are_searched(server: LocalServer, ask: Ask) -> None:
    assert connector("gdelt").plan(QUESTION) == {
        "search": "Afghanistan displaced women children",
        "from": "2021-08-12",
        "to": "2021-09-02",
    }
    service = Service(server, lambda _request: {})
    ask("gdelt", QUESTION, url=service.url)
    params = service.asked[0].params
    assert (params["startdatetime"], params["enddatetime"]) == ("20210812000000", "20210902235959")
    assert (params["mode"], params["format"]) == ("artlist", "json")


def test_without_a_date_the_last_months_are_searched(server: LocalServer, ask: Ask) -> None:
    service = Service(server, lambda _request: {})
    ask("gdelt", Question(text=QUESTION.text), url=service.url)
    assert service.asked[0].params["timespan"] == "3months"


def test_an_edited_query_is_sent_as_plain_words(server: LocalServer, ask: Ask) -> None:
    service = Service(server, lambda _request: {})
    ask("gdelt", QUESTION, {"search": 'displaced OR ("domain:x" Kabul)'}, url=service.url)
    assert service.asked[0].params["query"] == "displaced domain Kabul"


@pytest.mark.parametrize("edit", [{"from": "May"}, {"to": "2020-01-01"}, {"to": ""}])
def test_a_span_that_is_none_is_refused(server: LocalServer, ask: Ask, edit: dict[str, str]) -> None:
    with pytest.raises(SourceRefused, match="no span of days"):
        ask("gdelt", QUESTION, edit, url=Service(server, lambda _request: {}).url)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb"Afghanistan\'s displaced", r"Afghanistan\'s displaced"),
        (rb"displaced \x in \\Kabul", r"displaced \x in \Kabul"),
        (b"displaced \x02in\x1f Kabul", "displaced in Kabul"),
        (rb"displaced \u00fcber \u12 Kabul", r"displaced über \u12 Kabul"),
        (b"displaced in Kab\xff", "displaced in Kab�"),
        (rb"\"displaced\" in\tKabul", '"displaced" in Kabul'),
    ],
)
def test_characters_and_escapes_that_json_forbids_are_mended(
    server: LocalServer, ask: Ask, written: bytes, read: str
) -> None:
    body = b'{"articles": [{"url": "https://news.example/a", "title": "' + written + b'"}]}'
    answer = ask("gdelt", QUESTION, url=Service(server, lambda _request: body).url)
    assert answer.hits[0].title == read
    assert answer.body == body


def test_it_is_asked_once_in_five_seconds() -> None:
    pace = connector("gdelt").pace
    assert (pace.requests, pace.seconds, pace.at_once) == (1, 5, 1)


@pytest.mark.parametrize(
    "article",
    [
        {"title": ""},
        {"url": "javascript:alert(1)"},
        {"url": "https://["},
        {"url": "https:///a"},
        {"url": "https://a.example/\ud800"},
        {"url": {}},
        {"title": ["displaced"]},
    ],
)
def test_an_article_that_cannot_be_opened_is_left_out(server: LocalServer, ask: Ask, article: dict[str, Any]) -> None:
    answer = {"articles": [{**ARTICLE, **article}, 7, None]}
    assert ask("gdelt", QUESTION, url=Service(server, lambda _request: answer).url).hits == ()


@pytest.mark.parametrize("seen", ["", "yesterday", "20211341T000000Z", 20210814, None])
def test_a_date_that_is_none_is_left_out(server: LocalServer, ask: Ask, seen: Any) -> None:
    answer = {"articles": [{**ARTICLE, "seendate": seen}]}
    [hit] = ask("gdelt", QUESTION, url=Service(server, lambda _request: answer).url).hits
    assert hit.as_of is None


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"articles": {}}'])
def test_an_empty_answer_and_one_of_another_shape_are_nothing_found(server: LocalServer, ask: Ask, body: bytes) -> None:
    answer = ask("gdelt", QUESTION, url=Service(server, lambda _request: body).url)
    assert (answer.hits, answer.http_status) == ((), 200)


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("gdelt", QUESTION, url=server.url("/doc"))
