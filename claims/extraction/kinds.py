"""What sort of statement a sentence makes."""

import re

from claims.choices import ClaimKind
from claims.extraction.attribution.speakers import ASSERTIVE, Attribution
from claims.extraction.checkworthiness.signals import SIGNALS
from claims.extraction.quantities.finding import counts_something
from claims.extraction.types import FoundQuantity

_PATTERNS = {signal.name: signal.pattern for signal in SIGNALS}
_PREDICTED = re.compile(
    r"\b(?:will|shall|won't|(?:is|are) (?:going|expected|forecast|set|likely|poised) to|forecasts?)\b"
)
_RECORD = re.compile(
    r"\bthe (?:\w+ ){0,2}(?:highest|lowest|largest|biggest|smallest|longest|fastest|deadliest|worst|first|"
    r"only|youngest|"
    r"oldest|busiest|darkest)\b|\brecord (?:high|low)\b|\bfor the first time\b"
)


def kind_of(sentence: str, found: tuple[FoundQuantity, ...], said: Attribution) -> ClaimKind:
    """Return the kind that decides how the sentence is checked; a figure outranks everything but the future."""
    if _PREDICTED.search(sentence):
        return ClaimKind.PREDICTION
    figures = [quantity for quantity in found if counts_something(quantity)]
    compares = _PATTERNS["change"].search(sentence) or _PATTERNS["comparison"].search(sentence)
    if figures:
        relative = any(quantity.unit in {"multiple", "percentage_point"} for quantity in figures)
        return ClaimKind.COMPARISON if relative or _PATTERNS["change"].search(sentence) else ClaimKind.QUANTITY
    signs = (
        (said.quoted, ClaimKind.QUOTATION),
        (said.cue in ASSERTIVE, ClaimKind.ATTRIBUTION),
        (_RECORD.search(sentence), ClaimKind.RECORD),
        (_PATTERNS["law"].search(sentence), ClaimKind.RULE),
        (_PATTERNS["force"].search(sentence), ClaimKind.EVENT),
        (compares, ClaimKind.COMPARISON),
        (said.cue, ClaimKind.ATTRIBUTION),
    )
    return next((kind for sign, kind in signs if sign), ClaimKind.EVENT)
