"""Look claims up in sources: open the rows, ask, keep what came back so that it can be replayed, ask again."""

from claims.lookup.asking import MOST_ATTEMPTS, run
from claims.lookup.opening import open_lookups

__all__ = ("MOST_ATTEMPTS", "open_lookups", "run")
