"""Find quoted words in an article, and tell whether a wording says more than the article does."""

import re
from dataclasses import dataclass

_SAME = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
_MARKS = "\"'.,;:!? \n\t"
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Quotable:
    """A text prepared for finding quotations: each character the same for all kinds of quotation marks and dashes."""

    text: str
    plain: str

    @classmethod
    def of(cls, text: str) -> "Quotable":
        """Prepare `text`. Every character stays one character, so that positions are those of the text."""
        return cls(text, text.translate(_SAME))

    def find(self, quote: str, start: int, end: int) -> tuple[int, int] | None:
        """Where `quote` stands in [start, end), the first time; white space and the kind of marks do not count."""
        words = quote.translate(_SAME).split()
        if not words:
            return None
        for candidate in (words, quote.translate(_SAME).strip(_MARKS).split()):
            pattern = re.compile(r"\s+".join(map(re.escape, candidate))) if candidate else None
            found = pattern.search(self.plain, start, end) if pattern else None
            if found:
                return found.span()
        return None


def says_no_more(wording: str, article: str) -> bool:
    """Whether every figure and every name of `wording` stands in the article."""
    figures = set(_FIGURE.findall(article))
    return all(figure in figures for figure in _FIGURE.findall(wording)) and all(
        name.removesuffix("'s").removesuffix("’s") in article for name in _NAME.findall(wording)
    )
