"""The outbox: what happened, written in the transaction that it tells of; and what each consumer has handled."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone


class EventQuerySet(models.QuerySet["Event"]):
    def unhandled_by(self, consumer: str) -> "EventQuerySet":
        """Events without a receipt of the consumer, oldest first.

        Receipts rather than a last-seen id: ids are handed out before they are committed, so a cursor would
        skip what commits late.
        """
        receipts = EventReceipt.objects.filter(event=OuterRef("pk"), consumer=consumer)
        return self.filter(~Exists(receipts)).order_by("pk")


class Event(models.Model):
    """Something that happened to one object; append-only."""

    kind = models.CharField(max_length=50, help_text="For example claim.found")
    subject_id = models.BigIntegerField(help_text="Primary key of the object that the kind speaks of.")
    payload = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "id"], name="event_by_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class EventReceipt(models.Model):
    """The consumer has handled the event; append-only."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="receipts")
    consumer = models.CharField(max_length=50)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "event"], name="one_receipt_per_consumer")]

    def __str__(self) -> str:
        return f"{self.consumer} handled {self.event_id}"
