"""The built-in extractor: a grammar and small trained models, offline, on one core."""

from claims.extraction.claims import EXTRACTOR, extract
from claims.extraction.figures_only import extract_figures, note_for
from claims.extraction.languages import Language
from claims.extraction.types import Extraction

FIGURES_ONLY = f"{EXTRACTOR} (figures only)"


class RulesExtractor:
    """English in full; in other languages the sentences that give a figure, and a note of what was not done."""

    def extract(self, text: str, language: Language) -> Extraction:
        """Return the claims of normalised `text`."""
        notes = (language.note,) if language.note else ()
        if language.primary == "en":
            return Extraction(tuple(extract(text)), EXTRACTOR, language.tag, notes)
        claims = tuple(extract_figures(text, language))
        return Extraction(claims, FIGURES_ONLY, language.tag, (*notes, note_for(language)))
