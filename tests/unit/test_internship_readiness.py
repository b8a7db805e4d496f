"""The list of what has to be there before the first day: each item alone, whose turn it is, by when."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from cluster.internship.readiness import ITEMS, Ball, Item, Seen, State, readiness
from storage.internship import (
    FIRST_BRIEFINGS,
    BriefingKind,
    Mentor,
    PayBasis,
    Place,
    Placement,
    PracticeKind,
    Student,
)

FIRST_DAY, LAST_DAY = date(2026, 9, 1), date(2026, 10, 24)
STUDENT = Student(
    id=1, person_id=None, applicant_id=None, college="klepiki", programme="klepiki-welder-9", study_group="СВ-21",
    last_name="Соловьёв", first_name="Артём", middle_name=None, birth_date=date(2009, 9, 5), phone=None,
    sizes={"wear": "48", "shoes": "42"}, district="klepikovsky", wish=None, needs_bed=True, medical_until=LAST_DAY,
    parent_consent=True, supervisor_id=3,
)  # fmt: skip
PLACE = Place(
    "tyazhpressmash", "15.01.05", 4, FIRST_DAY, LAST_DAY, "Цех 3", time(8), time(12), PayBasis.STIPEND, 9,
    gear="Роба, маска", id=5,
)  # fmt: skip
PLACEMENT = Placement(
    1, "klepiki", "tyazhpressmash", "klepiki-welder-9", "ПМ.01", PracticeKind.PRODUCTION, FIRST_DAY, LAST_DAY, 288,
    place_id=5, mentor_id=8, supervisor_id=3, bed=True, id=17, agreement_no="12", agreement_date=date(2026, 6, 1),
    college_order_no="3", college_order_date=date(2026, 8, 10), enterprise_order_no="44",
    enterprise_order_date=date(2026, 8, 20), pass_issued_on=date(2026, 8, 28),
)  # fmt: skip
ALL = Seen(
    PLACEMENT, STUDENT, PLACE, Mentor(8, "tyazhpressmash", date(2026, 8, 1), "44"), frozenset(FIRST_BRIEFINGS),
    medical_required=True, blocked=False,
)  # fmt: skip
BROKEN: dict[Item, tuple[Seen, ...]] = {
    Item.AGREEMENT: (
        replace(ALL, placement=replace(PLACEMENT, agreement_no=None)),
        replace(ALL, placement=replace(PLACEMENT, agreement_until=PLACEMENT.date_from - timedelta(days=1))),
        replace(ALL, placement=replace(PLACEMENT, agreement_date=None)),
    ),
    Item.COLLEGE_ORDER: (
        replace(ALL, placement=replace(PLACEMENT, college_order_no=None)),
        replace(ALL, placement=replace(PLACEMENT, college_order_date=None)),
    ),
    Item.ENTERPRISE_ORDER: (
        replace(ALL, placement=replace(PLACEMENT, enterprise_order_no=None)),
        replace(ALL, placement=replace(PLACEMENT, enterprise_order_date=None)),
    ),
    Item.MENTOR: (replace(ALL, placement=replace(PLACEMENT, mentor_id=None)),),
    Item.MENTOR_CONSENT: (replace(ALL, mentor=None), replace(ALL, mentor=Mentor(8, "tyazhpressmash"))),
    Item.PARENT_CONSENT: (replace(ALL, student=replace(STUDENT, parent_consent=False)),),
    Item.MEDICAL: (
        replace(ALL, student=replace(STUDENT, medical_until=None)),
        # It has to last to the end, not only to the first day.
        replace(ALL, student=replace(STUDENT, medical_until=LAST_DAY - timedelta(days=1))),
    ),
    Item.SCHEDULE: (replace(ALL, blocked=True),),
    Item.GEAR: (replace(ALL, student=replace(STUDENT, sizes={})),),
    Item.PASS: (replace(ALL, placement=replace(PLACEMENT, pass_issued_on=None)),),
    Item.BED: (
        replace(ALL, placement=replace(PLACEMENT, bed=None)),
        replace(ALL, placement=replace(PLACEMENT, bed=False)),
    ),
    Item.INTRODUCTORY: (replace(ALL, briefed=frozenset({BriefingKind.PRIMARY})),),
    Item.PRIMARY: (replace(ALL, briefed=frozenset({BriefingKind.INTRODUCTORY, BriefingKind.REPEAT})),),
}
EIGHTEEN = {"birth_date": date(2008, 9, 1)}


def state_of(seen: Seen, item: Item) -> State:
    return next(line.state for line in readiness(seen).lines if line.item is item)


def test_with_everything_there_nothing_is_open() -> None:
    found = readiness(ALL)
    assert found.is_ready
    assert found.open == ()
    assert {line.state for line in found.lines} == {State.DONE}
    assert {line.item for line in found.lines} == set(Item) == set(BROKEN)


@pytest.mark.parametrize(("item", "seen"), [(item, seen) for item, cases in BROKEN.items() for seen in cases])
def test_each_item_alone_keeps_it_open(item: Item, seen: Seen) -> None:
    found = readiness(seen)
    assert found.open == (item,)
    assert not found.is_ready


@pytest.mark.parametrize(
    ("item", "changes"),
    [
        (Item.PARENT_CONSENT, {**EIGHTEEN, "parent_consent": False}),  # 18 on the very first day
        (Item.BED, {"needs_bed": False}),
    ],
)
def test_what_is_not_needed_is_not_open(item: Item, changes: dict[str, Any]) -> None:
    placement = replace(PLACEMENT, bed=None)
    assert state_of(replace(ALL, placement=placement, student=replace(STUDENT, **changes)), item) is State.NOT_NEEDED


def test_of_age_the_programme_decides_about_the_clearance_and_no_plan_is_blocked() -> None:
    grown = replace(STUDENT, **{**EIGHTEEN, "medical_until": None})
    assert state_of(replace(ALL, student=grown), Item.MEDICAL) is State.OPEN
    assert state_of(replace(ALL, student=grown, medical_required=False), Item.MEDICAL) is State.NOT_NEEDED
    assert state_of(replace(ALL, student=grown, blocked=True), Item.SCHEDULE) is State.NOT_NEEDED


@pytest.mark.parametrize("born", [date(2008, 9, 2), None])
def test_the_day_before_the_birthday_and_an_unknown_age_count_as_under_18(born: date | None) -> None:
    young = replace(STUDENT, birth_date=born, parent_consent=False, medical_until=None)
    found = readiness(replace(ALL, student=young, medical_required=False))
    assert found.open == (Item.PARENT_CONSENT, Item.MEDICAL)


def test_sizes_are_asked_only_where_gear_is_given() -> None:
    bare = replace(ALL, student=replace(STUDENT, sizes={}), place=replace(PLACE, gear=None))
    assert state_of(bare, Item.GEAR) is State.NOT_NEEDED
    assert state_of(replace(bare, place=None), Item.GEAR) is State.OPEN  # nobody knows


def test_an_item_that_was_let_pass_stays_open_and_says_so() -> None:
    seen = replace(BROKEN[Item.PASS][0], passed=frozenset({"pass", "bed"}))
    found = readiness(seen)
    assert (found.open, found.passed, found.is_ready) == ((Item.PASS,), (Item.PASS,), False)
    assert state_of(seen, Item.BED) is State.DONE


def test_lines_come_by_their_day_and_belong_to_somebody() -> None:
    nothing = replace(
        ALL,
        placement=Placement(
            1,
            "klepiki",
            "tyazhpressmash",
            "klepiki-welder-9",
            "ПМ.01",
            PracticeKind.PRODUCTION,
            FIRST_DAY,
            LAST_DAY,
            288,
        ),
        student=replace(STUDENT, sizes={}, medical_until=None, parent_consent=False),
        mentor=None,
        briefed=frozenset(),
        blocked=True,
    )
    found = readiness(nothing)
    dues = [line.due for line in found.lines]
    assert dues == sorted(dues)
    assert Counter((FIRST_DAY - due).days for due in dues) == {14: 6, 7: 4, 3: 1, 1: 2}
    assert [line.item for line in found.of(Ball.STUDENT)] == [Item.MEDICAL, Item.GEAR]
    assert [line.item for line in found.of(Ball.PARENT)] == [Item.PARENT_CONSENT]
    assert sum(len(found.of(ball)) for ball in Ball) == len(ITEMS)
