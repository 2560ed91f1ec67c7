"""An article's sentences in their order, each with what the ones before have set: who speaks, where, of whom."""

import re
from dataclasses import dataclass

from claims.extraction.attribution.speakers import Attribution, Speakers
from claims.extraction.boilerplate import LineKind, classify
from claims.extraction.furniture import furniture_kind
from claims.extraction.months import MONTH, WEEKDAY, YEAR
from claims.extraction.places import scene
from claims.extraction.reference import Subject, resolved, subject_of
from claims.extraction.sentences import sentences

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}"
_NAMED = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}"
_REGION = r",\s+[A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*){0,2}"
_DAY = rf"(?:,|\s[–—-])\s+(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH})\b(?:,?\s+{YEAR})?"
_AGENCY = r"\s*(?:\([A-Z][\w .&/-]{1,40}\)|,\s+[A-Z]{2,6}(?=\s+[-–—]))"
_DASH, _OPENS = r"\s*[-–—]{1,2}\s+", r"(?=[A-Z\d“\"‘'£$€])"
_LEAD_IN = re.compile(
    rf"(?:>\s*)*+(?:{_CAPITALS}(?:{_REGION})??(?:{_DAY})?(?:{_AGENCY})?{_DASH}"
    rf"|{_CAPITALS}(?:{_REGION})??(?:{_DAY}(?:{_AGENCY})?|{_AGENCY}):\s+"
    rf"|{_NAMED}(?:(?:{_REGION})??(?:{_DAY}(?:{_AGENCY})?|{_AGENCY})(?:{_DASH}|:\s+)|{_REGION}{_DASH})"
    rf"|(?:[01]?\d|2[0-3])[.:][0-5]\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{{2,4}})?\s?(?::|\s[-–—])\s+){_OPENS}|(?:>\s*)++"
)
"""What stands before a line's first sentence: an agency's date line ("LIMA, May 3 (Nordpress) -", "Lagos, Nigeria –"),
a live blog's time ("13.05:"), the marks of a quoted mail (">")."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the prose: text[start:end]."""

    start: int
    end: int
    words: str
    before: Subject | None
    """Whom the sentence before tells of: what an opening pronoun takes up."""
    said: Attribution
    place: str
    """Where the paragraph's sentences before it play; empty where they do not say."""


def read_prose(text: str) -> list[Sentence]:
    """Return the sentences of normalised `text`, furniture and date lines left out wherever they stand."""
    speakers = Speakers()
    read: list[Sentence] = []
    before: Subject | None = None
    for line in classify(text):
        if line.kind is not LineKind.PROSE:
            continue
        place = ""
        lead_in = _LEAD_IN.match(text, line.start, min(line.end, line.start + 120))
        begin = lead_in.end() if lead_in else line.start
        for number, (start, end) in enumerate(sentences(text, begin, line.end)):
            words = text[start:end]
            if start > begin and furniture_kind(words):
                continue
            said = speakers.read(words, new_line=number == 0)
            read.append(Sentence(start, end, words, before, said, place))
            place = scene(words) or place
            before = subject_of(resolved(words, before))
    return read
