"""Texts in other languages than English: sentences and figures are read, and what was not done is said."""

from dataclasses import replace

from claims.choices import ClaimKind
from claims.extraction.boilerplate import LineKind, classify
from claims.extraction.checkworthiness.scoring import is_solid
from claims.extraction.languages import Language
from claims.extraction.numerals import english_numerals
from claims.extraction.quantities.finding import quantities
from claims.extraction.sentences import sentences
from claims.extraction.spans import CONTEXT
from claims.extraction.types import FoundClaim, FoundQuantity

WORTH_WITH_A_FIGURE, FACT_WITH_A_FIGURE = 0.77, 0.90
"""How often a news sentence with a figure is worth checking, and states a fact: measured on the calibrate half of our
labelled news sentences (108 sentences with a figure). It is what is known of a sentence that nobody could read."""


def extract_figures(text: str, language: Language) -> list[FoundClaim]:
    """Return the sentences of normalised `text` that give a figure, in its order."""
    found = []
    for line in classify(text):
        if line.kind is LineKind.PROSE:
            for start, end in sentences(text, line.start, line.end):
                figures = _figures(text[start:end], language.primary)
                if any(map(is_solid, figures)):
                    found.append(_claim(text, start, end, figures, language))
    return found


def note_for(language: Language) -> str:
    """What a reader of the list should know of it."""
    return (
        f"The text is in {language.name}. Sentences that give a figure were listed; claims without one, who said it, "
        "wordings that stand alone, and how much each is worth checking were not read."
    )


def _figures(sentence: str, language: str) -> tuple[FoundQuantity, ...]:
    """The quantities, each with the words that state it in the sentence's own language; nouns are left unread."""
    numerals = english_numerals(sentence, language)
    found, position = [], 0
    for quantity in quantities(numerals.text):
        position = max(numerals.text.find(quantity.text, position), 0)
        start, end = numerals.own_span(position, position + len(quantity.text))
        words = sentence[start:end].strip()
        found.append(replace(quantity, text=words, counted="", population="", place="", period=""))
    return tuple(found)


def _claim(text: str, start: int, end: int, figures: tuple[FoundQuantity, ...], language: Language) -> FoundClaim:
    exact = text[start:end]
    return FoundClaim(
        start=start,
        end=end,
        exact=exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        text=exact,
        kind=ClaimKind.QUANTITY,
        check_worthiness=WORTH_WITH_A_FIGURE,
        verifiability=FACT_WITH_A_FIGURE,
        reason=f"It gives a figure. It is in {language.name}: nothing else in it was judged.",
        quantities=figures,
    )
