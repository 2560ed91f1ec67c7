"""A clock to set, and verdicts published at the moment that it shows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from reviews.digests.content import DigestContent, content_of
from reviews.digests.period import IsoWeek
from reviews.models import Verdict
from tests.support.verdicts import publish_verdict

WEEK = IsoWeek(2026, 47)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def publish(clock, reviewer, editor, make_claim) -> Callable[..., Verdict]:
    """Publishes a verdict, of a new claim unless one is given, at a day and hour of November 2026 in UTC."""

    def publish_at(day: int, hour: int = 10, *, claim=None, claimant="Zoe Adler", text=None, **grading) -> Verdict:
        clock.move_to(datetime(2026, 11, day, hour, tzinfo=UTC))
        return publish_verdict(claim or make_claim(claimant=claimant, text=text), reviewer, editor, **grading)

    return publish_at


@pytest.fixture
def digest() -> Callable[..., DigestContent]:
    """The content of a week, 2026-W47 in UTC unless another is asked for."""
    return lambda week=WEEK, zone=UTC: content_of(week, zone)
