"""The rules of reminders: what content may say of a row, on which days steps fall, what each kind is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cluster.calendar import is_quiet, months_after
from cluster.content import ContentError, ReminderKind, ReminderRole, ReminderRule, deserialise, load_content
from cluster.content.reminders import SHAPES
from cluster.reminders import causes
from cluster.reminders.causes import STANDING, is_ahead
from cluster.reminders.steps import Audience, Step, audience_of, steps
from handlers import FEATURES
from storage.internship import (
    OVER,
    Briefing,
    BriefingKind,
    PayBasis,
    Place,
    Placement,
    PlacementStatus,
    PracticeKind,
    Student,
)
from storage.internship.causes import Practice
from tests.conversation.reminded import CASES
from tests.unit.test_admission_rules import CONTENT
from tests.unit.test_content import WHOLE, faults

K, S = ReminderKind, PlacementStatus
FIRST, LAST = date(2026, 10, 5), date(2026, 11, 27)  # a Monday, a Friday
TABLE = "".join(f'[[reminders]]\nkey = "{kind}"\n\n' for kind in ReminderKind)


def practice(status: PlacementStatus = S.ACTIVE, **changes: Any) -> Practice:
    """Return a practice of eight weeks; `changes` are facts of it, its student or its place."""
    placement = Placement(
        1, "klepiki", "tyazhpressmash", "klepiki-welder-9", "weld-pm02", PracticeKind.PRODUCTION, FIRST, LAST, 288,
        place_id=1, id=7, status=status,
    )  # fmt: skip
    student = Student(
        1, 1, None, "klepiki", "klepiki-welder-9", "СВ-21", "Ёлкин", "Пётр", None, date(2009, 6, 8), None, {}, None,
        None, False, None, False, None,
    )  # fmt: skip
    place = Place(
        "tyazhpressmash", "15.01.05", 3, FIRST, LAST, "Цех", time(8), time(12), PayBasis.STIPEND, 1,
        pay_days=(10, 25), id=1,
    )  # fmt: skip
    made = {}
    for name, whole in (("placement", placement), ("student", student), ("place", place)):
        fitting = {key: value for key, value in changes.items() if key in type(whole).__dataclass_fields__}
        made[name] = replace(whole, **fitting)  # type: ignore[type-var]
    return Practice(**made, briefings=changes.get("briefings", ()))  # type: ignore[arg-type]


def rule(kind: ReminderKind, **changes: Any) -> ReminderRule:
    return CONTENT.reminder(kind).model_copy(update=changes)


def days(of: Practice, row: ReminderRule) -> list[date]:
    return causes.days(of, row, CONTENT.calendar)


# --- content -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "line", "said"),
    [
        ("birthday", "on = 1", "on: Input should be a valid boolean"),
        ("birthday", "before = []", "before: Tuple should have at least 1 item after validation, not 0"),
        ("birthday", "before = [61]", "before.0: Input should be less than or equal to 60"),
        ("birthday", "before = [7, 7]", "7 stands there twice"),
        ("birthday", "after = [1]", "after may not be set here; there may be: on, at, before, to"),
        ("birthday", "months = 3", "months may not be set here; there may be: on, at, before, to"),
        ("birthday", "at = 21:00:00", "21:00 lies in the quiet hours, 21:00 to 09:00"),
        ("birthday", "at = 08:59:00", "08:59 lies in the quiet hours, 21:00 to 09:00"),
        ("birthday", "to = []", "nobody is told; write on = false instead"),
        ("birthday", 'to = ["student"]', '"student" is not told of it; there may be: mentor, supervisor, enterprise'),
        ("diary_review", "after = [0, 1]", "a mentor has at least a working day after the week: 1 or more"),
        ("review_missing", "after = [0, 2]", "the day itself stands in before: 1 or more"),
        ("sign_off", "after = [0]", "the day itself stands in before: 1 or more"),
        ("sign_off", 'to = ["mentor"]', '"mentor" is not told of it; there may be: supervisor, coordinators'),
        ("draft", "before = [1]", "before may not be set here; there may be: on"),
        ("medical", "on = false", "it is about safety and may not be off"),
        ("briefing", "on = false", "it is about safety and may not be off"),
        ("briefing", "months = 13", "months: Input should be less than or equal to 12"),
    ],
)
def test_a_fault_of_a_row_is_told_with_its_line(tmp_path: Path, key: str, line: str, said: str) -> None:
    table = TABLE.replace(f'key = "{key}"\n', f'key = "{key}"\n{line}\n')
    number = table.splitlines().index(line) + 1
    assert faults(tmp_path, {**WHOLE, "reminders.toml": table}) == [
        f'reminders.toml:{number}: reminder "{key}": {said}'
    ]


def test_an_unknown_row_and_a_missing_one_are_told(tmp_path: Path) -> None:
    *_, last = ReminderKind
    known, line = ", ".join(ReminderKind), TABLE.splitlines().index(f'key = "{last}"') + 1
    said = faults(tmp_path, {**WHOLE, "reminders.toml": TABLE.replace(f'"{last}"', '"nameday"')})
    assert said == [
        f'reminders.toml:{line}: reminder "nameday": "nameday" is no reminder; there are: {known}',
        f'reminders.toml:{line}: reminder "nameday": no row says anything of "{last}" (on = false is silence)',
    ]


def test_content_without_the_table_is_as_the_program_has_it(tmp_path: Path) -> None:
    for name, body in WHOLE.items():
        (tmp_path / name).write_text(body, encoding="utf-8")
    content = load_content(tmp_path)
    for kind in ReminderKind:
        assert content.reminder(kind).on
        assert content.reminder(kind).told == SHAPES[kind].to


def test_a_database_that_lacks_a_new_kind_is_not_wrong() -> None:
    """Only files are asked for every kind: a release that adds one must not stop at the rows of the last."""
    with pytest.raises(ContentError):
        deserialise("reminders", {"key": "birthday", "on": "no"})
    assert deserialise("reminders", {"key": "birthday", "on": False}) == ReminderRule(key="birthday", on=False)


@pytest.mark.parametrize("kind", STANDING)
def test_whoever_may_be_told_has_a_text(kind: ReminderKind) -> None:
    """The walk over kind and role in tests/conversation reads them; here none is forgotten."""
    assert set(SHAPES[kind].to) <= (SHAPES[kind].may_be_told or set(SHAPES[kind].to))
    assert kind in CASES


def test_the_row_of_drafts_says_what_the_forms_do() -> None:
    forms = [spec for feature in FEATURES for spec in feature.forms if spec.name in {"admission", "amend", "clarify"}]
    assert len(forms) == 3
    for spec in forms:
        assert tuple(step.days for step in spec.reminders) == SHAPES[K.DRAFT].after


# --- what each kind is about -----------------------------------------------------------------------------------


@pytest.mark.parametrize("status", sorted(OVER))
@pytest.mark.parametrize("kind", STANDING)
def test_nothing_hangs_on_what_is_over(kind: ReminderKind, status: PlacementStatus) -> None:
    assert days(practice(status), rule(kind)) == []


def test_before_the_first_day_nobody_is_asked_for_pay_and_after_it_nobody_hears_of_the_plan() -> None:
    assert days(practice(S.READY), rule(K.PAY)) == []
    assert days(practice(S.ACTIVE), rule(K.PLAN)) == []
    assert days(practice(S.READY), rule(K.PLAN)) == [FIRST]
    for status in (S.PLANNED, S.OFFERED):
        assert all(days(practice(status), rule(kind)) == [] for kind in STANDING)


@pytest.mark.parametrize(
    ("until", "found"),
    [
        (None, []),
        (date(2026, 10, 4), []),  # it does not reach the first day: an open item of the readiness list
        (date(2026, 10, 5), [date(2026, 10, 5)]),
        (date(2026, 11, 26), [date(2026, 11, 26)]),
        (date(2026, 11, 27), []),  # it lasts to the last day
        (date(2027, 6, 1), []),
    ],
)
def test_a_clearance_matters_where_it_ends_within_the_practice(until: date | None, found: list[date]) -> None:
    assert days(practice(medical_until=until), rule(K.MEDICAL)) == found


def test_a_briefing_at_the_post_holds_for_months_from_the_last_time() -> None:
    def held(kind: BriefingKind, day: date) -> Briefing:
        return Briefing(7, kind, day, "Котов")

    first = held(BriefingKind.PRIMARY, FIRST)
    other = held(BriefingKind.INTRODUCTORY, date(2026, 1, 1))
    assert days(practice(briefings=(other, first)), rule(K.BRIEFING, months=1)) == [date(2026, 11, 5)]
    again = held(BriefingKind.REPEAT, date(2026, 10, 20))
    assert days(practice(briefings=(first, again)), rule(K.BRIEFING, months=1)) == [date(2026, 11, 20)]
    assert days(practice(briefings=(first,)), rule(K.BRIEFING)) == [], "in six months the practice is over"
    assert days(practice(briefings=(other,)), rule(K.BRIEFING, months=1)) == [], "nobody was briefed at the post yet"


@pytest.mark.parametrize(
    ("pay_days", "found"),
    [
        ((), []),
        ((10, 25), ["2026-10-10", "2026-10-25", "2026-11-10", "2026-11-25", "2026-12-10"]),
        ((31,), ["2026-10-31", "2026-11-30"]),  # the last day of a shorter month, here after the end
        ((5,), ["2026-11-05", "2026-12-05"]),  # on the first day nothing has been earned
    ],
)
def test_pay_days_go_on_to_the_first_one_after_the_end(pay_days: tuple[int, ...], found: list[str]) -> None:
    assert days(practice(pay_days=pay_days), rule(K.PAY)) == [date.fromisoformat(day) for day in found]


def test_where_nothing_is_paid_nobody_asks() -> None:
    assert days(practice(pay_basis=PayBasis.NONE), rule(K.PAY)) == []
    assert days(replace(practice(), place=None), rule(K.PAY)) == []


@pytest.mark.parametrize(
    ("born", "found"),
    [
        (date(2010, 10, 5), [date(2026, 10, 5)]),
        (date(2008, 11, 27), [date(2026, 11, 27)]),
        (date(2009, 10, 30), []),  # 17 changes no limit
        (None, []),
    ],
)
def test_only_birthdays_that_change_the_limits_are_told(born: date | None, found: list[date]) -> None:
    assert days(practice(birth_date=born), rule(K.BIRTHDAY)) == found


def test_months_end_where_the_month_does() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 12, 15), 1) == date(2027, 1, 15)


@pytest.mark.parametrize(
    ("kind", "moment", "ahead"),
    [
        (K.FIRST_DAY, datetime(2026, 10, 5, 4, 59, tzinfo=UTC), True),
        (K.FIRST_DAY, datetime(2026, 10, 5, 5, 0, tzinfo=UTC), False),  # the shift has begun
        (K.PLAN, datetime(2026, 10, 4, 20, 59, tzinfo=UTC), True),
        (K.PLAN, datetime(2026, 10, 4, 21, 0, tzinfo=UTC), False),  # midnight in Moscow
        (K.MEDICAL, datetime(2026, 10, 5, 20, 59, tzinfo=UTC), True),
        (K.MEDICAL, datetime(2026, 10, 5, 21, 0, tzinfo=UTC), False),
        (K.PAY, datetime(2026, 10, 19, 12, 0, tzinfo=UTC), True),
        (K.PAY, datetime(2026, 10, 20, 12, 0, tzinfo=UTC), False),
    ],
)
def test_what_is_too_late_is_of_no_use(kind: ReminderKind, moment: datetime, ahead: bool) -> None:
    assert is_ahead(kind, practice(), FIRST, moment) is ahead


# --- when --------------------------------------------------------------------------------------------------------


def test_at_work_a_day_off_is_the_working_day_before() -> None:
    """4 November is a holiday; fourteen days before the 22nd lies a Sunday."""
    for until, told in ((date(2026, 11, 18), [date(2026, 11, 3), date(2026, 11, 13)]),
                        (date(2026, 11, 22), [date(2026, 11, 6), date(2026, 11, 19)])):  # fmt: skip
        at_work = steps(practice(medical_until=until), rule(K.MEDICAL), Audience.WORK, CONTENT.calendar)
        assert [step.at.date() for step in at_work] == told
        home = rule(K.MEDICAL, to=(ReminderRole.STUDENT,))
        at_home = steps(practice(medical_until=until), home, Audience.HOME, CONTENT.calendar)
        assert [step.at.date() for step in at_home] == [until - timedelta(days=left) for left in (14, 3)]


def test_two_that_fall_on_one_morning_are_one_and_the_nearer_one_counts() -> None:
    sunday_and_saturday = rule(K.MEDICAL, before=(1, 2))
    found = steps(practice(medical_until=date(2026, 11, 23)), sunday_and_saturday, Audience.WORK, CONTENT.calendar)
    assert [(step.at.date(), step.left) for step in found] == [(date(2026, 11, 20), 1)]


def test_nobody_of_an_audience_means_no_rows() -> None:
    assert steps(practice(S.READY), rule(K.PAPERS), Audience.WORK, CONTENT.calendar) == []
    assert steps(practice(S.READY), rule(K.PAPERS, on=False), Audience.HOME, CONTENT.calendar) == []
    assert {audience_of(role) for role in ReminderRole} == set(Audience)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.lists(st.integers(0, 60), min_size=1, max_size=5, unique=True),
    st.times(time(9), time(20, 59)),
    st.sampled_from(Audience),
)
def test_steps_keep_to_the_calendar_and_the_quiet_hours(
    day: date, before: list[int], clock: time, audience: Audience
) -> None:
    clock = clock.replace(second=0, microsecond=0)
    row = rule(K.BIRTHDAY, before=tuple(before), at=clock, to=(ReminderRole.MENTOR,))
    row = (
        row
        if audience is Audience.WORK
        else rule(K.MEDICAL, before=tuple(before), at=clock, to=(ReminderRole.STUDENT,))
    )
    facts = {"birth_date": date(day.year - 18, day.month, min(day.day, 28)), "medical_until": day}
    whole = practice(date_from=day - timedelta(days=40), date_to=day + timedelta(days=40), **facts)
    found = steps(whole, row, audience, CONTENT.calendar)
    assert found
    assert [step.at for step in found] == sorted({step.at for step in found})
    for step in found:
        assert not is_quiet(step.at)
        assert Step.of(step.payload()) == step
        told_on = step.at.astimezone(UTC).date()
        assert told_on <= step.day - timedelta(days=step.left)
        assert audience is Audience.HOME or CONTENT.calendar.is_working(told_on)
