"""A claim at a span of an article, whoever chose the span: the rules, a person, or another extractor."""

from claims.choices import ClaimKind
from claims.extraction.attribution.speakers import Attribution
from claims.extraction.checkworthiness.scoring import SignalScorer, verifiability
from claims.extraction.kinds import kind_of
from claims.extraction.quantities.finding import quantities
from claims.extraction.types import FoundClaim

CONTEXT = 32
"""Characters kept before and after a claim's words, to know their place again."""
UNSAID = Attribution()


def claim_of_span(
    text: str,
    start: int,
    end: int,
    *,
    words: str = "",
    wording: str = "",
    said: Attribution = UNSAID,
    scene: str = "",
    kind: ClaimKind | None = None,
) -> FoundClaim:
    """Return the claim whose words are text[start:end], with its figures, scores and reason.

    `words` are those among them that make the claim, where another claim stands inside; `wording` is its stand-alone
    text. Without them the exact words stand for both. `scene` is where the sentences before play; `kind` None: it
    is read from the words.
    """
    exact = text[start:end]
    words = words or exact
    found = quantities(words, scene=scene)
    score = SignalScorer().grade(words, found)
    return FoundClaim(
        start=start,
        end=end,
        exact=exact,
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        text=wording.strip() or exact.strip(),
        kind=kind or kind_of(words, found, said),
        check_worthiness=score.value,
        verifiability=verifiability(words, found),
        reason=score.reason,
        claimant=said.claimant,
        attribution_cue=said.cue,
        quantities=found,
    )
