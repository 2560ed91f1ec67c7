"""Filters of the lists, each a question that a reviewer asks."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from claims import searching
from claims.admin.annotations import newest_revisions
from claims.choices import LookupState, WorkState
from claims.models import Article, ArticleRevision, Claim, Evidence, Outlet, SourceLookup
from claims.querysets import WAITING, dropped


class ExtractionFilter(admin.SimpleListFilter):
    """How far the search for claims in the newest text is."""

    title = "extraction"
    parameter_name = "extraction"
    conditions = {
        "waiting": ("Waiting", Q(state=WorkState.DUE, failure="")),
        "running": ("Being read now", Q(state=WorkState.RUNNING)),
        "read": ("Read", Q(state=WorkState.DONE)),
        "failed": ("Failed, will be tried again", Q(state=WorkState.DUE) & ~Q(failure="")),
        "given_up": ("Failed, given up", Q(state=WorkState.GIVEN_UP)),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(value, label) for value, (label, _) in self.conditions.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> QuerySet[Article]:
        if self.value() not in self.conditions:
            return queryset
        _, condition = self.conditions[str(self.value())]
        newest = ArticleRevision.objects.filter(condition, pk__in=newest_revisions().values("pk"))
        return queryset.filter(pk__in=newest.values("article"))


class CheckWorthinessFilter(admin.SimpleListFilter):
    """How much a fact-checker would want to check it."""

    title = "check-worthiness"
    parameter_name = "worth"
    bands = {"high": ("High (0.7 and more)", 0.7, 1.01), "middle": ("Middle", 0.4, 0.7), "low": ("Low", 0, 0.4)}

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(value, label) for value, (label, _, _) in self.bands.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.value() not in self.bands:
            return queryset
        _, low, high = self.bands[str(self.value())]
        return queryset.filter(check_worthiness__gte=low, check_worthiness__lt=high)


class ClaimOutletFilter(admin.SimpleListFilter):
    """Which outlet the claim was found in."""

    title = "outlet"
    parameter_name = "outlet"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [(str(outlet.pk), outlet.name) for outlet in Outlet.objects.all()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        chosen = self.value() or ""
        if not (chosen.isascii() and chosen.isdecimal() and len(chosen) <= 18):
            return queryset
        return queryset.filter(searching.seen_in_outlet(int(chosen), claim="pk"))


class AnswerFilter(admin.SimpleListFilter):
    """What the sources answered about the claim."""

    title = "what sources answered"
    parameter_name = "answers"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [
            ("evidence", "Has evidence"),
            ("nothing", "Nothing found anywhere"),
            ("failed", "A look-up failed"),
            ("open", "Still being looked up"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        lookups = SourceLookup.objects.filter(claim=OuterRef("pk"))
        match self.value():
            case "evidence":
                return queryset.filter(Exists(Evidence.objects.filter(claim=OuterRef("pk"))))
            case "nothing":
                # Every answer must be "nothing found": a failure or an open question is no absence.
                return queryset.filter(Exists(lookups), ~Exists(lookups.exclude(state=LookupState.NOTHING_FOUND)))
            case "failed":
                return queryset.filter(Exists(lookups.filter(state__in=[LookupState.FAILED, LookupState.GIVEN_UP])))
            case "open":
                return queryset.filter(Exists(lookups.filter(state__in=[LookupState.DUE, LookupState.RUNNING])))
        return queryset


class DroppedFilter(admin.SimpleListFilter):
    """What a person said is no claim to check; from here it can be restored."""

    title = "dropped by hand"
    parameter_name = "dropped"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [("no", "Stands"), ("yes", "Dropped")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        match self.value():
            case "yes":
                return queryset.filter(dropped())
            case "no":
                return queryset.filter(~dropped())
        return queryset


class DueFilter(admin.SimpleListFilter):
    """What is still to be asked: how soon, and what it waits for."""

    title = "still open"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[str, str]]:
        return [("now", "Due now"), ("later", "Tried later"), ("put_off", "Put off by pace or circuit breaker")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[SourceLookup]) -> QuerySet[SourceLookup]:
        waiting = queryset.filter(state__in=WAITING)
        match self.value():
            case "now":
                return waiting.filter(next_attempt_at__lte=timezone.now())
            case "later":
                return waiting.filter(next_attempt_at__gt=timezone.now())
            case "put_off":
                return waiting.exclude(note="")
        return queryset
