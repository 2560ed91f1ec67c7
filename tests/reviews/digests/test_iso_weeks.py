"""Which moments belong to which week, by the clocks of which zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.digests.period import IsoWeek, UnknownWeek, weeks_in

BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")


@pytest.mark.parametrize(
    ("moment", "zone", "week"),
    [
        (datetime(2026, 11, 22, 23, 30, tzinfo=BERLIN), BERLIN, "2026-W47"),
        (datetime(2026, 11, 23, 0, 30, tzinfo=BERLIN), BERLIN, "2026-W48"),
        (datetime(2026, 11, 23, 0, 30, tzinfo=BERLIN), UTC, "2026-W47"),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), BERLIN, "2026-W48"),
        (datetime(2027, 1, 3, 12, tzinfo=UTC), UTC, "2026-W53"),
        (datetime(2027, 1, 4, 12, tzinfo=UTC), UTC, "2027-W01"),
        (datetime(2024, 12, 30, 12, tzinfo=UTC), UTC, "2025-W01"),
    ],
)
def test_a_moment_falls_into_the_week_of_the_zones_calendar(moment, zone, week):
    assert str(IsoWeek.of(moment, zone)) == week


@pytest.mark.parametrize(
    ("week", "hours"),
    [("2026-W47", 168), ("2026-W13", 167), ("2026-W43", 169)],
)
def test_a_week_in_which_the_clocks_change_is_an_hour_shorter_or_longer(week, hours):
    parsed = IsoWeek.parse(week)
    length = parsed.end(BERLIN).astimezone(UTC) - parsed.start(BERLIN).astimezone(UTC)
    assert length == timedelta(hours=hours)


def test_a_week_begins_on_monday_at_midnight_of_its_zone():
    assert IsoWeek.parse("2026-W47").start(BERLIN).astimezone(UTC) == datetime(2026, 11, 15, 23, tzinfo=UTC)


@given(
    moment=st.integers(min_value=10**8, max_value=4 * 10**9).map(lambda second: datetime.fromtimestamp(second, UTC)),
    zone=st.sampled_from([UTC, BERLIN, APIA, ZoneInfo("America/New_York"), ZoneInfo("Africa/Cairo")]),
)
def test_every_moment_lies_within_its_own_week(moment, zone):
    week = IsoWeek.of(moment, zone)
    assert week.start(zone).astimezone(UTC) <= moment < week.end(zone).astimezone(UTC)
    assert IsoWeek.parse(str(week)) == week


@pytest.mark.parametrize(
    ("week", "label"),
    [
        ("2026-W47", "16–22 November 2026"),
        ("2026-W49", "30 November – 6 December 2026"),
        ("2026-W53", "28 December 2026 – 3 January 2027"),
    ],
)
def test_the_label_says_once_what_both_days_share(week, label):
    assert IsoWeek.parse(week).label == label


def test_years_have_52_or_53_weeks():
    assert [weeks_in(year) for year in (2020, 2025, 2026, 2027)] == [53, 52, 53, 52]


@pytest.mark.parametrize("text", ["2026-w47", " 2026-W47 "])
def test_case_and_spaces_around_a_week_do_not_matter(text):
    assert IsoWeek.parse(text) == IsoWeek(2026, 47)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2026-W54", "2026 has the weeks W01 to W53"),
        ("2025-W53", "2025 has the weeks W01 to W52"),
        ("2026-W00", "2026 has the weeks W01 to W53"),
        ("x", "is no ISO week"),
        ("", "is no ISO week"),
        ("2026-47", "is no ISO week"),
        ("٢٠٢٦-W٤٧", "is no ISO week"),
        ("0000-W01", "years run from 1970 to 9998"),
        ("9999-W52", "years run from 1970 to 9998"),
    ],
)
def test_a_text_that_is_no_week_is_refused_with_value_rule_and_next_step(text, rule):
    with pytest.raises(UnknownWeek) as refusal:
        IsoWeek.parse(text)
    message = str(refusal.value)
    assert f"“{text}”" in message
    assert rule in message
    assert "for example 2026-W47" in message
