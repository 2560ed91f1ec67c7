"""Which look-ups one message rings for: many of a source that may be asked many times in a moment, else one."""

from collections.abc import Iterable
from itertools import groupby

from claims.choices import LookupState
from claims.lookup.source_rows import pace_of
from claims.models import Source, SourceLookup
from claims.sources import connector
from claims.sources.base import UnknownConnector

MOST = 25
"""What is lost with a killed worker is at most this many questions, each of which is asked once more."""
WITHIN_SECONDS = 1.0
"""A message rings for as many look-ups as the source's pace lets be asked in this time."""


def in_messages(lookup_ids: Iterable[int]) -> list[list[int]]:
    """The look-ups in the groups that a message each should carry, all of one source.

    A look-up whose worker was lost is rung for by itself: should it be what killed the worker, it takes no others
    along.
    """
    rows = SourceLookup.objects.filter(pk__in=lookup_ids).order_by("source_id", "pk")
    waiting: list[tuple[int, int]] = []
    messages: list[list[int]] = []
    for source_id, pk, state in rows.values_list("source_id", "pk", "state"):
        if state == LookupState.RUNNING:
            messages.append([pk])
        else:
            waiting.append((source_id, pk))
    most = {
        source.pk: _most(source) for source in Source.objects.filter(pk__in={source_id for source_id, _ in waiting})
    }
    for source_id, of_one in groupby(waiting, key=lambda pair: pair[0]):
        ids = [pk for _, pk in of_one]
        messages += [ids[start : start + most[source_id]] for start in range(0, len(ids), most[source_id])]
    return messages


def _most(source: Source) -> int:
    try:
        asked = connector(source.name)
    except UnknownConnector:
        return 1
    if not asked.needs_network:
        return MOST
    pace = pace_of(source, asked)
    return max(1, min(MOST, int(pace.requests / pace.seconds * WITHIN_SECONDS)))
