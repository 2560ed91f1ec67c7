"""Who makes claims and who publishes them: names that the desk's admins keep tidy."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from claims.admin.annotations import count_of
from claims.admin.base import DeskAdmin
from claims.models import Article, Claim, Claimant, Outlet


@admin.register(Claimant)
class ClaimantAdmin(DeskAdmin):
    list_display = ("name", "role", "wikidata_id", "claims")
    search_fields = ("name", "aliases", "role", "wikidata_id")
    fields = ("name", "aliases", "role", "wikidata_id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claimant]:
        rows: QuerySet[Claimant] = super().get_queryset(request).annotate(claims_count=count_of(Claim, "claimant"))
        return rows

    @admin.display(description="claims", ordering="claims_count")
    def claims(self, claimant: Any) -> int:
        return int(claimant.claims_count)


@admin.register(Outlet)
class OutletAdmin(DeskAdmin):
    list_display = ("name", "domain", "articles")
    search_fields = ("name", "domain")
    fields = ("name", "domain")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Outlet]:
        rows: QuerySet[Outlet] = super().get_queryset(request).annotate(articles_count=count_of(Article, "outlet"))
        return rows

    @admin.display(description="articles", ordering="articles_count")
    def articles(self, outlet: Any) -> int:
        return int(outlet.articles_count)
