"""The desk's own clockwork. Each task is safe to run twice."""

from celery import shared_task

from reviews import freshness, workflow


@shared_task
def return_expired_assignments() -> None:
    """Queue the reviews again whose lease has ended."""
    workflow.return_expired()


@shared_task
def raise_rechecks() -> None:
    """Find published verdicts that are to be looked at again."""
    freshness.raise_rechecks()


@shared_task
def publish_due() -> None:
    """Publish the approved verdicts whose time has come."""
    workflow.publish_due()
