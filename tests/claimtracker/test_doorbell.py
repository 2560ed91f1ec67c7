"""Ringing a worker never fails the person who asked: the row is the queue."""

import logging

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from claims.tasks import look_up
from claimtracker.celery import app
from claimtracker.doorbell import ring


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    ids: list[int] = []
    monkeypatch.setattr(look_up, "delay", ids.append)
    return ids


@pytest.mark.django_db(transaction=True)
def test_the_bell_rings_after_the_commit_and_not_before(rung: list[int]) -> None:
    with transaction.atomic():
        ring(look_up, 7)
        assert rung == []
    assert rung == [7]


@pytest.mark.django_db(transaction=True)
def test_the_bell_does_not_ring_for_what_was_rolled_back(rung: list[int]) -> None:
    def change_and_fail() -> None:
        ring(look_up, 7)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        change_and_fail()
    assert rung == []


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_does_not_answer_is_logged_and_no_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_row_id: int) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(look_up, "delay", refuse)
    with caplog.at_level(logging.WARNING):
        ring(look_up, 7)
    assert "the sweep will find the row" in caplog.text


def test_a_dead_broker_is_given_up_within_seconds() -> None:
    # The default would hold a web request for much longer than a person waits.
    assert app.conf.broker_connection_timeout <= 2
    assert app.conf.task_publish_retry_policy["max_retries"] <= 1
