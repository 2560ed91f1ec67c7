"""The Celery application. Rows are the queue; what goes through the broker are only ids."""

import os
from typing import Any

from celery import Celery
from celery.signals import task_prerun
from django.db import close_old_connections

from claimtracker.audit.context import origin_of_work

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtracker.settings")

app = Celery("claimtracker")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Celery would connect to the database anew for every task. `renew_old_connections` keeps to CONN_MAX_AGE instead.
app.conf.update({"CELERY_DB_REUSE_MAX": 1_000_000})
app.autodiscover_tasks()


@task_prerun.connect
def renew_old_connections(**_kwargs: Any) -> None:
    """Leave connections that are too old or broke, as Django does between requests."""
    close_old_connections()


@task_prerun.connect
def name_the_task_to_the_audit_trail(task_id: str, **_kwargs: Any) -> None:
    """What a task changes is recorded with its id, as a request's changes are with the request's."""
    origin_of_work.set(f"task:{task_id}")
