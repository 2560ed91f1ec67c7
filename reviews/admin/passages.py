"""Where a claim appeared: its words in their paragraph."""

from dataclasses import dataclass

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest, Substr
from django.urls import reverse

from claims.choices import AnchorState
from claims.models import Appearance
from reviews.admin.words import day

CONTEXT = 800
"""Characters shown at most on either side: an article may be one line of half a million."""
SHOWN = 10
"""Appearances shown on the page; the article list has the others."""

GONE = "The article's newest revision no longer has these words, or has them in several places."


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an article with the claim's words in its middle, and where it stands."""

    before: str
    words: str
    after: str
    article_title: str
    article_url: str
    outlet: str
    date: str
    cue: str
    anchor_note: str


def passages_of(claim_id: int) -> tuple[list[Passage], int]:
    """The first appearances of a claim, each in the last revision that has it, and how many more there are."""
    ends = Appearance.objects.filter(claim=claim_id, suppressed_reason="", continued_by=None)
    shown = _with_surroundings(ends.order_by("pk"))
    found = [_passage(appearance) for appearance in shown[:SHOWN]]
    if len(found) < SHOWN:
        return found, 0
    return found, ends.count() - SHOWN


def _with_surroundings(appearances: QuerySet[Appearance]) -> QuerySet[Appearance]:
    """Cut the paragraph out in the database, so that whole articles are not fetched."""
    first = Greatest(F("start") - CONTEXT, Value(0)) + 1
    return (
        appearances.select_related("revision__article__outlet", "continues")
        .defer("revision__text")
        .annotate(
            before=Substr("revision__text", first, F("start") + 1 - first),
            after=Substr("revision__text", F("end") + 1, CONTEXT),
        )
    )


def _passage(appearance: Appearance) -> Passage:
    article = appearance.revision.article
    before: str = vars(appearance)["before"]
    after: str = vars(appearance)["after"]
    return Passage(
        before=_paragraph_end(before, cut=appearance.start > CONTEXT),
        words=appearance.exact,
        after=_paragraph_start(after, cut=len(after) == CONTEXT),
        article_title=str(article),
        article_url=reverse("admin:claims_article_change", args=[article.pk]),
        outlet=article.outlet.name if article.outlet else "",
        date=day(article.published_at) or article.dateline,
        cue=appearance.attribution_cue,
        anchor_note=_what_became(appearance),
    )


def _what_became(appearance: Appearance) -> str:
    if appearance.anchor_state == AnchorState.ORPHANED:
        return GONE
    before = appearance.continues
    if before is not None and before.anchor_state == AnchorState.CHANGED:
        return f"An earlier revision said: “{before.exact}”"
    return ""


def _paragraph_end(before: str, *, cut: bool) -> str:
    _, line, rest = before.rpartition("\n")
    return f"…{rest}" if cut and not line else rest


def _paragraph_start(after: str, *, cut: bool) -> str:
    rest, line, _ = after.partition("\n")
    return f"{rest}…" if cut and not line else rest
