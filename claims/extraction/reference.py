"""Whom an opening pronoun means, where the sentence before leaves no doubt.

The subject of a sentence is what the next one's opening pronoun takes up, most of the time (Grosz, Joshi and Weinstein,
"Centering", 1995). Where number or kind do not agree, or the grammar is not plain, the pronoun stays.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from claims.extraction.attribution.speech import CUES, ORGANISATION
from claims.extraction.checkworthiness.vocabulary import CHANGE, DEED, FORCE, LAW
from claims.extraction.words import word_set


class Kind(Enum):
    """What a pronoun can stand for."""

    PERSON = auto()
    THING = auto()
    SEVERAL = auto()


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom or what a sentence tells of."""

    words: str
    kinds: frozenset[Kind]
    rivals: frozenset[Kind] = frozenset()
    """What else the sentence names that the next pronoun could take up."""


_LEAD_IN = re.compile(
    r"(?:(?:But|And|Yet|Still|Meanwhile)\s+)?"
    r"(?:(?:In|On|At|By|For|From|Since|After|Before|During|Under|With|Over|Across|Until|Within|Despite|Meanwhile|However|"
    r"Also|Then|Earlier|Later|Separately|Officially|Overall|So far|Instead|"
    r"(?:Last|This|Next) (?:year|week|month|summer|winter|spring|autumn|decade|century))\b[^,;:“”\"]{0,60},\s+)?"
)
_AUXILIARY = r"is|are|was|were|has|have|had|does|did|do"
_PRESENT = (
    r"runs?|owns?|needs?|stands?|sits?|lies?|serves?|sells?|treats?|employs?|lives?|works?|costs?|holds?|keeps?|takes?|"
    r"makes?|gives?|gets?|goes|go|uses?|pays?|wants?|plans?|hopes?|expects?|remains?|depends?|supplies|supply|"
    r"represents?|accounts?|includes?|provides?|operates?|earns?|spends?|faces?|opens?|closes?"
)
_PAST = (
    r"held|ruled|grew|began|became|went|came|left|met|drew|drove|broke|put|set|ran|stood|lay|sat|got|found|lost|took|"
    r"made|kept|told|brought|sought|fought|taught|wrote|spoke|fed|fled|led|rose|saw|felt"
)
_SURE = rf"{_AUXILIARY}|will|would|{CUES}|{_PAST}"
FINITE = rf"(?:{_SURE}|{_PRESENT}|{CHANGE}|{DEED}|{FORCE}|{LAW}|[a-z]+ed)"
"""Words that are a statement's verb, or could be."""
_FINITE = re.compile(rf"\b(?:(?P<sure>{_SURE})|{FINITE})\b")
_REDUCED = re.compile(r"\s+(?:by|in|from|at|to|since|under|on|with|for|as|of)\b")
"""After "displaced": a relative clause without its "who were", so that the subject is not whole yet."""
_APPOSITION = re.compile(r",\s[^,;:“”\"]{1,120},?\s*$")
_UNFINISHED = re.compile(r"\s(?:that|who|which|whose|whom)\b|\s(?:not|and|or|of|in|to)$")
_ADVERBS = re.compile(
    r"\s+(?:also|now|still|already|then|later|once|never|only|reportedly|recently|currently|even|alone|today)$"
)
_NOUN_PHRASE = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Aa]ll|[Mm]ost|[Mm]any|[Ss]ome|[Bb]oth|[Tt]hose|[Tt]hese)\s+)?[\w’'.-]+(?:\s+[\w’'.&-]+){0,6}"
)
_NO_SUBJECT = word_set(
    "it they he she this that there i we you what who these those one nobody everyone somebody nothing something no "
    "none its their his her our my your here when where while if because although as not but and so"
)
_BARE = word_set("the a an some all many most both") | _NO_SUBJECT
_PRONOUN = re.compile(r"(?P<pronoun>They|It|He|She|Their|Its|His|Her)\s+(?P<next>[\w'’-]+)")
_EXPLETIVE = re.compile(
    r"It(?:'s|’s)\b|It\s+(?:(?:also|still|now|then|may|might|could|would|will|should|must|has|had|have|been|not)\s+)*"
    r"(?:be|been|is|was|isn['’]t|wasn['’]t|seems?|seemed|appears?|appeared|takes?|took|rain\w*|snow\w*|became|emerged|"
    r"follows|turned)\b(?!\s+(?:founded|built|closed|opened|owned|run|led|home|based|made|used|sold|bought|signed|"
    r"introduced|launched|located|situated))"
)
_PEOPLE = word_set(
    "people men women children police refugees families villagers residents staff troops militants farmers workers"
)
_BODIES = word_set(
    "taliban militia police military army government group gang team committee council party company ministry"
)
_FULL_NAME = r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'.-]+)+"
_NAME = re.compile(rf"(?:(?:Dr|Mr|Mrs|Ms|Sir|Prof|President|Senator|Minister|Mayor)\.?\s+)?{_FULL_NAME}$")
_ROLE = re.compile(
    r"\b(?:spokes(?:man|woman|person)|minister|mayor|president|senator|governor|judge|chief|director|teacher|doctor|"
    r"nurse|professor|economist|activist|officer|leader|secretary|king|queen|premier|chancellor|lawyer)$"
)


_RIVALS = {
    Kind.PERSON: re.compile(_FULL_NAME),
    Kind.THING: re.compile(
        r"\b(?:the|an?|its|this|their)\s+(?:[\w’'-]+\s+){0,2}?(?!\w*s\b|day\b|time\b|year\b)[a-z]{3,}"
    ),
    Kind.SEVERAL: re.compile(
        r"\b(?!years|days|months|weeks|hours|minutes|times)[a-z]{3,}(?<![su])s\b|\b(?:people|women|men|children)\b"
    ),
}


def subject_of(sentence: str) -> Subject | None:
    """Return the subject of a plain statement, or None where the grammar is not sure."""
    lead = _LEAD_IN.match(sentence)
    start = lead.end() if lead else 0
    verb = _FINITE.search(sentence, start, start + 160)
    if verb is None or sentence[:1] in {"“", '"', "'", "‘", "«"}:
        return None
    if not verb["sure"] and verb[0].endswith("ed") and _REDUCED.match(sentence, verb.end()):
        return None
    words = _ADVERBS.sub("", _APPOSITION.sub("", sentence[start : verb.start()].rstrip(" ,")).strip())
    if (
        not _NOUN_PHRASE.fullmatch(words)
        or words.split()[0].lower() in _NO_SUBJECT
        or words.lower() in _BARE
        or _UNFINISHED.search(words)
    ):
        return None
    return Subject(words, _kinds(words), _rivals(sentence[verb.end() :]))


def resolved(sentence: str, before: Subject | None) -> str:
    """Return the sentence with its opening pronoun replaced by the subject `before`, where the two agree.

    Where the sentence before names another of the kind, only an "also" shows that this one goes on about its subject.
    """
    found = _PRONOUN.match(sentence)
    if not found or before is None or _EXPLETIVE.match(sentence):
        return sentence
    kind = _fits(found["pronoun"])
    if kind not in before.kinds or (kind in before.rivals and found["next"] != "also"):
        return sentence
    words = re.sub(r"^(?:[Aa]n?|the)\s+", "The ", before.words)
    words = words[:1].upper() + words[1:]
    if found["pronoun"] in {"Their", "Its", "His", "Her"}:
        words += "’" if words.endswith("s") else "’s"
    return words + sentence[found.end("pronoun") :]


def _fits(pronoun: str) -> Kind:
    if pronoun in {"They", "Their"}:
        return Kind.SEVERAL
    return Kind.THING if pronoun in {"It", "Its"} else Kind.PERSON


def _rivals(rest: str) -> frozenset[Kind]:
    return frozenset(kind for kind, pattern in _RIVALS.items() if pattern.search(rest))


def _kinds(words: str) -> frozenset[Kind]:
    head = re.split(r"\s+(?:of|in|for|at|from|on|with)\s+", words, maxsplit=1)[0]
    noun = head.split()[-1].lower()
    if " and " in head or re.match(r"(?:[Mm]any|[Mm]ost|[Ss]ome|[Aa]ll|[Bb]oth|[Tt]hose|[Tt]hese)\b", words):
        return frozenset({Kind.SEVERAL})
    if noun in _PEOPLE or (noun.endswith("s") and not noun.endswith(("ss", "us", "is", "’s", "'s"))):
        return frozenset({Kind.SEVERAL})
    if _ROLE.search(head):
        return frozenset({Kind.PERSON})
    if noun in _BODIES or ORGANISATION.search(head):
        return frozenset({Kind.THING, Kind.SEVERAL})
    return frozenset({Kind.PERSON if _NAME.match(head) else Kind.THING})
