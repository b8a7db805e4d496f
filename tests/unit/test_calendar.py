"""Working days, quiet hours and ages, on the Moscow calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster import calendar
from cluster.calendar import OfficeHours, WorkCalendar, YearOfRest
from storage.errors import NaiveTimeError


def days(month: int, first: int, last: int, year: int = 2026) -> set[date]:
    return {date(year, month, day) for day in range(first, last + 1)}


REST_2026 = YearOfRest(
    2026,
    frozenset(
        days(1, 1, 11) | days(2, 21, 23) | days(3, 7, 9) | days(5, 1, 3) | days(5, 9, 11) | days(6, 12, 14)
        | {date(2026, 11, 4), date(2026, 12, 31)}
    ),
)  # fmt: skip
REST_2027 = YearOfRest(2027, frozenset(days(11, 4, 7, 2027)), frozenset({date(2027, 11, 13)}), preliminary=True)
KNOWN = WorkCalendar.of([REST_2026, REST_2027])
HOURS = OfficeHours()


def moscow(*numbers: int) -> datetime:
    return datetime(*numbers, tzinfo=calendar.MOSCOW)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 7, 14), True),
        (date(2026, 7, 18), False),  # a Saturday
        (date(2026, 1, 9), False),  # a weekday by the decree
        (date(2026, 12, 31), False),
        (date(2026, 11, 4), False),
        (date(2027, 11, 5), False),
        (date(2027, 11, 13), True),  # a working Saturday
        (date(2028, 1, 8), False),  # no list: the law alone
        (date(2028, 1, 9), False),  # … and weekends
        (date(2028, 1, 10), True),
    ],
)
def test_a_day_is_working_or_not(day: date, working: bool) -> None:
    assert KNOWN.is_working(day) is working


def test_a_year_without_a_final_list_is_told() -> None:
    assert [KNOWN.is_known(year) for year in (2026, 2027, 2028)] == [True, False, False]


@pytest.mark.parametrize(
    ("day", "count", "result"),
    [
        (date(2026, 7, 17), 3, date(2026, 7, 22)),
        (date(2026, 7, 17), 0, date(2026, 7, 17)),
        (date(2026, 7, 18), 0, date(2026, 7, 18)),
        (date(2026, 7, 18), 1, date(2026, 7, 20)),
        (date(2026, 6, 11), 1, date(2026, 6, 15)),
        (date(2026, 12, 30), 1, date(2027, 1, 11)),
        (date(2026, 7, 20), -1, date(2026, 7, 17)),
        (date(2026, 1, 12), -1, date(2025, 12, 31)),
        (date(2026, 8, 18), 1, date(2026, 8, 19)),
    ],
)
def test_working_days_are_counted_past_rest(day: date, count: int, result: date) -> None:
    assert KNOWN.add_working_days(day, count) == result


def test_a_working_day_stays_and_a_day_off_moves_on() -> None:
    assert KNOWN.working_day_or_next(date(2026, 8, 14)) == date(2026, 8, 14)
    assert KNOWN.working_day_or_next(date(2026, 8, 15)) == date(2026, 8, 17)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        (moscow(2026, 7, 14, 10, 0), moscow(2026, 7, 14, 10, 0)),
        (moscow(2026, 7, 14, 8, 0), moscow(2026, 7, 14, 8, 30)),
        (moscow(2026, 7, 14, 12, 40), moscow(2026, 7, 14, 13, 15)),
        (moscow(2026, 7, 14, 17, 0), moscow(2026, 7, 15, 8, 30)),
        (moscow(2026, 7, 17, 18, 0), moscow(2026, 7, 20, 8, 30)),
        (moscow(2026, 6, 11, 18, 0), moscow(2026, 6, 15, 8, 30)),
        (moscow(2027, 11, 12, 18, 0), moscow(2027, 11, 13, 8, 30)),
        (datetime(2026, 7, 14, 21, 30, tzinfo=UTC), moscow(2026, 7, 15, 8, 30)),
    ],
)
def test_the_office_opens_next(moment: datetime, opens: datetime) -> None:
    result = KNOWN.next_working_moment(moment, HOURS)
    assert result == opens
    assert result.utcoffset() == timedelta(0)
    assert KNOWN.is_open(moment, HOURS) is (moment == opens)


def test_an_office_with_saturday_hours_opens_on_plain_saturdays_only() -> None:
    hours = OfficeHours(time(9), time(15), None, None, (2, 3, 4, 5, 6))
    assert KNOWN.next_working_moment(moscow(2026, 7, 17, 16), hours) == moscow(2026, 7, 18, 9)
    assert KNOWN.next_working_moment(moscow(2026, 6, 12, 10), hours) == moscow(2026, 6, 16, 9)


def test_an_office_that_never_opens_is_an_error() -> None:
    with pytest.raises(ValueError, match="no open office day"):
        KNOWN.next_working_moment(moscow(2026, 7, 14, 10), OfficeHours(weekdays=()))


@pytest.mark.parametrize(
    ("moment", "after"),
    [
        (moscow(2026, 7, 14, 20, 59), moscow(2026, 7, 14, 20, 59)),
        (moscow(2026, 7, 14, 21, 0), moscow(2026, 7, 15, 9, 0)),
        (moscow(2026, 7, 15, 0, 30), moscow(2026, 7, 15, 9, 0)),
        (moscow(2026, 7, 15, 9, 0), moscow(2026, 7, 15, 9, 0)),
        (datetime(2026, 7, 14, 18, 0, tzinfo=UTC), moscow(2026, 7, 15, 9, 0)),
    ],
)
def test_quiet_hours_last_from_nine_to_nine(moment: datetime, after: datetime) -> None:
    assert calendar.after_quiet_hours(moment) == after
    assert calendar.is_quiet(moment) is (moment != after)


@given(st.datetimes(datetime.fromisoformat("2000-01-01"), timezones=st.just(UTC)))
def test_after_quiet_hours_is_never_quiet_and_never_far(moment: datetime) -> None:
    after = calendar.after_quiet_hours(moment)
    assert not calendar.is_quiet(after)
    assert timedelta(0) <= after - moment <= timedelta(hours=12)


@pytest.mark.parametrize(
    ("zone", "moment", "after"),
    [
        # Moscow put its clocks forward for the last time in 2011, for good as it was thought, and back for good in 2014.
        ("Europe/Moscow", "2011-03-26T22:00:00+03:00", "2011-03-27T09:00:00+04:00"),
        ("Europe/Moscow", "2014-10-25T22:00:00+04:00", "2014-10-26T09:00:00+03:00"),
        ("Europe/Berlin", "2026-03-28T23:00:00+01:00", "2026-03-29T09:00:00+02:00"),
        ("Europe/Berlin", "2026-10-25T02:30:00+02:00", "2026-10-25T09:00:00+01:00"),
        ("Europe/Berlin", "2026-10-25T02:30:00+01:00", "2026-10-25T09:00:00+01:00"),
        ("Australia/Lord_Howe", "2026-10-03T22:00:00+10:30", "2026-10-04T09:00:00+11:00"),
    ],
)
def test_a_night_that_is_longer_or_shorter_ends_at_nine_all_the_same(
    monkeypatch: pytest.MonkeyPatch, zone: str, moment: str, after: str
) -> None:
    monkeypatch.setattr(calendar, "MOSCOW", ZoneInfo(zone))
    assert calendar.after_quiet_hours(datetime.fromisoformat(moment)) == datetime.fromisoformat(after)


@pytest.mark.parametrize("zone", ["Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@given(st.datetimes(datetime.fromisoformat("2009-01-01"), datetime.fromisoformat("2030-01-01"), timezones=st.just(UTC)))
def test_wherever_clocks_are_put_on_the_calendar_goes_forward(zone: str, moment: datetime) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(calendar, "MOSCOW", ZoneInfo(zone))
        after = calendar.after_quiet_hours(moment)
        assert not calendar.is_quiet(after)
        assert timedelta(0) <= after - moment <= timedelta(hours=13)
        opens = KNOWN.next_working_moment(moment, HOURS)
        assert opens >= moment
        assert KNOWN.next_working_moment(opens, HOURS) == opens
        assert KNOWN.is_working(calendar.day_of(opens))
        today = calendar.day_of(moment)
        assert calendar.at(today, time()) <= moment < calendar.at(today + timedelta(days=1), time())


def test_the_leap_day_is_a_day_like_others() -> None:
    assert KNOWN.add_working_days(date(2028, 2, 28), 1) == date(2028, 2, 29)
    assert KNOWN.add_working_days(date(2028, 3, 1), -1) == date(2028, 2, 29)
    assert calendar.after_quiet_hours(moscow(2028, 2, 28, 22)) == moscow(2028, 2, 29, 9)
    assert KNOWN.next_working_moment(moscow(2028, 2, 28, 18), HOURS) == moscow(2028, 2, 29, 8, 30)
    assert [calendar.birthday(date(2008, 2, 29), age) for age in (18, 20)] == [date(2026, 3, 1), date(2028, 2, 29)]


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(NaiveTimeError):
        calendar.to_moscow(datetime(2026, 7, 14))  # noqa: DTZ001


def test_the_day_is_the_one_in_moscow() -> None:
    assert calendar.day_of(datetime(2026, 7, 14, 21, 0, tzinfo=UTC)) == date(2026, 7, 15)
    assert calendar.at(date(2026, 7, 14), time(10)) == datetime(2026, 7, 14, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2012, 9, 2), date(2026, 9, 1), 13),
        (date(2012, 9, 2), date(2026, 9, 2), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2012, 2, 29), date(2028, 2, 29), 16),
        (date(2026, 7, 15), date(2026, 7, 14), -1),
    ],
)
def test_age_is_counted_in_calendar_dates(born: date, day: date, age: int) -> None:
    assert calendar.age_on(born, day) == age


def test_seventeen_when_applying_and_eighteen_at_practice() -> None:
    born = date(2008, 9, 1)
    assert calendar.is_minor(born, date(2026, 7, 14))
    assert not calendar.is_minor(born, date(2026, 9, 1))


@given(st.dates(date(1930, 1, 1), date(2030, 1, 1)), st.integers(0, 70))
def test_the_birthday_is_the_first_day_of_an_age(born: date, age: int) -> None:
    day = calendar.birthday(born, age)
    assert calendar.age_on(born, day) == age
    assert calendar.age_on(born, day - timedelta(days=1)) == age - 1


@given(st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(-40, 40))
def test_counted_days_are_working_days_in_the_right_direction(day: date, count: int) -> None:
    result = KNOWN.add_working_days(day, count)
    assert (result > day) - (result < day) == (count > 0) - (count < 0)
    assert count == 0 or KNOWN.is_working(result)


@pytest.mark.parametrize(
    ("begins", "hours", "ends"),
    [
        (moscow(2026, 7, 14, 9), 2, moscow(2026, 7, 14, 11)),
        (moscow(2026, 7, 14, 12), 1, moscow(2026, 7, 14, 13, 45)),  # lunch from 12:30 to 13:15
        (moscow(2026, 7, 14, 16), 1, moscow(2026, 7, 14, 17)),
        (moscow(2026, 7, 14, 16), 2, moscow(2026, 7, 15, 9, 30)),
        (moscow(2026, 7, 17, 16, 30), 1, moscow(2026, 7, 20, 9)),  # over the weekend
        (moscow(2026, 7, 18, 3), 1, moscow(2026, 7, 20, 9, 30)),
        (moscow(2026, 6, 11, 16), 8, moscow(2026, 6, 15, 16, 15)),  # over a holiday
        (moscow(2026, 7, 14, 8, 30), 8 * 5, moscow(2026, 7, 21, 9, 45)),  # 7:45 a day
    ],
)
def test_office_time_counts_while_somebody_is_there(begins: datetime, hours: int, ends: datetime) -> None:
    assert KNOWN.after_office_time(begins, timedelta(hours=hours), HOURS) == ends


@given(
    st.integers(0, 60 * 24 * 300).map(lambda minute: moscow(2026, 1, 12) + timedelta(minutes=minute)),
    st.integers(0, 2000),
)
def test_office_time_ends_while_the_office_is_open(begins: datetime, minutes: int) -> None:
    span = timedelta(minutes=minutes)
    ends = KNOWN.after_office_time(begins, span, HOURS)
    assert ends >= begins + span or ends == begins
    assert span == timedelta(0) or KNOWN.is_open(ends - timedelta(microseconds=1), HOURS)
    half = span / 2
    assert KNOWN.after_office_time(KNOWN.after_office_time(begins, half, HOURS), span - half, HOURS) == ends
