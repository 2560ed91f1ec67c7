"""Add a claim that the software did not find."""

from django.db import transaction

from claims import anchoring
from claims.curation import access, words
from claims.curation.making import make_claim
from claims.curation.refusals import ClaimMoved
from claims.models import Appearance, ArticleRevision, Claim
from claimtracker.people.models import User


@transaction.atomic
def add_claim(
    person: User,
    revision_id: int,
    *,
    start: int | None = None,
    end: int | None = None,
    exact: str = "",
    text: str = "",
) -> Claim:
    """Make a claim of words in a revision, given by offsets in code points or as they stand there once.

    `text` is its stand-alone wording; without it, the words themselves. It is carried into later revisions like any
    other. Raises CorrectionRefused, and ArticleRevision.DoesNotExist.
    """
    access.begin(person)
    revision = ArticleRevision.objects.select_related("article").get(pk=revision_id)
    anchoring.lock_article(revision.article_id)
    span = words.place(revision.text, start=start, end=end, exact=exact)
    worded = words.wording(text or revision.text[slice(*span)])
    _refuse_the_same(revision, span, worded, is_worded=bool(text))
    claim = make_claim(person, revision, span, worded)
    anchoring.carry_onward(revision)
    return claim


def _refuse_the_same(revision: ArticleRevision, span: tuple[int, int], worded: str, *, is_worded: bool) -> None:
    """The same words may make two claims only where each has a wording of its own."""
    there = Appearance.objects.filter(revision=revision, start=span[0], end=span[1])
    for each in there.select_related("claim", "suppressed_by").order_by("suppressed_reason", "pk"):
        if is_worded and worded != each.claim.wordings.latest("number").text:
            continue
        if each.suppressed_reason:
            raise ClaimMoved(
                f"These words are claim {each.claim_id}, which was dropped: {each.suppressed_reason} Restore it "
                "instead, or give this one a wording of its own.",
                field="text",
                code="dropped",
            )
        raise ClaimMoved(
            f"These words are claim {each.claim_id} already: “{each.claim}” Give this one a wording of its own if "
            "they make another claim, too.",
            field="text",
            code="there_already",
        )
