"""What finds the claims of an article, whatever it is made of."""

from typing import Protocol

from claims.extraction.languages import Language
from claims.extraction.types import Extraction


class ExtractorFailed(Exception):
    """The extractor could not do its work; the message says why, in a sentence. The built-in rules take over."""


class Extractor(Protocol):
    """Anything that finds claims in a text. The setting EXTRACTOR names the one in use."""

    def extract(self, text: str, language: Language) -> Extraction:
        """Return the claims of normalised `text` (NFC, LF), offsets in code points of it.

        What it returns is verified: a claim whose `exact` does not stand at its offsets is left out, with a note.
        Raises ExtractorFailed where it cannot answer.
        """


class BrokenExtractor(ValueError):
    """EXTRACTOR names nothing that can be loaded; the message says what there is."""
