"""How many claims of one article are listed, and which."""

from dataclasses import replace

from claims.extraction.types import Extraction

MOST_CLAIMS = 1_000
"""More than anybody checks of one text; a book or a table of results would otherwise bury the desk."""


def listed(extraction: Extraction) -> Extraction:
    """Return the extraction with the MOST_CLAIMS most check-worthy claims, in the text's order.

    Of equals the earlier one stays. A note says how many were left out.
    """
    found = extraction.claims
    if len(found) <= MOST_CLAIMS:
        return extraction
    best = sorted(range(len(found)), key=lambda place: found[place].check_worthiness, reverse=True)[:MOST_CLAIMS]
    note = (
        f"The text has {len(found):,} claims. The {MOST_CLAIMS:,} most check-worthy are listed, "
        f"{len(found) - MOST_CLAIMS:,} were left out."
    )
    return replace(extraction, claims=tuple(found[place] for place in sorted(best)), notes=(*extraction.notes, note))
