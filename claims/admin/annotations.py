"""What lists show of each row beyond its own columns, as subqueries: the number of queries stays the same."""

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Appearance, ArticleRevision, ClaimWording


def newest_wording(claim: str = "pk") -> Subquery:
    """The newest text of the claim that the field `claim` of the outer row names."""
    wordings = ClaimWording.objects.filter(claim=OuterRef(claim)).order_by("-number")
    return Subquery(wordings.values("text")[:1])


def first_outlet() -> Subquery:
    """The name of the outlet that a claim was first found in."""
    appearances = Appearance.objects.filter(claim=OuterRef("pk")).order_by("pk")
    return Subquery(appearances.values("revision__article__outlet__name")[:1])


def count_of(model: type[Model], field: str) -> Coalesce:
    """How many rows of `model` point to the outer row by `field`."""
    rows = model._default_manager.filter(**{field: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(rows.values(field).annotate(number=Count("pk")).values("number")), 0)


def newest_revisions() -> QuerySet[ArticleRevision]:
    """The newest revision of each article, without its text."""
    return ArticleRevision.objects.order_by("article_id", "-number").distinct("article").defer("text")
