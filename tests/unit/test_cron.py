"""The next time of a daily hour: strictly later, once a day, whatever clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock.cron import daily

ZONES = ("Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")


@pytest.mark.parametrize(
    ("zone", "clock", "moment", "following"),
    [
        ("Europe/Moscow", time(3, 30), "2026-07-14T00:29:59", "2026-07-14T00:30:00"),
        ("Europe/Moscow", time(3, 30), "2026-07-14T00:30:00", "2026-07-15T00:30:00"),
        ("Europe/Moscow", time(3, 30), "2028-02-28T12:00:00", "2028-02-29T00:30:00"),
        ("Europe/Moscow", time(3, 30), "2026-12-31T12:00:00", "2027-01-01T00:30:00"),
        # An hour that a day leaves out, and one that it has twice.
        ("Europe/Berlin", time(2, 30), "2027-03-27T12:00:00", "2027-03-28T01:30:00"),
        ("Europe/Berlin", time(2, 30), "2026-10-24T12:00:00", "2026-10-25T00:30:00"),
        ("Europe/Berlin", time(2, 30), "2026-10-25T00:30:00", "2026-10-26T01:30:00"),
        ("Europe/Berlin", time(2, 30), "2026-10-25T01:00:00", "2026-10-26T01:30:00"),
    ],
)
def test_the_next_time(zone: str, clock: time, moment: str, following: str) -> None:
    found = daily(clock, ZoneInfo(zone))(datetime.fromisoformat(moment).replace(tzinfo=UTC))
    assert found.replace(tzinfo=None).isoformat() == following


@given(
    st.sampled_from(ZONES),
    st.times().map(lambda clock: clock.replace(microsecond=0)),
    st.integers(1_000_000_000, 2_100_000_000).map(lambda stamp: datetime.fromtimestamp(stamp, UTC)),
)
def test_it_is_later_and_within_a_day_and_a_bit(zone: str, clock: time, moment: datetime) -> None:
    found = daily(clock, ZoneInfo(zone))(moment)
    assert moment < found <= moment + timedelta(hours=26)
