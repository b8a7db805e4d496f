"""A college's list of students: compared, shown, applied as a whole, taken back."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from cluster import people, roster
from cluster.people import Role
from cluster.roster import Part, Practice, StudentLinked
from cluster.roster.importing import Weighed
from storage import people as stored
from storage import roles
from storage.admission import ApplicationStatus, FilledBy, applicants
from storage.errors import Forbidden, NotFound, Refusal
from storage.internship import (
    Mentor,
    Placement,
    PlacementHistoryKind,
    PlacementStatus,
    Student,
    placements,
    places,
    students,
)
from storage.invites import InviteRow
from storage.people import PersonRow
from storage.roster import PreviewState, imports
from tests import applied
from tests.ranking import CONTENT
from tests.roster import (
    COLLEAGUE,
    COLLEGE,
    FIRST,
    HOUR,
    LAST,
    LATER_MODULE,
    MODULE,
    MOUNTING,
    OTHER,
    OTHER_PLANT,
    PLANT,
    WELDER,
    WORKDAYS,
    bring,
    faults,
    many,
    mentor,
    name_of,
    offer,
    prepare,
    row,
    run_duties,
    staff,
    take_back,
)


@pytest.fixture
def actor(session: Session, now: datetime) -> int:
    return staff(session, now)


def everybody(session: Session) -> list[Student]:
    """Return the students of the college, as they were kept."""
    ids = session.execute(text("SELECT id FROM students WHERE college = :c ORDER BY id"), {"c": COLLEGE}).scalars()
    session.expire_all()
    return [students.get(session, one) for one in ids]


def only(session: Session) -> Student:
    (one,) = everybody(session)
    return one


def practice_of(session: Session, student: Student) -> Placement:
    (one,) = placements.current_of(session, student.id)
    return one


def practice(**changes: Any) -> Practice:
    return dataclasses.replace(WORKDAYS, **changes)


def counts(applied: roster.Applied) -> dict[str, int]:
    return {name: number for name, number in applied.numbers.items() if number and name != "rows"}


def refusal(act: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.text_key


# --- what stands against a row ------------------------------------------------------------------------


def test_a_practice_in_the_past(session: Session, now: datetime, actor: int) -> None:
    yesterday = practice(date_from=date(2026, 7, 13))
    assert faults(session, now, actor, [row(2, practice=yesterday)]) == [(2, "date_from", "day_past")]
    today = practice(date_from=date(2026, 7, 14))
    assert faults(session, now, actor, [row(2, practice=today)]) == []


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        (date(2026, 10, 24), date(2026, 11, 20), True),
        (date(2026, 10, 25), date(2026, 11, 20), False),
        (date(2026, 8, 1), date(2026, 9, 1), True),
        (date(2026, 8, 1), date(2026, 8, 31), False),
        (date(2026, 9, 5), date(2026, 9, 6), True),
    ],
)
def test_two_practices_at_once(
    session: Session, now: datetime, actor: int, first: date, last: date, overlaps: bool
) -> None:
    bring(session, now, actor, [row(2, practice=WORKDAYS)])
    later = practice(module=LATER_MODULE, date_from=first, date_to=last)
    expected = [(2, "date_from", "overlap")] if overlaps else []
    assert faults(session, now, actor, [row(2, practice=later)]) == expected


def test_a_practice_that_is_over_overlaps_with_nothing(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2, practice=WORKDAYS)])
    standing = practice_of(session, only(session))
    placements.set_status(session, standing.id, PlacementStatus.CANCELLED, now, reason="own_wish")
    assert faults(session, now, actor, [row(2, practice=practice(module=LATER_MODULE))]) == []


def test_a_practice_of_which_people_were_told_is_changed_in_the_bot_alone(
    session: Session, now: datetime, actor: int
) -> None:
    bring(session, now, actor, [row(2, practice=WORKDAYS)])
    standing = practice_of(session, only(session))
    placements.set_status(session, standing.id, PlacementStatus.OFFERED, now)
    assert faults(session, now, actor, [row(2, practice=WORKDAYS)]) == []
    moved = practice(date_to=date(2026, 10, 31))
    assert faults(session, now, actor, [row(2, practice=moved)]) == [(2, "module", "moved_on")]


def test_the_file_of_a_practice_that_runs_comes_again_without_a_fault(
    session: Session, now: datetime, actor: int
) -> None:
    rows = [row(2, practice=WORKDAYS)]
    bring(session, now, actor, rows)
    standing = practice_of(session, only(session))
    for days, status in ((60, PlacementStatus.ACTIVE), (200, PlacementStatus.COMPLETED)):
        placements.set_status(session, standing.id, status, now)
        assert faults(session, now + timedelta(days=days), actor, rows) == []
        assert counts(bring(session, now + timedelta(days=days), actor, rows)) == {"same": 1}


# --- the preview ----------------------------------------------------------------------------------------


def test_the_preview_counts_and_warns(session: Session, now: datetime, actor: int) -> None:
    known = [row(2, phone="+79101234567"), row(3, "Белов"), row(4, "Власов"), row(5, "Громов")]
    bring(session, now, actor, known)
    offer(session, now, age_min=19)
    rows = [
        row(2, phone="+79990000000", group="СВ-22", practice=WORKDAYS),
        row(3, "Белов"),
        row(4, "Новиков", mended=True, practice=practice(date_from=date(2026, 9, 6))),
        row(5, "Власов", birth_date=date(2008, 9, 6)),
    ]
    seen = roster.preview(session, now, actor, prepare(session, now, actor, rows).id)
    assert dict(seen.numbers) == {
        "rows": 4, "new": 2, "changed": 1, "same": 1, "planned": 2, "replanned": 0, "seated": 0, "linked": 0,
        "missing": 2,
    }  # fmt: skip
    assert dict(seen.fields) == {"phone": 1, "study_group": 1}
    assert dict(seen.warned) == {"too_young": [2, 4], "rest_day": [4], "mended": [4], "similar": [5]}


# --- how many a mentor takes -----------------------------------------------------------------------------


def crowded(session: Session, now: datetime, actor: int, rows: list[roster.RosterRow]) -> list[tuple[int, str, str]]:
    """Return what stands against the mentors of a whole file."""
    steps = roster.examine(session, now, actor, COLLEGE, rows).steps
    return [(one.row, one.column, one.code) for one in roster.crowded(session, actor, COLLEGE, steps)]


def test_a_file_gives_no_mentor_more_than_they_take(session: Session, now: datetime, actor: int) -> None:
    viktor = mentor(session, now)
    taught = practice(mentor=viktor)
    rows = [row(n, name_of(n), practice=taught) for n in range(2, 6)]
    assert crowded(session, now, actor, rows) == [(4, "mentor", "mentor_full"), (5, "mentor", "mentor_full")]
    placements.put_mentor(session, Mentor(viktor, PLANT, most_students=3))
    assert crowded(session, now, actor, rows) == [(5, "mentor", "mentor_full")]
    assert crowded(session, now, actor, [*rows[:3], dataclasses.replace(rows[0], row=9)]) == []


def test_whom_a_mentor_has_counts_and_whom_the_file_takes_away_does_not(
    session: Session, now: datetime, actor: int
) -> None:
    viktor, nina = mentor(session, now), mentor(session, now, "Лаврентьева Нина Ивановна", at=951)
    his, hers = practice(mentor=viktor), practice(mentor=nina)
    bring(session, now, actor, [row(n, name_of(n), practice=his) for n in (2, 3)])
    third = row(4, name_of(4), practice=his)
    assert crowded(session, now, actor, [third]) == [(4, "mentor", "mentor_full")]
    again = [row(n, name_of(n), practice=his) for n in (2, 3)]
    assert crowded(session, now, actor, again) == []
    assert crowded(session, now, actor, [third, row(5, name_of(3), practice=hers)]) == []


@pytest.mark.parametrize("large", [False, True])
def test_a_mentor_who_got_students_in_between_stops_it(
    session: Session, now: datetime, actor: int, large: bool
) -> None:
    viktor = mentor(session, now)
    bring(session, now, actor, [row(n, name_of(n), practice=WORKDAYS) for n in (2, 3)])
    found = prepare(session, now, actor, [row(4, practice=practice(mentor=viktor))])
    for one in everybody(session):
        placements.change(session, practice_of(session, one).id, mentor_id=viktor)
    if large:
        roster.begin(session, now, actor, found.id)
        steps = roster.check_part(session, now, found.id, roster.rows_left(session, found.id))
        assert refusal(lambda: roster.check_mentors(session, found.id, steps)) == "roster-changed"
    else:
        assert refusal(lambda: roster.apply(session, now, actor, found.id, CONTENT)) == "roster-changed"
    assert len(everybody(session)) == 2


def test_a_preview_changes_nothing(session: Session, now: datetime, actor: int) -> None:
    found = prepare(session, now, actor, [row(2, practice=WORKDAYS)])
    assert everybody(session) == []
    roster.drop(session, now, actor, found.id)
    assert refusal(lambda: roster.apply(session, now, actor, found.id, CONTENT)) == "roster-preview-gone"
    assert imports.get(session, found.id).payload is None


def test_a_preview_lives_an_hour_and_is_forgotten(session: Session, now: datetime, actor: int) -> None:
    found = prepare(session, now, actor, [row(2)])
    late = now + HOUR + timedelta(seconds=1)
    assert refusal(lambda: roster.apply(session, late, actor, found.id, CONTENT)) == "roster-preview-old"
    run_duties(session, now + HOUR)
    assert imports.get(session, found.id).payload is not None
    run_duties(session, late)
    assert (imports.get(session, found.id).state, imports.get(session, found.id).payload) == (
        PreviewState.DROPPED,
        None,
    )


def test_a_second_file_takes_the_place_of_the_first(session: Session, now: datetime, actor: int) -> None:
    first, second = prepare(session, now, actor, [row(2)]), prepare(session, now, actor, [row(2, "Белов")])
    assert refusal(lambda: roster.apply(session, now, actor, first.id, CONTENT)) == "roster-preview-gone"
    roster.apply(session, now, actor, second.id, CONTENT)
    assert only(session).last_name == "Белов"


def test_a_new_supervisor_takes_over_the_practices_under_way(session: Session, now: datetime, actor: int) -> None:
    old, new = (staff(session, now, at, Role.COLLEGE_SUPERVISOR) for at in (941, 942))
    bring(session, now, actor, [row(2, supervisor=old, practice=WORKDAYS)])
    one = practice_of(session, only(session))
    placements.set_status(session, one.id, PlacementStatus.ACTIVE, now)
    done = bring(session, now, actor, [row(2, supervisor=new)])
    session.expire_all()
    assert practice_of(session, only(session)).supervisor_id == new
    roster.undo(session, now, actor, done.found.id)
    session.expire_all()
    assert (only(session).supervisor_id, practice_of(session, only(session)).supervisor_id) == (old, old)


# --- applying -------------------------------------------------------------------------------------------


def test_applying_makes_students_and_plans_practices(session: Session, now: datetime, actor: int) -> None:
    teacher = mentor(session, now)
    full = row(
        2, phone="+79101234567", district="ryazan", wish=PLANT, needs_bed=True, supervisor=actor,
        practice=practice(hours=None, mentor=teacher),
    )  # fmt: skip
    done = bring(session, now, actor, [full, row(3, "Белов")])
    assert counts(done) == {"new": 2, "planned": 1}
    one, other = everybody(session)
    assert done.without_chat == (one.id, other.id)
    assert (one.last_name, one.phone, one.birth_date) == ("Соловьёв", "+79101234567", date(2008, 9, 5))
    assert (one.district, one.wish, one.needs_bed, one.supervisor_id) == ("ryazan", PLANT, True, actor)
    planned = practice_of(session, one)
    assert (planned.status, planned.module, planned.enterprise) == (PlacementStatus.PLANNED, MODULE, PLANT)
    assert (planned.date_from, planned.date_to, planned.mentor_id) == (FIRST, LAST, teacher)
    assert (planned.hours_total, planned.supervisor_id) == (CONTENT.module(MODULE).hours, actor)
    (line,) = placements.history(session, planned.id)
    assert (line.kind, line.actor_id) == (PlacementHistoryKind.IMPORT, actor)
    assert placements.current_of(session, other.id) == []


def test_the_same_file_again_changes_nothing(session: Session, now: datetime, actor: int) -> None:
    rows = [row(2, phone="+79101234567", needs_bed=False, practice=WORKDAYS), row(3, "Белов")]
    bring(session, now, actor, rows)
    before = everybody(session)
    assert counts(bring(session, now, actor, rows)) == {"same": 2}
    assert everybody(session) == before
    assert len(placements.current_of(session, before[0].id)) == 1


def test_an_empty_cell_changes_nothing_and_a_filled_one_does(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2, phone="+79101234567", district="ryazan", needs_bed=True, practice=WORKDAYS)])
    done = bring(session, now, actor, [row(2, group="СВ-31", needs_bed=False)])
    assert counts(done) == {"changed": 1}
    one = only(session)
    assert (one.phone, one.district, one.study_group, one.needs_bed) == ("+79101234567", "ryazan", "СВ-31", False)
    assert practice_of(session, one).date_from == FIRST


def test_a_planned_practice_follows_the_file(session: Session, now: datetime, actor: int) -> None:
    here, there = offer(session, now), offer(session, now, enterprise=OTHER_PLANT)
    bring(session, now, actor, [row(2, needs_bed=True, practice=WORKDAYS)])
    assert places.get(session, here.id).taken == places.get(session, here.id).beds_taken == 1
    moved = practice(enterprise=OTHER_PLANT, hours=100)
    assert counts(bring(session, now, actor, [row(2, practice=moved)])) == {"changed": 1, "replanned": 1, "seated": 1}
    standing = practice_of(session, only(session))
    assert (standing.enterprise, standing.hours_total, standing.place_id) == (OTHER_PLANT, 100, there.id)
    assert (places.get(session, here.id).taken, places.get(session, here.id).beds_taken) == (0, 0)
    assert (places.get(session, there.id).taken, standing.bed) == (1, True)


def test_another_mentor_keeps_the_seat(session: Session, now: datetime, actor: int) -> None:
    place, teacher = offer(session, now, number=1), mentor(session, now)
    bring(session, now, actor, [row(2, practice=WORKDAYS)])
    bring(session, now, actor, [row(2, practice=practice(mentor=teacher))])
    standing = practice_of(session, only(session))
    assert (standing.place_id, standing.mentor_id, places.get(session, place.id).taken) == (place.id, teacher, 1)


@pytest.mark.parametrize(
    ("offered", "fits"),
    [
        ({}, True),
        ({"module": MODULE}, True),
        ({"module": LATER_MODULE}, False),
        ({"profession": "15.02.17"}, False),
        ({"enterprise": OTHER_PLANT}, False),
        ({"date_from": date(2026, 9, 2)}, False),
        ({"date_to": date(2026, 10, 23)}, False),
        ({"age_min": 18}, False),
        ({"age_min": 17}, True),
    ],
)
def test_a_place_is_taken_where_it_fits(
    session: Session, now: datetime, actor: int, offered: dict[str, Any], fits: bool
) -> None:
    place = offer(session, now, **offered)
    bring(session, now, actor, [row(2, birth_date=date(2009, 9, 1), practice=WORKDAYS)])
    assert practice_of(session, only(session)).place_id == (place.id if fits else None)
    assert places.get(session, place.id).taken == int(fits)


def test_no_seat_and_no_bed_is_given_twice(session: Session, now: datetime, actor: int) -> None:
    first = offer(session, now, beds=1)
    second = offer(session, now, number=1, beds=1, date_from=date(2026, 8, 25))
    rows = [row(n, name, needs_bed=True, practice=WORKDAYS)
            for n, name in enumerate(("Абрамов", "Белов", "Власов", "Громов"), 2)]  # fmt: skip
    assert counts(bring(session, now, actor, rows)) == {"new": 4, "planned": 4, "seated": 3}
    given = [practice_of(session, one) for one in everybody(session)]
    assert [(one.place_id, one.bed) for one in given] == [
        (first.id, True), (second.id, True), (first.id, False), (None, False),
    ]  # fmt: skip
    found = places.get(session, first.id)
    assert (found.taken, found.beds_taken) == (2, 1)


def test_who_is_not_in_the_file_stays(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2), row(3, "Белов")])
    bring(session, now, actor, [row(2, "Власов")])
    assert [one.last_name for one in everybody(session)] == ["Соловьёв", "Белов", "Власов"]


def test_a_second_press_finds_it_applied(session: Session, now: datetime, actor: int) -> None:
    found = prepare(session, now, actor, [row(2, practice=WORKDAYS)])
    first = roster.apply(session, now, actor, found.id, CONTENT).value
    assert roster.apply(session, now, actor, found.id, CONTENT).value == first
    assert len(placements.history(session, practice_of(session, only(session)).id)) == 1
    assert imports.get(session, found.id).payload == first.numbers


def test_of_two_previews_one_applies(session: Session, now: datetime, actor: int) -> None:
    colleague = staff(session, now, COLLEAGUE, Role.COLLEGE_STAFF, name="Тайнова Ольга")
    mine, theirs = prepare(session, now, actor, [row(2)]), prepare(session, now, colleague, [row(2)])
    roster.apply(session, now, colleague, theirs.id, CONTENT)
    for act in (lambda: roster.apply(session, now, actor, mine.id, CONTENT),
                lambda: roster.preview(session, now, actor, mine.id)):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            act()
        assert (refused.value.text_key, refused.value.args_["who"]) == ("roster-preview-outdated", "Тайнова Ольга")
    assert len(everybody(session)) == 1


def test_a_file_compared_before_another_was_applied_is_outdated(session: Session, now: datetime, actor: int) -> None:
    version = roster.directory(session, actor, COLLEGE, CONTENT).version
    steps = roster.examine(session, now, actor, COLLEGE, [row(2)]).steps
    bring(session, now, actor, [row(2, "Белов")])
    weighed = roster.weigh(session, now, actor, COLLEGE, steps, (), CONTENT)
    late = roster.prepare(session, now, actor, COLLEGE, version, weighed).value
    assert refusal(lambda: roster.apply(session, now, actor, late.id, CONTENT)) == "roster-preview-outdated"


def test_what_came_in_between_stops_it_whole(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2, practice=WORKDAYS)])
    moved = practice(date_to=date(2026, 10, 31))
    found = prepare(session, now, actor, [row(2, practice=moved), row(3, "Белов")])
    standing = practice_of(session, only(session))
    placements.set_status(session, standing.id, PlacementStatus.OFFERED, now)
    with pytest.raises(Refusal) as refused:
        roster.apply(session, now, actor, found.id, CONTENT)
    assert (refused.value.text_key, refused.value.args_) == ("roster-changed", {"row": 2, "more": 0})
    assert len(everybody(session)) == 1


def test_a_mentor_whose_role_ended_in_between_stops_it(session: Session, now: datetime, actor: int) -> None:
    teacher = mentor(session, now)
    found = prepare(session, now, actor, [row(2, practice=practice(mentor=teacher))])
    (held,) = roles.of_person(session, teacher)
    roles.revoke(session, held.id, now, None)
    assert refusal(lambda: roster.apply(session, now, actor, found.id, CONTENT)) == "roster-changed"
    assert everybody(session) == []


# --- a large file, part by part ---------------------------------------------------------------------------


def in_parts(session: Session, now: datetime, import_id: int, parts: int | None = None) -> None:
    """Write a large file as its job does, or only its first `parts`."""
    rows = roster.rows_left(session, import_id)
    cut = [rows[start : start + 2] for start in range(0, len(rows), 2)]
    shared = roster.shared_by([step for part in cut for step in roster.check_part(session, now, import_id, part)])
    for part in cut[:parts]:
        roster.apply_part(session, now, import_id, part, shared, CONTENT)


def finish(session: Session, now: datetime, import_id: int) -> None:
    roster.finish(session, now, import_id, roster.numbers_of(session, import_id))


def test_a_large_file_comes_to_what_a_small_one_does(session: Session, now: datetime, actor: int) -> None:
    owner = enrol(session, now)
    enrol(session, now, telegram_id=502, last_name="Жуков")
    enrol(session, now, telegram_id=502, last_name="Жуков", first_name="Антон")
    place = offer(session, now, number=2)
    bring(session, now, actor, [row(2, "Белов", practice=practice(hours=100))])
    rows = [row(2, practice=WORKDAYS), row(3, "Белов", group="СВ-31", practice=WORKDAYS), row(4, "Власов"),
            row(5, "Жуков"), row(6, "Жуков", first="Антон", practice=WORKDAYS)]  # fmt: skip
    found = prepare(session, now, actor, rows)
    roster.begin(session, now, actor, found.id)
    in_parts(session, now, found.id)
    finish(session, now, found.id)
    done = roster.applied(session, actor, found.id)
    assert counts(done) == {"new": 4, "changed": 1, "planned": 2, "replanned": 1, "linked": 1}
    assert places.get(session, place.id).taken == 2
    assert [one.person_id for one in everybody(session)] == [None, owner, None, None, None]
    assert roster.undo(session, now, actor, found.id).value.gone == 4
    assert only(session).last_name == "Белов"


def test_a_part_done_once_more_changes_nothing(session: Session, now: datetime, actor: int) -> None:
    """As after a crash: what was written stays, whatever somebody has made of it since."""
    found = prepare(session, now, actor, many(6, WORKDAYS))
    roster.begin(session, now, actor, found.id)
    in_parts(session, now, found.id, parts=2)
    first = everybody(session)[0]
    students.change(session, first.id, now, phone="+79101112233")
    placements.set_status(session, practice_of(session, first).id, PlacementStatus.CANCELLED, now, reason="own_wish")
    in_parts(session, now, found.id)
    finish(session, now, found.id)
    finish(session, now, found.id)
    assert counts(roster.applied(session, actor, found.id)) == {"new": 6, "planned": 6}
    assert students.get(session, first.id).phone == "+79101112233"
    assert placements.current_of(session, first.id) == []
    assert roster.rows_left(session, found.id) == []


def test_what_comes_in_between_takes_the_parts_back(session: Session, now: datetime, actor: int) -> None:
    place = offer(session, now, number=9)
    bring(session, now, actor, [row(2, "Белов", practice=WORKDAYS)])
    moved = practice(date_to=date(2026, 10, 31))
    found = prepare(session, now, actor, [*many(4, WORKDAYS), row(9, "Белов", practice=moved)])
    roster.begin(session, now, actor, found.id)
    in_parts(session, now, found.id, parts=2)
    standing = practice_of(session, everybody(session)[0])
    placements.set_status(session, standing.id, PlacementStatus.OFFERED, now)
    with pytest.raises(Refusal) as refused:
        in_parts(session, now, found.id)
    assert (refused.value.text_key, refused.value.args_["row"]) == ("roster-changed", 9)
    assert sum(part.gone for part in take_back(session, now, found.id)) == 4
    assert only(session).last_name == "Белов"
    assert places.get(session, place.id).taken == 1
    assert imports.get(session, found.id).state is PreviewState.DROPPED
    for act in (lambda: roster.rows_left(session, found.id), lambda: in_parts(session, now, found.id),
                lambda: roster.applied(session, actor, found.id)):  # fmt: skip
        assert refusal(act) == "roster-preview-gone"
    assert take_back(session, now, found.id) == [Part()]
    assert counts(bring(session, now, actor, [row(2)])) == {"new": 1}


def test_while_a_large_file_is_applied_no_other_is_read(session: Session, now: datetime, actor: int) -> None:
    colleague = staff(session, now, COLLEAGUE, Role.COLLEGE_STAFF)
    theirs = prepare(session, now, colleague, [row(2, "Белов")])
    found = prepare(session, now, actor, many(4))
    roster.begin(session, now, actor, found.id)
    assert roster.begin(session, now, actor, found.id).state is PreviewState.APPLYING
    assert roster.is_large(session, actor, found.id)
    assert refusal(lambda: roster.directory(session, colleague, COLLEGE, CONTENT)) == "roster-busy"
    assert refusal(lambda: roster.apply(session, now, colleague, theirs.id, CONTENT)) == "roster-preview-outdated"
    assert refusal(lambda: roster.drop(session, now, actor, found.id)) == "roster-already-applied"
    assert refusal(lambda: roster.undo(session, now, actor, found.id)) == "roster-undo-gone"
    assert roster.overview(session, now, actor, COLLEGE).busy
    run_duties(session, now + 2 * HOUR)
    assert len(roster.rows_left(session, found.id)) == 4


def test_a_large_import_is_taken_back_part_by_part(session: Session, now: datetime, actor: int) -> None:
    owner = enrol(session, now)
    place = offer(session, now, number=9)
    bring(session, now, actor, [row(2, "Белов")])
    bring(session, now, actor, [row(92, practice=WORKDAYS), row(93, "Белов", group="СВ-31"), *many(5, WORKDAYS)])
    number = last_import(session)
    _move_on(session, now, next(one for one in everybody(session) if one.last_name == "Соловьёв"))
    assert roster.begin_undo(session, now, actor, number).state is PreviewState.UNDOING
    assert roster.begin_undo(session, now, actor, number).state is PreviewState.UNDOING
    assert roster.is_large_undo(session, actor, number)
    assert roster.overview(session, now, actor, COLLEGE).busy
    first = roster.undo_part(session, now, number, 0, 2).value
    done = roster.summary(session, actor, number, [first, *take_back(session, now, number)])
    assert (done.gone, done.back, done.unplanned, done.left, done.left_count) == (5, 1, 5, ("Соловьёв А. И.",), 1)
    assert done.found.state is PreviewState.UNDONE or roster.load(session, actor, number).state is PreviewState.UNDONE
    assert sorted(str(one.last_name) for one in everybody(session)) == ["Белов", "Соловьёв"]
    assert places.get(session, place.id).taken == 1
    assert [held.role for held in roles.of_person(session, owner)] == [Role.STUDENT]
    assert [one.before for one in imports.moves(session, number)] == [None]


def test_who_stays_a_student_is_told_when_the_list_is_taken_back(session: Session, now: datetime, actor: int) -> None:
    owner = enrol(session, now)
    bring(session, now, actor, [row(2)])
    students.change(session, only(session).id, now, phone="+79101112233")
    done = roster.undo(session, now, actor, last_import(session))
    (held,) = roles.of_person(session, owner)
    assert done.events == (StudentLinked(only(session).id, owner, COLLEGE, held.id),)
    assert [one.before for one in imports.moves(session, done.value.found.id)] == [None]


# --- applicants of the bot --------------------------------------------------------------------------------


def enrol(
    session: Session, now: datetime, telegram_id: int = 501, filled_by: FilledBy = FilledBy.APPLICANT,
    status: ApplicationStatus = ApplicationStatus.ENROLLED, college: str = COLLEGE, **said: Any,
) -> int:  # fmt: skip
    """Lay an application of the student of `row(2)`; return who filled it in."""
    owner = applied.owner(session, telegram_id, now)
    answers = applied.answers(birth_date=date(2008, 9, 5), **said)
    one = applied.apply(session, owner, now, answers, college, (f"{college}-welder-9",), filled_by=filled_by)
    applied.stand(session, one, status)
    return owner


def test_an_enrolled_applicant_becomes_a_student_once(session: Session, now: datetime, actor: int) -> None:
    owner = enrol(session, now)
    assert counts(bring(session, now, actor, [row(2), row(3, "Белов")])) == {"new": 2, "linked": 1}
    one, other = everybody(session)
    (applicant,) = applicants.of_owner(session, owner)
    assert (one.person_id, one.applicant_id, other.person_id) == (owner, applicant.id, None)
    (held,) = roles.of_person(session, owner)
    assert (held.role, held.organisation) == (Role.STUDENT, COLLEGE)
    roles.revoke(session, held.id, now, actor)
    assert counts(bring(session, now, actor, [row(2, group="СВ-31")])) == {"changed": 1}
    assert roles.of_person(session, owner) == []


def test_a_student_who_was_in_the_bot_before_the_enrolment(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2)])
    owner = enrol(session, now)
    assert counts(bring(session, now, actor, [row(2)])) == {"changed": 1, "linked": 1}
    assert only(session).person_id == owner


@pytest.mark.parametrize(
    "laid",
    [
        {"status": ApplicationStatus.RECOMMENDED},
        {"college": OTHER},
        {"last_name": "Соловьёва"},
        {"filled_by": FilledBy.PARENT},
    ],
)
def test_who_does_not_become_a_student(session: Session, now: datetime, actor: int, laid: dict[str, Any]) -> None:
    owner = enrol(session, now, **laid)
    assert "linked" not in counts(bring(session, now, actor, [row(2)]))
    assert only(session).person_id is None
    assert (only(session).applicant_id is not None) == ("filled_by" in laid)
    assert roles.of_person(session, owner) == []


def test_who_filled_in_for_two_becomes_neither(session: Session, now: datetime, actor: int) -> None:
    enrol(session, now)
    enrol(session, now, first_name="Антон")
    assert counts(bring(session, now, actor, [row(2), row(3, first="Антон")])) == {"new": 2}
    assert [one.person_id for one in everybody(session)] == [None, None]


def test_whoever_has_no_chat_is_not_made_a_student_in_the_bot(session: Session, now: datetime, actor: int) -> None:
    owner = enrol(session, now)
    session.get_one(PersonRow, owner).chat_id = None
    done = bring(session, now, actor, [row(2)])
    assert (only(session).person_id, done.without_chat) == (None, (only(session).id,))


def test_students_are_told_when_it_cannot_be_taken_back_any_more(session: Session, now: datetime, actor: int) -> None:
    owner = enrol(session, now)
    bring(session, now, actor, [row(2)])
    assert run_duties(session, now + HOUR) == []
    (told,) = run_duties(session, now + HOUR + timedelta(seconds=1))
    (held,) = roles.of_person(session, owner)
    assert told == StudentLinked(only(session).id, owner, COLLEGE, held.id)
    assert run_duties(session, now + 2 * HOUR) == []


# --- taking back ------------------------------------------------------------------------------------------


def last_import(session: Session) -> int:
    found = imports.last_applied(session, COLLEGE)
    assert found is not None
    return found.id


def test_undo_takes_away_what_was_made_and_gives_back_what_was_changed(
    session: Session, now: datetime, actor: int
) -> None:
    place = offer(session, now, number=5, beds=5)
    bring(session, now, actor, [row(2, phone="+79101234567", needs_bed=True, practice=WORKDAYS)])
    before = only(session), practice_of(session, only(session))
    moved = practice(enterprise=OTHER_PLANT, date_to=date(2026, 10, 31))
    bring(session, now, actor, [
        row(2, phone="+79990000000", programme=WELDER, group="СВ-31", supervisor=actor, practice=moved),
        row(3, "Белов", practice=WORKDAYS),
    ])  # fmt: skip
    done = roster.undo(session, now + HOUR, actor, last_import(session)).value
    assert (done.gone, done.back, done.unplanned, done.left_count) == (1, 1, 1, 0)
    assert only(session) == before[0]
    assert dataclasses.replace(practice_of(session, only(session)), version=before[1].version) == before[1]
    found = places.get(session, place.id)
    assert (found.taken, found.beds_taken) == (1, 1)
    kinds = [line.kind for line in placements.history(session, before[1].id)]
    assert kinds == [PlacementHistoryKind.IMPORT, PlacementHistoryKind.IMPORT, PlacementHistoryKind.UNDO]


@pytest.mark.parametrize(("seats", "beds"), [(2, 1), (1, 1)], ids=("the bed", "the seat"))
def test_what_somebody_else_has_by_now_is_not_given_back_and_is_named(
    session: Session, now: datetime, actor: int, seats: int, beds: int
) -> None:
    place = offer(session, now, number=seats, beds=beds)
    bring(session, now, actor, [row(2, needs_bed=True, practice=WORKDAYS)])
    bring(session, now, actor, [row(2, practice=practice(enterprise=OTHER_PLANT))])
    assert places.take_seat(session, place.id)
    assert places.take_bed(session, place.id)
    done = roster.undo(session, now, actor, last_import(session)).value
    again = practice_of(session, only(session))
    assert (again.enterprise, again.bed) == (PLANT, False)
    assert again.place_id == (place.id if seats == 2 else None)
    assert done.lost == (roster.Lost(roster.Thing.BED if seats == 2 else roster.Thing.SEAT, ("Соловьёв А. И.",), 1),)
    assert (places.get(session, place.id).taken, places.get(session, place.id).beds_taken) == (seats, 1)


def test_a_mentor_who_takes_no_more_is_not_given_back(session: Session, now: datetime, actor: int) -> None:
    viktor, nina = mentor(session, now), mentor(session, now, "Лаврентьева Нина Ивановна", at=951)
    his, hers = practice(mentor=viktor), practice(mentor=nina)
    kept = practice(mentor=viktor, hours=100)
    bring(session, now, actor, [row(2, practice=his), row(3, "Белов", practice=his), row(4, "Власов", practice=hers)])
    bring(session, now, actor, [row(2, practice=hers), row(3, "Белов", practice=kept)])
    others = [practice_of(session, one) for one in everybody(session)]
    placements.change(session, others[2].id, mentor_id=viktor)
    done = roster.undo(session, now, actor, last_import(session)).value
    assert [practice_of(session, one).mentor_id for one in everybody(session)] == [None, viktor, viktor]
    assert done.lost == (roster.Lost(roster.Thing.MENTOR, ("Соловьёв А. И.",), 1),)


def test_undo_pressed_twice(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2)])
    number = last_import(session)
    assert roster.undo(session, now, actor, number).value.gone == 1
    again = roster.undo(session, now, actor, number).value
    assert (again.gone, again.back, again.left_count) == (0, 0, 0)


@pytest.mark.parametrize(("later", "may"), [(HOUR, True), (HOUR + timedelta(seconds=1), False)])
def test_undo_has_an_hour(session: Session, now: datetime, actor: int, later: timedelta, may: bool) -> None:
    bring(session, now, actor, [row(2)])
    number = last_import(session)
    assert roster.overview(session, now + later, actor, COLLEGE).may_undo is may
    if may:
        roster.undo(session, now + later, actor, number)
        assert everybody(session) == []
    else:
        assert refusal(lambda: roster.undo(session, now + later, actor, number)) == "roster-undo-late"


def test_only_the_last_file_is_taken_back(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2)])
    first = last_import(session)
    bring(session, now, actor, [row(2, group="СВ-31")])
    assert refusal(lambda: roster.undo(session, now, actor, first)) == "roster-undo-newer"
    roster.undo(session, now, actor, last_import(session))
    assert refusal(lambda: roster.undo(session, now, actor, first)) == "roster-undo-newer"
    assert only(session).study_group == "СВ-21"


def _open_bot(session: Session, now: datetime, student: Student) -> None:
    person = stored.meet(session, 777, 777, "ru", now)
    students.change(session, student.id, now, person_id=person.id)


def _move_on(session: Session, now: datetime, student: Student) -> None:
    placements.set_status(session, practice_of(session, student).id, PlacementStatus.OFFERED, now)


def _brief(session: Session, now: datetime, student: Student) -> None:
    placements.let_pass(session, practice_of(session, student).id, "pass", 1, "потом", now)


def _follow(session: Session, now: datetime, student: Student) -> None:
    session.add(_invite(now, student, used_at=now))
    session.flush()


def _invite(now: datetime, student: Student, **more: Any) -> InviteRow:
    return InviteRow(
        token_hash=f"{student.id}", role=Role.STUDENT, organisation=COLLEGE, student_id=student.id, created_at=now,
        expires_at=now + HOUR, **more,
    )  # fmt: skip


@pytest.mark.parametrize("touch", [_open_bot, _move_on, _brief, _follow])
def test_who_moved_on_is_named_and_left(session: Session, now: datetime, actor: int, touch: Any) -> None:
    bring(session, now, actor, [row(2, practice=WORKDAYS), row(3, "Белов", practice=WORKDAYS)])
    one, _ = everybody(session)
    touch(session, now, one)
    done = roster.undo(session, now, actor, last_import(session)).value
    assert (done.gone, done.unplanned, done.left, done.left_count) == (1, 1, ("Соловьёв А. И.",), 1)
    assert only(session).id == one.id
    assert len(placements.current_of(session, one.id)) == 1


def test_a_changed_student_who_moved_on_stays_changed(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2)])
    bring(session, now, actor, [row(2, group="СВ-31")])
    students.change(session, only(session).id, now, phone="+79101112233")
    done = roster.undo(session, now, actor, last_import(session)).value
    assert (done.back, done.left_count) == (0, 1)
    assert (only(session).study_group, only(session).phone) == ("СВ-31", "+79101112233")


def test_an_invite_that_nobody_followed_goes_with_its_student(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, [row(2)])
    session.add(_invite(now, only(session)))
    session.flush()
    assert roster.undo(session, now, actor, last_import(session)).value.gone == 1
    assert everybody(session) == []


def test_a_role_that_the_file_gave_ends_and_an_older_one_stays(session: Session, now: datetime, actor: int) -> None:
    owner = enrol(session, now)
    bring(session, now, actor, [row(2)])
    roster.undo(session, now, actor, last_import(session))
    assert (roles.of_person(session, owner), stored.chosen_role(session, owner)) == ([], None)
    people.grant(session, now, None, owner, Role.STUDENT, COLLEGE)
    bring(session, now, actor, [row(2)])
    roster.undo(session, now, actor, last_import(session))
    assert [held.role for held in roles.of_person(session, owner)] == [Role.STUDENT]
    assert run_duties(session, now + 2 * HOUR) == []


def test_what_students_were_before_is_forgotten_after_the_hour(session: Session, now: datetime, actor: int) -> None:
    bring(session, now, actor, many(450))
    number = last_import(session)
    assert all(move.before for move in imports.moves(session, number))
    run_duties(session, now + HOUR + timedelta(seconds=1))
    assert [move.before for move in imports.moves(session, number)] == [None] * 450


# --- rights -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "college", "may"),
    [
        (Role.COORDINATOR, COLLEGE, True),
        (Role.COLLEGE_STAFF, COLLEGE, True),
        (Role.COLLEGE_SUPERVISOR, COLLEGE, True),
        (Role.COLLEGE_STAFF, OTHER, False),
        (Role.STUDENT, COLLEGE, False),
    ],
)
def test_who_may_bring_a_list(session: Session, now: datetime, actor: int, role: Role, college: str, may: bool) -> None:
    other = staff(session, now, 999, role, college)
    bring(session, now, actor, [row(2)])
    found, student = prepare(session, now, actor, [row(2, group="СВ-31")]), only(session)

    def version() -> int:
        return imports.desk_version(session, COLLEGE)

    for act in (
        lambda: roster.overview(session, now, other, COLLEGE),
        lambda: roster.groups(session, other, COLLEGE),
        lambda: roster.members(session, other, student.id),
        lambda: roster.card(session, other, student.id),
        lambda: roster.directory(session, other, COLLEGE, CONTENT),
        lambda: roster.examine(session, now, other, COLLEGE, [row(2)]),
        lambda: roster.similar(session, other, COLLEGE, ()),
        lambda: roster.weigh(session, now, other, COLLEGE, (), (), CONTENT),
        lambda: roster.prepare(session, now, other, COLLEGE, 1, Weighed([], {}, {}, {}, [])),
        lambda: roster.is_large(session, other, found.id),
        lambda: roster.preview(session, now, other, found.id),
        lambda: roster.apply(session, now, other, found.id, CONTENT),
        lambda: roster.ask_undo(session, now, other, found.id),
        lambda: roster.drop(session, now, other, imports.add(session, COLLEGE, 1, actor, now, {}).id),
        lambda: roster.undo(session, now, other, found.id),
        lambda: roster.begin_undo(session, now, other, found.id),
        lambda: roster.is_large_undo(session, other, found.id),
        lambda: roster.summary(session, other, found.id, []),
        lambda: roster.begin(session, now, other, imports.add(session, COLLEGE, version(), actor, now, {}).id),
    ):
        if may:
            act()
        else:
            with pytest.raises(Forbidden):
                act()


def test_nothing_is_found_under_a_number_that_is_nobodys(session: Session, now: datetime, actor: int) -> None:
    for act in (roster.preview, roster.ask_undo, roster.undo, roster.drop):
        with pytest.raises(NotFound):
            act(session, now, actor, 404)


# --- looking through --------------------------------------------------------------------------------------


def test_numbers_groups_members_and_a_card(session: Session, now: datetime, actor: int) -> None:
    rows = [row(n + 2, name, group="СВ-22" if n < 7 else "МН-1", programme=WELDER if n < 7 else MOUNTING)
            for n, name in enumerate(["Яшин", "Абрамов", "Белов", "Власов", "Громов", "Ершов", "Жуков", "Зайцев"])]  # fmt: skip
    bring(session, now, actor, [dataclasses.replace(rows[0], practice=WORKDAYS, supervisor=actor), *rows[1:]])
    yashin = everybody(session)[0]
    _open_bot(session, now, yashin)
    seen = roster.overview(session, now, actor, COLLEGE)
    assert (seen.numbers.students, seen.numbers.with_bot, seen.numbers.placed) == (8, 1, 1)
    found = roster.groups(session, actor, COLLEGE)
    assert [(one.name, one.students, one.with_bot) for one in found.items] == [("МН-1", 1, 0), ("СВ-22", 7, 1)]
    of, page = roster.members(session, actor, found.items[1].handle)
    assert (of.study_group, page.total, page.pages) == ("СВ-22", 7, 2)
    assert [one.name for one in page.items][:2] == ["Абрамов А. И.", "Белов А. И."]
    _, last = roster.members(session, actor, found.items[1].handle, 1)
    assert [one.name for one in last.items] == ["Яшин А. И."]
    assert roster.members(session, actor, found.items[1].handle, 2)[1] == page
    card = roster.card(session, actor, yashin.id)
    assert (card.name, card.supervisor) == ("Яшин Артём Игоревич", "Скрытнева Дарья Олеговна")
    assert [one.module for one in card.current] == [MODULE]
