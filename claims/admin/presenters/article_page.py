"""What the page of one article shows below its metadata."""

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.admin.presenters import standing
from claims.admin.presenters.marking import Mark, Segment, segments
from claims.admin.presenters.standing import Standing
from claims.models import Appearance, Article, ArticleRevision, Claim


@dataclass(frozen=True, slots=True)
class NumberedClaim:
    """A claim of the article, by the number that marks it in the text."""

    number: int
    claim: Claim
    text: str
    hidden_because: str


@dataclass(frozen=True, slots=True)
class RevisionRow:
    revision: ArticleRevision
    standing: Standing


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The newest text with its claims marked, the claims, and every revision with its extraction."""

    standing: Standing
    segments: list[Segment]
    claims: list[NumberedClaim]
    revisions: list[RevisionRow]


def article_page(article: Article) -> ArticlePage:
    """Read what the page shows, in a fixed number of queries."""
    newest = article.revisions.order_by("-number").first()
    appearances = list(_appearances(newest)) if newest else []
    numbers: dict[int, int] = {}
    for appearance in appearances:
        numbers.setdefault(appearance.claim_id, len(numbers) + 1)
    marks = [
        Mark(appearance.start, appearance.end, appearance.claim_id, numbers[appearance.claim_id])
        for appearance in appearances
        if not appearance.suppressed_reason
    ]
    revisions = article.revisions.defer("text").order_by("-number")
    return ArticlePage(
        standing=standing.extraction(newest),
        segments=segments(newest.text, marks) if newest else [],
        claims=_numbered(appearances, numbers),
        revisions=[RevisionRow(revision, standing.extraction(revision)) for revision in revisions],
    )


def _appearances(revision: ArticleRevision) -> QuerySet[Appearance]:
    appearances = Appearance.objects.filter(revision=revision).select_related("claim__claimant")
    return appearances.prefetch_related("claim__wordings").order_by("start", "end", "pk")


def _numbered(appearances: list[Appearance], numbers: dict[int, int]) -> list[NumberedClaim]:
    first: dict[int, Appearance] = {}
    for appearance in appearances:
        first.setdefault(appearance.claim_id, appearance)
    return [
        NumberedClaim(
            number=numbers[claim_id],
            claim=appearance.claim,
            text=_newest_text(appearance),
            hidden_because=appearance.suppressed_reason,
        )
        for claim_id, appearance in first.items()
    ]


def _newest_text(appearance: Appearance) -> str:
    wordings = list(appearance.claim.wordings.all())
    return wordings[-1].text if wordings else appearance.exact
