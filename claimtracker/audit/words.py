"""Say what an entry recorded in the words of the desk: labels for columns, names for ids, before and after."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import CharField, DateField, DateTimeField, Field, Model, TextField
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst

from claimtracker.audit.models import AuditEntry

EMPTY = "nothing"
NOTHING: tuple[Any, ...] = (None, "", [], {})
DONE = {"insert": "Added", "update": "Changed", "delete": "Deleted"}
NAMES = ("name", "title", "label", "text", "username")
"""Fields that may tell what a row is called, the best first. str() of a row could ask the database for each."""
LONGEST_NAME = 80

Names = dict[tuple[type[Model], str], str]


@dataclass(frozen=True, slots=True)
class Change:
    """One field of an entry. `before` is None for a row that was added, `after` for one that was deleted."""

    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as people read it."""

    id: int
    at: datetime
    who: str
    where: str
    did: str
    what: str
    link: str
    changes: list[Change]
    action: str
    redaction: str


def tell(entries: Iterable[AuditEntry]) -> list[Told]:
    """The entries in words. Takes one query for each kind of row that they name, however many entries there are.

    The entries need their payload and redaction.
    """
    recorded = [(entry, _recorded(entry)) for entry in entries]
    names = _names(recorded)
    return [_told(entry, rows, names) for entry, rows in recorded]


def tables() -> list[tuple[str, str]]:
    """Each table with what its rows are called, by that name."""
    return sorted(((table, capfirst(_called(model))) for table, model in _models().items()), key=lambda each: each[1])


@dataclass(frozen=True, slots=True)
class _Rows:
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def changed(self, model: type[Model] | None) -> list[str]:
        """The columns to show, in the model's order: those that changed; of a row that came or went, what it said."""
        before, after = self.before or {}, self.after or {}
        known = [name for name in _columns(model) if name in before or name in after] if model else []
        names = dict.fromkeys([*known, *before, *after])
        if self.before is None or self.after is None:
            return [name for name in names if name != "id" and {**before, **after}[name] not in NOTHING]
        return [name for name in names if before.get(name) != after.get(name)]


def _recorded(entry: AuditEntry) -> _Rows:
    if not entry.payload.body:
        return _Rows(None, None)
    body = json.loads(entry.payload.body)
    return _Rows(body["before"], body["after"])


def _told(entry: AuditEntry, rows: _Rows, names: Names) -> Told:
    model = _models().get(entry.table)
    redaction = getattr(entry, "redaction", None)
    return Told(
        id=entry.pk,
        at=entry.at,
        who=_who(entry, names),
        where=_where(entry),
        did=DONE[entry.action],
        what=_what(entry, model, rows, names),
        link=_link(entry, model),
        changes=[_change(model, column, rows, names) for column in rows.changed(model)],
        action=entry.action,
        redaction=f"Taken out: {redaction.reason} ({redaction.legal_basis})" if redaction else "",
    )


def _who(entry: AuditEntry, names: Names) -> str:
    if entry.actor_id is not None:
        return names.get((get_user_model(), str(entry.actor_id))) or f"user {entry.actor_id}"
    return "the desk itself" if entry.origin.startswith("task:") else f"nobody named (as {entry.database_role})"


def _where(entry: AuditEntry) -> str:
    kind, _, what = entry.origin.partition(":")
    match kind:
        case "request":
            return f"in web request {what[:8]}"
        case "task":
            return f"in task {what[:8]}"
        case "command":
            return f"by the command {what}"
        case "shell":
            return f"in a shell of {what}"
    if kind:
        return f"in {entry.origin}"
    return "in SQL, outside of the desk's programs" if entry.actor_id is None else ""


def _what(entry: AuditEntry, model: type[Model] | None, rows: _Rows, names: Names) -> str:
    if model is None:
        return f"{entry.table} {entry.row}"
    # A row of a many-to-many table is best told by the two that it joins.
    if model._meta.auto_created:
        row = rows.after or rows.before or {}
        ends = [
            _in_words(field, row.get(str(field.column)), names)
            for field in model._meta.concrete_fields
            if field.is_relation
        ]
        return ": ".join(ends) if row else f"{_called(model)} {entry.row}"
    own = names.get((model, entry.row))
    return f"{_called(model)} {entry.row}" + (f", “{own}”" if own else "")


def _link(entry: AuditEntry, model: type[Model] | None) -> str:
    """The page of the row or, where it has none, of the row that it is a part of; empty: neither has."""
    for of, row in ((model, entry.row), (_models().get(entry.subject_table), entry.subject_row)):
        if of is None or not row:
            continue
        try:
            return reverse(f"admin:{of._meta.app_label}_{of._meta.model_name}_change", args=[row])
        except NoReverseMatch:
            continue
    return ""


def _change(model: type[Model] | None, column: str, rows: _Rows, names: Names) -> Change:
    field = _columns(model).get(column) if model else None
    label = capfirst(str(field.verbose_name)) if field else column
    before = None if rows.before is None else _in_words(field, rows.before.get(column), names)
    after = None if rows.after is None else _in_words(field, rows.after.get(column), names)
    return Change(label, before, after)


def _in_words(field: "Field[Any, Any] | None", value: Any, names: Names) -> str:
    if value in NOTHING:
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(each, str | int | float) for each in value):
        return "; ".join(map(str, value))
    if isinstance(value, list | dict):
        return json.dumps(value, indent=2, ensure_ascii=False)
    return str(value) if field is None else _of_field(field, value, names)


def _of_field(field: "Field[Any, Any]", value: Any, names: Names) -> str:
    """A plain value as its field means it: a choice's label, a row's name, a time in the reader's zone."""
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation and isinstance(field.related_model, type):
        called = f"{_called(field.related_model)} {value}"
        name = names.get((field.related_model, str(value)))
        return f"{name} ({called})" if name else called
    if isinstance(field, DateTimeField):
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "DATETIME_FORMAT")
    if isinstance(field, DateField):
        return date_format(datetime.fromisoformat(value).date(), "DATE_FORMAT")
    return str(value)


def _names(recorded: list[tuple[AuditEntry, _Rows]]) -> Names:
    wanted: dict[type[Model], set[str]] = defaultdict(set)
    for entry, rows in recorded:
        model = _models().get(entry.table)
        if entry.actor_id is not None:
            wanted[get_user_model()].add(str(entry.actor_id))
        if model is None:
            continue
        if entry.row and not model._meta.auto_created:
            wanted[model].add(entry.row)
        for row in (rows.before or {}, rows.after or {}):
            for column, field in _columns(model).items():
                if field.is_relation and row.get(column) is not None and isinstance(field.related_model, type):
                    wanted[field.related_model].add(str(row[column]))
    return {
        (model, str(pk)): str(name)[:LONGEST_NAME]
        for model, keys in wanted.items()
        if (field := _name_field(model)) is not None
        for pk, name in model._default_manager.filter(pk__in=keys).values_list("pk", field)
        if name
    }


def _name_field(model: type[Model]) -> str | None:
    fields = {field.name for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)}
    return next((name for name in NAMES if name in fields), None)


def _called(model: type[Model]) -> str:
    return str(model._meta.verbose_name)


@cache
def _models() -> dict[str, type[Model]]:
    return {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


@cache
def _columns(model: type[Model]) -> dict[str, Any]:
    return {str(field.column): field for field in model._meta.concrete_fields}
