"""The claim in words that stand alone, never saying more than the article does."""

import re

from claims.extraction.attribution.speakers import Attribution

_CONNECTIVE = re.compile(
    r"^(?:meanwhile|however|moreover|furthermore|in addition|additionally|also|separately|but|and|yet|"
    r"still|besides|similarly|"
    r"instead|nevertheless|nonetheless|indeed|in fact|of course|then|so(?! (?:far|long|many|much))|for instance|"
    r"for example|it is worth mentioning that|"
    r"it is worth noting that|notably)\b,?\s+",
    re.IGNORECASE,
)
_OPENING_PRONOUN = re.compile(r"^(?:He|She)\b(?=\s+(?:also\s+|later\s+|has\s+|further\s+)?[a-z]+)")


def stand_alone(sentence: str, said: Attribution) -> str:
    """Return the sentence without the words that tie it to its neighbours.

    Opening connectives go; an opening "He" or "She" that speaks becomes the claimant; a bare quotation gets its
    speaker. Everything else keeps the article's words.
    """
    text = sentence
    opening = _CONNECTIVE.match(text)
    while opening and opening.end() < len(text):
        text = text[opening.end() :]
        opening = _CONNECTIVE.match(text)
    if said.quoted and said.claimant:
        inner = text.strip('“”"«» ').rstrip(",")
        return f"{_capital(said.claimant)} said: “{inner}”"
    if said.claimant and said.cue and re.match(rf"(?:He|She)\s+(?:\w+\s+)?{re.escape(said.cue)}\b", text):
        text = _OPENING_PRONOUN.sub(said.claimant, text)
    return _capital(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
