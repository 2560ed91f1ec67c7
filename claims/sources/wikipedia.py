"""Wikipedia: search, then the text of the best pages (MediaWiki Action API, https://www.mediawiki.org/wiki/API:Search)."""

from typing import Any

from claims.sources.asking import keywords
from claims.sources.base import PASSAGE_REASON, Access, Answer, Hit, Option, Pace, Query, Question, SourceRefused
from claims.sources.excerpts import excerpt
from claims.sources.json_answers import address_of, day_of, items, storable, text_of
from claims.sources.keeping import kept
from claims.sources.mediawiki import ask_wiki

PAGES = 3
"""How many pages are read."""
FOUND_AT_ONCE = 10
MOST_RESULT_PAGES = 3
LONGEST_TEXT = 200_000


class WikipediaSource:
    """Any language's Wikipedia; asked serially, with maxlag, as its etiquette wants."""

    name = "wikipedia"
    version = "1"
    title = "Wikipedia"
    needs_network = True
    licence = "CC BY-SA 4.0"
    options: tuple[Option, ...] = (
        Option(
            "url",
            "The API's address; {language} stands for the claim's language.",
            "https://{language}.wikipedia.org/w/api.php",
        ),
        Option("language", "Always ask this edition, for example en. Empty: the claim's language."),
    )
    pace = Pace(requests=1, seconds=1, at_once=1)

    def applies(self, question: Question) -> str:
        """Any claim with words to search by."""
        return "" if keywords(question) else "The claim has no word to search by."

    def plan(self, question: Question) -> Query:
        """The words to search by, and whose Wikipedia."""
        return {"search": keywords(question), "language": question.language.partition("-")[0].lower() or "en"}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Search, then read the extracts of the first pages. See Connector."""
        language = access.options["language"] or str(query["language"])
        if not language.isalnum() and not language.replace("-", "").isalnum():
            raise SourceRefused(f"“{language}” is no language of a Wikipedia. Correct it in the query.")
        url = access.options["url"].replace("{language}", language)
        found = self._search(url, str(query["search"]), access)
        pages = [self._page(url, text_of(result, "pageid"), access) for result in found[:PAGES]]
        hits = [_hit(page, question.text, language) for page in pages if text_of(page, "extract")]
        return kept(access, hits, query)

    def _search(self, url: str, words: str, access: Access) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        offset = "0"
        for _ in range(MOST_RESULT_PAGES):
            params = {
                "action": "query",
                "list": "search",
                "srsearch": words,
                "srlimit": str(FOUND_AT_ONCE),
                "sroffset": offset,
            }
            answer = ask_wiki(url, params, access, whose=self.title)
            found += [result for result in items(answer, "query", "search") if text_of(result, "pageid").isdigit()]
            offset = text_of(answer, "continue", "sroffset")
            if len(found) >= PAGES or not offset:
                break
        return found

    def _page(self, url: str, page: str, access: Access) -> dict[str, Any]:
        params = {
            "action": "query",
            "prop": "extracts|info|revisions",
            "explaintext": "1",
            "inprop": "url",
            "rvprop": "ids|timestamp",
            "pageids": page,
        }
        answer = ask_wiki(url, params, access, whose=self.title)
        return next(items(answer, "query", "pages"), {})


def _hit(page: dict[str, Any], claim: str, language: str) -> Hit:
    revision = next(items(page, "revisions"), {})
    quote = excerpt(storable(str(page["extract"]))[:LONGEST_TEXT].strip(), claim)
    return Hit(
        title=text_of(page, "title"),
        publisher=f"Wikipedia ({language})",
        edition=f"revision {text_of(revision, 'revid')}" if text_of(revision, "revid") else "",
        url=address_of(page.get("canonicalurl") or page.get("fullurl")),
        licence=WikipediaSource.licence,
        as_of=day_of(revision.get("timestamp")),
        quote=quote,
        reason=PASSAGE_REASON,
        passage=language.partition("-")[0] in {"en", "simple"},
    )
