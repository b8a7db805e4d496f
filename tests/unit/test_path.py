"""The path: which placement counts, what each state says, whose turn it is; the day; the days of the calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import duties, people, privacy
from cluster.calendar import at
from cluster.internship.readiness import Ball as Turn
from cluster.internship.readiness import Item, Readiness
from cluster.internship.readiness import Line as ItemLine
from cluster.internship.readiness import State as ItemState
from cluster.path import drawing, keeping, practising, today
from cluster.path.lines import Ball, Line, Next, Path, Stage, State, Where
from cluster.path.practising import Practice, pick
from cluster.path.today import Day
from cluster.people import Role
from cluster.people.guardians import parents_of_student
from storage import people as stored
from storage import roles
from storage.internship import (
    OVER,
    PayBasis,
    Place,
    Placement,
    PlacementStatus,
    PracticeKind,
    Student,
    students,
)
from tests.conversation.stage import house_texts
from tests.practice import CONTENT, FIRST, LAST, MODULE, PLACES, PLANT, PROGRAMME, student

S = PlacementStatus
NOW = datetime(2026, 9, 10, 9, tzinfo=UTC)
PLACEMENT = Placement(
    1, "klepiki", PLANT, PROGRAMME, MODULE, PracticeKind.PRODUCTION, FIRST, LAST, 288, place_id=5, id=7,
    status=S.DOCS_PENDING, status_since=NOW,
)  # fmt: skip
PETYA = Student(
    1, 3, None, "klepiki", PROGRAMME, "СВ-21", "Ёлкин", "Пётр", None, date(2009, 6, 8), None, {}, None, None,
    needs_bed=False, medical_until=None, parent_consent=False, supervisor_id=None,
)  # fmt: skip
PLACE = Place(**{**{name: getattr(PLACES, name) for name in PLACES.__slots__}, "id": 5})


def placement(status: PlacementStatus, first: date = FIRST, last: date = LAST, **changes: Any) -> Placement:
    return replace(PLACEMENT, status=status, date_from=first, date_to=last, **changes)


# --- which one counts ---------------------------------------------------------------------------------------------

SUMMER, LATER = (date(2026, 6, 1), date(2026, 7, 3)), (date(2027, 2, 1), date(2027, 3, 5))


@pytest.mark.parametrize(
    ("found", "chosen"),
    [
        ([], None),
        ([placement(S.PLANNED)], None),  # nobody was told
        ([placement(S.COMPLETED, *SUMMER, id=1), placement(S.PLANNED, id=2)], 1),
        ([placement(S.COMPLETED, *SUMMER, id=1), placement(S.DOCS_PENDING, id=2)], 2),
        ([placement(S.DOCS_PENDING, *LATER, id=1), placement(S.ACTIVE, id=2)], 2),
        ([placement(S.DOCS_PENDING, *LATER, id=1), placement(S.PAUSED, id=2)], 2),
        ([placement(S.CONFIRMED, *LATER, id=1), placement(S.OFFERED, id=2)], 2),  # the next of two
        ([placement(S.REPORTING, *SUMMER, id=1), placement(S.DOCS_PENDING, id=2)], 1),
        ([placement(S.ASSESSED, *SUMMER, id=1), placement(S.DOCS_PENDING, id=2)], 2),  # only a signature is missing
        ([placement(S.REPORTING, *SUMMER, id=1), placement(S.READY, date(2026, 9, 9), id=2)], 2),  # it has begun
        ([placement(S.COMPLETED, *SUMMER, id=1), placement(S.CANCELLED, id=2)], 2),
    ],
)
def test_the_current_one_counts_else_the_next_else_the_last(found: list[Placement], chosen: int | None) -> None:
    for order in (found, found[::-1]):
        one = pick(order, date(2026, 9, 10))
        assert (one.id if one is not None else None) == chosen


# --- what each state says -------------------------------------------------------------------------------------------

SAID: dict[PlacementStatus, dict[Stage, tuple[State, Next, Ball | None]]] = {
    S.OFFERED: {
        Stage.PRACTICE: (State.NOW, Next.AGREE, Ball.YOU),
        Stage.MENTOR: (State.LATER, Next.AFTER, None),
        Stage.PAPERS: (State.LATER, Next.AFTER, None),
    },
    S.CONFIRMED: {
        Stage.PRACTICE: (State.NOW, Next.PREPARE, Ball.YOU),
        Stage.MENTOR: (State.NOW, Next.MENTOR_WAIT, Ball.PLANT),
        Stage.PAPERS: (State.LATER, Next.AFTER, None),
    },
    S.DOCS_PENDING: {
        Stage.PRACTICE: (State.NOW, Next.PREPARE, Ball.YOU),
        Stage.MENTOR: (State.NOW, Next.MENTOR_WAIT, Ball.PLANT),
        Stage.PAPERS: (State.LATER, Next.AFTER, None),
    },
    S.READY: {
        Stage.PRACTICE: (State.NOW, Next.BEGIN, Ball.YOU),
        Stage.MENTOR: (State.NOW, Next.MENTOR_WAIT, Ball.PLANT),
        Stage.PAPERS: (State.LATER, Next.AFTER, None),
    },
    S.ACTIVE: {
        Stage.PRACTICE: (State.NOW, Next.GOING, Ball.YOU),
        Stage.MENTOR: (State.NOW, Next.MENTOR_WAIT, Ball.PLANT),
        Stage.PAPERS: (State.LATER, Next.AFTER, None),
    },
    S.PAUSED: {
        Stage.PRACTICE: (State.STOPPED, Next.PAUSED, Ball.COLLEGE),
        Stage.MENTOR: (State.NOW, Next.MENTOR_WAIT, Ball.PLANT),
        Stage.PAPERS: (State.LATER, Next.AFTER, None),
    },
    S.REPORTING: {
        Stage.PRACTICE: (State.DONE, Next.PASSED, None),
        Stage.MENTOR: (State.NOW, Next.MENTOR_WAIT, Ball.PLANT),
        Stage.PAPERS: (State.NOW, Next.REVIEW, Ball.PLANT),
    },
    S.ASSESSED: {
        Stage.PRACTICE: (State.DONE, Next.PASSED, None),
        Stage.MENTOR: (State.NOW, Next.MENTOR_WAIT, Ball.PLANT),
        Stage.PAPERS: (State.NOW, Next.SIGN, Ball.COLLEGE),
    },
    S.COMPLETED: {
        Stage.PRACTICE: (State.DONE, Next.PASSED, None),
        Stage.MENTOR: (State.LATER, Next.AFTER, None),
        Stage.PAPERS: (State.DONE, Next.SIGNED, None),
    },
    **{
        status: {
            Stage.PRACTICE: (State.STOPPED, said, Ball.COLLEGE),
            Stage.MENTOR: (State.LATER, Next.AFTER, None),
            Stage.PAPERS: (State.NOT_NEEDED, Next.NO_PAPERS, None),
        }
        for status, said in (
            (S.CANCELLED, Next.CANCELLED), (S.TERMINATED, Next.TERMINATED), (S.FAILED, Next.FAILED),
        )
    },
}  # fmt: skip
OPEN = Readiness(
    (
        ItemLine(Item.MENTOR, Turn.ENTERPRISE, date(2026, 9, 21), ItemState.OPEN),
        ItemLine(Item.MEDICAL, Turn.STUDENT, date(2026, 9, 21), ItemState.OPEN),
        ItemLine(Item.BED, Turn.COLLEGE, date(2026, 9, 28), ItemState.OPEN),
        ItemLine(Item.GEAR, Turn.STUDENT, date(2026, 9, 28), ItemState.OPEN),
    )
)


def lines(
    one: Placement | None, listed: Readiness = OPEN, mentor: str | None = None, **facts: Any
) -> dict[Stage, Line]:
    practice = Practice(one, listed, mentor) if one is not None else None
    found = practising.lines(replace(PETYA, **facts), practice, CONTENT, NOW)
    return {line.stage: line for line in found}


@pytest.mark.parametrize("status", [status for status in S if status is not S.PLANNED])
def test_every_state_of_a_placement_says_what_is_next_and_whose_turn_it_is(status: PlacementStatus) -> None:
    found = lines(placement(status))
    assert {
        stage: (line.state, line.next, line.ball) for stage, line in found.items() if stage in SAID[status]
    } == SAID[status]


def test_only_ones_own_items_are_counted_and_the_first_of_them_is_due() -> None:
    line = lines(placement(S.DOCS_PENDING))[Stage.PRACTICE]
    assert (line.count, line.by, line.where) == (2, date(2026, 9, 21), Where.TODAY)


@pytest.mark.parametrize(
    ("open_", "ball", "count"),
    [
        ((Turn.COLLEGE, Turn.ENTERPRISE), Ball.COLLEGE, 2),
        ((Turn.PARENT,), Ball.PARENT, 1),
        ((Turn.ENTERPRISE, Turn.PARENT, Turn.COLLEGE), Ball.PLANT, 3),
    ],
)
def test_where_nothing_is_ones_own_the_most_urgent_of_the_others_has_the_ball(
    open_: tuple[Turn, ...], ball: Ball, count: int
) -> None:
    listed = Readiness(
        tuple(ItemLine(Item.PASS, turn, date(2026, 10, n), ItemState.OPEN) for n, turn in enumerate(open_, 1))
    )
    line = lines(placement(S.DOCS_PENDING), listed)[Stage.PRACTICE]
    assert (line.next, line.ball, line.count, line.by) == (Next.PREPARE, ball, count, date(2026, 10, 1))


def test_a_first_day_that_has_come_unready_is_the_colleges_to_mend() -> None:
    line = lines(placement(S.DOCS_PENDING, date(2026, 9, 10)))[Stage.PRACTICE]
    assert (line.next, line.ball) == (Next.NOT_STARTED, Ball.COLLEGE)


def test_whoever_said_yes_waits_for_the_plant() -> None:
    line = lines(placement(S.OFFERED, student_agreed_at=NOW))[Stage.PRACTICE]
    assert (line.next, line.ball, line.where) == (Next.PLANT_AGREES, Ball.PLANT, Where.OFFER)


@pytest.mark.parametrize(
    ("one", "needs", "state", "said"),
    [
        (None, False, State.NOT_NEEDED, Next.NO_BED),
        (None, True, State.LATER, Next.BED_LATER),
        (placement(S.OFFERED), True, State.LATER, Next.BED_LATER),
        (placement(S.DOCS_PENDING), True, State.NOW, Next.BED_WAIT),
        (placement(S.DOCS_PENDING, bed=True), True, State.DONE, Next.BED_GIVEN),
        (placement(S.DOCS_PENDING), False, State.NOT_NEEDED, Next.NO_BED),
        (placement(S.PAUSED, bed=True), True, State.DONE, Next.BED_GIVEN),
        (placement(S.REPORTING, bed=True), True, State.NOT_NEEDED, Next.BED_OVER),
        (placement(S.COMPLETED, bed=True), True, State.NOT_NEEDED, Next.BED_OVER),
        (placement(S.TERMINATED, bed=True), True, State.NOT_NEEDED, Next.BED_OVER),
        (placement(S.CANCELLED, bed=True), True, State.LATER, Next.BED_LATER),  # the next place is found with a bed
        (placement(S.REPORTING), True, State.LATER, Next.BED_LATER),  # nobody looks for one after the last day
        (placement(S.TERMINATED), True, State.LATER, Next.BED_LATER),
    ],
)
def test_a_bed_is_found_by_the_college_where_one_is_needed(
    one: Placement | None, needs: bool, state: State, said: Next
) -> None:
    line = lines(one, needs_bed=needs)[Stage.DORMITORY]
    assert (line.state, line.next) == (state, said)


def test_signatures_are_due_five_working_days_after_the_mark() -> None:
    marked = datetime(2026, 11, 27, 20, tzinfo=UTC)
    line = lines(placement(S.ASSESSED, mark=5, assessed_at=marked))[Stage.PAPERS]
    assert (line.by, line.count) == (date(2026, 12, 4), 5)


def test_ones_own_turn_comes_by_urgency_and_what_has_no_day_last() -> None:
    def mine(stage: Stage, by: date | None, state: State = State.NOW, ball: Ball = Ball.YOU) -> Line:
        return Line(stage, state, Next.GATHER, ball, by)

    found = Path(
        1,
        (
            mine(Stage.APPLICATION, None),
            mine(Stage.DOCUMENTS, date(2026, 9, 20)),
            mine(Stage.PRACTICE, date(2026, 9, 11)),
            mine(Stage.MENTOR, date(2026, 9, 1), ball=Ball.PLANT),
            mine(Stage.PAPERS, date(2026, 9, 1), State.DONE),
        ),
    )
    assert [line.stage for line in found.yours] == [Stage.PRACTICE, Stage.DOCUMENTS, Stage.APPLICATION]


# --- the texts ------------------------------------------------------------------------------------------------------


def test_everything_that_may_be_said_has_its_words() -> None:
    asked = {
        Next.CLARIFY, Next.COME, Next.COME_PARENT, Next.GATHER, Next.ORIGINAL, Next.TAKE_SEAT, Next.AGREE, Next.PREPARE,
        Next.BEGIN, Next.GOING, Next.DIARY_WRITE, Next.DIARY_REWRITE, Next.HAND_IN,
    }  # fmt: skip
    keys = [said.text_key for said in Next] + [f"path-do-{said}" for said in asked]
    keys += [f"path-{kind}-{stage}" for stage in Stage for kind in ("stage", "about")]
    keys += [f"path-turn-{ball}" for ball in Ball] + [f"path-ball-{ball}" for ball in Ball if ball is not Ball.YOU]
    keys += [f"today-{day}" for day in Day]
    keys += [f"today-{what}-{item}" for what in ("want", "do", "item") for item in (Item.MEDICAL, Item.GEAR)]
    assert [key for key in keys if not house_texts().has(key)] == []


def test_whatever_is_asked_of_the_person_is_in_the_table_of_words() -> None:
    """`path-do-…` stands for each line that may have the ball with them: found by looking at every line there is."""
    asked = {
        line.next
        for status in SAID
        for listed in (OPEN, Readiness(()))
        for line in lines(placement(status), listed, needs_bed=True).values()
        if line.ball is Ball.YOU and line.state is State.NOW
    }
    assert asked == {Next.AGREE, Next.PREPARE, Next.BEGIN, Next.GOING}


# --- the day --------------------------------------------------------------------------------------------------------

NIGHT = replace(PLACE, shift_from=time(22, 0), shift_to=time(6, 0))


@pytest.mark.parametrize(
    ("one", "place", "now", "kind", "day"),
    [
        (placement(S.READY), PLACE, at(FIRST, time(5)), Day.WORK, FIRST),  # the clock begins it at six
        (placement(S.READY), PLACE, at(date(2026, 10, 4), time(23)), Day.COUNTDOWN, FIRST),
        (placement(S.READY, date(2026, 10, 3)), PLACE, NOW, Day.COUNTDOWN, FIRST),  # a Saturday: work begins on Monday
        (placement(S.ACTIVE), None, at(FIRST, time(23)), Day.WORK, FIRST),  # nobody knows when it ends
        (placement(S.ACTIVE), PLACE, at(date(2026, 11, 3), time(13)), Day.NEXT, date(2026, 11, 5)),
        (placement(S.ACTIVE), PLACE, at(LAST, time(12, 29)), Day.WORK, LAST),
        (placement(S.ACTIVE), PLACE, at(LAST, time(12, 30)), Day.LAST, LAST),
        (placement(S.ACTIVE), PLACE, at(date(2026, 11, 28), time(0)), Day.LAST, date(2026, 11, 28)),
        (placement(S.ACTIVE), NIGHT, at(date(2026, 10, 6), time(23)), Day.WORK, date(2026, 10, 6)),
        (placement(S.CONFIRMED), PLACE, at(FIRST, time(7)), Day.NOT_STARTED, FIRST),
    ],
)
def test_which_day_is_told(one: Placement, place: Place | None, now: datetime, kind: Day, day: date) -> None:
    assert today.which(one, place, now, CONTENT) == (kind, day)


@pytest.mark.parametrize("status", [status for status in S if status is not S.PLANNED])
def test_every_state_has_a_day(status: PlacementStatus) -> None:
    kind, _ = today.which(placement(status), PLACE, at(date(2026, 10, 7), time(9)), CONTENT)
    assert (kind in {Day.COMPLETED, Day.ENDED}) is (status in OVER)


def test_a_shift_over_midnight_ends_on_the_next_day() -> None:
    assert today.shift(NIGHT, FIRST) == (at(FIRST, time(22)), at(date(2026, 10, 6), time(6)))


@pytest.mark.parametrize(
    ("pay_days", "now", "day"),
    [
        ((10, 25), date(2026, 10, 12), date(2026, 10, 25)),
        ((10,), date(2026, 10, 10), date(2026, 10, 10)),
        ((10,), date(2026, 10, 11), date(2026, 11, 10)),
        ((31,), date(2026, 11, 5), date(2026, 11, 30)),  # the last day of a shorter month
        ((10,), date(2026, 9, 1), date(2026, 10, 10)),  # not before the first day
        ((), date(2026, 10, 12), None),
    ],
)
def test_the_next_day_of_pay(pay_days: tuple[int, ...], now: date, day: date | None) -> None:
    assert today.next_pay_day(placement(S.ACTIVE), replace(PLACE, pay_days=pay_days), now) == day


def test_an_unpaid_practice_has_no_day_of_pay() -> None:
    unpaid = replace(PLACE, pay_basis=PayBasis.NONE)
    assert today.next_pay_day(placement(S.ACTIVE), unpaid, date(2026, 10, 12)) is None


def test_a_practice_that_is_over_pays_no_more() -> None:
    assert today.next_pay_day(placement(S.TERMINATED), PLACE, date(2026, 10, 12)) is None


def test_a_site_is_known_by_its_name_in_either_language() -> None:
    site = CONTENT.enterprise(PLANT).sites[0]
    for name in (site.name.ru, site.name.en):
        assert today.site_of(CONTENT, PLANT, replace(PLACE, site=name)) is site
    assert today.site_of(CONTENT, PLANT, replace(PLACE, site="У ворот")) is None
    assert today.site_of(CONTENT, "no-such-plant", None) is None


# --- the family ------------------------------------------------------------------------------------------------------


def test_parents_are_those_who_hold_the_role_each_once(session: Session) -> None:
    ids = [stored.meet(session, number, number, "ru", NOW).id for number in range(1, 6)]
    child, mother, father, former, teacher = ids
    for parent in (mother, father, former, teacher, child):
        roles.add_guardian(session, parent, child, NOW)
    for parent in (mother, father, teacher, child):
        people.grant(session, NOW, None, parent, Role.PARENT)
    who, _ = students.keep(session, student(child), NOW)
    assert parents_of_student(session, who) == [child, mother, father, teacher]
    unknown, _ = students.keep(session, student(None, identity="другой|2009-06-08"), NOW)
    assert parents_of_student(session, unknown) == []


def test_who_is_forgotten_has_no_card_drawn_any_more(session: Session) -> None:
    person = stored.meet(session, 1, 1, "ru", NOW).id
    roles.add(session, person, Role.STUDENT, None, NOW, None)
    students.keep(session, student(person), NOW)
    drawing.open_card(session, NOW, person, CONTENT)
    keeper = privacy.KEEPERS[keeping.FEATURE]
    assert duties.open_one(session, drawing.DRAW, str(person)) is not None
    assert list(keeper.kept(session, person)) == []
    assert list(keeper.delete(session, NOW, person)) == []
    assert duties.open_one(session, drawing.DRAW, str(person)) is None
    drawing.touch(session, NOW, [person])
    assert duties.due(session, NOW) == []
