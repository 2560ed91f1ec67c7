"""Google Fact Check Tools, against a local server that speaks claims:search."""

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
from tests.claimtracker.outbound.server import LocalServer, redirect

Ask = Callable[..., Answer]
KEY = "k3y-0f-th3-d3sk"
QUESTION = Question(text="Tajiks make up more than 46% of the population of Afghanistan.")
REVIEW = {
    "publisher": {"name": "Example Facts", "site": "facts.example"},
    "url": "https://facts.example/tajiks",
    "title": "Are half of Afghans Tajiks?",
    "reviewDate": "2021-09-01T00:00:00Z",
    "textualRating": "Mostly false",
    "languageCode": "en",
}
CLAIM = {"text": "Half the population of Afghanistan are Tajiks", "claimant": "A post", "claimReview": [REVIEW]}


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_GOOGLE_FACTCHECK_KEY", KEY)


class Google:
    """Pages of claims; the token of a page is its number."""

    def __init__(self, *pages: list[Any]) -> None:
        self.pages = pages

    def __call__(self, request: Request) -> Any:
        number = int(request.params.get("pageToken", 0))
        more = {"nextPageToken": str(number + 1)} if number + 1 < len(self.pages) else {}
        return {"claims": self.pages[number], **more}


def test_a_rating_is_quoted_as_its_publishers_and_suggests_nothing(server: LocalServer, ask: Ask) -> None:
    [hit] = ask("google_factcheck", QUESTION, url=Service(server, Google([CLAIM])).url).hits
    assert hit.stance == Stance.NO_SUGGESTION
    assert hit.reason == "A fact-check by Example Facts: read it."
    assert hit.quote == (
        "Claim reviewed: “Half the population of Afghanistan are Tajiks” Example Facts rates it “Mostly false”."
    )
    assert (hit.title, hit.publisher, hit.url) == (REVIEW["title"], "Example Facts", REVIEW["url"])
    assert (hit.as_of, hit.licence) == (date(2021, 9, 1), "as stated by each publisher")


def test_every_page_is_read_by_its_token(server: LocalServer, ask: Ask) -> None:
    service = Service(server, Google([CLAIM], [CLAIM], [CLAIM], [CLAIM]))
    assert len(ask("google_factcheck", QUESTION, url=service.url).hits) == 3
    assert [request.params.get("pageToken") for request in service.asked] == [None, "1", "2"]


def test_the_query_has_words_and_language_and_can_be_edited(server: LocalServer, ask: Ask) -> None:
    assert connector("google_factcheck").plan(QUESTION) == {
        "search": "Afghanistan Tajiks population",
        "language": "en",
    }
    service = Service(server, Google([]))
    ask("google_factcheck", QUESTION, {"search": "Tajik share", "language": ""}, url=service.url)
    [asked] = service.asked
    assert asked.path == "/claims:search"
    assert (asked.params["query"], "languageCode" in asked.params) == ("Tajik share", False)


def test_the_key_goes_in_a_header_and_nowhere_else(
    server: LocalServer, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    service = Service(server, Google([CLAIM], [CLAIM]))
    answer = ask("google_factcheck", QUESTION, url=service.url)
    assert {request.headers["x-goog-api-key"] for request in service.asked} == {KEY}
    assert not any(KEY in str(request.params) for request in service.asked)
    assert KEY not in f"{answer.body!r} {answer.query} {answer.hits} {caplog.text}"


def test_a_redirect_to_another_site_does_not_get_the_key(
    server: LocalServer, other_server: LocalServer, ask: Ask
) -> None:
    other = Service(other_server, Google([CLAIM]))
    server.routes = Routes(redirect(other.url + "/elsewhere"))
    ask("google_factcheck", QUESTION, url=server.url(""))
    assert "x-goog-api-key" not in other.asked[0].headers


def test_without_a_key_nothing_is_asked_and_the_variable_is_named(
    server: LocalServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_GOOGLE_FACTCHECK_KEY")
    service = Service(server, Google([CLAIM]))
    with pytest.raises(SourceRefused, match="SOURCE_GOOGLE_FACTCHECK_KEY"):
        ask("google_factcheck", QUESTION, url=service.url, key="from the database")
    assert service.asked == []


def test_a_key_that_no_header_can_hold_is_not_repeated(
    server: LocalServer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_GOOGLE_FACTCHECK_KEY", "s3cret\nX: y")
    with pytest.raises(SourceRefused, match="header") as caught:
        ask("google_factcheck", QUESTION, url=Service(server, Google([])).url)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("body", [b"{}", b"[]", b"null", b'{"claims": {}}', b'{"claims": [7, {"claimReview": [{}]}]}'])
def test_an_empty_answer_and_one_of_another_shape_are_nothing_found(server: LocalServer, ask: Ask, body: bytes) -> None:
    answer = ask("google_factcheck", QUESTION, url=Service(server, lambda _request: body).url)
    assert (answer.hits, answer.http_status) == ((), 200)


def test_missing_keys_are_accepted(server: LocalServer, ask: Ask) -> None:
    bare = {"text": CLAIM["text"], "claimReview": [{"url": "https://facts.example/1"}, {"textualRating": "False"}]}
    first, second = ask("google_factcheck", QUESTION, url=Service(server, Google([bare])).url).hits
    assert first.reason == "A fact-check by facts.example: read it."
    assert "gives no rating in words" in first.quote
    assert (second.url, second.as_of) == ("", None)
    assert "an unnamed publisher rates it “False”" in second.quote


def test_a_fact_check_of_something_else_is_left_out_if_its_language_can_be_read(server: LocalServer, ask: Ask) -> None:
    other = {"text": "The moon is made of cheese", "claimReview": [REVIEW]}
    foreign = {"text": "Die Hälfte sind Tadschiken", "claimReview": [{**REVIEW, "languageCode": "de"}]}
    hits = ask("google_factcheck", QUESTION, url=Service(server, Google([other, foreign])).url).hits
    assert ["Tadschiken" in hit.quote for hit in hits] == [True]


@pytest.mark.parametrize("text", ["Tajiks \ud800 of Afghanistan", "Tajiks \x00 of Afghanistan"])
def test_characters_that_no_database_holds_are_replaced(server: LocalServer, ask: Ask, text: str) -> None:
    [hit] = ask(
        "google_factcheck", QUESTION, url=Service(server, Google([{"text": text, "claimReview": [REVIEW]}])).url
    ).hits
    assert "\x00" not in hit.quote
    assert hit.quote.encode()


@pytest.mark.parametrize("case", FAILURES)
def test_a_failure_is_told_as_what_it_is(server: LocalServer, ask: Ask, case: str) -> None:
    server.routes = Routes(FAILURES[case].answer)
    with told_as(FAILURES[case]):
        ask("google_factcheck", QUESTION, url=server.url(""))
