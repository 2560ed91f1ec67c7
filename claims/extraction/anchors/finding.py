"""Re-anchor passages from one version of a text to the next."""

from claims.choices import AnchorState
from claims.extraction.anchors.edited import Edits
from claims.extraction.anchors.types import Anchored
from claims.extraction.anchors.verbatim import plain, verbatim


class Reanchoring:
    """From `old` to `new`, both normalised. Made once for all passages of a revision: it keeps what it worked out."""

    def __init__(self, old: str, new: str) -> None:
        # An editor's other quotation marks or line breaks change no words.
        self._old, self._new = plain(old), plain(new)
        self._edits = Edits(old, new)

    def find(self, start: int, end: int) -> Anchored:
        """What became of old[start:end], a passage that is not empty.

        Exact: the same words in the same place or the same context. Moved: the same words, in one place elsewhere.
        Changed: one stretch is clearly the passage, edited. Orphaned: gone, or equally well in two places.
        """
        if self._old == self._new:
            return Anchored(AnchorState.EXACT, start, end)
        return verbatim(self._old, start, end, self._new) or self._edits.find(start, end)
