"""Whatever is wrong with any part of a service's JSON, a connector answers or says so; it never breaks."""

import copy
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils import timezone

from claims.sources import connector
from claims.sources.access import options_of, with_params
from claims.sources.base import Answer, Document, Question, SourceRefused, SourceUnavailable
from claimtracker.outbound import Fetched
from tests.claims.sources import (
    test_claimreview_feed,
    test_crossref,
    test_gdelt,
    test_google_factcheck,
    test_reliefweb,
    test_search_api,
    test_unhcr,
    test_wayback,
    test_wikidata,
    test_worldbank,
)
from tests.claims.sources.service import Request

ODD = [None, True, 1e400, 10**400, "", "\ud800\x00", "https://[", "https://\ud800.example/", [[None]], {"x": []}]
SHARE = test_wikidata.statement(
    test_wikidata.item("Q1"), P1107=test_wikidata.amount("+0.27"), P585=test_wikidata.at("2014-00-00")
)
WHERE = {"appearance": [{"url": test_claimreview_feed.WHERE}]}
REVIEW = test_claimreview_feed.item([{**test_claimreview_feed.REVIEW, "itemReviewed": WHERE}])
SERVICES: dict[str, tuple[Question, Callable[[Request], Any]]] = {
    "worldbank": (test_worldbank.QUESTION, test_worldbank.Bank([test_worldbank.row(2021, 40_099_462)])),
    "unhcr": (test_unhcr.SHARE, test_unhcr.Unhcr(demographics=[test_unhcr.WITHIN])),
    "wikidata": (
        test_wikidata.SHARE,
        test_wikidata.Wiki(P172=[test_wikidata.cited(SHARE, P248=test_wikidata.item("Q9"))]),
    ),
    "google_factcheck": (
        test_google_factcheck.QUESTION,
        lambda request: (
            {"claims": [test_google_factcheck.CLAIM]}
            | ({} if "pageToken" in request.params else {"nextPageToken": "n"})
        ),
    ),
    "claimreview_feed": (test_claimreview_feed.QUESTION, lambda _request: test_claimreview_feed.feed(REVIEW)),
    "reliefweb": (test_reliefweb.QUESTION, test_reliefweb.ReliefWeb(test_reliefweb.REPORT)),
    "crossref": (test_crossref.QUESTION, test_crossref.Crossref(test_crossref.WORK)),
    "gdelt": (test_gdelt.QUESTION, lambda _request: {"articles": [test_gdelt.ARTICLE]}),
    "wayback": (test_wayback.QUESTION, test_wayback.Archive(states=(test_wayback.SAVED,))),
    "search_api": (
        test_search_api.QUESTION,
        lambda _request: {"data": {"results": [test_search_api.RESULT]}, "next": "?page=2"},
    ),
}
OPTIONS = {
    "reliefweb": {"appname": "x"},
    "claimreview_feed": {"url": "https://a.example/feed"},
    "search_api": {"url": "https://a.example/{query}", "next": "next", **test_search_api.MAPPED},
    "wayback": {"url": "https://a.example/available", "save": "yes"},
}


class Made:
    """A way out that leads to a function; the answer to one request can be replaced."""

    def __init__(self, name: str, replaced: tuple[int, Any] | None = None) -> None:
        self.options = options_of(connector(name), OPTIONS.get(name, {}))
        self.exchanges: list[Fetched] = []
        self.answers: list[Any] = []
        self._answer, self._replaced = SERVICES[name][1], replaced

    def get(self, url: str, params: Any = None, **_more: Any) -> Fetched:
        return self._made("GET", with_params(url, params or {}))

    def document(self, url: str, *, check: Callable[[bytes], None], **_more: Any) -> Document:
        made = self._made("GET", url)
        check(made.body)
        return Document(made.url, made.body, "0" * 64, made.media_type, made.status, timezone.now(), timezone.now())

    def post(self, url: str, _body: bytes, **_more: Any) -> Fetched:
        return self._made("POST", url)

    def _made(self, method: str, url: str) -> Fetched:
        parts = urlsplit(url)
        path = parts.path.removeprefix("/population/v1").removeprefix("/v2")
        answer = self._answer(Request(method, path, dict(parse_qsl(parts.query)), {}, b""))
        if self._replaced and self._replaced[0] == len(self.answers):
            answer = self._replaced[1]
        self.answers.append(copy.deepcopy(answer))
        body = json.dumps(answer).encode()
        told = Fetched(url, 200, MappingProxyType({}), body, "application/json", "utf-8", (), not_modified=False)
        self.exchanges.append(told)
        return told


def ask(name: str, access: Made) -> Answer:
    question = SERVICES[name][0]
    return connector(name).ask(question, connector(name).plan(question), access)


def spoilt(value: Any) -> Iterator[Any]:
    """The value with each of its parts in turn replaced by each odd thing."""
    yield from ODD
    for key in range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ():
        for odd in spoilt(value[key]):
            changed = copy.copy(value)
            changed[key] = odd
            yield changed


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOOGLE_FACTCHECK_KEY", "WAYBACK_KEY", "WAYBACK_SECRET"):
        monkeypatch.setenv(f"SOURCE_{name}", "k3y-0f-th3-d3sk")


@pytest.mark.parametrize("name", SERVICES)
def test_no_part_of_an_answer_is_trusted(name: str):
    whole = Made(name)
    assert ask(name, whole).hits, "the whole answer must be found, or its parts say nothing"
    for number, answer in enumerate(whole.answers):
        for changed in spoilt(answer):
            with suppress(SourceUnavailable, SourceRefused):
                for hit in ask(name, Made(name, (number, changed))).hits:
                    told = hit.title + hit.publisher + hit.quote + hit.url + hit.edition + hit.licence
                    assert told.encode()
                    assert "\x00" not in told
                    assert hit.quote
