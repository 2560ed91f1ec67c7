"""Tell the database who acts, for the audit triggers: inside the acting transaction only, never for the session."""

from contextvars import ContextVar

from django.db import connection, transaction

origin_of_work: ContextVar[str] = ContextVar("origin_of_work", default="")
"""The HTTP request or Celery task at work now, as `request:<id>` or `task:<id>`."""


def record_actor(user_id: int | None) -> None:
    """Name the acting user (None: the system) to the audit triggers until this transaction ends.

    Must be called inside a transaction: PostgreSQL forgets a local setting when the transaction ends, so a
    pooled connection never carries it into somebody else's work.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record_actor() needs a transaction: call it inside atomic().")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('claimtracker.actor', %s, true), set_config('claimtracker.origin', %s, true)",
            ["" if user_id is None else str(user_id), origin_of_work.get()],
        )
