"""From an article's text to the list of its claims."""

import re
from collections import deque
from dataclasses import dataclass

from claims.extraction.attribution.speakers import Attribution, Speakers
from claims.extraction.boilerplate import LineKind, classify
from claims.extraction.checkworthiness.model import Register
from claims.extraction.checkworthiness.scoring import Scorer, TrainedScorer, is_solid
from claims.extraction.kinds import kind_of
from claims.extraction.places import scene
from claims.extraction.quantities.finding import quantities
from claims.extraction.sentences import sentences
from claims.extraction.types import FoundClaim
from claims.extraction.wording import Clause, relative_clause, stand_alone

EXTRACTOR = "rules/2"
"""The name and version that claims are filed under."""

_CONTEXT = 32
_SAME_WORDS = 0.8
_REMEMBERED = 200
"""So many claims back a repetition is noticed: a standfirst and its body, not two issues of a long digest."""
_LEAD_IN = re.compile(
    r"[A-Z][A-Z .'’-]{2,40}(?:,\s+[A-Z][\w .]{1,30})?(?:,\s+[A-Z][a-z]+\.?\s+\d{1,2})?\s*(?:\([A-Z][\w "
    r".&-]{1,30}\))?\s*[-–—]{1,2}\s+(?=[A-Z“\"])"
)
_SCORER: Scorer = TrainedScorer(Register.NEWS)


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    words: str
    said: Attribution
    place: str
    """What the sentences before it have set."""


def extract(text: str, *, threshold: float | None = None) -> list[FoundClaim]:
    """Return the checkable statements of normalised `text`, in its order.

    `threshold` is the least check-worthiness listed, from 0 to 1; without it the one for news. For every claim
    `exact` equals text[start:end]; what the article soon repeats is listed once.
    """
    least = _SCORER.threshold if threshold is None else threshold
    found: list[FoundClaim] = []
    seen: deque[frozenset[str]] = deque(maxlen=_REMEMBERED)
    for sentence in _read(text):
        claim = _claim(text, sentence, least)
        if claim is None:
            continue
        words = frozenset(re.findall(r"\w+", claim.exact.lower()))
        if words and not any(_alike(words, other) for other in seen):
            seen.append(words)
            found.append(claim)
    return found


def _read(text: str) -> list[_Sentence]:
    """Return the sentences of the prose, with who speaks and where."""
    speakers = Speakers()
    read: list[_Sentence] = []
    for line in classify(text):
        if line.kind is not LineKind.PROSE:
            continue
        place = ""
        lead_in = _LEAD_IN.match(text, line.start, min(line.end, line.start + 120))
        begin = lead_in.end() if lead_in else line.start
        for number, (start, end) in enumerate(sentences(text, begin, line.end)):
            words = text[start:end]
            said = speakers.read(words, new_line=number == 0)
            read.append(_Sentence(start, end, words, said, place))
            place = scene(words) or place
    return read


def _claim(text: str, sentence: _Sentence, least: float) -> FoundClaim | None:
    """Return the claim of a sentence, or None where it is worth less than `least`."""
    clause = relative_clause(sentence.words)
    start, end = sentence.start, sentence.end
    if clause and not _stands_apart(sentence.words, clause):
        clause = None
    if clause:
        start, end = sentence.start + clause.start, sentence.start + clause.end
    exact = text[start:end]
    said = clause.said if clause else sentence.said
    found = quantities(exact, scene=sentence.place)
    [assessment] = _SCORER.assess([exact])
    if assessment.check_worthiness < least:
        return None
    return FoundClaim(
        start=start,
        end=end,
        exact=exact,
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
        text=clause.text if clause else stand_alone(exact, said),
        kind=kind_of(exact, found, said),
        check_worthiness=assessment.check_worthiness,
        verifiability=assessment.verifiability,
        reason=assessment.reason,
        claimant=said.claimant,
        attribution_cue=said.cue,
        quantities=found,
    )


def _stands_apart(sentence: str, clause: Clause) -> bool:
    """Whether the clause is the sentence's only claim: it holds a figure, and the rest is not worth checking."""
    rest = f"{sentence[: clause.start]}{sentence[clause.end :]}"
    holds = any(is_solid(quantity) for quantity in quantities(clause.text))
    [assessment] = _SCORER.assess([rest])
    return holds and assessment.check_worthiness < _SCORER.threshold


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words say the same: mostly shared, and no figure between them."""
    shared = len(one & other)
    return shared >= _SAME_WORDS * len(one | other) and not any(word.isdigit() for word in one ^ other)
