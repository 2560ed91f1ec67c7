"""The clockwork of the audit trail."""

from celery import shared_task

from claimtracker.audit.sealing import seal


@shared_task
def seal_audit_trail() -> None:
    """Chain what was recorded since the last time. Safe to run twice, and at once."""
    seal()
