"""Clauses that tell something else on the way: ", who has led the group since 2019,", ", founded in 1998,"."""

import re
from functools import lru_cache

from claims.extraction.words import word_set

_INSIDE = r"(?:[^,;:“”\"—–]|(?<=\d)[,:](?=\d))*"
_RELATIVE = r"(?:who|whom|whose|which|where|when|(?:in|for|from|to|by|with|at|on|under) (?:which|whom))\b"
_IRREGULAR = (
    r"(?:born|built|bought|sold|begun|held|known|led|made|run|set|sent|seen|shown|taken|won|lost|written|given|left|"
    r"hit|drawn|found|paid|spent|torn|cut|put)"
)
_ORIGIN = (
    r"(?:founded|established|formed|created|born|built|opened|launched|introduced|set up|elected|appointed|"
    r"nationali[sz]ed|privati[sz]ed|inaugurated|incorporated)"
)
_ADVERB = r"(?:(?:first|now|then|once|long|also|since|originally|[a-z]+ly) )?"
_PARTICIPLE = rf"{_ADVERB}(?P<participle>[a-z]+ed|[a-z]+ing|{_IRREGULAR})\b"
_END = r"(?=[,;—–]|[.!?][”\"’']?\s*$|$)"
_ASIDE = re.compile(
    rf",\s+(?:(?:and |but )?(?P<relative>{_RELATIVE}){_INSIDE}{_END}|{_ADVERB}{_ORIGIN}\b{_INSIDE}{_END}"
    rf"|{_PARTICIPLE}{_INSIDE}(?=,\s))|^(?i:{_ORIGIN})\b{_INSIDE}(?=,\s)"
)
_NO_ASIDE = word_set(
    "including excluding counting compared comparing following according during beginning starting ending ended "
    "adjusted regarding"
)
"""These take up the figure or the time of the words around them: "500 people, including 30 children, died in 2019"."""


@lru_cache(maxsize=8)
def asides(sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the relative and participial clauses that commas set off, without the closing comma.

    "Of whom 30% …" and its like are none: the share is of what the words around it count. Nor is the verb that goes
    on after an aside: ", which has 4,000 homes, built 300".
    """
    spans: list[tuple[int, int]] = []
    for found in _ASIDE.finditer(sentence):
        goes_on = bool(spans) and spans[-1][1] == found.start() and not found["relative"]
        if not goes_on and (found["participle"] or "").lower() not in _NO_ASIDE:
            spans.append(found.span())
    return tuple(spans)


def is_apart(sentence: str, one: int, other: int) -> bool:
    """Whether an aside holds one of two places in the sentence and not the other."""
    return any((start <= one < end) != (start <= other < end) for start, end in asides(sentence))
