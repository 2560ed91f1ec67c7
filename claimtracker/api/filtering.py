"""Filters of lists. A query parameter that nothing reads is refused: a misspelt filter must not return everything."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django_filters import rest_framework as filters
from django_filters.fields import IsoDateTimeField
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.views import APIView

LARGEST_ID = 2**63 - 1


class StrictFilterBackend(filters.DjangoFilterBackend):
    """django-filter's backend, refusing with 400 what neither the filters nor the paging of the view know."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        known = set(filterset_class.base_filters) if filterset_class else set()
        known |= getattr(getattr(view, "paginator", None), "query_parameters", set())
        possible = f"Possible here: {', '.join(sorted(known))}." if known else "This address takes none."
        unknown = {
            name: ErrorDetail(f"There is no such parameter. {possible}", code="unknown_parameter")
            for name in request.query_params
            if name not in known
        }
        if unknown:
            raise ValidationError(unknown)
        filtered: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        return filtered


class IdFilter(filters.Filter):
    """Filters by a primary key."""

    field_class = forms.IntegerField

    def __init__(self, *, help_text: str, **kwargs: Any) -> None:
        super().__init__(help_text=help_text, min_value=1, max_value=LARGEST_ID, **kwargs)
        extend_schema_field({"type": "integer", "minimum": 1, "maximum": LARGEST_ID, "description": help_text})(self)


class MomentFormField(IsoDateTimeField):
    """A point in time that PostgreSQL can hold; without an offset it is meant in the desk's zone."""

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        try:
            return moment and moment.astimezone(UTC)
        except OverflowError as error:
            raise forms.ValidationError("This time lies outside the years 1 to 9999.", code="overflow") from error


class MomentFilter(filters.IsoDateTimeFilter):
    """Filters by a point in time."""

    field_class = MomentFormField
