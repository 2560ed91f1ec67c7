"""Paging that stays right and fast while rows are added: a cursor, newest first."""

from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView


class NewestFirst(CursorPagination):
    """Pages of 50, newest first; `page_size` up to 200. `next` and `previous` are whole addresses."""

    ordering: str | tuple[str, ...] = "-pk"
    page_size = 50
    page_size_query_param = "page_size"
    page_size_query_description = "Results on a page: 1 to 200, 50 if left out."
    max_page_size = 200
    cursor_query_description = "Where a page begins: follow `next` and `previous`, which carry it."

    @property
    def query_parameters(self) -> set[str]:
        return {self.cursor_query_param, self.page_size_query_param}

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        if not (asked.isascii() and asked.isdigit() and len(asked) <= 3 and 1 <= int(asked) <= self.max_page_size):
            raise ValidationError(
                {self.page_size_query_param: f"Ask for a whole number of results, 1 to {self.max_page_size}."}
            )
        return int(asked)

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, ValueError, ModelValidationError) as error:
            # A cursor that nobody was given: it is no base64, or what it holds is no value of the ordering column.
            if self.cursor_query_param not in request.query_params:
                raise
            raise ValidationError(
                {self.cursor_query_param: "This is no cursor. Follow `next` and `previous` as they are."}
            ) from error

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        for parameter in parameters:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] = {"type": "integer", "minimum": 1, "maximum": self.max_page_size}
        return parameters
