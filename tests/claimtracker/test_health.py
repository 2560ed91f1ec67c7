"""Alive as long as the process answers; ready when everything that the desk needs is there."""

import time
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from claimtracker import heartbeat
from claimtracker.celery import app as celery_app

CLOSED_PORT = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def _no_worker_heard_yet() -> Iterator[None]:
    """The heartbeat is the one thing in Valkey that these tests write."""

    def forget() -> None:
        with heartbeat._client() as valkey:
            valkey.delete(heartbeat.KEY)

    forget()
    yield
    forget()


def _checks(client: Client) -> tuple[int, dict[str, str]]:
    response = client.get("/readyz/")
    return response.status_code, response.json()["checks"]


def test_the_desk_is_ready_when_everything_is_there(db: None, client: Client) -> None:
    heartbeat.note_worker()
    status, checks = _checks(client)
    assert (status, set(checks.values())) == (200, {"ok"})
    assert set(checks) == {"database", "migrations", "broker", "worker"}


def test_the_desk_is_not_ready_before_a_worker_was_heard(db: None, client: Client) -> None:
    status, checks = _checks(client)
    assert status == 503
    assert "celery -A claimtracker worker" in checks.pop("worker")
    assert set(checks.values()) == {"ok"}


def test_the_desk_is_not_ready_when_the_worker_has_fallen_silent(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    heartbeat.note_worker()
    now = time.time()
    monkeypatch.setattr(heartbeat.time, "time", lambda: now + 31)
    status, checks = _checks(client)
    assert status == 503
    assert checks["worker"] != "ok"


def test_the_desk_is_not_ready_while_a_migration_waits(db: None, client: Client) -> None:
    heartbeat.note_worker()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reviews'")
    status, checks = _checks(client)
    assert status == 503
    assert "manage.py migrate --database owner" in checks.pop("migrations")
    assert set(checks.values()) == {"ok"}


def test_the_desk_is_not_ready_without_its_broker(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    heartbeat.note_worker()
    monkeypatch.setattr(celery_app.conf, "broker_url", CLOSED_PORT)
    begun = time.monotonic()
    status, checks = _checks(client)
    assert time.monotonic() - begun < 10
    assert status == 503
    assert "CELERY_BROKER_URL" in checks.pop("broker")
    assert set(checks.values()) == {"ok"}


def test_the_desk_is_not_ready_without_redis(db: None, client: Client, settings: Settings) -> None:
    with heartbeat._client() as valkey:
        valkey.delete(heartbeat.KEY)
    given = settings.REDIS_URL
    settings.REDIS_URL = CLOSED_PORT
    status, checks = _checks(client)
    settings.REDIS_URL = given
    assert status == 503
    assert "REDIS_URL" in checks["worker"]


def test_a_heartbeat_without_redis_does_not_stop_the_worker(settings: Settings) -> None:
    given = settings.REDIS_URL
    settings.REDIS_URL = CLOSED_PORT
    heartbeat.note_worker()
    settings.REDIS_URL = given
    assert heartbeat.seconds_since_last_worker() is None


@pytest.mark.django_db(transaction=True)
def test_without_a_database_the_desk_is_alive_and_not_ready(client: Client) -> None:
    heartbeat.note_worker()
    given = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = 1
    try:
        assert client.get("/healthz/").json() == {"status": "alive"}
        status, checks = _checks(client)
    finally:
        connection.close()
        connection.settings_dict["PORT"] = given
    assert status == 503
    assert "DATABASE_URL" in checks["database"]
    assert checks["migrations"] != "ok"
    assert (checks["broker"], checks["worker"]) == ("ok", "ok")


@pytest.mark.parametrize("address", ["/healthz/", "/readyz/"])
def test_health_is_asked_for_and_never_kept(db: None, client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
    assert "no-store" in client.get(address).headers["Cache-Control"]


@pytest.mark.django_db
def test_browsers_find_the_desks_icon(client: Client) -> None:
    response = client.get("/favicon.ico", follow=True)
    assert response["Content-Type"] == "image/svg+xml"
    response.close()
