"""A worker's sign of life: a time in Redis, written every few seconds by each Celery worker."""

import time
from typing import Any

import redis
from celery.signals import heartbeat_sent
from django.conf import settings

KEY = "claimtracker:worker-heard-at"
TIMEOUT_SECONDS = 2


def _client() -> "redis.Redis":
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
    )


@heartbeat_sent.connect
def note_worker(**_kwargs: Any) -> None:
    """Write the time of this worker's heartbeat. A Redis that does not answer is the readiness check's to tell."""
    try:
        with _client() as client:
            client.set(KEY, time.time())
    except redis.RedisError:
        return


def seconds_since_last_worker() -> float | None:
    """Seconds since any worker's last heartbeat, None if there never was one. Raises redis.RedisError."""
    with _client() as client:
        heard_at = client.get(KEY)
    return None if heard_at is None else time.time() - float(heard_at)
