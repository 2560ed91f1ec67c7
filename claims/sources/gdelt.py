"""GDELT: news articles of the days around the claim's, as pointers to read (DOC 2.0 API, artlist).

https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from claims.comparison.words import terms
from claims.sources.asking import keywords
from claims.sources.base import Access, Answer, Hit, Option, Pace, Query, Question, SourceRefused
from claims.sources.json_answers import address_of, day_of, items, parsed, text_of
from claims.sources.keeping import kept
from claims.sources.relevance import shared_words

MOST_WORDS = 6
"""Articles must have every word: more words find nothing."""
BEFORE, AFTER = timedelta(days=14), timedelta(days=7)
MOST_RECORDS = 25
MOST_HITS = 5
REASON = "An article that may speak of it: read it."
_BAD_ESCAPE = re.compile(rb'\\(?:u(?![0-9a-fA-F]{4})|(?!["\\/bfnrtu]))|\\\\|\\"')
_SEEN = re.compile(r"(\d{4})(\d{2})(\d{2})T\d{6}Z?")
_WORD = re.compile(r"\w{3,}")


class GdeltSource:
    """Online news in many languages since 2017; titles only, so that a person must open the article."""

    name = "gdelt"
    version = "1"
    title = "GDELT"
    needs_network = True
    licence = "as stated by each publisher"
    options: tuple[Option, ...] = (Option("url", "The API's address.", "https://api.gdeltproject.org/api/v2/doc/doc"),)
    pace = Pace(requests=1, seconds=5, at_once=1)

    def applies(self, question: Question) -> str:
        """Any claim with words to search by."""
        return "" if _words(keywords(question)) else "The claim has no word to search by."

    def plan(self, question: Question) -> Query:
        """The first words to search by, and the days around the article's; without a date, the last three months."""
        day = question.said_on
        return {
            "search": " ".join(_words(keywords(question))[:MOST_WORDS]),
            "from": (day - BEFORE).isoformat() if day else "",
            "to": (day + AFTER).isoformat() if day else "",
        }

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """One list of articles; it has no pages. See Connector."""
        # Its syntax gives a meaning to quotation marks, brackets and colons: only words are sent.
        params = {
            "query": " ".join(_words(str(query["search"]))),
            "mode": "artlist",
            "format": "json",
            "maxrecords": str(MOST_RECORDS),
            "sort": "hybridrel",
            **_span(str(query["from"]), str(query["to"])),
        }
        answer = access.get(access.options["url"], params)
        articles = list(items(parsed(replace(answer, body=_mended(answer.body))), "articles"))
        ours = terms(question.text)
        near = sorted(articles, key=lambda article: -shared_words(ours, text_of(article, "title"))[0])
        hits = [_hit(article) for article in near if _may_be_read(article, ours)]
        return kept(access, hits[:MOST_HITS], query)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _span(first: str, last: str) -> dict[str, str]:
    if not first and not last:
        return {"timespan": "3months"}
    days = day_of(first), day_of(last)
    if days[0] is None or days[1] is None or days[1] < days[0]:
        raise SourceRefused(f"“{first}” to “{last}” is no span of days. Write from and to as 2021-08-26, or neither.")
    return {"startdatetime": f"{days[0]:%Y%m%d}000000", "enddatetime": f"{days[1]:%Y%m%d}235959"}


def _mended(body: bytes) -> bytes:
    r"""The JSON with its illegal escapes (\' and \x among them) made literal; the snapshot keeps it as it came."""
    return _BAD_ESCAPE.sub(lambda match: match[0] if match[0] in (rb"\\", rb"\"") else b"\\" + match[0], body)


def _may_be_read(article: dict[str, Any], ours: frozenset[str]) -> bool:
    """It has a title and an address; in English, title and claim share a word."""
    title = text_of(article, "title")
    foreign = text_of(article, "language") not in {"", "English"}
    return bool(title and address_of(article.get("url"))) and (foreign or shared_words(ours, title)[0] > 0)


def _hit(article: dict[str, Any]) -> Hit:
    url, language = address_of(article.get("url")), text_of(article, "language")
    return Hit(
        title=text_of(article, "title"),
        publisher=text_of(article, "domain") or urlsplit(url).hostname or "an unnamed publisher",
        quote=text_of(article, "title"),
        reason=REASON if language in {"", "English"} else f"{REASON} It is in {language}.",
        url=url,
        licence=GdeltSource.licence,
        as_of=_seen(text_of(article, "seendate")),
    )


def _seen(text: str) -> date | None:
    found = _SEEN.fullmatch(text)
    return day_of("-".join(found.groups())) if found else None
