"""What re-anchoring says of a passage."""

from dataclasses import dataclass

from claims.choices import AnchorState


@dataclass(frozen=True, slots=True)
class Anchored:
    """Where a passage of the old text stands in the new one: new[start:end], in code points.

    Orphaned: nowhere, or at two places that are equally good; `start` and `end` are then 0.
    """

    state: AnchorState
    start: int = 0
    end: int = 0


ORPHANED = Anchored(AnchorState.ORPHANED)
