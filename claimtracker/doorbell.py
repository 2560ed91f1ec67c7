"""Ring a worker for a committed row. A lost ring loses nothing: the row is the queue, and the sweep rings again."""

import logging
from typing import Any

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def ring(task: "Task[Any, Any]", row_id: int) -> None:
    """Send the task the id of a row as soon as the transaction at hand is committed.

    A broker that does not answer is logged and no error to the caller: what was asked of the desk is stored.
    """
    transaction.on_commit(lambda: _send(task, row_id))


def _send(task: "Task[Any, Any]", row_id: int) -> None:
    try:
        task.delay(row_id)
    except OperationalError as error:
        logger.warning("%s(%s) could not be rung (%s); the sweep will find the row", task.name, row_id, error)
