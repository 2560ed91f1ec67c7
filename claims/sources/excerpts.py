"""The words of a text, without its markup, and the part of them that speaks of a claim."""

import html
import re

from claims.comparison.words import terms

QUOTE_LENGTH = 500
"""Characters of a text that are quoted, unless its best sentence is longer."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+|\n+")


def excerpt(text: str, claim: str) -> str:
    """The run of sentences, word for word, that shares most with the claim; all of a short text."""
    if len(text) <= QUOTE_LENGTH:
        return text
    ends = [match.start() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    starts = [0] + [match.end() for match in _SENTENCE_END.finditer(text)]
    sought = terms(claim)

    def run_from(number: int) -> str:
        fitting = [end for end in ends[number:] if end - starts[number] <= QUOTE_LENGTH]
        return text[starts[number] : fitting[-1] if fitting else ends[number]]

    return max(map(run_from, range(len(starts))), key=lambda run: len(terms(run) & sought))


def without_markup(text: str) -> str:
    """The words of HTML or JATS (an abstract's <jats:p>), white space folded."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
