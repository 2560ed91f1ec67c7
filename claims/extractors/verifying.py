"""What an extractor returned, held against the text: only true anchors and sound figures pass."""

from dataclasses import replace

from claims.choices import ClaimKind
from claims.extraction.types import Extraction, FoundClaim


def verified(text: str, extraction: Extraction) -> Extraction:
    """Return the extraction with the claims that `text` bears out, in its order, each span once.

    A note says how many were left out.
    """
    sound: dict[tuple[int, int], FoundClaim] = {}
    for claim in extraction.claims:
        if _is_sound(text, claim):
            sound.setdefault((claim.start, claim.end), claim)
    left_out = len(extraction.claims) - len(sound)
    claims = tuple(sound[span] for span in sorted(sound))
    if not left_out:
        return replace(extraction, claims=claims)
    note = (
        f"{left_out} of {len(extraction.claims)} claims that “{extraction.extractor}” returned were left out: "
        "their words do not stand in the text where it says, stand there twice in its list, or lack a score."
    )
    return replace(extraction, claims=claims, notes=(*extraction.notes, note))


def _is_sound(text: str, claim: FoundClaim) -> bool:
    return (
        0 <= claim.start < claim.end <= len(text)
        and text[claim.start : claim.end] == claim.exact
        and 0 <= claim.check_worthiness <= 1
        and 0 <= claim.verifiability <= 1
        and claim.kind in ClaimKind.values
        and bool(claim.text.strip())
    )
