"""A claim at a span that somebody else chose: a person, or another extractor."""

from claims.choices import ClaimKind
from claims.extraction.attribution.speakers import Attribution
from claims.extraction.checkworthiness.scoring import SignalScorer, verifiability
from claims.extraction.kinds import kind_of
from claims.extraction.quantities.finding import quantities
from claims.extraction.types import FoundClaim

CONTEXT = 32
"""Characters kept before and after a claim's words, to know their place again."""


def claim_of_span(
    text: str,
    start: int,
    end: int,
    *,
    wording: str = "",
    claimant: str = "",
    cue: str = "",
    kind: ClaimKind | None = None,
) -> FoundClaim:
    """Return the claim whose words are text[start:end], with its figures, scores and reason.

    `wording` is its stand-alone text; without one its words stand for themselves. `kind`: None, and it is read from
    the words.
    """
    exact = text[start:end]
    found = quantities(exact)
    score = SignalScorer().grade(exact, found)
    return FoundClaim(
        start=start,
        end=end,
        exact=exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        text=wording.strip() or exact.strip(),
        kind=kind or kind_of(exact, found, Attribution(claimant, cue)),
        check_worthiness=score.value,
        verifiability=verifiability(exact, found),
        reason=score.reason,
        claimant=claimant,
        attribution_cue=cue,
        quantities=found,
    )
