"""Edit the strings of a query, each named by its JSON pointer (RFC 6901), and keep what was changed."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from claims.sources.base import Query

LONGEST_VALUE = 2000
Edits = dict[str, list[str]]
"""JSON pointer to what was planned and what is asked."""


class EditRefused(ValueError):
    """An edit does not fit the query; the message says which values can be edited."""


def strings_of(query: Query) -> dict[str, str]:
    """Every string of the query by its pointer, in the query's order."""
    return dict(_strings(query, ""))


def edited(plan: Query, changes: Mapping[str, str]) -> tuple[dict[str, Any], Edits]:
    """The plan with the changes made, and what they changed. A value that stays as planned is no edit.

    Raises EditRefused for a pointer that leads to no string of the plan, or a value that is too long.
    """
    planned = strings_of(plan)
    query = copy.deepcopy(dict(plan))
    edits: Edits = {}
    for pointer, value in changes.items():
        if pointer not in planned:
            known = ", ".join(planned) or "none"
            raise EditRefused(f"The query has no text at “{pointer}”. What can be edited here: {known}.")
        if len(value) > LONGEST_VALUE:
            raise EditRefused(f"The value at “{pointer}” has {len(value)} characters; {LONGEST_VALUE} are the most.")
        if value != planned[pointer]:
            edits[pointer] = [planned[pointer], value]
            _set(query, pointer, value)
    return query, edits


def _strings(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _strings(inner, f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}")
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _strings(inner, f"{pointer}/{index}")


def _set(query: dict[str, Any], pointer: str, value: str) -> None:
    *path, last = [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]
    place: Any = query
    for part in path:
        place = place[int(part)] if isinstance(place, list) else place[part]
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
