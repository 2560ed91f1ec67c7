"""What the passages of an answer say of the claim: a suggestion with its reason, or why there is none."""

import logging
from collections.abc import Sequence
from dataclasses import replace

from claims.comparison.stance.backends import Pair, configured
from claims.comparison.stance.cross_encoder import BrokenCrossEncoder
from claims.comparison.stance.suggesting import TextSuggestion
from claims.sources.base import PASSAGE_REASON, Answer, Question

logger = logging.getLogger(__name__)


def with_suggestions(answer: Answer, question: Question) -> Answer:
    """The same answer, its passages held against the claim. The stance of a figure is its comparison's, and stays."""
    passages = [hit for hit in answer.hits if hit.passage]
    if not passages:
        return answer
    if question.language.partition("-")[0].lower() not in {"en", ""}:
        said: Sequence[TextSuggestion | str] = ["The claim is not in English."] * len(passages)
    else:
        said = _suggested([Pair(question.text, hit.quote, hit.title) for hit in passages])
    given = iter(said)
    hits = []
    for hit in answer.hits:
        suggestion = next(given) if hit.passage else None
        if isinstance(suggestion, TextSuggestion):
            hits.append(replace(hit, stance=suggestion.stance, reason=suggestion.reason))
        else:
            hits.append(replace(hit, reason=f"{PASSAGE_REASON} {suggestion}") if suggestion else hit)
    return replace(answer, hits=tuple(hits))


def _suggested(pairs: Sequence[Pair]) -> Sequence[TextSuggestion | str]:
    try:
        return configured().suggest_all(pairs)
    except BrokenCrossEncoder as error:
        logger.warning("STANCE_MODEL cannot be used: %s", error)
        return ["The configured stance model cannot be used: see the system checks."] * len(pairs)
