"""A text cut into sentences and words, each word with its stem and its kind."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from claims.comparison.stance.lexicon import NEGATIONS
from claims.comparison.stance.stems import stem
from claims.comparison.words import STOPWORDS, folded, singular
from claims.extraction.words import word_set

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_OPENS_A_SENTENCE = re.compile(r"(?:^|[.!?]\s+[\"“]?)$")
_FUNCTION = (
    STOPWORDS
    | NEGATIONS
    | word_set(
        """did do does doing done there because about after before during since until while although though despite
        however may might can could would should shall must if then thus him me my myself himself herself itself
        themselves we us being through against among within across along around toward towards upon onto"""
    )
)


class Kind(StrEnum):
    """What a word is, told by its form."""

    FUNCTION = "function"
    NAME = "name"
    NUMBER = "number"
    WORD = "word"
    FIRST = "first"
    """Opens a sentence: its capital says nothing."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text."""

    text: str
    word: str
    """Folded and singular."""
    stem: str
    kind: Kind
    place: int
    """Its number in the text, from 0."""

    @property
    def negates(self) -> bool:
        """Whether the word turns its statement around."""
        return self.word in NEGATIONS or self.word.endswith("n't")


def sentences_of(text: str) -> list[str]:
    """A text cut at its full stops, well enough to align words and numbers in."""
    return [part for part in _SENTENCE_END.split(text) if part.strip()]


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in their order; the parts of a hyphened word one by one."""
    found: list[Token] = []
    for match in _WORD.finditer(text):
        whole = re.sub(r"'s$", "", match[0].replace("’", "'"))
        parts = whole.split("-") if "-" in whole and not any(map(str.isdigit, whole)) else [whole]
        opens = _OPENS_A_SENTENCE.search(text[max(0, match.start() - 4) : match.start()]) is not None
        for part in filter(None, parts):
            word = singular(folded(part))
            found.append(Token(part, word, stem(word), _kind(part, word, opens=opens), len(found)))
    return tuple(found)


def content(found: tuple[Token, ...]) -> list[Token]:
    """The words that mean something by themselves."""
    return [token for token in found if token.kind != Kind.FUNCTION]


def _kind(part: str, word: str, *, opens: bool) -> Kind:
    if any(map(str.isdigit, part)):
        return Kind.NUMBER
    if word in _FUNCTION or len(word) == 1:
        return Kind.FUNCTION
    if part[0].isupper():
        return Kind.FIRST if opens else Kind.NAME
    return Kind.WORD
