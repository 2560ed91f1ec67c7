"""What lists of verdicts can be narrowed by."""

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters

from claimtracker.api.filtering import IdFilter, MomentFilter
from reviews.choices import VerdictKind
from reviews.models import Verdict


class VerdictFilter(filters.FilterSet):
    """Filters of published verdicts."""

    rating = filters.CharFilter(
        field_name="rating_label", lookup_expr="iexact", help_text="The rating's label, for example Mostly false."
    )
    kind = filters.ChoiceFilter(
        choices=VerdictKind.choices, help_text="A first verdict, a correction of one, or its withdrawal."
    )
    claim = IdFilter(field_name="review__claim_id", help_text="The id of the claim.")
    published_after = MomentFilter(
        field_name="published_at", lookup_expr="gt", help_text="A time in ISO 8601 with its offset; published after it."
    )
    published_before = MomentFilter(
        field_name="published_at",
        lookup_expr="lt",
        help_text="The same; published before it.",
    )
    current = filters.BooleanFilter(
        method="in_force",
        help_text="true: only what the desk says now, neither superseded nor a retraction; false: only the rest.",
    )

    class Meta:
        model = Verdict
        fields: tuple[str, ...] = ()

    def in_force(self, verdicts: QuerySet[Verdict], _name: str, wanted: bool) -> QuerySet[Verdict]:  # noqa: FBT001 - django-filter calls it so
        in_force = Q(superseded_by=None) & ~Q(kind=VerdictKind.RETRACTION)
        return verdicts.filter(in_force if wanted else ~in_force)
