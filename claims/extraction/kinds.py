"""What sort of statement a sentence makes."""

import re

from claims.choices import ClaimKind
from claims.extraction.attribution.speakers import ASSERTIVE, Attribution
from claims.extraction.checkworthiness.scoring import is_solid
from claims.extraction.checkworthiness.vocabulary import CHANGE, FORCE, LAW
from claims.extraction.quantities.finding import counts_something
from claims.extraction.types import FoundQuantity

_PREDICTED = re.compile(
    r"\b(?:will|shall|won['’]t|(?:is|are|was|were) (?:going|expected|forecast|set|likely|poised|due) to|"
    r"(?:pledg|promis|vow)(?:e[sd]|ed) to|(?:expect|plan|intend|hope|aim)s? (?:to\b|[^.,;]{2,60}? to\b)|"
    r"(?:forecast|predict)(?:s|ed)?\b|(?:would|could|may|might) (?!have\b))"
)
_SUPERLATIVE = (
    r"highest|lowest|largest|biggest|smallest|longest|shortest|fastest|slowest|deadliest|worst|youngest|oldest|busiest|"
    r"darkest|hottest|coldest|wettest|driest|sharpest|steepest|strongest|weakest|richest|poorest|heaviest|only"
)
_RECORD = re.compile(
    rf"\bthe (?:[\w-]+ ){{0,2}}(?:{_SUPERLATIVE}|first (?!(?:of|day|half|week|month|quarter|time)\b))\b"
    rf"|\b(?:its|their|his|her) (?:{_SUPERLATIVE})\b|\b(?:highest|lowest|largest) (?:ever|since|on record|level)\b"
    r"|\brecord (?:high|low|number|year)s?\b|\bfor the first time\b|\bmore than (?:at|on|in) any (?:other|time)\b"
    r"|\bany other \w+|\b(?:second|third|fourth|fifth)-(?:largest|highest|biggest|most)\b"
)
_COMPARES = re.compile(
    rf"\b(?:{CHANGE})\b|\b(?:up|down) (?:from|by)\b|\bcompared (?:with|to)\b|\b(?:in|de)creases? (?:of|on)\b"
    r"|(?:per\s?cent|percent|%|times|points?|twice|half|a third) (?:as (?:many|much|high)|more|less|fewer|higher|lower|"
    r"cheaper|larger|smaller|bigger|faster|above|below|ahead|up|down)\b"
    r"|\bthan (?:in|on|at|those|that|those of|a (?:year|decade|month)|last|before|it (?:was|is)|they (?:were|are))\b"
)
_RULE = re.compile(
    r"\b[Uu]nder (?:[\w’'-]+ ){0,6}?(?:[Ll]aws?|[Aa]ct|[Rr]ules?|[Cc]onventions?|[Dd]ecree|[Cc]onstitution|[Tt]reaty)\b"
    r"|\bby law\b|\bmust (?!have\b)|\blegal(?:ly)? (?:quota|limit|minimum|required|allowed)"
)


def kind_of(sentence: str, found: tuple[FoundQuantity, ...], said: Attribution) -> ClaimKind:
    """Return the kind that decides how the sentence is checked.

    What is to come outranks a record, a record a rule, a rule a comparison, a comparison a plain figure, and a figure
    the mere fact that somebody said it: a quoted figure is checked as a figure.
    """
    figures = [quantity for quantity in found if counts_something(quantity)]
    if _is_to_come(sentence, figures):
        return ClaimKind.PREDICTION
    relative = any(quantity.unit in {"multiple", "percentage_point"} for quantity in figures)
    signs = (
        (_RECORD.search(sentence), ClaimKind.RECORD),
        (_RULE.search(sentence), ClaimKind.RULE),
        (figures and (relative or _COMPARES.search(sentence)), ClaimKind.COMPARISON),
        (figures, ClaimKind.QUANTITY),
        (said.quoted, ClaimKind.QUOTATION),
        (said.cue in ASSERTIVE, ClaimKind.ATTRIBUTION),
        (re.search(rf"\b(?:{LAW})\b", sentence), ClaimKind.RULE),
        (re.search(rf"\b(?:{FORCE})\b", sentence), ClaimKind.EVENT),
        (_COMPARES.search(sentence), ClaimKind.COMPARISON),
        (said.cue, ClaimKind.ATTRIBUTION),
    )
    return next((kind for sign, kind in signs if sign), ClaimKind.EVENT)


def _is_to_come(sentence: str, figures: list[FoundQuantity]) -> bool:
    """Whether the sentence is about the future before it gives its first figure: what comes behind is not its point."""
    predicted = _PREDICTED.search(sentence)
    if not predicted:
        return False
    solid = [sentence.find(quantity.text) for quantity in figures if is_solid(quantity)]
    return not solid or predicted.start() < min(solid)
