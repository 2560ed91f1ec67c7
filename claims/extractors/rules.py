"""The built-in extractor: a grammar and small trained models, offline, on one core."""

from claims.extraction.boilerplate import LineKind, classify
from claims.extraction.claims import EXTRACTOR, extract
from claims.extraction.figures_only import extract_figures, note_for
from claims.extraction.languages import Language
from claims.extraction.sentences import LONGEST, count_cut
from claims.extraction.types import Extraction

FIGURES_ONLY = f"{EXTRACTOR} (figures only)"


class RulesExtractor:
    """English in full; in other languages the sentences that give a figure, and a note of what was not done."""

    def extract(self, text: str, language: Language) -> Extraction:
        """Return the claims of normalised `text`."""
        notes = tuple(note for note in (language.note, _note_of_cuts(text)) if note)
        if language.primary == "en":
            return Extraction(tuple(extract(text)), EXTRACTOR, language.tag, notes)
        claims = tuple(extract_figures(text, language))
        return Extraction(claims, FIGURES_ONLY, language.tag, (*notes, note_for(language)))


def _note_of_cuts(text: str) -> str:
    """What a reader of the list should know of sentences that no rule sees whole."""
    if all(len(line) <= LONGEST for line in text.split("\n")):
        return ""
    cut = sum(count_cut(text, line.start, line.end) for line in classify(text) if line.kind is LineKind.PROSE)
    if not cut:
        return ""
    which = "A sentence is" if cut == 1 else f"{cut:,} sentences are"
    return f"{which} longer than {LONGEST:,} characters and read in pieces: a claim across a cut may be missing."
