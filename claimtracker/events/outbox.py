"""Write events, and hand them to the consumers that asked for their kind.

An app that wants to hear of something calls `subscribe` when Django starts. Delivery is at least once: a consumer's
own rows make handling an event twice harmless, and the receipt is written in the transaction that handles it.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from claimtracker.events.models import Event, EventReceipt

logger = logging.getLogger(__name__)

BATCH = 500


class DuplicateConsumer(ValueError):
    """A consumer's name is taken already."""


Handler = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class Consumer:
    name: str
    kind: str
    handle: Handler


_consumers: dict[str, Consumer] = {}


def subscribe(name: str, *, kind: str, handle: Handler) -> None:
    """Have `handle` called once for every event of the kind, under a name that is stored with each receipt."""
    if name in _consumers:
        raise DuplicateConsumer(f"Two consumers are called “{name}”: their receipts could not be told apart.")
    _consumers[name] = Consumer(name, kind, handle)


def publish(kind: str, subject_id: int, payload: Mapping[str, Any] | None = None) -> Event:
    """Append an event. Call it inside the transaction that changes what the event tells of."""
    return Event.objects.create(kind=kind, subject_id=subject_id, payload=dict(payload or {}))


def publish_each(kind: str, subject_ids: Iterable[int]) -> None:
    """Append one event for each subject, in this order. Call it as `publish`, for many at once."""
    Event.objects.bulk_create((Event(kind=kind, subject_id=pk, payload={}) for pk in subject_ids), batch_size=BATCH)


def deliver(*, limit: int = 500) -> int:
    """Hand unhandled events to their consumers, each in a transaction of its own. Returns how many were handled.

    Each consumer gets at most `limit`. A handler that raises leaves its event unhandled, for the next delivery, and
    holds up no other, however many fail.
    """
    return sum(_deliver_to(consumer, limit) for consumer in _consumers.values())


def _deliver_to(consumer: Consumer, limit: int) -> int:
    handled = 0
    waiting = Event.objects.filter(kind=consumer.kind).unhandled_by(consumer.name).values_list("pk", flat=True)
    for pk in waiting.iterator():
        if handled >= limit:
            break
        try:
            handled += _deliver_one(consumer, pk)
        except SoftTimeLimitExceeded:
            raise  # the worker's time is up, and it is no fault of this event
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
