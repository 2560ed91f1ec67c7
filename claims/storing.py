"""Store the claims that a revision has and no earlier one had: a few statements, however many there are."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from claims import lookup
from claims.claimants import claimants_named
from claims.extraction.types import FoundClaim
from claims.models import Appearance, ArticleRevision, Claim, ClaimWording, SourceLookup
from claims.wordings import add_first_wordings
from claimtracker.events.outbox import publish_each

BATCH = 500


class Suppression(NamedTuple):
    """Who hid a claim's appearances and why; empty: they are shown."""

    reason: str = ""
    by_id: int | None = None
    at: datetime | None = None


SHOWN = Suppression()


def store(revision: ArticleRevision, found: Sequence[FoundClaim], language: str) -> list[SourceLookup]:
    """Anchor what was found in the revision; what the article does not know yet becomes a claim.

    Returns the look-ups of the new claims, which are due. Needs a transaction with the article locked. Doing it twice
    changes nothing.
    """
    known = _known(revision, {each.text for each in found})
    suppressions = _suppressions(set(known.values()))
    first_with: dict[str, FoundClaim] = {}
    for each in found:
        if each.text not in known:
            first_with.setdefault(each.text, each)
    claims = _new_claims(list(first_with.values()), language)
    wordings = add_first_wordings(
        (claim, each.text, each.quantities) for claim, each in zip(claims, first_with.values(), strict=True)
    )
    known |= {text: claim.pk for text, claim in zip(first_with, claims, strict=True)}
    Appearance.objects.bulk_create(
        (_appearance(revision, each, known[each.text], suppressions.get(known[each.text], SHOWN)) for each in found),
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    publish_each("claim.found", [claim.pk for claim in claims])
    return lookup.open_first_lookups(wordings)


def _known(revision: ArticleRevision, texts: set[str]) -> dict[str, int]:
    """The article's claims that were ever worded so, the newest of each."""
    worded = ClaimWording.objects.filter(
        claim__appearances__revision__article=revision.article_id, text__in=texts
    ).order_by("claim")
    return dict(worded.values_list("text", "claim"))


def _suppressions(claims: set[int]) -> dict[int, Suppression]:
    """A dropped claim stays dropped wherever its words are found again: as its last appearance was."""
    appearances = Appearance.objects.filter(claim__in=claims).order_by("pk")
    shown: set[int] = set()
    last: dict[int, Suppression] = {}
    values = appearances.values_list("claim", "suppressed_reason", "suppressed_by", "suppressed_at")
    for claim, reason, by_id, at in values:
        last[claim] = Suppression(reason, by_id, at)
        if not reason:
            shown.add(claim)
    return {claim: suppression for claim, suppression in last.items() if claim not in shown}


def _new_claims(found: Sequence[FoundClaim], language: str) -> list[Claim]:
    claimants = claimants_named(each.claimant for each in found)
    return Claim.objects.bulk_create(
        (
            Claim(
                claimant=claimants.get(each.claimant),
                kind=each.kind,
                check_worthiness=each.check_worthiness,
                verifiability=each.verifiability,
                language=language,
                selection_reason=each.reason,
            )
            for each in found
        ),
        batch_size=BATCH,
    )


def _appearance(revision: ArticleRevision, found: FoundClaim, claim: int, suppression: Suppression) -> Appearance:
    return Appearance(
        claim_id=claim,
        revision=revision,
        start=found.start,
        end=found.end,
        exact=found.exact,
        prefix=found.prefix,
        suffix=found.suffix,
        attribution_cue=found.attribution_cue[:100],
        suppressed_reason=suppression.reason,
        suppressed_by_id=suppression.by_id,
        suppressed_at=suppression.at,
    )
