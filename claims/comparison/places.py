"""The one place that a claimed figure speaks of."""

import re

from claims.comparison.asides import without_its_source
from claims.comparison.types import ClaimedFigure
from claims.comparison.words import WORLD, canonical_place, places_by_name, spoken_of

_WORLDWIDE = re.compile(r"\b(?:worldwide|globally|(?:in|across|around) the (?:whole )?world)\b", re.IGNORECASE)


def place_meant(claimed: ClaimedFigure) -> str:
    """The place under which figures for the claim are filed; empty: it names none, or several, and any were a guess.

    A place that extraction took over from the sentences before gives way to one that the claim's own words name; a
    claim that says "worldwide" and names no country speaks of the world. An adjective names a place only where nothing
    else does: the Chinese of a claim may be what it counts in Malaysia.
    """
    words = without_its_source(claimed.claim)
    named = places_by_name(words)
    if not named and _WORLDWIDE.search(words):
        return WORLD
    place = canonical_place(claimed.place)
    if place and (not named or place in named or claimed.place in words):
        return place
    meant = named or spoken_of(words)
    return meant[0] if len(meant) == 1 else ""
