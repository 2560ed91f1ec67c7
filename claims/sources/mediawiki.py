"""The manners of MediaWiki's Action API, which every wiki shares: maxlag, and errors with status 200.

https://www.mediawiki.org/wiki/API:Errors_and_warnings https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
"""

from collections.abc import Mapping
from typing import Any

from claims.sources.base import Access, SourceRefused, SourceUnavailable
from claims.sources.json_answers import parsed, text_of


def ask_wiki(url: str, params: Mapping[str, str], access: Access, *, whose: str) -> Any:
    """The JSON of an action.

    Raises:
        SourceUnavailable: the wiki lags, is read-only or wants to be asked less.
        SourceRefused: it does not take the query.
    """
    answer = access.get(url, {"format": "json", "formatversion": "2", "maxlag": "5", **params})
    body = parsed(answer)
    code, info = text_of(body, "error", "code"), text_of(body, "error", "info")
    if code in {"maxlag", "ratelimited", "readonly"} or code.startswith("internal_api_error"):
        raise SourceUnavailable(f"{whose} asks to come back later ({code}).", retry_after=answer.retry_after)
    if code:
        raise SourceRefused(f"{whose} refused the query: {info or code}. Edit the query and run it again.")
    return body
