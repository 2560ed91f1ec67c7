"""What a text says of a claim: supports, refutes, or (mostly) no suggestion, always with the reason in words.

The model's number is never enough. A support needs what the claim says of its subject, its names and its numbers, and
nothing that speaks against it; a refutation needs something that a reader can be shown: another number for the same
thing, an opposite, another nation, name or thing of one kind, a negation on one side only.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from claims.choices import Stance
from claims.comparison.stance.alignment import Alignment, align
from claims.comparison.stance.features import features, foreign, negations, opposites, rivals
from claims.comparison.stance.model import load
from claims.comparison.stance.numbers import number_against
from claims.comparison.stance.subject import not_about
from claims.comparison.stance.tokens import Kind, tokens

SUPPORTED = 0.6
"""The least probability for a support."""
FOUND_TO_SUPPORT = 0.75
"""The least share of the claim's predicate in a text that supports it."""
_SPEAKS_AGAINST = (
    "names missing",
    "numbers missing",
    "an opposite",
    "another of its kind",
    "negated by one side",
    "a nation is another",
    "absolute in the claim alone",
    "superlative missing",
)


@dataclass(frozen=True, slots=True)
class TextSuggestion:
    """A stance with its reason; `supports` is the probability, 0 to 1, that the text supports rather than refutes."""

    stance: Stance
    reason: str
    supports: float
    by_number: bool = False
    """Whether a number of the text denies one of the claim's."""
    off_subject: bool = False
    """Whether the text is about something else: nothing may be suggested from it."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """Something that speaks against a claim, in words, and from where on it is heard.

    The bounds were chosen for a precision of .85 on folds of FoolMeTwice, and hold on FEVER-symmetric.
    """

    words: str
    at_most: float
    """The highest probability of support."""
    found: float
    """The least share of the claim's predicate that the text has."""


def suggest(claim: str, text: str, *, about: str = "", supports: float | None = None) -> TextSuggestion:
    """Hold a claim against a text in English. Abstains unless a reader can be shown why.

    `about` is the text's title: with it, a text that is not about the claim's subject gets no suggestion. `supports`
    takes the place of the shipped model's probability, for cross-validation.
    """
    if not tokens(claim):
        return _unsure(0.5, "The claim has no words.")
    measured = features(claim, text)
    supports = load().supports(measured) if supports is None else supports
    if about and (trouble := not_about(claim, f"{about}. {text}")):
        return replace(_unsure(supports, trouble), off_subject=True)
    if against := number_against(claim, text):
        reason = f"The claim says {against.claimed}, the text {against.found}, of what reads as the same thing."
        return TextSuggestion(Stance.DIFFERS, reason, min(supports, 1 - against.sure), by_number=True)
    laid = align(claim, text)
    found = measured["predicate found"]
    signs = _signs(laid, titled={token.stem for token in tokens(about)})
    if heard := next((sign for sign in signs if supports <= sign.at_most and found >= sign.found), None):
        return TextSuggestion(Stance.DIFFERS, f"{heard.words} {_share(found)}", supports)
    if signs:
        return _unsure(supports, f"{signs[0].words} That alone is too weak a sign here.")
    return _support(measured, laid, supports, found)


def _support(measured: Mapping[str, float], laid: Alignment, supports: float, found: float) -> TextSuggestion:
    if found < FOUND_TO_SUPPORT:
        missing = ", ".join(f"“{token.text}”" for token in laid.missing[:3])
        return _unsure(supports, f"{_share(found)} It lacks {missing}." if missing else _share(found))
    lacking = next((name for name in _SPEAKS_AGAINST if measured[name]), None)
    if lacking or supports < SUPPORTED:
        why = f"one thing speaks against it ({lacking})" if lacking else "they agree too loosely"
        return _unsure(supports, f"The text has most of the claim's words, but {why}.")
    reason = f"The text has the claim's names and numbers, and nothing that speaks against it. {_share(found)}"
    return TextSuggestion(Stance.CONSISTENT, reason, supports)


def _signs(laid: Alignment, *, titled: set[str]) -> list[_Sign]:
    """What speaks against the claim, the plainest first; a name of the title is not one that the text lacks."""
    signs = [
        _Sign(f"The claim says “{ours}”, the text “{theirs}”: the opposite.", 0.5, 0.3)
        for ours, theirs in opposites(laid)
    ]
    signs += [
        _Sign(f"The claim says “{ours.text}”, the text “{theirs.text}” instead.", 0.5, 0.4)
        for ours, theirs in foreign(laid)
        if ours.stem not in titled
    ]
    signs += [
        _Sign(f"The claim says “{a}”, the text “{b}”: usually one alone is true.", 0.35, 0.4) for a, b in rivals(laid)
    ]
    claim_negated, text_negated = negations(laid)
    if claim_negated != text_negated:
        side, said = ("claim", laid.claim) if claim_negated else ("text", tokens(laid.best))
        word = next(token.text for token in said if token.negates)
        signs.append(_Sign(f"Only the {side} is negated (“{word}”).", 0.35, 0.6))
    missing = [token.text for token in laid.missing if token.kind == Kind.NAME and token.stem not in titled]
    spare = [token.text for token in laid.spare if token.kind == Kind.NAME]
    if missing and spare:
        signs.append(_Sign(f"The text does not name “{missing[0]}”, but names “{spare[0]}”.", 0.3, 0.4))
    return signs


def _share(found: float) -> str:
    part = f"{found:.0%}".replace("%", " %")
    return f"The text has {part} of what the claim says of its subject."


def _unsure(supports: float, because: str) -> TextSuggestion:
    return TextSuggestion(Stance.NO_SUGGESTION, f"A passage, not a figure: read it. {because}", supports)
