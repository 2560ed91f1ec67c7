"""The eleven services on the network, each as small as its documented protocol allows, and all of one mind.

Every service knows what it is asked about by its `subject`: the search words, the country, the page. The same subject
comes out of the query that a connector plans for a claim, so that a test knows which request belongs to which row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from claims.library.country_codes import ISO3
from tests.claims.sources.service import Request

YEAR = 2020
_ISO2 = "XX"


@dataclass(frozen=True)
class Spoken:
    """A service's protocol.

    `options`: what an operator sets, for the server's address. `planned`: the subject of a query. `asked`: the subject
    of the first request of a look-up; None for its further requests. `answer`: what it says of a subject. `further`:
    the subject of a further request; `has_further`: whether it has pages, or other steps, that can break on their own.
    `is_shared`: one answer is every look-up's.
    """

    name: str
    options: Callable[[str], dict[str, str]]
    planned: Callable[[Mapping[str, Any]], str]
    asked: Callable[[Request], str | None]
    answer: Callable[["Asked"], Any]
    further: Callable[[Request], str] = lambda _request: ""
    has_further: bool = False
    is_shared: bool = False


@dataclass(frozen=True)
class Asked:
    """A request as its service takes it."""

    request: Request
    subject: str
    number: int
    """Of the subject: what makes it a page or an item."""
    is_known: bool
    has_more: bool
    sentences: tuple[str, ...] = ()
    """Every claim of the article, for the feed."""


def _wikipedia(asked: Asked) -> Any:
    if "pageids" in asked.request.params:
        text = f"{asked.subject} is what this page is about."
        return {"query": {"pages": [{"pageid": asked.number, "title": "A page", "extract": text}]}}
    found = [{"pageid": asked.number}] if asked.is_known else []
    more = {"continue": {"sroffset": 10}} if asked.has_more else {}
    return {"query": {"search": found}, **more}


def _worldbank(asked: Asked) -> Any:
    row = {
        "indicator": {"value": "Population, total"},
        "country": {"id": _ISO2},
        "countryiso3code": asked.subject,
        "date": str(YEAR),
        "value": 20_000_000 if "POP.TOTL" in asked.request.path else 100_000,
    }
    rows = [row] if asked.is_known else None
    return [{"page": 1, "pages": 2 if asked.has_more else 1, "lastupdated": "2026-07-01"}, rows]


def _unhcr(asked: Asked) -> Any:
    sides = {"coo_iso": "-", "coa_iso": "-", **{f"{side}_iso": asked.subject for side in _sides(asked.request)}}
    people = {"f_total": 60, "m_total": 40, "total": 100, "m_0_4": 10, "m_5_11": 5, "m_12_17": 5, "m_other": 0}
    row = {"year": YEAR, **sides, "refugees": 100_000, "idps": 50_000, "pop_type": "IDP", **people}
    return {"items": [row] if asked.is_known else [], "maxPages": 2 if asked.has_more else 1}


def _sides(request: Request) -> list[str]:
    return [side for side in ("coo", "coa") if side in request.params]


def _wikidata(asked: Asked) -> Any:
    if "EntityData" not in asked.request.path:
        return {"search": [{"id": f"Q{asked.number}"}] if asked.is_known else []}
    year = {"datavalue": {"value": {"time": f"+{YEAR}-00-00T00:00:00Z", "precision": 9}}}
    people = {"datavalue": {"value": {"amount": "+20000000", "unit": "1"}}}
    code = {"datavalue": {"value": ISO3[asked.subject]}}
    claims = {
        "P298": [{"mainsnak": code, "rank": "normal"}],
        "P1082": [{"mainsnak": people, "rank": "normal", "qualifiers": {"P585": [year]}}],
    }
    return {"entities": {"Q1": {"id": f"Q{asked.number}", "lastrevid": 7, "claims": claims}}}


def _google(asked: Asked) -> Any:
    review = {"url": "https://facts.example/1", "textualRating": "Mostly true", "languageCode": "en"}
    found = {"claims": [{"text": asked.subject, "claimReview": [review]}]} if asked.is_known else {}
    return {**found, **({"nextPageToken": "2"} if asked.has_more else {})}


def _feed(asked: Asked) -> Any:
    reviews = [
        {"@type": "ClaimReview", "claimReviewed": sentence, "url": "https://facts.example/1", "reviewRating": "True"}
        for sentence in asked.sentences[::2]
    ]
    return {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": reviews}]}


def _reliefweb(asked: Asked) -> Any:
    report = {"title": asked.subject, "body": "<p>A report.</p>", "url": "https://reports.example/1"}
    return {
        "totalCount": 40 if asked.has_more else int(asked.is_known),
        "data": [{"fields": report}] if asked.is_known else [],
    }


def _crossref(asked: Asked) -> Any:
    works = [{"title": ["Something else"]}] * 20 if asked.has_more else []
    if asked.is_known:
        works = [{"DOI": "10.5555/1", "title": [asked.subject]}, *works][:20]
    return {"message": {"items": works, "next-cursor": "2"}}


def _gdelt(asked: Asked) -> Any:
    article = {"title": asked.subject, "url": "https://news.example/1", "language": "English"}
    return {"articles": [article]} if asked.is_known else {}


def _wayback(asked: Asked) -> Any:
    closest = {
        "available": True,
        "status": "200",
        "url": f"http://web.archive.org/web/20210801000000/{asked.subject}",
        "timestamp": "20210801000000",
    }
    return {"archived_snapshots": {"closest": closest} if asked.is_known else {}}


def _search_api(asked: Asked) -> Any:
    found = [{"title": asked.subject, "url": "https://paper.example/1"}] if asked.is_known else []
    more = {"next": f"/find?q={asked.number}&further=1"} if asked.has_more else {}
    return {"results": found, **more}


def _param(name: str, *, unless: str = "", first: str = "") -> Callable[[Request], str | None]:
    """The subject is this parameter, in requests without `unless`, or where that has its `first` value."""

    def subject(request: Request) -> str | None:
        is_first = not unless or request.params.get(unless, first) == first
        return request.params.get(name) if is_first else None

    return subject


def _number_in(request: Request) -> str:
    """What follows a page's or an item's number: the desk of the services knows the subject by it."""
    last = urlsplit(request.path).path.rpartition("/")[2].removesuffix(".json").removeprefix("Q")
    return f"#{request.params.get('pageids') or last}"


def _country(request: Request) -> str | None:
    parts = request.path.split("/")
    is_first = request.params["page"] == "1" and parts[4] == "SP.POP.TOTL"
    return parts[2] if is_first else None


def _one(name: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda query: str(query[name])


def _side(request: Request) -> str | None:
    return request.params[_sides(request)[0]] if request.params["page"] == "1" else None


SERVICES = (
    Spoken(
        "wikipedia",
        lambda url: {"url": f"{url}/w/api.php"},
        _one("search"),
        _param("srsearch", unless="sroffset", first="0"),
        _wikipedia,
        further=lambda request: request.params.get("srsearch") or _number_in(request),
        has_further=True,
    ),
    Spoken(
        "worldbank",
        lambda url: {"url": url},
        _one("countries"),
        _country,
        _worldbank,
        further=lambda request: request.path.split("/")[2],
        has_further=True,
    ),
    Spoken(
        "unhcr",
        lambda url: {"url": url},
        _one("countries"),
        _side,
        _unhcr,
        further=lambda request: request.params[_sides(request)[0]],
        has_further=True,
    ),
    Spoken("wikidata", lambda url: {"url": url}, _one("countries"), _param("search"), _wikidata, further=_number_in),
    Spoken(
        "google_factcheck",
        lambda url: {"url": url},
        _one("search"),
        _param("query", unless="pageToken"),
        _google,
        further=lambda request: request.params["query"],
        has_further=True,
    ),
    Spoken(
        "claimreview_feed",
        lambda url: {"url": f"{url}/feed.json"},
        lambda _query: "",
        lambda _request: "",
        _feed,
        is_shared=True,
    ),
    Spoken(
        "reliefweb",
        lambda url: {"url": url, "appname": "desk-example"},
        _one("search"),
        _param("query[value]", unless="offset", first="0"),
        _reliefweb,
        further=lambda request: request.params["query[value]"],
        has_further=True,
    ),
    Spoken(
        "crossref",
        lambda url: {"url": url},
        _one("search"),
        _param("query.bibliographic", unless="cursor", first="*"),
        _crossref,
        further=lambda request: request.params["query.bibliographic"],
        has_further=True,
    ),
    Spoken("gdelt", lambda url: {"url": url}, _one("search"), _param("query"), _gdelt),
    Spoken(
        "wayback",
        lambda url: {"url": f"{url}/available", "save_url": f"{url}/save"},
        _one("urls"),
        _param("url"),
        _wayback,
    ),
    Spoken(
        "search_api",
        lambda url: {"url": f"{url}/find?q={{query}}", "items": "results", "next": "next"},
        _one("search"),
        _param("q", unless="further"),
        _search_api,
        further=lambda request: f"#{request.params['q']}",
        has_further=True,
    ),
)
