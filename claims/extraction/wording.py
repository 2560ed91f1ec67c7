"""The claim in words that stand alone, never saying more than the article does."""

import re
from dataclasses import dataclass, field

from claims.extraction.attribution.speakers import Attribution, claimant_of
from claims.extraction.attribution.speech import INSERTED_CUES, is_source
from claims.extraction.places import countries

_CAPITALISED = r"[A-Z][\w'’-]*"
_WHOM = (
    rf"(?:(?:the|The|all|most|many|some)\s+)?(?:{_CAPITALISED}|[a-z]+s)(?:\s+{_CAPITALISED}){{0,3}}"
    rf"(?:\s+(?:in|of|from)\s+(?:the\s+)?{_CAPITALISED}(?:\s+{_CAPITALISED}){{0,2}})?"
)
_SPEAKER = rf"(?:(?P<speaker>[^,;:.“”\"]{{2,60}}?)\s+(?P<cue>{INSERTED_CUES})\s+)?"
_HOLDS = (
    r"make up|makes up|made up|account for|accounts for|accounted for|constitute|constitutes|comprise|comprises|"
    r"represent|represents|has|have|had|is|are|was|were|cost|costs|employs?|killed|kills|covers?|owns?|"
    r"produces?|lost|received|earns?|feeds?|supplies|houses?|hosts?"
)
_REST = r"[^,;:.“”\"]*(?:[.,]\d[^,;:.“”\"]*)*"
_ADVERBS = rf"(?:(?!(?:{INSERTED_CUES})\b)[a-z]+\s){{0,2}}?"
_CLAUSE = re.compile(
    rf"(?<![\w'’-])(?P<who>{_WHOM}),\s+(?:who|which)\s+{_SPEAKER}(?P<says>{_ADVERBS}(?:{_HOLDS})\b{_REST})"
)
_CONNECTIVE = re.compile(
    r"^(?:meanwhile|however|moreover|furthermore|in addition|additionally|also|separately|but|and|yet|"
    r"still|besides|similarly|"
    r"instead|nevertheless|nonetheless|indeed|in fact|of course|then|so|for instance|for example|it is "
    r"worth mentioning that|"
    r"it is worth noting that|notably)\b,?\s+",
    re.IGNORECASE,
)
_THE_POPULATION = re.compile(r"\bthe population$")
_OPENING_PRONOUN = re.compile(r"^(?:He|She)\b(?=\s+(?:also\s+|later\s+|has\s+|further\s+)?[a-z]+)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A relative clause that is a claim of its own, at [start, end) of its sentence."""

    start: int
    end: int
    text: str
    said: Attribution = field(default_factory=Attribution)
    """Who says so, where the clause itself tells: "who officials say are …"."""


def relative_clause(sentence: str) -> Clause | None:
    """Return the first relative clause that holds a figure, with whom it tells of, worded as a sentence."""
    for found in _CLAUSE.finditer(sentence):
        says = found["says"].rstrip()
        if not re.search(r"\d", says):
            continue
        said = Attribution()
        if found["speaker"]:
            if not is_source(found["speaker"]):
                continue
            said = Attribution(claimant_of(found["speaker"], {}), found["cue"])
        end = found.start("says") + len(says)
        return Clause(found.start(), end, _joined(found["who"], says), said)
    return None


def _joined(who: str, says: str) -> str:
    """ "Tajiks in Afghanistan" + "make up … the population" → "Tajiks make up … the population of Afghanistan"."""
    located = re.fullmatch(r"(?P<head>.+?)\s+in\s+(?P<place>(?:the\s+)?\S.*)", who)
    if located and _THE_POPULATION.search(says) and countries(located["place"]):
        return _sentence(f"{located['head']} {says} of {located['place']}")
    return _sentence(f"{who} {says}")


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


def _sentence(text: str) -> str:
    text = _capital(text)
    return text if text.endswith((".", "!", "?")) else f"{text}."
