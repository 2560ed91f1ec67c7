"""What lists of claims can be narrowed by."""

from django.db.models import Exists, OuterRef, QuerySet
from django_filters import rest_framework as filters

from claims.choices import ClaimKind
from claims.models import Appearance, Claim, ClaimWording
from claimtracker.api.filtering import IdFilter, MomentFilter


class ArticleClaimFilter(filters.FilterSet):
    """Filters of the claims of one article."""

    kind = filters.ChoiceFilter(choices=ClaimKind.choices, help_text="What sort of statement.")
    claimant = filters.CharFilter(
        field_name="claimant__name", lookup_expr="iexact", help_text="The claimant's whole name, in any case."
    )
    min_check_worthiness = filters.NumberFilter(
        field_name="check_worthiness",
        lookup_expr="gte",
        min_value=0,
        max_value=1,
        help_text="From 0 to 1: only claims at least this check-worthy.",
    )
    found_after = MomentFilter(
        field_name="found_at", lookup_expr="gt", help_text="A time in ISO 8601 with its offset; claims found after it."
    )
    found_before = MomentFilter(
        field_name="found_at", lookup_expr="lt", help_text="A time in ISO 8601 with its offset; claims found before it."
    )
    search = filters.CharFilter(method="in_wording", help_text="Words that stand together in the claim's text.")

    class Meta:
        model = Claim
        fields: tuple[str, ...] = ()

    def in_wording(self, claims: QuerySet[Claim], _name: str, words: str) -> QuerySet[Claim]:
        return claims.filter(Exists(ClaimWording.objects.filter(claim=OuterRef("pk"), text__icontains=words)))


class ClaimFilter(ArticleClaimFilter):
    """Filters of all claims."""

    article = IdFilter(method="in_article", help_text="The id of an article that the claim appears in.")

    def in_article(self, claims: QuerySet[Claim], _name: str, article_id: int) -> QuerySet[Claim]:
        return claims.filter(Exists(Appearance.objects.filter(claim=OuterRef("pk"), revision__article_id=article_id)))
