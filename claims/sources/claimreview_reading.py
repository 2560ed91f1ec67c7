"""ClaimReview markup as publishers write it in the wild, read into fact-checks; what cannot be read says why.

https://schema.org/ClaimReview https://developers.google.com/search/docs/appearance/structured-data/factcheck
"""

from collections.abc import Iterator
from typing import Any

from claims.sources.fact_checks import FactCheck
from claims.sources.json_answers import address_of, day_of, number_of, text_of

NOT_GIVEN = -1
"""What feeds write for a number that the publisher did not give."""


class Unreadable(Exception):
    """The record is no review that a reader could follow up; the message says what it lacks."""


def reviews_of(element: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the raw reviews of a feed's element, each with the element's own address.

    An element is a DataFeedItem around one review, many or none; or a bare ClaimReview.
    """
    if not isinstance(element, dict) or "item" not in element:
        yield element, None
        return
    found = element["item"]
    for review in found if isinstance(found, list) else [found]:
        yield review, element.get("url")


def read_review(raw: Any, elsewhere: Any = None) -> FactCheck:
    """Read one review. `elsewhere` is where it can be read if it has no address of its own.

    Raises Unreadable where it is no object, says not what it reviews, or has no address to read it at.
    """
    if not isinstance(raw, dict):
        raise Unreadable("It is no object.")
    reviewed = raw.get("itemReviewed")
    claim = text_of(raw, "claimReviewed") or _words(reviewed, "name", "description", "text")
    url = next(_addresses(raw.get("url")), "") or next(_addresses(elsewhere), "")
    if not claim:
        raise Unreadable("It does not say which claim it reviews.")
    if not url:
        raise Unreadable("It has no web address.")
    return FactCheck(
        claim=claim,
        url=url,
        rating=_rating(raw.get("reviewRating")),
        publisher=_words(raw.get("author"), "name") or _words(raw.get("publisher"), "name"),
        title=_words(raw.get("name")) or _words(raw.get("headline")),
        reviewed_on=day_of(text_of(raw, "datePublished")),
        appearances=tuple(dict.fromkeys(_appearances(reviewed))),
    )


def _rating(rating: Any) -> str:
    """The rating in its publisher's words; where there are none, its number with the scale, whichever end is best."""
    if isinstance(rating, list):
        return next((words for each in rating if (words := _rating(each))), "")
    if words := _words(rating if isinstance(rating, str) else None) or _words(_field(rating, "alternateName"), "name"):
        return words
    value, best, worst = (number_of(_field(rating, name)) for name in ("ratingValue", "bestRating", "worstRating"))
    if value is None or value == NOT_GIVEN:
        return ""
    if best is None or worst is None or best == worst or NOT_GIVEN in (best, worst):
        return f"{value:f}"
    return f"{value:f} on a scale from {worst:f} (worst) to {best:f} (best)"


def _appearances(reviewed: Any) -> Iterator[str]:
    for each in reviewed if isinstance(reviewed, list) else [reviewed]:
        for name in ("firstAppearance", "appearance"):
            yield from _addresses(_field(each, name))


def _addresses(value: Any) -> Iterator[str]:
    """The web addresses of a string, an object with url or @id, or a list of these."""
    for each in value if isinstance(value, list) else [value]:
        found = address_of(each) or address_of(_field(each, "url")) or address_of(_field(each, "@id"))
        if found:
            yield found


def _words(value: Any, *names: str) -> str:
    """The text of a string, of an object under one of `names` or @value, or of the first in a list that has any."""
    if isinstance(value, list):
        return next((words for each in value if not isinstance(each, list) and (words := _words(each, *names))), "")
    if isinstance(value, dict):
        return next((words for name in (*names, "@value") if (words := text_of(value, name))), "")
    return text_of(value)


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None
