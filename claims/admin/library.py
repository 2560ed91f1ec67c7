"""The reference library: what documents it holds, and the figures in them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.admin.annotations import count_of
from claims.admin.base import ReadOnlyAdmin
from claims.admin.presenters import figures
from claims.models import ReferenceDocument, ReferenceFigure, ReferencePassage


@admin.register(ReferenceDocument)
class ReferenceDocumentAdmin(ReadOnlyAdmin):
    list_display = ("title", "edition", "publisher", "as_of", "passages", "imported_at")
    list_filter = ("publisher", "edition")
    search_fields = ("title", "publisher", "edition")
    fields = (
        "title", "edition", "publisher", "as_of", "url", "licence", "passages", "key", "sha256", "imported_at",
    )  # fmt: skip
    readonly_fields = ("passages",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReferenceDocument]:
        counted = count_of(ReferencePassage, "document")
        rows: QuerySet[ReferenceDocument] = super().get_queryset(request).annotate(passages_count=counted)
        return rows

    @admin.display(description="passages", ordering="passages_count")
    def passages(self, document: Any) -> int:
        return int(document.passages_count)


@admin.register(ReferenceFigure)
class ReferenceFigureAdmin(ReadOnlyAdmin):
    list_display = ("statement", "place", "measure", "number", "as_of", "publisher", "edition")
    list_filter = ("measure", "unit", "publisher")
    search_fields = ("statement", "place", "label", "measure")
    search_help_text = "In statements, places, labels and measures."
    fields = (
        "statement", "place", "measure", "label", "population", "number", "as_of", "document", "title", "edition",
        "publisher", "url", "licence", "key",
    )  # fmt: skip
    readonly_fields = ("number",)

    @admin.display(description="figure", ordering="value", empty_value="not given")
    def number(self, row: ReferenceFigure) -> str | None:
        return None if row.value is None else figures.figure(row.value, row.upper, row.unit)
