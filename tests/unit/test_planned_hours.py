"""How many hours a practice has, against a plain sum of its days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from cluster.internship import hours
from storage.internship import Place
from tests.conversation.people import CONTENT
from tests.practice import PLACES

PLACE = Place(**{name: getattr(PLACES, name) for name in PLACES.__slots__}, id=1)
LONG = replace(PLACE, shift_from=time(8), shift_to=time(17), break_minutes=30)  # 8.5 hours


@given(
    born=st.dates(date(2007, 1, 1), date(2013, 12, 31)),
    first=st.dates(date(2025, 11, 1), date(2026, 12, 1)),
    length=st.integers(0, 200),
    listed=st.booleans(),
)
@example(date(2008, 2, 29), date(2026, 2, 2), 60, True)
def test_birthdays_and_new_rules_within_it_count_from_their_very_day(
    born: date, first: date, length: int, listed: bool
) -> None:
    place = replace(LONG, listed_work=listed)
    days = hours.working_days(first, first + timedelta(days=length), CONTENT.calendar)
    plan = hours.plan_on(days, place, born, 288, CONTENT)
    told = sum(hours.measure(place, born, day, CONTENT).planned or 0 for day in days)
    assert (plan.fits, plan.half_hours, plan.is_short) == (told, min(told, 576), told < 576)


def test_who_is_grown_up_works_the_shift_without_its_break() -> None:
    days = [date(2026, 10, 5), date(2026, 10, 6)]
    assert hours.plan_on(days, LONG, date(2000, 1, 1), 288, CONTENT) == hours.Plan(576, 34)


def test_without_a_place_nobody_knows_what_fits() -> None:
    plan = hours.plan_on([date(2026, 10, 5)], None, date(2000, 1, 1), 288, CONTENT)
    assert (plan.fits, plan.half_hours, plan.is_short) == (None, 576, False)
