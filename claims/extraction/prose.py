"""An article's sentences in their order, each with what the ones before have set: who speaks, where, of whom."""

from dataclasses import dataclass

from claims.extraction.attribution.speakers import Attribution, Speakers
from claims.extraction.boilerplate import LineKind, classify
from claims.extraction.furniture import furniture_kind
from claims.extraction.lead_in import LEAD_IN
from claims.extraction.places import scene
from claims.extraction.reference import Subject, resolved, subject_of
from claims.extraction.sentences import sentences


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
        lead_in = LEAD_IN.match(text, line.start, min(line.end, line.start + 120))
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
