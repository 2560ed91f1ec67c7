"""Make a claim of words that a person chose."""

from claims import anchoring, lookup
from claims.choices import ClaimKind, Origin
from claims.claimants import claimant_named
from claims.curation.words import read_words
from claims.extraction.quantities.finding import quantities
from claims.models import Appearance, ArticleRevision, Claim
from claims.wordings import add_wording
from claimtracker.events.outbox import publish
from claimtracker.people.models import User


def make_claim(
    person: User, revision: ArticleRevision, span: tuple[int, int], text: str, *, split_from: Appearance | None = None
) -> Claim:
    """Store the claim with its wording and its appearance, due for look-up and review.

    A person found it worth checking, so its check-worthiness is 1; a part of a split claim keeps the whole one's,
    and its claimant and cue. Needs a transaction with the article locked.
    """
    read = read_words(text)
    whole = split_from.claim if split_from else None
    claim = Claim.objects.create(
        claimant=whole.claimant if whole else claimant_named(read.claimant if read else ""),
        kind=read.kind if read else ClaimKind.EVENT,
        check_worthiness=whole.check_worthiness if whole else 1.0,
        verifiability=read.verifiability if read else 0.5,
        language=revision.language or revision.article.language or "en",
        topic=whole.topic if whole else "",
        selection_reason=f"Split from claim {whole.pk} by {person}." if whole else f"Added by {person}.",
        split_from=whole,
    )
    add_wording(claim, text, quantities(text), written_by=person)
    Appearance.objects.create(
        claim=claim,
        origin=Origin.PERSON,
        added_by=person,
        attribution_cue=split_from.attribution_cue if split_from else read.attribution_cue[:100] if read else "",
        **anchoring.anchor(revision, *span),
    )
    publish("claim.found", claim.pk)
    lookup.open_lookups(claim)
    return claim
