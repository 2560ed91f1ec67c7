"""How long a request may take: a limit for each wait, and one for everything together."""

from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Limits in seconds.

    `connect`: the name look-up, the connection and TLS, each; `read`: the server's silence; `total`: from the first
    look-up to the last byte, redirects included.
    """

    connect: float = 5
    read: float = 10
    total: float = 30

    def __str__(self) -> str:
        return f"{self.connect:.3g} s to connect, {self.read:.3g} s of silence, {self.total:.3g} s in all"


class Clock:
    """Runs from its making until the total of `timeouts` is used up."""

    def __init__(self, timeouts: Timeouts) -> None:
        self.timeouts = timeouts
        self._end = monotonic() + timeouts.total

    def to_connect(self) -> float:
        """Seconds that the next step of connecting may take; raises TimeoutError when the total is used up."""
        return self._within(self.timeouts.connect)

    def to_read(self) -> float:
        """Seconds that the next read or write may take; raises TimeoutError when the total is used up."""
        return self._within(self.timeouts.read)

    def _within(self, limit: float) -> float:
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError("the total time is used up")
        return min(limit, left)
