"""Crossref: scholarly works by their titles and abstracts (REST API).

https://www.crossref.org/documentation/retrieve-metadata/rest-api/ https://api.crossref.org/swagger-ui/index.html
https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/
"""

from datetime import date
from typing import Any
from urllib.parse import quote

from claims.sources.asking import keywords
from claims.sources.base import Access, Answer, Hit, Option, Pace, Query, Question
from claims.sources.excerpts import excerpt, without_markup
from claims.sources.json_answers import address_of, items, parsed, text_of
from claims.sources.keeping import kept
from claims.sources.relevance import speaks_of

FOUND_AT_ONCE = 20
MOST_PAGES = 2
MOST_HITS = 5
LONGEST_TEXT = 50_000
FIELDS = "DOI,title,abstract,container-title,publisher,issued,license"
REASON = "A scholarly work, not a figure: read it."


class CrossrefSource:
    """Articles, books and datasets with a DOI; works without an abstract are quoted by their title."""

    name = "crossref"
    version = "1"
    title = "Crossref"
    needs_network = True
    licence = "as stated by each publisher"
    options: tuple[Option, ...] = (
        Option("url", "The API's address.", "https://api.crossref.org"),
        Option("mailto", "An e-mail address of the desk, which Crossref asks for; it is sent along and stored."),
    )
    # Their limit without an address; they may lower it, and say so in x-rate-limit-interval beside a 429.
    pace = Pace(requests=1, seconds=1, at_once=1)

    def applies(self, question: Question) -> str:
        """Any claim with words to search by."""
        return "" if keywords(question) else "The claim has no word to search by."

    def plan(self, question: Question) -> Query:
        """The words to search by."""
        return {"search": keywords(question)}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Search, from cursor to cursor. See Connector."""
        url = f"{access.options['url'].rstrip('/')}/works"
        params = {"query.bibliographic": str(query["search"]), "rows": str(FOUND_AT_ONCE), "select": FIELDS}
        if access.options["mailto"]:
            params["mailto"] = access.options["mailto"]
        hits: list[Hit] = []
        cursor = "*"
        for _ in range(MOST_PAGES):
            body = parsed(access.get(url, {**params, "cursor": cursor}))
            works = list(items(body, "message", "items"))
            hits += [_hit(work, question.text) for work in works if speaks_of(question.text, " ".join(_texts(work)))]
            cursor = text_of(body, "message", "next-cursor")
            if len(hits) >= MOST_HITS or len(works) < FOUND_AT_ONCE or not cursor:
                break
        return kept(access, hits[:MOST_HITS], query)


def _texts(work: dict[str, Any]) -> tuple[str, str]:
    """Title and abstract, which come as JATS."""
    titles = work.get("title")
    title = text_of(titles[0]) if isinstance(titles, list) and titles else text_of(titles)
    return without_markup(title), without_markup(text_of(work, "abstract")[:LONGEST_TEXT])


def _hit(work: dict[str, Any], claim: str) -> Hit:
    title, abstract = _texts(work)
    doi, issued = text_of(work, "DOI"), _issued(work)
    journals = work.get("container-title")
    journal = text_of(journals[0]) if isinstance(journals, list) and journals else ""
    return Hit(
        title=title or doi,
        publisher=without_markup(journal) or text_of(work, "publisher") or "An unnamed publisher",
        quote=excerpt(abstract, claim) or title,
        reason=REASON,
        passage=bool(abstract),
        edition="-".join(f"{part:02d}" for part in issued),
        url=address_of(f"https://doi.org/{quote(doi, safe='/:;().-_')}") if doi else "",
        licence=next((url for each in items(work, "license") if (url := address_of(each.get("URL")))), "")[:200]
        or CrossrefSource.licence,
        as_of=_day(issued),
    )


def _issued(work: dict[str, Any]) -> list[int]:
    """Year, month and day, as far as they are given."""
    dates = work["issued"].get("date-parts") if isinstance(work.get("issued"), dict) else None
    parts = dates[0] if isinstance(dates, list) and dates and isinstance(dates[0], list) else []
    return [part for part in parts[:3] if isinstance(part, int) and 0 < part < 10_000]


def _day(issued: list[int]) -> date | None:
    """The day; the first of a month; nothing where there is only a year, which stands in the edition."""
    try:
        return date(issued[0], issued[1], issued[2] if len(issued) > 2 else 1) if len(issued) > 1 else None
    except ValueError:
        return None
