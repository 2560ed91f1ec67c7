"""Lists that page by key: the next page begins after the last row seen, and no list is ever counted whole.

OFFSET reads every row that it passes over, and a count reads them all; at a million rows both take seconds.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters, ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.paginator import Paginator
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest

AFTER, BEFORE = "after", "before"
NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Key:
    """One field of an order. As PostgreSQL orders, what is empty comes last, and first where the order descends."""

    name: str
    descends: bool
    may_be_empty: bool

    def reversed(self) -> "Key":
        return Key(self.name, not self.descends, self.may_be_empty)

    def as_order(self) -> str:
        return f"-{self.name}" if self.descends else self.name

    def same(self, value: Any) -> Q:
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})

    def beyond(self, value: Any) -> Q:
        """What comes after the value in this field's order."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if self.descends else NOTHING
        if self.descends:
            return Q(**{f"{self.name}__lt": value})
        larger = Q(**{f"{self.name}__gt": value})
        return larger | Q(**{f"{self.name}__isnull": True}) if self.may_be_empty else larger

    def bound(self, value: Any) -> Q:
        """What an index can begin at; it says nothing that `beyond` and `same` do not say, but in one condition."""
        if self.may_be_empty or value is None:
            return Q()
        return Q(**{f"{self.name}__{'lte' if self.descends else 'gte'}": value})


def rows_beyond(keys: list[Key], values: tuple[Any, ...]) -> Q:
    """The condition of the rows that come after the row with these values, in the order of these keys."""
    condition = NOTHING
    for key, value in reversed(list(zip(keys, values, strict=True))):
        condition = key.beyond(value) | (key.same(value) & condition)
    return keys[0].bound(values[0]) & condition


def keys_of(model: type[Model], order: list[Any]) -> list[Key]:
    """The keys of an admin list's order, which ends with a unique one. Raises IncorrectLookupParameters."""
    keys = []
    for part in order:
        name, descends = _part(part)
        try:
            field = model._meta.pk if name == "pk" else model._meta.get_field(name)
            keys.append(Key(getattr(field, "attname", name), descends, bool(getattr(field, "null", True))))
        except FieldDoesNotExist:
            keys.append(Key(name, descends, may_be_empty=True))  # another table's, or computed
    return keys


def _part(part: Any) -> tuple[str, bool]:
    if isinstance(part, OrderBy) and isinstance(part.expression, F):
        return str(vars(part.expression)["name"]), part.descending
    if isinstance(part, str):
        return part.removeprefix("-"), part.startswith("-")
    raise IncorrectLookupParameters(f"A list cannot be paged in the order of {part}.")


class KeysetChangeList(ChangeList):
    """The stock list with “previous” and “next” in place of numbered pages."""

    previous_url = next_url = first_url = ""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        for name in (AFTER, BEFORE):
            self.params.pop(name, None)
            self.filter_params.pop(name, None)
        return super().get_queryset(request, exclude_parameters)

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        kept = {name: values for name, values in self.filter_params.items() if name not in (AFTER, BEFORE)}
        self.filter_params = kept
        return super().get_query_string(new_params, remove)

    def get_ordering_field(self, field_name: Any) -> Any:
        """None for a column that is not sorted by, whatever the address says."""
        if self.sortable_by is not None and field_name not in self.sortable_by:
            return None
        return super().get_ordering_field(field_name)

    def get_results(self, request: HttpRequest) -> None:
        keys = keys_of(self.model, list(self.queryset.query.order_by))
        backwards, start = self._start(request, keys)
        ordered = self.queryset.order_by(*(key.as_order() for key in keys))
        if start is not None:
            walked = [key.reversed() for key in keys] if backwards else keys
            ordered = self.queryset.filter(rows_beyond(walked, start)).order_by(*(key.as_order() for key in walked))
        # First the keys alone: what is passed over on the way to a full page is then read from an index, not a table.
        found = list(ordered.values_list("pk", flat=True)[: self.list_per_page + 1])
        is_more = len(found) > self.list_per_page
        shown = self.root_queryset.filter(pk__in=found[: self.list_per_page])
        by_key = {row.pk: row for row in self._with_related(shown)}
        rows = [by_key[pk] for pk in found[: self.list_per_page] if pk in by_key]
        if backwards:
            rows.reverse()
        self._set_results(rows)
        if rows and (is_more if backwards else start is not None):
            self.previous_url = self.get_query_string({BEFORE: rows[0].pk})
        if rows and (backwards or is_more):
            self.next_url = self.get_query_string({AFTER: rows[-1].pk})
        if start is not None:
            self.first_url = self.get_query_string()

    def _with_related(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows if rows.query.select_related else self.apply_select_related(rows)

    def _start(self, request: HttpRequest, keys: list[Key]) -> tuple[bool, tuple[Any, ...] | None]:
        """Whether to walk back, and the key values of the row to begin beside; None: at the list's own start."""
        backwards = BEFORE in request.GET
        at = request.GET.get(BEFORE if backwards else AFTER)
        if at is None:
            return False, None
        try:
            found = self.root_queryset.filter(pk=at).values_list(*(key.name for key in keys)).first()
        except (ValueError, ValidationError, OverflowError):
            found = None
        if found is None:
            messages.warning(request, "The row at which this page began is not there. Here is the list from its start.")
            return False, None
        return backwards, found

    def _set_results(self, rows: list[Any]) -> None:
        self.result_list = rows
        self.result_count = len(rows)
        self.full_result_count = None
        self.show_full_result_count = False
        self.show_admin_actions = True
        # The stock paginator only counts; what is shown is all that it ever hears of.
        self.can_show_all = self.multi_page = False
        self.paginator = Paginator(rows, self.list_per_page)


class KeysetAdmin(ModelAdmin):
    """A ModelAdmin whose list pages by key. Sort only by columns that an index serves: see `sortable_by`."""

    show_full_result_count = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return KeysetChangeList
