"""The reference library: what documents it holds, and the figures in them."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.admin.annotations import count_of
from claims.admin.base import ReadOnlyAdmin
from claims.admin.presenters import figures
from claims.library import store
from claims.models import ReferenceDocument, ReferenceFigure, ReferencePassage
from claimtracker.audit.context import record_actor


@admin.register(ReferenceDocument)
class ReferenceDocumentAdmin(ReadOnlyAdmin):
    list_display = ("title", "edition", "publisher", "as_of", "passages", "figures_held", "imported_at")
    list_filter = ("publisher", "edition")
    search_fields = ("title", "publisher", "edition")
    fields = (
        "title", "edition", "publisher", "as_of", "url", "licence", "passages", "figures_held", "key", "sha256",
        "imported_at",
    )  # fmt: skip
    readonly_fields = ("passages", "figures_held")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("claims.delete_referencedocument")

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """What goes with a document in numbers: a list of its thousands of passages would help nobody."""
        gone = [f"{document}, with its passages and figures" for document in objs]
        return gone, {"reference documents": len(gone)}, set(), []

    def delete_model(self, request: HttpRequest, obj: ReferenceDocument) -> None:
        record_actor(request.user.pk)
        store.delete(obj.pk)

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReferenceDocument]:
        rows: QuerySet[ReferenceDocument] = (
            super()
            .get_queryset(request)
            .annotate(
                passages_count=count_of(ReferencePassage, "document"),
                figures_count=count_of(ReferenceFigure, "document"),
            )
        )
        return rows

    @admin.display(description="passages", ordering="passages_count")
    def passages(self, document: Any) -> int:
        return int(document.passages_count)

    @admin.display(description="figures", ordering="figures_count")
    def figures_held(self, document: Any) -> int:
        return int(document.figures_count)


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
