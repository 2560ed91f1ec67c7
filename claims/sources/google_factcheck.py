"""Google Fact Check Tools: published fact-checks of claims like this one (claims:search, v1alpha1).

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims/search
https://cloud.google.com/docs/authentication/api-keys-use
"""

from collections.abc import Iterator
from typing import Any

from claims.comparison.words import terms
from claims.sources.asking import keywords
from claims.sources.base import Access, Answer, Option, Pace, Query, Question
from claims.sources.fact_checks import LICENCE, FactCheck, as_hit
from claims.sources.json_answers import address_of, day_of, items, parsed, text_of
from claims.sources.keeping import kept
from claims.sources.needed import keyed, needed
from claims.sources.relevance import shared_words

FOUND_AT_ONCE = 10
MOST_PAGES = 3
MOST_HITS = 10
LEAST_SHARED = 2
"""Content words that a claim reviewed in the same language must share with ours."""


class GoogleFactCheckSource:
    """Fact-checks that their publishers marked up as ClaimReview, as Google collects them."""

    name = "google_factcheck"
    version = "1"
    title = "Google Fact Check Tools"
    needs_network = True
    licence = LICENCE
    options: tuple[Option, ...] = (
        Option("url", "The API's address.", "https://factchecktools.googleapis.com/v1alpha1"),
        Option("key", "An API key of a Google Cloud project with this API switched on.", required=True, secret=True),
    )
    pace = Pace(requests=1, seconds=1, at_once=2)

    def applies(self, question: Question) -> str:
        """Any claim with words to search by."""
        return "" if keywords(question) else "The claim has no word to search by."

    def plan(self, question: Question) -> Query:
        """The words to search by, and the fact-checks' language; emptied, fact-checks of every language are found."""
        return {"search": keywords(question), "language": question.language}

    def ask(self, question: Question, query: Query, access: Access) -> Answer:
        """Search, page by page. See Connector."""
        # In a header and not in the address, which is kept with the snapshot.
        headers = {"X-Goog-Api-Key": needed(self, "key", access)}
        url = f"{access.options['url'].rstrip('/')}/claims:search"
        params = {"query": str(query["search"]), "pageSize": str(FOUND_AT_ONCE)}
        if language := str(query["language"]):
            params["languageCode"] = language
        checks: list[FactCheck] = []
        for _ in range(MOST_PAGES):
            # A key that is none is answered with 400, as a query that is none would be.
            with keyed(self, "key", statuses=(400, 401, 403)):
                body = parsed(access.get(url, params, headers=headers))
            checks += [check for claim in items(body, "claims") for check in _checks(claim, question)]
            params["pageToken"] = text_of(body, "nextPageToken")
            if not params["pageToken"] or len(checks) >= MOST_HITS:
                break
        return kept(access, [as_hit(check) for check in checks[:MOST_HITS]], query)


def _checks(claim: dict[str, Any], question: Question) -> Iterator[FactCheck]:
    text = text_of(claim, "text")
    for review in items(claim, "claimReview"):
        url, rating = address_of(review.get("url")), text_of(review, "textualRating")
        same_language = text_of(review, "languageCode").partition("-")[0] == question.language.partition("-")[0]
        if not text or not (url or rating):
            continue
        if same_language and shared_words(terms(question.text), text)[0] < LEAST_SHARED:
            continue
        yield FactCheck(
            claim=text,
            url=url,
            rating=rating,
            publisher=text_of(review, "publisher", "name") or text_of(review, "publisher", "site"),
            title=text_of(review, "title"),
            reviewed_on=day_of(review.get("reviewDate")),
        )
