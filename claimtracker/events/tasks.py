"""The doorbell for the outbox."""

from celery import shared_task

from claimtracker.events.outbox import deliver


@shared_task
def deliver_events() -> None:
    """Hand every unhandled event to its consumers. Safe to run twice, and at once."""
    deliver()
