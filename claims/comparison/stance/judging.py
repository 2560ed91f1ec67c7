"""What is suggested where an NLI model has judged a text: our own rules for subject and number come before it."""

from dataclasses import replace

from claims.choices import Stance
from claims.comparison.stance.cross_encoder import Verdict
from claims.comparison.stance.suggesting import TextSuggestion

SURE = 0.9
"""The least probability at which the model is heard. It is not calibrated: measure with `bench stance --backend`."""


def judged(ours: TextSuggestion, verdict: Verdict | None, name: str) -> TextSuggestion:
    """The suggestion for a pair, from what the light model said and what the NLI model says; None: not in time."""
    if verdict is None:
        late = f"A passage, not a figure: read it. The model “{name}” did not judge it in time."
        return replace(ours, stance=Stance.NO_SUGGESTION, reason=late, by_number=False)
    settled = verdict.entails + verdict.contradicts
    supports = verdict.entails / settled if settled else 0.5
    if ours.by_number or ours.off_subject:
        return replace(ours, supports=supports)
    if max(verdict.entails, verdict.contradicts) < SURE:
        said = f"“{name}” gives {_part(verdict.entails)} for it and {_part(verdict.contradicts)} against it."
        reason = f"A passage, not a figure: read it. {said}"
        return TextSuggestion(Stance.NO_SUGGESTION, reason, supports)
    if verdict.entails >= SURE:
        reason = f"The model “{name}” reads the text as saying so ({_part(verdict.entails)})."
        return TextSuggestion(Stance.CONSISTENT, reason, supports)
    reason = f"The model “{name}” reads the text as contradicting it ({_part(verdict.contradicts)})."
    return TextSuggestion(Stance.DIFFERS, reason, supports)


def _part(probability: float) -> str:
    return f"{probability:.0%}".replace("%", " %")
