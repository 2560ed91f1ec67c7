"""Write events, and hand them to the consumers that asked for their kind.

An app that wants to hear of something calls `subscribe` when Django starts. Delivery is at least once: a consumer's
own rows make handling an event twice harmless, and the receipt is written in the transaction that handles it.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from claimtracker.events.models import Event, EventReceipt

logger = logging.getLogger(__name__)

Handler = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Consumer:
    name: str
    kind: str
    handle: Handler


_consumers: dict[str, Consumer] = {}


def subscribe(name: str, *, kind: str, handle: Handler) -> None:
    """Have `handle` called once for every event of the kind, under a name that is stored with each receipt."""
    _consumers[name] = Consumer(name, kind, handle)


def publish(kind: str, subject_id: int, payload: Mapping[str, Any] | None = None) -> Event:
    """Append an event. Call it inside the transaction that changes what the event tells of."""
    return Event.objects.create(kind=kind, subject_id=subject_id, payload=dict(payload or {}))


def deliver(*, limit: int = 500) -> int:
    """Hand unhandled events to their consumers, each in a transaction of its own. Returns how many were handled.

    A handler that raises leaves its event unhandled, for the next delivery, and does not hold up the others.
    """
    handled = 0
    for consumer in _consumers.values():
        waiting = Event.objects.filter(kind=consumer.kind).unhandled_by(consumer.name).values_list("pk", flat=True)
        for pk in list(waiting[:limit]):
            try:
                handled += _deliver_one(consumer, pk)
            except Exception:
                logger.exception("%s could not handle event %s; it will be tried again", consumer.name, pk)
    return handled


@transaction.atomic
def _deliver_one(consumer: Consumer, pk: int) -> int:
    # The receipt goes first: of two deliveries at once the second waits here, finds the receipt, and leaves.
    _, is_new = EventReceipt.objects.get_or_create(event_id=pk, consumer=consumer.name)
    if not is_new:
        return 0
    consumer.handle(Event.objects.get(pk=pk))
    return 1
