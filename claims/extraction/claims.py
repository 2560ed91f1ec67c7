"""From an article's text to the list of its claims."""

import re
from collections import deque
from collections.abc import Iterator

from claims.extraction.attribution.speakers import Attribution
from claims.extraction.checkworthiness.scoring import NEWS_THRESHOLD, SignalScorer, is_solid
from claims.extraction.clauses import Clause, relative_clauses, without
from claims.extraction.prose import Sentence, read_prose
from claims.extraction.quantities.finding import quantities
from claims.extraction.reference import resolved
from claims.extraction.spans import claim_of_span
from claims.extraction.types import FoundClaim
from claims.extraction.wording import stand_alone

EXTRACTOR = "rules/2"
"""The name and version that claims are filed under."""

_SAME_WORDS = 0.8
_REMEMBERED = 200
"""So many claims back a repetition is noticed: a standfirst and its body, not two issues of a long digest."""
_SCORER = SignalScorer()


def extract(text: str, *, threshold: float | None = None) -> list[FoundClaim]:
    """Return the checkable statements of normalised `text`, in its order.

    `threshold` is the least check-worthiness listed, from 0 to 1; without it the one for news. For every claim
    `exact` equals text[start:end]; what the article soon repeats is listed once.
    """
    least = NEWS_THRESHOLD if threshold is None else threshold
    found: list[FoundClaim] = []
    seen: deque[frozenset[str]] = deque(maxlen=_REMEMBERED)
    for sentence in read_prose(text):
        for claim in _claims(text, sentence, least):
            words = frozenset(re.findall(r"\w+", claim.exact.lower()))
            if words and not any(_alike(words, other) for other in seen):
                seen.append(words)
                found.append(claim)
    return found


def _claims(text: str, sentence: Sentence, least: float) -> Iterator[FoundClaim]:
    """Yield the claim of a sentence, and each relative clause of it that is worth checking by itself."""
    clauses = [clause for clause in relative_clauses(sentence.words) if _stands_apart(clause, least)]
    words = without(sentence.words, clauses)
    main = claim_of_span(
        text,
        sentence.start,
        sentence.end,
        words=words,
        wording=stand_alone(resolved(words, sentence.before), sentence.said),
        said=sentence.said,
        scene=sentence.place,
    )
    if main.check_worthiness >= least:
        yield main
    for clause in clauses:
        start, end = sentence.start + clause.start, sentence.start + clause.end
        said = _said_in(clause, sentence.said)
        yield claim_of_span(text, start, end, wording=clause.text, said=said, scene=sentence.place)


def _said_in(clause: Clause, said: Attribution) -> Attribution:
    """Who says the clause: whom it names itself, else who says the words around it."""
    is_inside = said.quoted or 0 < said.content_start <= clause.start
    return said if is_inside and not clause.said.claimant else clause.said


def _stands_apart(clause: Clause, least: float) -> bool:
    """Whether a clause is worth a line of its own: it holds a figure that can be held against another."""
    found = quantities(clause.text)
    return any(map(is_solid, found)) and _SCORER.grade(clause.text, found).value >= least


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words say the same: mostly shared, and no figure between them."""
    shared = len(one & other)
    return shared >= _SAME_WORDS * len(one | other) and not any(word.isdigit() for word in one ^ other)
