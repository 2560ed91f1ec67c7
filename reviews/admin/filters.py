"""What the list of reviews can be narrowed to."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from claims import searching
from claims.models import Outlet
from reviews.admin.listing import unseen_alerts
from reviews.admin.page import person_of
from reviews.models import Assignment, Rating, Review, ReviewAlert
from reviews.querysets import LISTS, list_named, standing_verdicts

MOST_DIGITS = 18
"""More, and the number is no bigint."""


class DeskListFilter(admin.SimpleListFilter):
    """One of the desk's lists; its links are the tabs above the table."""

    title = "list"
    parameter_name = "list"
    template = "admin/reviews/lists/in_tabs.html"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [(each.key, each.title) for each in LISTS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        chosen = list_named(self.value())
        return chosen.narrow(queryset, person_of(request)) if chosen else queryset


class HolderFilter(admin.SimpleListFilter):
    """Mine, somebody else's, or nobody's."""

    title = "who holds it"
    parameter_name = "holder"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [("me", "I do"), ("nobody", "Nobody"), ("others", "Somebody else")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        held = Assignment.objects.filter(review=OuterRef("pk"), ended_at=None)
        match self.value():
            case "me":
                return queryset.filter(Exists(held.filter(person=request.user.pk)))
            case "others":
                return queryset.filter(Exists(held.exclude(person=request.user.pk)))
            case "nobody":
                return queryset.filter(~Exists(held))
        return queryset


class AlertFilter(admin.SimpleListFilter):
    """Something happened to the claim, and somebody has seen it or nobody has."""

    title = "alerts"
    parameter_name = "alerts"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [("unseen", "Unseen"), ("any", "Seen or not")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        match self.value():
            case "unseen":
                return queryset.filter(Exists(unseen_alerts()))
            case "any":
                return queryset.filter(Exists(ReviewAlert.objects.filter(review=OuterRef("pk")).order_by()))
        return queryset


class KeyFilter(admin.SimpleListFilter, ABC):
    """A filter by the key of another row; anything that is no key finds nothing."""

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Review]) -> QuerySet[Review]:
        value = self.value()
        if value is None:
            return queryset
        is_key = value.isdecimal() and len(value) <= MOST_DIGITS
        return queryset.filter(self.condition(int(value))) if is_key else queryset.none()

    @abstractmethod
    def condition(self, key: int) -> Exists:
        """What a review must meet to be about the row with this key."""


class OutletFilter(KeyFilter):
    title = "outlet"
    parameter_name = "outlet"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [(str(key), name) for key, name in Outlet.objects.values_list("pk", "name")]

    def condition(self, key: int) -> Exists:
        return searching.seen_in_outlet(key, claim="claim")


class LastRatingFilter(KeyFilter):
    """By the rating of the verdict that stands; a verdict that a later one supersedes does not count."""

    title = "rating of the last verdict"
    parameter_name = "rating"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        ratings = Rating.objects.select_related("scale").order_by("-scale__in_use", "scale", "order")
        return [
            (str(rating.pk), str(rating) if rating.scale.in_use else f"{rating} ({rating.scale})") for rating in ratings
        ]

    def condition(self, key: int) -> Exists:
        return Exists(standing_verdicts().filter(review=OuterRef("pk"), rating=key))
