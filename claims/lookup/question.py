"""What a connector needs to know of one wording of a claim."""

from datetime import datetime
from operator import attrgetter
from typing import cast

from django.db.models import OuterRef, QuerySet, Subquery

from claims.models import Appearance, ClaimWording, SourceLookup
from claims.sources.base import Question, QuestionQuantity


def first_published(claim: str) -> Subquery:
    """When the article was published that a claim was first found in; `claim` is the outer row's field."""
    appearances = Appearance.objects.filter(claim=OuterRef(claim)).order_by("pk")
    return Subquery(appearances.values("revision__article__published_at")[:1])


def askable() -> QuerySet[SourceLookup]:
    """Look-ups with all that their questions need, in two queries."""
    rows = SourceLookup.objects.select_related("wording__claim").prefetch_related("wording__quantities")
    return rows.annotate(said_at=first_published("claim"))


def said_at(wording: ClaimWording) -> datetime | None:
    """When the article was published that the claim was first found in, None where that is not known."""
    rows = ClaimWording.objects.filter(pk=wording.pk)
    return cast("datetime | None", rows.values_list(first_published("claim"), flat=True).first())


def question_about(wording: ClaimWording, published_at: datetime | None) -> Question:
    """The question that the wording makes; `published_at` is when its article was published: see `said_at`."""
    return Question(
        text=wording.text,
        language=wording.claim.language,
        said_on=published_at.date() if published_at else None,
        quantities=tuple(
            QuestionQuantity(
                id=quantity.pk,
                text=quantity.text,
                value=quantity.value,
                upper=quantity.upper,
                comparator=quantity.comparator,
                unit=quantity.unit,
                counted=quantity.counted,
                population=quantity.population,
                place=quantity.place,
                period=quantity.period,
                approximate=quantity.approximate,
            )
            for quantity in sorted(wording.quantities.all(), key=attrgetter("pk"))
        ),
    )
