"""Fact-checks of the same claim that exist already, here or elsewhere. What finds them registers here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from claims.models import Claim


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    """A published fact-check that seems to be about the same claim."""

    claim: str
    rating: str
    publisher: str
    date: str
    url: str


Finder = Callable[[Claim], Iterable[ClaimMatch]]
_finders: dict[str, Finder] = {}


def find_with(name: str, finder: Finder) -> None:
    """Show what `finder` gives for a claim on its page; a second finder of that name replaces the first."""
    _finders[name] = finder


def matches_of(claim: Claim) -> list[ClaimMatch]:
    """What every finder gives for the claim, in the order in which they were registered."""
    return [match for finder in _finders.values() for match in finder(claim)]
