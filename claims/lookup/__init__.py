"""Look claims up in sources: open the rows, ask, keep what came back so that it can be replayed, ask again."""

from claims.lookup.asking import run
from claims.lookup.messages import in_messages
from claims.lookup.opening import open_first_lookups, open_lookups, open_lookups_again
from claims.lookup.outcomes import MOST_ATTEMPTS

__all__ = ("MOST_ATTEMPTS", "in_messages", "open_first_lookups", "open_lookups", "open_lookups_again", "run")
