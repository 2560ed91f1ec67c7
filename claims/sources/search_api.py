"""Any search that answers GET with JSON: its operator maps the answer's fields to evidence by dotted paths.

A path names object members, and list entries by number: "data.results", "0.title". Nothing of the answer is trusted:
what is missing or of another kind is left out.
"""

import re
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from claims.sources.asking import keywords
from claims.sources.base import Access, Answer, Hit, Option, Pace, Query, Question, SourceRefused
from claims.sources.excerpts import excerpt, without_markup
from claims.sources.json_answers import address_of, day_of, parsed, text_of
from claims.sources.keeping import kept
from claims.sources.needed import keyed, needed
from claims.sources.relevance import speaks_of

MOST_PAGES = 3
MOST_HITS = 10
LONGEST_TEXT = 200_000
REASON = "A search result, not a figure: read it."
_PATH = re.compile(r"[\w@-]+(?:\.[\w@-]+)*")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_MAPPED = ("items", "title", "quote", "link", "date", "publisher", "next")


class SearchApiSource:
    """A newspaper's archive, a library's catalogue or a search engine of the desk's choice."""

    name = "search_api"
    version = "1"
    title = "Search API"
    needs_network = True
    licence = "as stated by each publisher"
    options: tuple[Option, ...] = (
        Option("url", "The address, with {query}; {language} and {page} where it takes them.", required=True),
        Option("items", "The path of the list of results; empty: the answer itself is the list."),
        Option("title", "The path of a result's title.", "title"),
        Option("quote", "The path of its text or snippet; empty: the title is quoted."),
        Option("link", "The path of its web address.", "url"),
        Option("date", "The path of its date, which must begin as 2021-08-26 does."),
        Option("publisher", "The path of its publisher; else the host of its address."),
        Option("next", "The path of the next page's address, on the same site."),
        Option("licence", "The licence of what it finds, as shown on its evidence.", licence),
        Option("header", "The header that carries the key.", "Authorization"),
        Option("key", "What that header holds, for example “Bearer …”.", secret=True),
    )
    pace = Pace(requests=1, seconds=1, at_once=1)

    def applies(self, question: Question) -> str:
        """Any claim with words to search by."""
        return "" if keywords(question) else "The claim has no word to search by."

    def plan(self, question: Question) -> Query:
        """The words to search by, and the claim's language."""
        return {"search": keywords(question), "language": question.language}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Search, page by page. See Connector."""
        template = needed(self, "url", access)
        headers = _checked(template, access)
        hits: list[Hit] = []
        url = _filled(template, query, 1)
        for number in range(2, MOST_PAGES + 2):
            with keyed(self, "key"):
                body = parsed(access.get(url, headers=headers))
            results = _at(body, access.options["items"])
            found = [_hit(each, question.text, access) for each in results] if isinstance(results, list) else []
            hits += [hit for hit in found if hit is not None]
            onward = _onward(url, text_of(_at(body, access.options["next"])) if access.options["next"] else "")
            if "{page}" in template and found:
                onward = _filled(template, query, number)
            if len(hits) >= MOST_HITS or not onward:
                break
            url = onward
        return kept(access, hits[:MOST_HITS], query)


def _checked(template: str, access: Access) -> dict[str, str]:
    """The headers to send, once every option was found in order."""
    if not address_of(template) or "{query}" not in template or "{" in urlsplit(template).netloc:
        raise SourceRefused(f"“{template}” is no address of a search: it must begin with http and hold {{query}}.")
    for name in _MAPPED:
        path = access.options[name]
        if path and not _PATH.fullmatch(path):
            raise SourceRefused(f"“{path}” is no path: write option “{name}” as names with dots, data.results.")
    header = access.options["header"]
    if not _HEADER.fullmatch(header):
        raise SourceRefused(f"“{header}” is no header's name. Correct option “header”.")
    return {header: access.options["key"]} if access.options["key"] else {}


def _filled(template: str, query: Query, page: int) -> str:
    words = {"{query}": str(query["search"]), "{language}": str(query["language"]), "{page}": str(page)}
    return re.sub(r"\{(?:query|language|page)\}", lambda match: quote(words[match[0]], safe=""), template)


def _onward(url: str, given: str) -> str:
    """The next page's address; nothing if it leads to another site, which is not meant to get the key."""
    try:
        onward = address_of(urljoin(url, given)) if given else ""
    except ValueError:
        return ""
    return onward if urlsplit(onward)[:2] == urlsplit(url)[:2] and onward != url else ""


def _at(value: Any, path: str) -> Any:
    """What stands at a dotted path; None where nothing does. The empty path is the value itself."""
    for name in filter(None, path.split(".")):
        if isinstance(value, list) and name.isascii() and name.isdigit():
            value = value[int(name)] if int(name) < len(value) else None
        else:
            value = value.get(name) if isinstance(value, dict) else None
    return value


def _hit(result: Any, claim: str, access: Access) -> Hit | None:
    told = {name: _at(result, access.options[name]) if access.options[name] else None for name in _MAPPED}
    title = without_markup(text_of(told["title"]))
    text = without_markup(text_of(told["quote"])[:LONGEST_TEXT]) or title
    url = address_of(told["link"])
    if not text or not speaks_of(claim, f"{title} {text}"):
        return None
    return Hit(
        title=title or text[:80],
        publisher=text_of(told["publisher"]) or urlsplit(url).hostname or "an unnamed publisher",
        quote=excerpt(text, claim),
        reason=REASON,
        passage=text != title,
        url=url,
        licence=access.options["licence"],
        as_of=day_of(text_of(told["date"])),
    )
