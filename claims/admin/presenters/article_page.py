"""What the page of one article shows below its metadata."""

from dataclasses import dataclass

from django.db.models import QuerySet

from claims.admin.presenters import standing
from claims.admin.presenters.marking import Mark, Segment, segments
from claims.admin.presenters.standing import Standing
from claims.choices import AnchorState
from claims.models import Appearance, Article, ArticleRevision, Claim


@dataclass(frozen=True, slots=True)
class NumberedClaim:
    """A claim of the article, by the number that marks it in the text."""

    number: int
    claim: Claim
    text: str
    hidden_because: str
    note: str
    """Who added it, and what the last edit of the article did to its words."""


@dataclass(frozen=True, slots=True)
class GoneClaim:
    """A claim whose words an earlier revision has, and the newest has not or has in several places."""

    claim: Claim
    text: str
    words: str
    revision: int


@dataclass(frozen=True, slots=True)
class RevisionRow:
    revision: ArticleRevision
    standing: Standing


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The newest text with its claims marked, the claims, and every revision with its extraction."""

    newest: int | None
    """The number of the revision that the text is."""
    standing: Standing
    segments: list[Segment]
    claims: list[NumberedClaim]
    gone: list[GoneClaim]
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
        newest=newest.number if newest else None,
        standing=standing.extraction(newest),
        segments=segments(newest.text, marks) if newest else [],
        claims=_numbered(appearances, numbers),
        gone=_gone(article, numbers),
        revisions=[RevisionRow(revision, standing.extraction(revision)) for revision in revisions],
    )


def _appearances(revision: ArticleRevision) -> QuerySet[Appearance]:
    appearances = Appearance.objects.filter(revision=revision).select_related(
        "claim__claimant", "continues", "added_by"
    )
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
            note=_note(appearance),
        )
        for claim_id, appearance in first.items()
    ]


def _note(appearance: Appearance) -> str:
    by = f"added by {appearance.added_by}" if appearance.added_by else ""
    before = appearance.continues
    edit = ""
    if before is not None and before.anchor_state == AnchorState.CHANGED:
        edit = f"edited in the article, which said “{before.exact}”"
    elif before is not None and before.anchor_state == AnchorState.MOVED:
        edit = "moved to another place of the article"
    return " · ".join(part for part in (by, edit) if part)


def _gone(article: Article, shown: dict[int, int]) -> list[GoneClaim]:
    orphaned = Appearance.objects.filter(
        revision__article=article, continued_by=None, anchor_state=AnchorState.ORPHANED, suppressed_reason=""
    ).exclude(claim__in=list(shown))
    rows = orphaned.select_related("claim", "revision").defer("revision__text").prefetch_related("claim__wordings")
    return [GoneClaim(row.claim, _newest_text(row), row.exact, row.revision.number) for row in rows.order_by("pk")]


def _newest_text(appearance: Appearance) -> str:
    wordings = list(appearance.claim.wordings.all())
    return wordings[-1].text if wordings else appearance.exact
