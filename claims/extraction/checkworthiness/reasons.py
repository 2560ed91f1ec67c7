"""Why a sentence was graded so, in words."""

from collections.abc import Mapping

from claims.extraction.checkworthiness.signals import SIGNALS

_WORDS = {signal.name: signal.words for signal in SIGNALS}
_LEAST = 0.1
"""Log-odds below which a sign says nothing."""
_MOST_FOR = 3


def reason(shown: list[str], weights: Mapping[str, float]) -> str:
    """Return the three signs that speak most for a check and the one that speaks most against it, as a sentence.

    `shown` are names of signals that the sentence shows, `weights` what each was found to weigh.
    """
    ranked = sorted(shown, key=lambda name: -abs(weights[name]))
    words = [_WORDS[name] for name in ranked if weights[name] >= _LEAST][:_MOST_FOR]
    against = next((_WORDS[name] for name in ranked if weights[name] <= -_LEAST), "")
    told = f"It {_listed(words)}" if words else "Nothing in it calls for a check"
    return f"{told}; but it {against}." if against else f"{told}."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
