"""The grammar of reported speech: the verbs of saying, who can be a source, and where a clause names the source."""

import re

from claims.extraction.months import DATE, MONTH, WEEKDAY, YEAR
from claims.extraction.words import word_set

CUES = (
    "said|says|claimed|claims|stated|states|argued|argues|alleged|alleges|asserted|asserts|insisted|"
    "insists|warned|warns|"
    "announced|announces|declared|declares|reported|reports|revealed|reveals|confirmed|confirms|denied|"
    "denies|told|added|adds|"
    "noted|notes|explained|explains|estimated|estimates|maintained|maintains|accused|accuses|wrote|writes|"
    "tweeted|posted|"
    "acknowledged|acknowledges|admitted|admits|conceded|concedes|suggested|suggests|predicted|predicts|"
    "testified|recalled|"
    "mentioned|pointed out|points out|found|shows|showed|believes|believed|boasted|contended|concluded|"
    "disclosed|complained"
)
BARE_CUES = word_set("said says claimed claims accused accuses denied denies warned")
"""Cues that need no "that" after them."""
INSERTED_CUES = (
    "say|says|said|claim|claims|claimed|estimate|estimates|estimated|believe|believes|believed|think|thinks|thought|"
    "report|reports|reported|argue|argues|argued|allege|alleges|alleged|insist|insists|insisted|warn|warns|warned"
)
"""Cues that a relative clause takes in: "who officials say are …"."""
NAME = r"[A-Z][\w'’.-]*(?:\s+(?:(?:al|bin|de|van|von|der|el|ul|ur)\s+)?[A-Z][\w'’.-]*)*"
ORGANISATION = re.compile(
    r"\b(?:(?i:ministry|police|government|officials?|authorities|agency|union|company|bank|department|"
    r"office|report|study|survey|researchers|scientists|commission|committee|council|party|army|military|"
    r"court|group|residents|witnesses|analysts|experts|organi[sz]ation|charity|activists|spokes\w+|"
    r"administration|figures|data|group|team|prosecutors|investigators|doctors|campaigners|opposition|"
    r"poll|"
    r"index)|[A-Z]{2,})\b"
)
PRONOUNS = frozenset({"he", "she"})

_SOMEBODY = re.compile(r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Hh]is|[Hh]er|[Tt]heir)(?:\s+[a-z][\w'’-]*){1,4}")
_NOT_A_SOURCE = word_set("it that this which who there they we i you what and but as because also not")
_PREPOSITIONS = word_set(
    "in at on from across near of for with by under over after before since during among to within throughout "
    "inside outside around amid despite until till between against through into"
)
_NAMED = re.compile(rf"(?:^|(?P<before>\S+)\s+(?:the\s+)?){NAME}$")
_ANOTHER_CLAUSE = re.compile(rf"\bthat\b|\b(?:{CUES})\b")

_PIECE = re.compile(r"(?:[^,;:“”\"«»—]|(?<=\d)[,:](?=\d))+")
_ADVERBS = r"(?:(?:also|has|have|had|later|earlier|repeatedly|falsely|then|further|publicly)\s+)*"
_SPEAKING = re.compile(
    rf"\s*(?:(?:and|but|while|as)\s+)?(?:(?P<who>\S.{{1,80}}?)\s+)?{_ADVERBS}\b(?P<cue>{CUES})\b(?P<rest>.*)", re.DOTALL
)
_DAY_OR_MONTH = (
    rf"(?:on\s+)?(?:{WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?|{DATE})"
    rf"|in\s+(?:{MONTH}|{YEAR})|yesterday|today|earlier|later|this\s+\w+|last\s+\w+"
)
_WHEN_SAID = re.compile(rf"(?:\s+(?:{_DAY_OR_MONTH})\b)+")
_THAT = re.compile(r"\bthat\b")
_ACCORDING = re.compile(r"\b[Aa]ccording to\b[^,;“”\"]*")
_SHORT_OPENING = 20
"""What is shorter than this before a clause of saying is no statement: "On Friday, the mayor said …"."""


def is_source(words: str) -> bool:
    """Whether the words can be a speaker: few, with a name or an institution among them, or he or she.

    A place phrase ("In Chad", "prices in Chad") ends in a name too and is none.
    """
    stripped = words.strip(' ,“”"')
    if stripped.lower() in PRONOUNS:
        return True
    parts = stripped.split()
    first = parts[0].lower() if parts else ""
    if not parts or len(parts) > 12 or first in _NOT_A_SOURCE or first in _PREPOSITIONS:
        return False
    if _SOMEBODY.fullmatch(stripped) or ORGANISATION.search(stripped):
        return True
    return name_at_end(stripped) is not None or _stands_somewhere(stripped)


def name_at_end(words: str) -> str | None:
    """Return the name that the words end in, unless a preposition makes it a place: not "Paris" of "mayor of Paris"."""
    found = _NAMED.search(words)
    if not found or (found["before"] or "").lower() in _PREPOSITIONS:
        return None
    return words[found.end("before") if found["before"] else 0 :].strip().removeprefix("the ")


def _stands_somewhere(words: str) -> bool:
    """ "The mayor of Paris": somebody, and then the place."""
    found = _NAMED.search(words)
    return bool(found and found["before"] and _SOMEBODY.fullmatch(words[: found.start("before")].strip()))


def is_one_speaker(words: str) -> bool:
    """Whether the words are a source and nothing besides, no clause of their own."""
    return is_source(words) and not _ANOTHER_CLAUSE.search(words)


def speech_clauses(sentence: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of `sentence` that tell who said what stands at [start, end), and when it was said.

    Of "The bank said in May that prices rose 12% in April" it is all up to "that"; of "…, the bank said in May" it
    is everything from the comma.
    """
    spans = [found.span() for found in _ACCORDING.finditer(sentence) if not found.start() <= start < found.end()]
    for piece in _PIECE.finditer(sentence):
        spoken = _SPEAKING.match(sentence, piece.start(), piece.end())
        if not spoken or (spoken["who"] and not is_one_speaker(spoken["who"])):
            continue
        before, after = end <= piece.start(), piece.end() <= start
        if before or (after and piece.start() > _SHORT_OPENING):
            spans.append(piece.span())
            continue
        that = _THAT.search(sentence, spoken.end("cue"), piece.end())
        when = _WHEN_SAID.match(sentence, spoken.end("cue"), piece.end())
        if that and that.end() <= start:
            spans.append((piece.start(), that.end()))
        elif when and (spoken["cue"] in BARE_CUES or when.end() == piece.end()):
            spans.append((piece.start(), when.end()))
    return spans
