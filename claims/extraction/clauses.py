"""Relative clauses that are claims of their own: "Tajiks …, who make up more than 46 % of the population"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.extraction.attribution.speakers import Attribution, claimant_of
from claims.extraction.attribution.speech import INSERTED_CUES, is_source
from claims.extraction.places import countries
from claims.extraction.reference import FINITE

_NAME = r"(?!(?:For|In|On|At|By|With|But|And|As|Among|From|Of|To|After|Before|Under|Since|While|When)\b)[A-Z][\w'’.-]*"
_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Aa]ll|[Mm]ost|[Mm]any|[Ss]ome|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)"
_PLURAL = r"(?:[a-z]+(?<!s)s|people|children|women|men|police)"
_NOT_INSIDE = rf"(?:of|in|from|for|with|by|at|on|to|out|up|and|or|that|than|as|not|including|like|[a-z]+ly|{FINITE})"
_INNER = rf"(?!{_NOT_INSIDE}\b)[\w'’-]+"
_ANTECEDENT = re.compile(
    rf"(?<![\w'’-])(?:"
    rf"(?:{_DETERMINER}\s+)?(?:{_NAME}(?:\s+{_NAME}){{0,4}}|(?:{_INNER}\s+){{0,2}}{_PLURAL})(?:\s+(?:in|of|from)\s+(?:the\s+)?{_NAME}(?:\s+{_NAME}){{0,2}})?"
    rf"|{_DETERMINER}\s+(?:{_INNER}\s+){{0,3}}{_INNER}"
    rf"|^[A-Z][a-z’'-]+\s+{_PLURAL}|(?:{_NAME}|{_PLURAL})\s+(?:under|over|aged)\s+\w+)$"
)
"""The end of the words before ", who": a name, a plural, or a phrase with its article, and no verb within."""
_LONGEST_ANTECEDENT = 90
_SPEAKER = rf"(?:(?:according to\s+)?(?P<speaker>[^,;:.“”\"]{{2,60}}?)\s+(?P<cue>{INSERTED_CUES})\s+)?"
_REST = r"[^,;:.“”\"—–]*(?:[.,]\d[^,;:.“”\"—–]*)*"
_NOT_A_VERB = (
    r"(?:the|an?|this|that|these|those|it|its|he|she|they|we|i|you|his|her|their|our|my|your|in|at|on|by|for|from|to|"
    r"with|under|over|of|as|if|when|where|while|according|some|many|most|all|any|each|every|one|would|will|shall|"
    r"should|could|can|may|might|must|not)"
)
_ADVERB = rf"(?:(?!(?:{INSERTED_CUES})\b)(?:[a-z]+ly|now|still|also|already|currently|once|then|together|first)\s)?"
_CLAUSE = re.compile(rf",\s+(?P<pronoun>who|which)\s+{_SPEAKER}(?P<says>{_ADVERB}(?!{_NOT_A_VERB}\b)[a-z]+\b{_REST})")
_THE_POPULATION = re.compile(r"\bthe population$")
_ATTACHES_EITHER_WAY = re.compile(r"\b(of|in|from|for|by|near|between)\s+$", re.IGNORECASE)
_WITHIN_A_PHRASE = re.compile(r"\b(?:(?:the|an?|its|their|his|her)\s+(?:[\w'’-]+\s+){0,2}|[A-Z][\w'’.-]*\s+|and\s+)$")
_TWO_NOUNS = re.compile(r"\s(?:of|in|from)\s")
_AND_WHO = re.compile(r"\s+(?:and|but|or)\s+(?:who|which|whose)\b")
_CLOSED = frozenset(",.;:!?)—–")


@dataclass(frozen=True, slots=True)
class Clause:
    """A relative clause, with whom it tells of, at [start, end) of its sentence."""

    start: int
    end: int
    cut: tuple[int, int]
    """What the sentence can do without: from the comma before "who", with all that "and who" adds."""
    text: str
    """The clause as a sentence of its own."""
    said: Attribution = field(default_factory=Attribution)
    """Who says so, where the clause itself tells: "who officials say are …"."""


def relative_clauses(sentence: str) -> Iterator[Clause]:
    """Yield the relative clauses that hold a number, each with whom it tells of, worded as a sentence."""
    for found in _CLAUSE.finditer(sentence):
        says = _AND_WHO.split(found["says"])[0].rstrip()
        end = found.start("says") + len(says)
        cut = (found.start(), found.start("says") + len(found["says"].rstrip()))
        is_closed = not sentence[cut[1] :].strip() or sentence[cut[1]] in _CLOSED
        who = _ANTECEDENT.search(sentence, max(0, found.start() - _LONGEST_ANTECEDENT), found.start())
        if not who or not is_closed or not re.search(r"\d", says):
            continue
        if not _is_whole(who[0], sentence[: who.start()], found["pronoun"]):
            continue
        said = Attribution()
        if found["speaker"]:
            if not is_source(found["speaker"]):
                continue
            said = Attribution(claimant_of(found["speaker"], {}), found["cue"])
        yield Clause(who.start(), end, cut, _joined(who[0], says), said)


def without(sentence: str, clauses: list[Clause]) -> str:
    """Return the sentence without the clauses, commas closed up."""
    kept, position = [], 0
    for clause in clauses:
        start, end = clause.cut
        kept.append(sentence[position:start])
        in_apposition = sentence[: clause.start].rstrip().endswith(",")
        position = end + (sentence[end : end + 1] == "," and not in_apposition)
    return "".join([*kept, sentence[position:]])


def _is_whole(who: str, before: str, pronoun: str) -> bool:
    """Whether `who` is all that the pronoun stands for, and nothing else can be meant.

    "A shortage of beds, which", "Gaines, of Macon, who" and "the mayor of Ody, which" could each be read in two ways.
    """
    if _TWO_NOUNS.search(who) and pronoun == "which":
        return False
    if not re.match(rf"{_DETERMINER}\b", who) and _WITHIN_A_PHRASE.search(before):
        return False
    either_way = _ATTACHES_EITHER_WAY.search(before)
    if who[0].isupper() and either_way:
        return " " in who if pronoun == "who" else either_way[1].lower() != "of"
    return either_way is None


def _joined(who: str, says: str) -> str:
    """ "Tajiks in Afghanistan" + "make up … the population" → "Tajiks make up … the population of Afghanistan"."""
    located = re.fullmatch(r"(?P<head>.+?)\s+in\s+(?P<place>(?:the\s+)?\S.*)", who)
    if located and _THE_POPULATION.search(says) and countries(located["place"]):
        return _sentence(f"{located['head']} {says} of {located['place']}")
    return _sentence(f"{who} {says}")


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."
