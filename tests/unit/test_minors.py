"""Work under 18: the limits of each day, what a plan has against it, and the files that the rules come from.

Cases made by hand stand beside the table of the rules; the properties hold the code to that table, restated here as
plainly as it can be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cluster.calendar import WorkCalendar
from cluster.content import AgeBand, Barred, Content, ContentError, LocalText, MinorRules, load_content
from cluster.internship.readiness import Item, Seen, State, readiness
from cluster.internship.schedule import schedule_verdict
from cluster.minors import (
    Finding,
    Kind,
    Outcome,
    PlannedDay,
    Reason,
    Verdict,
    birthdays_within,
    check_schedule,
    limits_on,
    planned_days,
)
from handlers.minors import MOST_SENTENCES, explain
from storage.internship import (
    FIRST_BRIEFINGS,
    Mentor,
    NewPlace,
    PayBasis,
    Place,
    Placement,
    PracticeKind,
    Student,
)
from tests.conversation.stage import house_texts
from tests.unit.test_content import CLUSTER, faults, write

RYAZAN = load_content(Path(__file__).parents[2] / "content" / "ryazan")
RULES, CALENDAR = RYAZAN.minor_rules, RYAZAN.calendar
(NOW_IN_FORCE,) = RULES

TUESDAY = date(2026, 9, 1)
OK, WARN, BLOCK = Outcome.OK, Outcome.WARN, Outcome.BLOCK


def hours(number: float) -> Decimal:
    return Decimal(str(number))


def plan(day: date, number: float, starts: int = 8, ends: int | None = None) -> PlannedDay:
    return PlannedDay(day, hours(number), time(starts), time((int(starts + number) if ends is None else ends) % 24))


def week(number: float, *, monday: date = date(2026, 9, 7), days: int = 5) -> list[PlannedDay]:
    return [plan(monday + timedelta(days=n), number) for n in range(days)]


def check(born: date | None, days: Sequence[PlannedDay], rules: Sequence[MinorRules] = RULES, **given_: Any) -> Verdict:
    asked: dict[str, Any] = {"kind": Kind.PRACTICE, "listed_work": False, "calendar": CALENDAR, "contract": False}
    return check_schedule(rules, born, days, **asked | given_)


def told(verdict: Verdict) -> list[tuple[date, Reason]]:
    return [(finding.day, finding.reason) for finding in verdict.findings]


def stricter(day: date, hours_a_day: int) -> MinorRules:
    """Return rules of their own from `day`: nothing but another length of the day from 16 on."""
    young, middle, old = NOW_IN_FORCE.bands
    band = old.model_copy(update={"day_hours": Decimal(hours_a_day), "listed_day_hours": Decimal(3)})
    return NOW_IN_FORCE.model_copy(update={"key": "later", "effective_from": day, "bands": (young, middle, band)})


# --- what may be asked on one day ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "day", "listed", "kind", "said"),
    [
        # the table of the rules: age -> hours a day, hours a week
        (date(2012, 9, 1), TUESDAY, False, Kind.PRACTICE, (14, 4, 24, Reason.DAY)),
        (date(2011, 9, 1), TUESDAY, False, Kind.PRACTICE, (15, 5, 24, Reason.DAY)),
        (date(2010, 9, 1), TUESDAY, False, Kind.PRACTICE, (16, 7, 35, Reason.DAY)),
        (date(2008, 9, 2), TUESDAY, False, Kind.PRACTICE, (17, 7, 35, Reason.DAY)),
        (date(2012, 9, 1), TUESDAY, False, Kind.TERM_JOB, (14, 2.5, 12, Reason.DAY)),
        (date(2011, 9, 1), TUESDAY, False, Kind.TERM_JOB, (15, 2.5, 12, Reason.DAY)),
        (date(2010, 9, 1), TUESDAY, False, Kind.TERM_JOB, (16, 4, 17.5, Reason.DAY)),
        # on the eve of the birthday the younger's limits hold
        (date(2010, 9, 2), TUESDAY, False, Kind.PRACTICE, (15, 5, 24, Reason.DAY)),
        # work on the list of hard work: four hours from 16 on, none before
        (date(2010, 9, 1), TUESDAY, True, Kind.PRACTICE, (16, 4, 35, Reason.LISTED_DAY)),
        (date(2010, 9, 1), TUESDAY, True, Kind.TERM_JOB, (16, 4, 17.5, Reason.DAY)),
        (date(2010, 9, 2), TUESDAY, True, Kind.PRACTICE, (15, 0, 24, Reason.LISTED_BARRED)),
        # nobody works under 14
        (date(2012, 9, 2), TUESDAY, False, Kind.PRACTICE, (13, 0, None, Reason.TOO_YOUNG)),
        (date(2030, 1, 1), TUESDAY, False, Kind.PRACTICE, (-4, 0, None, Reason.TOO_YOUNG)),
        # nobody knows
        (date(2010, 9, 1), date(2025, 12, 31), False, Kind.PRACTICE, (15, None, None, Reason.NO_RULE)),
        (None, TUESDAY, True, Kind.PRACTICE, (None, None, None, Reason.AGE_UNKNOWN)),
        # born on 29 February: a year older on 1 March of a common year, on the day itself of a leap year
        (date(2012, 2, 29), date(2026, 2, 28), False, Kind.PRACTICE, (13, 0, None, Reason.TOO_YOUNG)),
        (date(2012, 2, 29), date(2026, 3, 1), False, Kind.PRACTICE, (14, 4, 24, Reason.DAY)),
        (date(2012, 2, 29), date(2028, 2, 28), False, Kind.PRACTICE, (15, 5, 24, Reason.DAY)),
        (date(2012, 2, 29), date(2028, 2, 29), False, Kind.PRACTICE, (16, 7, 35, Reason.DAY)),
    ],
)  # fmt: skip
def test_the_limits_of_a_day(born: date | None, day: date, listed: bool, kind: Kind, said: tuple[Any, ...]) -> None:
    limits = limits_on(RULES, born, day, listed_work=listed, kind=kind)
    assert limits is not None
    age, day_hours, week_hours, bound = said
    assert (limits.age, limits.bound) == (age, bound)
    assert (limits.day_hours, limits.week_hours) == (day_hours, week_hours)
    assert limits.barred == set(Barred)


@pytest.mark.parametrize("born", [date(2008, 9, 1), date(2004, 2, 29), date(1960, 1, 1)])
def test_from_18_on_these_rules_ask_nothing(born: date) -> None:
    assert limits_on(RULES, born, TUESDAY, listed_work=True) is None
    assert check(born, [plan(TUESDAY, 12, 20)], listed_work=True, contract=True) == Verdict()


def test_the_version_in_force_on_the_day_counts_in_whatever_order_they_stand() -> None:
    versions = [stricter(date(2026, 9, 9), 6), NOW_IN_FORCE, stricter(date(2027, 1, 1), 5)]
    for rules in (versions, versions[::-1]):
        found = [limits_on(rules, date(2010, 1, 1), date(2026, 9, day), listed_work=False) for day in (8, 9, 30)]
        assert [one.day_hours for one in found if one] == [7, 6, 6]


@pytest.mark.parametrize(
    ("born", "first", "last", "days"),
    [
        (date(2010, 9, 20), TUESDAY, date(2026, 10, 24), [(16, date(2026, 9, 20))]),
        (date(2008, 9, 1), TUESDAY, TUESDAY, [(18, TUESDAY)]),
        (date(2008, 8, 31), TUESDAY, date(2026, 10, 24), []),
        (date(2010, 1, 5), date(2026, 1, 1), date(2028, 12, 31), [(16, date(2026, 1, 5)), (18, date(2028, 1, 5))]),
        (date(2008, 2, 29), date(2026, 2, 1), date(2026, 2, 28), []),
        (date(2008, 2, 29), date(2026, 2, 1), date(2026, 3, 1), [(18, date(2026, 3, 1))]),
        (date(2012, 2, 29), date(2028, 2, 29), date(2028, 3, 1), [(16, date(2028, 2, 29))]),
        (None, TUESDAY, date(2026, 10, 24), []),
    ],
)
def test_the_birthdays_that_change_something(
    born: date | None, first: date, last: date, days: list[tuple[int, date]]
) -> None:
    assert birthdays_within(born, first, last) == days


# --- a plan: cases made by hand -----------------------------------------------------------------------------

FIFTEEN, SIXTEEN = date(2011, 1, 1), date(2010, 1, 1)
MON, WED, THU, FRI = date(2026, 9, 7), date(2026, 9, 9), date(2026, 9, 10), date(2026, 9, 11)
SUNDAY, UNITY_DAY = date(2026, 9, 13), date(2026, 11, 4)

CASES: list[tuple[str, date | None, list[PlannedDay], dict[str, Any], list[tuple[date, Reason]]]] = [
    ("seven hours at 16 for five days", SIXTEEN, week(7), {}, []),
    ("half an hour too much", SIXTEEN, [plan(MON, 7.5)], {}, [(MON, Reason.DAY)]),
    ("two shifts of one day count together", SIXTEEN, [plan(MON, 4), plan(MON, 4, 13)], {}, [(MON, Reason.DAY)]),
    ("five hours at 15 for five days", FIFTEEN, week(5), {}, [(MON, Reason.WEEK)]),
    ("five hours at 15 for four days", FIFTEEN, week(5, days=4), {}, []),
    ("each week by itself", FIFTEEN, [plan(FRI, 5), *week(5, monday=date(2026, 9, 14), days=4)], {}, []),
    ("15 on Wednesday", date(2011, 9, 9), week(4.5), {}, [(MON, Reason.DAY), (date(2026, 9, 8), Reason.DAY)]),
    # 5+5+5+5+7 = 27: more than the 24 hours of 15, and the lower limit of the week counts
    (
        "16 on Friday",
        date(2010, 9, 11),
        [*week(5, days=4), plan(FRI, 7)],
        {},
        [(MON, Reason.MIXED_WEEK)],
    ),
    ("16 on Friday, 24 hours", date(2010, 9, 11), [*week(4.5, days=4), plan(FRI, 6)], {}, []),
    ("16 on Monday", date(2010, 9, 7), week(7), {}, []),
    ("16 on Tuesday, free on Monday", date(2010, 9, 8), week(7)[1:], {}, []),
    ("18 on Wednesday", date(2008, 9, 9), [plan(MON, 8), plan(date(2026, 9, 8), 7), plan(WED, 12, 20), plan(SUNDAY, 9)],
     {}, [(MON, Reason.DAY)]),
    ("of the week of the 18th birthday only the days before count", date(2008, 9, 10), week(12)[3:], {}, []),
    ("18 on 1 March of a common year", date(2008, 2, 29), [plan(date(2026, 2, 27), 8), plan(date(2026, 3, 2), 8)], {},
     [(date(2026, 2, 27), Reason.DAY)]),
    ("16 on 29 February of a leap year", date(2012, 2, 29), [plan(date(2028, 2, 28), 7), plan(date(2028, 2, 29), 7)],
     {}, [(date(2028, 2, 28), Reason.DAY)]),
    ("a Sunday", SIXTEEN, [plan(SUNDAY, 4)], {}, [(SUNDAY, Reason.REST_DAY)]),
    ("4 November, a Wednesday", SIXTEEN, [plan(UNITY_DAY, 4)], {}, [(UNITY_DAY, Reason.REST_DAY)]),
    ("a Saturday that the decree made working", date(2011, 9, 1), [plan(date(2027, 11, 13), 4)], {}, []),
    ("over midnight", SIXTEEN, [plan(FRI, 6, 20, 2)], {}, [(FRI, Reason.NIGHT)]),
    ("until 22 exactly", SIXTEEN, [plan(FRI, 6, 16, 22)], {}, []),
    ("until 22:01", SIXTEEN, [PlannedDay(FRI, hours(6), time(16), time(22, 1))], {}, [(FRI, Reason.NIGHT)]),
    ("from 6 exactly", SIXTEEN, [plan(FRI, 6, 6, 12)], {}, []),
    ("from 5:59", SIXTEEN, [PlannedDay(FRI, hours(6), time(5, 59), time(12))], {}, [(FRI, Reason.NIGHT)]),
    ("until midnight", SIXTEEN, [plan(FRI, 6, 18, 0)], {}, [(FRI, Reason.NIGHT)]),
    ("round the clock", SIXTEEN, [plan(FRI, 7, 8, 8)], {}, [(FRI, Reason.NIGHT)]),
    ("a shift that nobody knows", SIXTEEN, [PlannedDay(FRI, hours(7))], {}, []),
    ("listed work at 15, one hour", FIFTEEN, [plan(MON, 1)], {"listed_work": True}, [(MON, Reason.LISTED_BARRED)]),
    ("listed work at 16, four hours", SIXTEEN, week(4), {"listed_work": True}, []),
    ("listed work at 16, five hours", SIXTEEN, [plan(MON, 5)], {"listed_work": True}, [(MON, Reason.LISTED_DAY)]),
    ("listed work, 16 on Thursday", date(2010, 9, 10), [plan(WED, 4), plan(THU, 4)], {"listed_work": True},
     [(WED, Reason.LISTED_BARRED)]),
    ("a job in term at 16", SIXTEEN, week(4), {"kind": Kind.TERM_JOB}, [(MON, Reason.WEEK)]),
    ("a job in term at 15", FIFTEEN, [plan(MON, 3)], {"kind": Kind.TERM_JOB}, [(MON, Reason.DAY)]),
    ("13 by night on a Sunday is too young, and that says it all", date(2013, 1, 1), [plan(SUNDAY, 9, 20, 5)], {},
     [(SUNDAY, Reason.TOO_YOUNG)]),
    ("14 on Friday", date(2012, 9, 11), [plan(THU, 4), plan(FRI, 4)], {}, [(THU, Reason.TOO_YOUNG)]),
    ("no hours, no work", SIXTEEN, [plan(SUNDAY, 0, 22, 6), PlannedDay(MON, hours(-3))], {"listed_work": True}, []),
    ("nothing planned", None, [], {}, []),
    ("nobody knows the age", None, week(9), {"listed_work": True, "contract": True}, [(MON, Reason.AGE_UNKNOWN)]),
    ("before the first version", SIXTEEN, [plan(date(2025, 12, 8), 12)], {"contract": True},
     [(date(2025, 12, 8), Reason.NO_RULE)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("born", "days", "given_", "found"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_a_plan_has_against_it(
    born: date | None, days: list[PlannedDay], given_: dict[str, Any], found: list[tuple[date, Reason]]
) -> None:
    assert told(check(born, days, **given_)) == found
    assert told(check(born, days[::-1], **given_)) == found


@pytest.mark.parametrize(
    ("born", "days", "listed", "without", "with_contract"),
    [
        (SIXTEEN, [plan(MON, 8)], False, WARN, BLOCK),
        (SIXTEEN, [plan(MON, 5)], True, WARN, BLOCK),
        (FIFTEEN, week(5), False, WARN, BLOCK),
        (date(2010, 9, 11), [*week(5, days=4), plan(FRI, 7)], False, WARN, BLOCK),
        (SIXTEEN, [plan(SUNDAY, 4)], False, WARN, BLOCK),
        (SIXTEEN, [plan(FRI, 4, 21, 1)], False, WARN, BLOCK),
        (FIFTEEN, [plan(MON, 1)], True, BLOCK, BLOCK),
        (date(2013, 1, 1), [plan(MON, 1)], False, BLOCK, BLOCK),
        (None, [plan(MON, 12)], True, WARN, WARN),
        (SIXTEEN, [plan(date(2025, 12, 8), 12)], False, WARN, WARN),
        (SIXTEEN, week(7), False, OK, OK),
        # the worst counts
        (date(2010, 9, 8), [plan(MON, 1), plan(date(2026, 9, 8), 5)], True, BLOCK, BLOCK),
    ],
)
def test_a_contract_makes_limits_bind(
    born: date | None, days: list[PlannedDay], listed: bool, without: Outcome, with_contract: Outcome
) -> None:
    loose, strict = (check(born, days, listed_work=listed, contract=contract) for contract in (False, True))
    assert (loose.outcome, strict.outcome) == (without, with_contract)
    assert (loose.blocks, strict.blocks) == (without is BLOCK, with_contract is BLOCK)
    assert told(loose) == told(strict)


def test_a_finding_says_the_limit_the_plan_and_the_age_it_is_for() -> None:
    (finding,) = check(date(2010, 9, 11), [*week(5, days=4), plan(FRI, 7)]).findings
    assert finding == Finding(MON, Reason.MIXED_WEEK, WARN, hours(24), hours(27), age=15)
    (finding,) = check(SIXTEEN, [plan(FRI, 6, 20, 2)], contract=True).findings
    assert finding == Finding(FRI, Reason.NIGHT, BLOCK, None, hours(6), 16, time(20), time(2))


def test_new_rules_hold_from_their_first_day() -> None:
    rules = [NOW_IN_FORCE, stricter(WED, 6)]
    found = check(SIXTEEN, week(7), rules)
    assert told(found) == [(WED, Reason.DAY), (THU, Reason.DAY), (FRI, Reason.DAY)]
    assert {finding.limit for finding in found.findings} == {6}
    assert told(check(SIXTEEN, week(4), rules, listed_work=True)) == [
        (day, Reason.LISTED_DAY) for day in (WED, THU, FRI)
    ]


def test_where_content_bars_nothing_nothing_is_barred() -> None:
    free = tuple(band.model_copy(update={"barred": ()}) for band in NOW_IN_FORCE.bands)
    rules = [NOW_IN_FORCE.model_copy(update={"bands": free})]
    assert check(SIXTEEN, [plan(SUNDAY, 6, 20, 2)], rules) == Verdict()


def test_the_night_is_as_long_as_content_says() -> None:
    rules = [NOW_IN_FORCE.model_copy(update={"night_from": time(21), "night_until": time(7)})]
    assert told(check(SIXTEEN, [plan(FRI, 6, 16, 22)], rules)) == [(FRI, Reason.NIGHT)]
    assert told(check(SIXTEEN, [plan(FRI, 6, 6, 12)], rules)) == [(FRI, Reason.NIGHT)]
    assert check(SIXTEEN, [plan(FRI, 6, 7, 13)], rules) == Verdict()
    rules = [NOW_IN_FORCE.model_copy(update={"night_from": time(0), "night_until": time(5)})]
    assert told(check(SIXTEEN, [plan(FRI, 6, 20, 2)], rules)) == [(FRI, Reason.NIGHT)]
    assert check(SIXTEEN, [plan(FRI, 6, 18, 0)], rules) == Verdict()


# --- the days of a place ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "ends", "break_minutes", "length"),
    [
        (time(8), time(12), 0, 4),
        (time(8), time(16, 30), 30, 8),
        (time(8), time(12, 15), 0, 4.5),  # a quarter above a limit of four hours is above it
        (time(8), time(12, 15), 15, 4),
        (time(20), time(4), 60, 7),
        (time(18), time(0), 0, 6),
        (time(8), time(8), 0, 24),
        (time(8), time(9), 90, 0),
    ],
)
def test_a_shift_is_as_long_as_its_hours_without_breaks(
    starts: time, ends: time, break_minutes: int, length: float
) -> None:
    (day,) = planned_days(MON, MON, starts, ends, break_minutes, CALENDAR)
    assert day == PlannedDay(MON, hours(length), starts, ends)


def test_a_place_works_on_working_days() -> None:
    days = [one.day for one in planned_days(date(2026, 10, 30), date(2026, 11, 9), time(8), time(12), 0, CALENDAR)]
    assert [day.day for day in days] == [30, 2, 3, 5, 6, 9]
    assert planned_days(FRI, MON, time(8), time(12), 0, CALENDAR) == []


# --- properties: the table, restated as plainly as it can be written ------------------------------------------

#        age: hours a week, a day, a week in term, a day in term, a day on the list (None: barred)
TABLE = {
    14: (24, 4, 12, 2.5, None),
    15: (24, 5, 12, 2.5, None),
    16: (35, 7, 17.5, 4, 4),
    17: (35, 7, 17.5, 4, 4),
}
TABLE_LATER = dict.fromkeys((14, 15, 16, 17), (30, 6, 10, 2, 3))
LATER_FROM = date(2026, 10, 14)
BY_LAW = WorkCalendar()
LAW_DAYS = [*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)]


def band(first: int, below: int, row: tuple[Any, ...]) -> AgeBand:
    week_, day_, term_week, term_day, listed = (None if number is None else hours(number) for number in row)
    return AgeBand(
        age_from=first, age_below=below, week_hours=week_, day_hours=day_, term_week_hours=term_week,
        term_day_hours=term_day, listed_day_hours=listed, barred=tuple(Barred),
    )  # fmt: skip


VERSIONS = [
    NOW_IN_FORCE,
    MinorRules(
        key="later",
        effective_from=LATER_FROM,
        source=LocalText(ru="Указ", en="Decree"),
        bands=(band(14, 18, TABLE_LATER[14]),),
    ),
]


def plain_age(born: date, day: date) -> int:
    def number(one: date) -> int:
        return one.year * 10000 + one.month * 100 + one.day

    return (number(day) - number(born)) // 10000


def plain_row(born: date, day: date) -> tuple[Any, ...] | None:
    if day < date(2026, 1, 1):
        return None
    return (TABLE_LATER if day >= LATER_FROM else TABLE)[plain_age(born, day)]


def plain_night(one: PlannedDay) -> bool:
    assert one.starts is not None
    assert one.ends is not None
    minute, end = one.starts.hour * 60 + one.starts.minute, one.ends.hour * 60 + one.ends.minute
    while True:
        if minute // 60 >= 22 or minute // 60 < 6:
            return True
        minute = (minute + 1) % 1440
        if minute == end:
            return False


def plain_check(
    born: date, days: list[PlannedDay], kind: Kind, listed: bool, contract: bool
) -> set[tuple[date, Reason, Outcome]]:
    found: set[tuple[date, Reason, Outcome]] = set()
    over = BLOCK if contract else WARN
    weeks: dict[tuple[int, int], list[tuple[date, Decimal, float]]] = {}
    for one in days:
        if one.hours == 0 or plain_age(born, one.day) >= 18:
            continue
        if plain_age(born, one.day) < 14:
            found.add((one.day, Reason.TOO_YOUNG, BLOCK))
            continue
        row = plain_row(born, one.day)
        if row is None:
            found.add((one.day, Reason.NO_RULE, WARN))
            continue
        in_week, in_day, in_listed = (row[2], row[3], row[4]) if kind is Kind.TERM_JOB else (row[0], row[1], row[4])
        if listed and in_listed is None:
            found.add((one.day, Reason.LISTED_BARRED, BLOCK))
        elif listed and in_listed < in_day and one.hours > in_listed:
            found.add((one.day, Reason.LISTED_DAY, over))
        elif one.hours > in_day:
            found.add((one.day, Reason.DAY, over))
        if one.day.weekday() >= 5 or (one.day.month, one.day.day) in LAW_DAYS:
            found.add((one.day, Reason.REST_DAY, over))
        if plain_night(one):
            found.add((one.day, Reason.NIGHT, over))
        weeks.setdefault(one.day.isocalendar()[:2], []).append((one.day, one.hours, in_week))
    for (year, number), worked in weeks.items():
        limits = [in_week for _, _, in_week in worked]
        if sum(length for _, length, _ in worked) > min(limits):
            reason = Reason.WEEK if min(limits) == max(limits) else Reason.MIXED_WEEK
            found.add((date.fromisocalendar(year, number, 1), reason, over))
    return found


BIRTH_DATES = st.one_of(
    st.dates(date(2007, 1, 1), date(2014, 12, 31)),
    st.sampled_from([date(2008, 2, 29), date(2012, 2, 29)]),
)
CLOCKS = st.times().map(lambda clock: clock.replace(minute=clock.minute // 15 * 15, second=0, microsecond=0))
HALVES = st.integers(0, 24).map(lambda halves: halves * Decimal("0.5"))


@st.composite
def plans(draw: st.DrawFn) -> list[PlannedDay]:
    first = draw(st.dates(date(2025, 12, 20), date(2028, 3, 5)))
    shifts = draw(st.lists(st.tuples(HALVES, CLOCKS, CLOCKS), max_size=21))
    return [PlannedDay(first + timedelta(days=n), *shift) for n, shift in enumerate(shifts)]


@given(BIRTH_DATES, plans(), st.sampled_from(Kind), st.booleans(), st.booleans())
@example(date(2010, 10, 15), week(7, monday=date(2026, 10, 12), days=7), Kind.PRACTICE, False, True)
@example(date(2012, 2, 29), week(5, monday=date(2028, 2, 28)), Kind.PRACTICE, True, False)
def test_a_verdict_is_what_the_table_says(
    born: date, days: list[PlannedDay], kind: Kind, listed: bool, contract: bool
) -> None:
    verdict = check(born, days, VERSIONS, kind=kind, listed_work=listed, contract=contract, calendar=BY_LAW)
    found = [(one.day, one.reason, one.outcome) for one in verdict.findings]
    assert set(found) == plain_check(born, days, kind, listed, contract)
    assert len(found) == len(set(found))
    assert [one[0] for one in found] == sorted(one[0] for one in found)


@given(BIRTH_DATES, plans(), st.booleans(), st.booleans(), st.integers(0, 20), HALVES)
def test_more_hours_never_help(
    born: date, days: list[PlannedDay], listed: bool, contract: bool, which: int, more: Decimal
) -> None:
    longer = [replace(one, hours=one.hours + more) if n == which else one for n, one in enumerate(days)]
    grades = [
        list(Outcome).index(check(born, one, VERSIONS, listed_work=listed, contract=contract).outcome)
        for one in (days, longer)
    ]
    assert grades == sorted(grades)


@given(plans(), st.sampled_from(Kind), st.booleans(), BIRTH_DATES)
def test_the_limits_of_each_day_make_a_plan_that_suits(
    days: list[PlannedDay], kind: Kind, listed: bool, born: date
) -> None:
    """Whoever plans by `limits_on` day by day, on working days by day, is only held by the week."""
    fitting = []
    for one in days:
        limits = limits_on(VERSIONS, born, one.day, listed_work=listed, kind=kind)
        if limits is not None and limits.day_hours is not None and BY_LAW.is_working(one.day):
            fitting.append(PlannedDay(one.day, min(one.hours, limits.day_hours), time(8), time(16)))
    found = check(born, fitting, VERSIONS, kind=kind, listed_work=listed, calendar=BY_LAW)
    assert {one.reason for one in found.findings} <= {Reason.WEEK, Reason.MIXED_WEEK}


ODD_DAYS = st.builds(
    PlannedDay,
    st.one_of(st.just(MON), st.dates()),
    st.decimals(-5, 1000, places=1),
    st.one_of(st.none(), st.times()),
    st.one_of(st.none(), st.times()),
)


@given(
    st.one_of(st.none(), st.dates()), st.lists(ODD_DAYS, max_size=8), st.lists(st.sampled_from(VERSIONS), max_size=3)
)
def test_odd_data_is_never_an_error(born: date | None, days: list[PlannedDay], rules: list[MinorRules]) -> None:
    verdict = check(born, days, rules)
    assert check(born, days[::-1], rules).outcome is verdict.outcome
    assert bool(explain(house_texts(), "ru", verdict)) is bool(verdict.findings)


@given(BIRTH_DATES, st.dates(date(2026, 1, 1), date(2028, 3, 5)), st.integers(0, 800))
def test_birthdays_are_the_days_on_which_the_age_is_reached(born: date, first: date, length: int) -> None:
    days = [first + timedelta(days=n) for n in range(length + 1)]
    reached = [
        (age, day)
        for age in (16, 18)
        for day in days
        if plain_age(born, day) == age and plain_age(born, day - timedelta(days=1)) == age - 1
    ]
    assert birthdays_within(born, first, days[-1]) == reached


# --- what people read ---------------------------------------------------------------------------------------


def test_each_finding_is_one_sentence_and_a_human_decides() -> None:
    verdict = check(FIFTEEN, week(5.5))
    assert explain(house_texts(), "ru", verdict).splitlines() == [
        "Неделя 7 сентября – 13 сентября: по плану 27,5 часа в неделю, а в 15 лет по правилам можно не больше 24 часов.",
        "7 сентября – 11 сентября (5 дней): по плану 5,5 часа в день, а в 15 лет по правилам можно не больше 5 часов.",
        "Это не запрет: решает человек. Сомневаетесь — спросите юриста.",
    ]
    assert explain(house_texts(), "en", check(SIXTEEN, [plan(FRI, 6, 20, 2)])).splitlines() == [
        "11 September, Fri: the shift 20:00–2:00 reaches into the night; by the rules nobody of 16 works by night.",
        "This forbids nothing: a human decides. In doubt, ask a lawyer.",
    ]


def test_weeks_alike_are_told_once() -> None:
    two = [*week(5), *week(5, monday=date(2026, 9, 14))]
    (line, _) = explain(house_texts(), "ru", check(FIFTEEN, two)).splitlines()
    assert line.startswith("7 сентября – 20 сентября (2 недели): по плану 25 часов в неделю")


def test_nothing_is_said_of_a_plan_that_suits() -> None:
    assert explain(house_texts(), "ru", check(SIXTEEN, week(7))) == ""


SAID = {
    Reason.TOO_YOUNG: check(date(2013, 1, 1), [plan(MON, 1)]),
    Reason.LISTED_BARRED: check(FIFTEEN, [plan(MON, 1)], listed_work=True),
    Reason.LISTED_DAY: check(SIXTEEN, [plan(MON, 5)], listed_work=True),
    Reason.DAY: check(SIXTEEN, [plan(MON, 8)]),
    Reason.WEEK: check(FIFTEEN, week(5)),
    Reason.MIXED_WEEK: check(date(2010, 9, 11), [*week(5, days=4), plan(FRI, 7)]),
    Reason.NIGHT: check(SIXTEEN, [plan(FRI, 6, 20, 2)]),
    Reason.REST_DAY: check(SIXTEEN, [plan(SUNDAY, 4)]),
    Reason.AGE_UNKNOWN: check(None, week(5)),
    Reason.NO_RULE: check(SIXTEEN, week(5), ()),
    Reason.PLAN_UNKNOWN: Verdict((Finding(MON, Reason.PLAN_UNKNOWN, BLOCK),)),
}


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_each_reason_can_be_said(reason: Reason, language: str) -> None:
    (line, closing) = explain(house_texts(), language, SAID[reason]).splitlines()
    assert {finding.reason for finding in SAID[reason].findings} == {reason}
    assert line != closing
    assert len(line) < 250


def test_a_plan_that_changes_every_day_still_fits_a_message() -> None:
    days = [plan(MON + timedelta(days=n), 7.5 + n / 2, 0, 23) for n in range(30)]
    verdict = check(SIXTEEN, days, contract=True)
    text = explain(house_texts(), "ru", verdict)
    assert len(text.splitlines()) == MOST_SENTENCES + 2
    assert f"И ещё {len(verdict.spans) - MOST_SENTENCES} замеч" in text
    assert len(text) < 2000


# --- the list of what has to be there -------------------------------------------------------------------------

STUDENT = Student(
    id=1, person_id=None, applicant_id=None, college="klepiki", programme="klepiki-welder-9", study_group="СВ-21",
    last_name="Соловьёв", first_name="Артём", middle_name=None, birth_date=SIXTEEN, phone=None, sizes={},
    district=None, wish=None, needs_bed=False, medical_until=None, parent_consent=True, supervisor_id=None,
)  # fmt: skip
PLACE = Place(
    "tyazhpressmash", "15.01.05", 4, TUESDAY, date(2026, 10, 24), "Цех 3", time(8), time(12, 30), PayBasis.EMPLOYMENT,
    9, id=5, break_minutes=30,
)  # fmt: skip
PLACEMENT = Placement(
    1, "klepiki", "tyazhpressmash", "klepiki-welder-9", "ПМ.01", PracticeKind.PRODUCTION, TUESDAY, date(2026, 10, 24),
    288, place_id=5,
)  # fmt: skip
LONGER = replace(PLACE, shift_to=time(16, 30))
GROWN = replace(STUDENT, birth_date=date(2008, 9, 1))
YOUNG = replace(STUDENT, birth_date=FIFTEEN)


def schedule_item(place: Place | None, student: Student, content: Content = RYAZAN) -> State:
    blocked = schedule_verdict(place, PLACEMENT, student, content).blocks
    mentor = Mentor(8, "tyazhpressmash")
    seen = Seen(PLACEMENT, student, place, mentor, frozenset(FIRST_BRIEFINGS), medical_required=True, blocked=blocked)
    return next(line.state for line in readiness(seen).lines if line.item is Item.SCHEDULE)


@pytest.mark.parametrize(
    ("place", "student", "outcome", "state"),
    [
        (PLACE, STUDENT, OK, State.DONE),
        (LONGER, STUDENT, BLOCK, State.OPEN),
        (replace(LONGER, pay_basis=PayBasis.APPRENTICE), STUDENT, BLOCK, State.OPEN),
        (replace(LONGER, pay_basis=PayBasis.CIVIL), STUDENT, WARN, State.DONE),
        (replace(LONGER, pay_basis=PayBasis.STIPEND), STUDENT, WARN, State.DONE),
        (replace(LONGER, pay_basis=PayBasis.NONE), STUDENT, WARN, State.DONE),
        (replace(LONGER, listed_work=False, break_minutes=90), STUDENT, OK, State.DONE),
        (replace(PLACE, pay_basis=PayBasis.NONE), YOUNG, BLOCK, State.OPEN),  # listed work
        (replace(PLACE, listed_work=False, age_min=15), YOUNG, OK, State.DONE),
        (replace(PLACE, shift_from=time(20), shift_to=time(0)), STUDENT, BLOCK, State.OPEN),
        (LONGER, GROWN, OK, State.NOT_NEEDED),
        (LONGER, replace(STUDENT, birth_date=None), WARN, State.DONE),
        (None, STUDENT, BLOCK, State.OPEN),  # nobody knows the shift
        (None, replace(STUDENT, birth_date=None), BLOCK, State.OPEN),
        (None, GROWN, OK, State.NOT_NEEDED),
    ],
)
def test_the_plan_of_a_placement_keeps_the_item_open_or_not(
    place: NewPlace | None, student: Student, outcome: Outcome, state: State
) -> None:
    assert place is None or isinstance(place, Place)
    assert schedule_verdict(place, PLACEMENT, student, RYAZAN).outcome is outcome
    assert schedule_item(place, student) is state


def test_the_days_are_those_of_the_placement() -> None:
    only_before = replace(PLACEMENT, date_from=date(2026, 10, 19), date_to=date(2026, 10, 23))
    turning = replace(STUDENT, birth_date=date(2010, 10, 21))
    found = schedule_verdict(PLACE, only_before, turning, RYAZAN)
    assert told(found) == [(date(2026, 10, day), Reason.LISTED_BARRED) for day in (19, 20)]


def test_without_rules_somebody_is_warned() -> None:
    bare = replace(RYAZAN, minor_rules=())
    assert schedule_verdict(PLACE, PLACEMENT, STUDENT, bare).outcome is WARN
    assert {one.reason for one in schedule_verdict(PLACE, PLACEMENT, STUDENT, bare).findings} == {Reason.NO_RULE}


# --- the file -------------------------------------------------------------------------------------------------

FILE = """\
[[minor_rules]]
key = "2026"
effective_from = 2026-01-01
source = { ru = "ТК РФ", en = "Labour Code" }

[[minor_rules.bands]]
age_from = 14
age_below = 16
week_hours = 24
day_hours = 4
term_week_hours = 12
term_day_hours = 2.5
barred = ["night", "weekend"]

[[minor_rules.bands]]
age_from = 16
age_below = 18
week_hours = 35
day_hours = 7
term_week_hours = 17.5
term_day_hours = 4
listed_day_hours = 4
barred = []
"""


def test_a_small_table_loads(tmp_path: Path) -> None:
    (rules,) = load_content(write(tmp_path, {"cluster.toml": CLUSTER, "minors.toml": FILE})).minor_rules
    assert [band.barred for band in rules.bands] == [(Barred.NIGHT, Barred.WEEKEND), ()]
    assert (rules.night_from, rules.night_until) == (time(22), time(6))
    assert [rules.band(age) for age in (13, 14, 15, 16, 17, 18)] == [
        None, rules.bands[0], rules.bands[0], rules.bands[1], rules.bands[1], None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("effective_from = 2026-01-01\n", "", '1: minor rules "2026": "effective_from" is missing'),
        ("source = { ru = \"ТК РФ\", en = \"Labour Code\" }\n", "", '1: minor rules "2026": "source" is missing'),
        ("week_hours = 35", "week_hours = 61", '18: minor rules "2026": bands.1.week_hours: Input should be less'),
        ("day_hours = 7", "day_hours = 7.2", '19: minor rules "2026": bands.1.day_hours: Input should be a multiple'),
        ("day_hours = 7", 'day_hours = "7 h"', '19: minor rules "2026": bands.1.day_hours: '),
        ("listed_day_hours = 4", "listed_day_hours = 4\ntrip_hours = 2",
         '23: minor rules "2026": unknown key "bands.1.trip_hours"'),
        ('["night", "weekend"]', '["nights"]', '13: minor rules "2026": bands.0.barred.0: Input should be '),
        ("age_from = 14", "age_from = 13", '7: minor rules "2026": bands.0.age_from: Input should be greater'),
        ("age_below = 18", "age_below = 19", '17: minor rules "2026": bands.1.age_below: Input should be less'),
        ("age_below = 18", "age_below = 16", '15: minor rules "2026": bands.1: age_below 16 is not above age_from 16'),
        ("term_day_hours = 4", "term_day_hours = 7.5",
         '15: minor rules "2026": bands.1: term_day_hours 7.5 is above day_hours 7'),
        ("listed_day_hours = 4", "listed_day_hours = 8",
         '15: minor rules "2026": bands.1: listed_day_hours 8 is above day_hours 7'),
        ("age_from = 16", "age_from = 17", '6: minor rules "2026": no band says what holds at 16'),
        ("age_from = 16", "age_from = 15", '6: minor rules "2026": 2 bands say what holds at 15'),
        ("age_below = 18", "age_below = 17", '6: minor rules "2026": no band says what holds at 17'),
        ("age_from = 14", "age_from = 15", '6: minor rules "2026": no band says what holds at 14'),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert FILE.count(old) == 1
    told_ = faults(tmp_path, {"cluster.toml": CLUSTER, "minors.toml": FILE.replace(old, new)})
    assert told_[0].startswith(f"minors.toml:{said}"), told_
    assert len(told_) == 1


def test_two_versions_of_one_day_are_told(tmp_path: Path) -> None:
    again = FILE.replace('"2026"', '"again"')
    told_ = faults(tmp_path, {"cluster.toml": CLUSTER, "minors.toml": FILE + again})
    assert told_ == ['minors.toml:26: minor rules "again": "2026" is in force from 2026-01-01 already']


def test_the_shipped_rules_are_the_table_and_say_that_nobody_has_verified_them() -> None:
    found = {
        age: (one.week_hours, one.day_hours, one.term_week_hours, one.term_day_hours, one.listed_day_hours)
        for age in TABLE
        if (one := NOW_IN_FORCE.band(age)) is not None
    }
    assert found == TABLE
    assert "подтвердил" in NOW_IN_FORCE.source.ru
    file = Path(__file__).parents[2] / "content" / "ryazan" / "minors.toml"
    assert "НЕ ПРОВЕРЕНО" in file.read_text(encoding="utf-8").splitlines()[0]


def test_a_refused_file_loads_nothing(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        load_content(write(tmp_path, {"cluster.toml": CLUSTER, "minors.toml": FILE.replace("age_from = 14", "")}))
