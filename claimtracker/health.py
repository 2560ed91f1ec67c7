"""Is the desk alive, and is it ready for work?"""

from collections.abc import Callable

import redis
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claimtracker.celery import app as celery_app
from claimtracker.heartbeat import seconds_since_last_worker

WORKER_SILENCE_SECONDS = 30
BROKER_TIMEOUT_SECONDS = 2


class NotReady(Exception):
    """A part the desk needs does not answer; the message says which and what to do."""


@require_safe
@never_cache
def alive(_request: HttpRequest) -> HttpResponse:
    """200 as long as this process answers at all."""
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when database, migrations, broker and a worker are there; else 503 with what is missing."""
    results = {name: _outcome(check) for name, check in CHECKS.items()}
    is_ready = all(result == "ok" for result in results.values())
    body = {"status": "ready" if is_ready else "not ready", "checks": results}
    return JsonResponse(body, status=200 if is_ready else 503)


def _outcome(check: Callable[[], None]) -> str:
    try:
        check()
    except NotReady as error:
        return str(error)
    return "ok"


def _database() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception as error:
        raise NotReady(f"The database does not answer ({type(error).__name__}): check DATABASE_URL.") from error


def _migrations() -> None:
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Exception as error:
        raise NotReady("The migrations cannot be read while the database does not answer.") from error
    if waiting:
        raise NotReady(f"{waiting} migration(s) wait: run `manage.py migrate --database owner`.")


def _broker() -> None:
    try:
        with celery_app.connection_for_write(transport_options={"socket_timeout": BROKER_TIMEOUT_SECONDS}) as broker:
            broker.ensure_connection(max_retries=1, timeout=BROKER_TIMEOUT_SECONDS)
    except Exception as error:
        raise NotReady(f"The broker does not answer ({type(error).__name__}): check CELERY_BROKER_URL.") from error


def _worker() -> None:
    try:
        silence = seconds_since_last_worker()
    except redis.RedisError as error:
        raise NotReady(f"Redis does not answer ({type(error).__name__}): check REDIS_URL.") from error
    if silence is None or silence > WORKER_SILENCE_SECONDS:
        raise NotReady("No worker was heard from lately: start `celery -A claimtracker worker`.")


CHECKS: dict[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _migrations,
    "broker": _broker,
    "worker": _worker,
}
