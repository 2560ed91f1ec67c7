"""What a claim gives a search to look for: its names, what it counts, where and when."""

import re
from collections.abc import Iterator

from claims.comparison.words import STOPWORDS, canonical_place, named_places
from claims.extraction.words import word_set
from claims.sources.base import Question

MOST_WORDS = 10
"""Searches that want every word find nothing with more."""
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")
_WORD = re.compile(r"[^\W\d_][\w’'-]{2,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_WEAK = word_set(
    "said says say told claimed claims according more less than about around nearly almost percent per cent number "
    "people million billion thousand hundred year years last this since between from over under make makes made up "
    "have has had was were will would could there their they which who whose also been being"
)


def keywords(question: Question) -> str:
    """The words to search by, most telling first: names and places, counted nouns, then the rest; years last."""
    return " ".join(dict.fromkeys(_telling(question)))


def places_of(question: Question) -> list[str]:
    """The countries that the claim speaks of, by their usual names, in its order."""
    told = [canonical_place(quantity.place) for quantity in question.quantities if quantity.place]
    return list(dict.fromkeys([*told, *named_places(question.text)]))


def _telling(question: Question) -> Iterator[str]:
    # The parts of a web address are no words of the claim: a search that wants every word would find nothing.
    text = _ADDRESS.sub(" ", question.text)
    counted = [noun for quantity in question.quantities for noun in (quantity.counted, quantity.population)]
    words = [word for name in _NAME.findall(text) for word in name.split()]
    words += [word for noun in counted for word in _WORD.findall(noun)]
    words += [word for quantity in question.quantities for word in quantity.place.split()]
    words += _WORD.findall(text)
    seen: set[str] = set()
    for word in words:
        bare = re.sub(r"[’']s?$", "", word)
        if bare.lower() not in seen and bare.lower() not in STOPWORDS | _WEAK and len(seen) < MOST_WORDS:
            seen.add(bare.lower())
            yield bare
    yield from _YEAR.findall(text)[:2]
