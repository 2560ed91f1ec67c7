"""Questions to the database about claims and the work on them."""

from datetime import timedelta
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from claims.choices import Consent
from claims.models import (
    Appearance,
    Claim,
    ClaimWording,
    Evidence,
    ReferenceDocument,
    ReferenceFigure,
    ReferencePassage,
    SourceLookup,
    WorkRow,
)

Work = TypeVar("Work", bound=WorkRow)

WAITING = ("due", "failed")
RUNNING = "running"


def overdue(rows: QuerySet[Work], *, grace: timedelta) -> QuerySet[Work]:
    """Rows that should have been claimed `grace` ago: their message was lost, or its worker died."""
    late = timezone.now() - grace
    return rows.filter(Q(state__in=WAITING, next_attempt_at__lte=late) | Q(state=RUNNING, lease_until__lt=late))


def claims_count() -> Coalesce:
    """For annotating articles: how many claims were found in each, in all its revisions."""
    appearances = Appearance.objects.filter(revision__article=OuterRef("pk")).order_by()
    counted = appearances.values("revision__article").annotate(number=Count("claim", distinct=True))
    return Coalesce(Subquery(counted.values("number")), 0)


def dropped(claim: str = "pk") -> Q:
    """The condition that a person dropped the claim that the field `claim` of the row names: all of it is hidden."""
    appearances = Appearance.objects.filter(claim=OuterRef(claim)).order_by()
    return Q(Exists(appearances)) & ~Q(Exists(appearances.filter(suppressed_reason="")))


def shareable_evidence() -> QuerySet[Evidence]:
    """Evidence that may leave the desk: all but what somebody told as background."""
    return Evidence.objects.exclude(interview__consent=Consent.BACKGROUND)


def claims_in_full(*, with_background: bool = False) -> QuerySet[Claim]:
    """Claims with everything that is shown of them but the articles' texts, in a few queries.

    `with_background`: with the evidence that does not leave the desk.
    """
    evidence = Evidence.objects.all() if with_background else shareable_evidence()
    appearances = Appearance.objects.select_related("revision__article__outlet", "added_by", "suppressed_by")
    return Claim.objects.select_related("claimant").prefetch_related(
        Prefetch("wordings", ClaimWording.objects.order_by("number").prefetch_related("quantities")),
        Prefetch("appearances", appearances.defer("revision__text")),
        Prefetch("lookups", SourceLookup.objects.select_related("source", "requested_by")),
        Prefetch("evidence", evidence.select_related("quantity", "lookup__source")),
    )


def claims_of_article(article_id: int) -> QuerySet[Claim]:
    """An article's claims, most check-worthy first."""
    return (
        claims_in_full()
        .filter(appearances__revision__article=article_id)
        .order_by("-check_worthiness", "pk")
        .distinct()
    )


def counted_documents() -> QuerySet[ReferenceDocument]:
    """Documents of the library with `passages_count` and `figures_count`, by title."""
    held = {
        f"{name}_count": Coalesce(
            Subquery(
                rows.filter(document=OuterRef("pk")).order_by().values("document").annotate(n=Count("*")).values("n")
            ),
            0,
        )
        for name, rows in (("passages", ReferencePassage.objects.all()), ("figures", ReferenceFigure.objects.all()))
    }
    return ReferenceDocument.objects.annotate(**held).order_by("title", "edition", "pk")
