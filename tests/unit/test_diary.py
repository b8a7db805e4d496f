"""The diary's rules: what may be written when, what a mentor accepts, what is missing, who is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import absences, diary, duties, people, privacy
from cluster.absences import Days
from cluster.access import Forbidden
from cluster.calendar import at
from cluster.diary import (
    ComfortLow,
    DayClosed,
    DaysMissed,
    DayState,
    DayTooLong,
    EntryAwaited,
    EntryOutdated,
    EntryReturned,
    HelpWanted,
    WeekOutdated,
    reminding,
)
from cluster.diary.sharing import hours_by_competence
from cluster.people import Organisation, OrganisationKind, Role
from storage import diary as stored
from storage import people as stored_people
from storage.absences import AbsenceReason
from storage.diary import Entry, EntryState, Written
from storage.duties import open_one
from storage.errors import NotFound, Refusal
from storage.internship import PlacementStatus, placements
from tests.conversation.people import CONTENT
from tests.diary import ARTYOM, COLLEGE, FIRST, GROMOV, HR, LAST, OLGA, PLANT, SUPERVISOR, Practice, lay, move

TODAY = date(2026, 7, 14)  # a Tuesday
YESTERDAY, FRIDAY, MONDAY = date(2026, 7, 13), date(2026, 7, 10), date(2026, 7, 13)
NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
SAID = Written(8, ("ПК2.1",), 4)
ADULT = date(2005, 1, 1)


@pytest.fixture
def college(session: Session) -> Session:
    people.register_organisations(
        session,
        [
            Organisation(COLLEGE, OrganisationKind.COLLEGE),
            Organisation("kasimov", OrganisationKind.COLLEGE),
            Organisation(PLANT, OrganisationKind.ENTERPRISE),
            Organisation("rnpk", OrganisationKind.ENTERPRISE),
        ],
    )
    return session


@pytest.fixture
def practice(college: Session) -> Practice:
    return lay(college, NOW)


def write(
    session: Session,
    practice: Practice,
    day: date = TODAY,
    said: Written = SAID,
    now: datetime = NOW,
    who: int = ARTYOM,
) -> tuple[Entry, Sequence[Any]]:
    done = diary.write(session, now, practice.ids[who], practice.placement.id, day, said, CONTENT)
    return done.value, done.events


def book(session: Session, practice: Practice, now: datetime = NOW) -> diary.Book:
    return diary.read_own(session, now, practice.ids[ARTYOM], practice.placement.id, CONTENT)


def noon(day: date) -> datetime:
    return at(day, time(12))


# --- writing ---


def test_what_was_written_stands_in_the_book(college: Session, practice: Practice) -> None:
    entry, events = write(college, practice)
    assert (entry.half_hours, entry.competences, entry.comfort, entry.state) == (8, ("ПК2.1",), 4, EntryState.WRITTEN)
    assert events == ()
    seen = book(college, practice)
    line = seen.on(TODAY)
    assert line is not None
    assert (line.state, line.real, line.planned) == (DayState.WRITTEN, 8, 8)
    assert (seen.real, seen.planned_so_far, seen.planned_total) == (8, 7 * 8, 20 * 8)


def test_written_twice_is_written_once(college: Session, practice: Practice) -> None:
    first, _ = write(college, practice)
    again, events = write(college, practice)
    assert again == first
    assert events == ()
    changed, _ = write(college, practice, said=replace(SAID, half_hours=6))
    assert (changed.id, changed.half_hours) == (first.id, 6)
    assert changed.version > first.version


def test_a_shorter_version_keeps_the_words_that_were_said(college: Session, practice: Practice) -> None:
    write(college, practice, said=replace(SAID, words="Варил тавровые швы", needs_help=True))
    entry, events = write(college, practice, said=replace(SAID, half_hours=6))
    assert (entry.words, entry.needs_help) == ("Варил тавровые швы", True)
    assert events == ()


@pytest.mark.parametrize(
    ("day", "now", "why"),
    [
        (date(2026, 7, 12), NOW, "rest"),  # a Sunday
        (date(2026, 8, 3), NOW, "rest"),  # after the last day
        (date(2026, 7, 15), NOW, "ahead"),
        (date(2026, 7, 9), NOW, "late"),
    ],
)
def test_a_day_that_may_not_be_written(
    college: Session, practice: Practice, day: date, now: datetime, why: str
) -> None:
    with pytest.raises(DayClosed) as refused:
        write(college, practice, day, now=now)
    assert refused.value.why == why


def test_a_day_is_written_for_three_days_after_it(college: Session, practice: Practice) -> None:
    write(college, practice, FRIDAY, now=noon(MONDAY))
    with pytest.raises(DayClosed):
        write(college, practice, FRIDAY, replace(SAID, half_hours=6), now=noon(TODAY))


def test_an_entry_given_back_is_written_for_three_days_after_that(college: Session, practice: Practice) -> None:
    entry, _ = write(college, practice, FRIDAY, now=noon(FRIDAY))
    give_back(college, practice, entry, noon(date(2026, 7, 20)))
    again, _ = write(college, practice, FRIDAY, now=noon(date(2026, 7, 23)))
    assert (again.state, again.comment) == (EntryState.WRITTEN, None)
    give_back(college, practice, again, noon(date(2026, 7, 23)))
    with pytest.raises(DayClosed):
        write(college, practice, FRIDAY, now=noon(date(2026, 7, 27)))


def test_what_is_accepted_stays(college: Session, practice: Practice) -> None:
    entry, _ = write(college, practice)
    diary.accept_entry(college, NOW, practice.ids[GROMOV], entry.id, entry.version, CONTENT)
    with pytest.raises(DayClosed) as refused:
        write(college, practice, said=replace(SAID, half_hours=6))
    assert refused.value.why == "accepted"


def test_a_day_of_absence_is_not_written(college: Session, practice: Practice) -> None:
    days = Days(TODAY, TODAY, AbsenceReason.STUDY)
    absences.tell(college, NOW, practice.ids[ARTYOM], practice.placement.id, days, CONTENT)
    with pytest.raises(DayClosed) as refused:
        write(college, practice)
    assert refused.value.why == "absent"


@pytest.mark.parametrize(
    ("status", "may"),
    [
        (PlacementStatus.READY, False),
        (PlacementStatus.ACTIVE, True),
        (PlacementStatus.PAUSED, False),
        (PlacementStatus.REPORTING, True),
        (PlacementStatus.TERMINATED, False),
    ],
)
def test_a_diary_is_written_while_practice_goes_on(
    college: Session, practice: Practice, status: PlacementStatus, may: bool
) -> None:
    placements.set_status(college, practice.placement.id, status, NOW)
    if may:
        write(college, practice)
    else:
        with pytest.raises(DayClosed):
            write(college, practice)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"half_hours": 0}, "diary-hours-range"),
        ({"half_hours": 25}, "diary-hours-range"),
        ({"competences": ()}, "diary-what-unknown"),
        ({"competences": ("ПК4.1",)}, "diary-what-unknown"),  # of another module
        ({"comfort": 6}, "diary-comfort-range"),
        ({"comfort": None}, "diary-comfort-range"),
        ({"words": "мало"}, "diary-words-short"),
        ({"words": "а" * 501}, "diary-words-long"),
        ({"words": "Сегодня не варил, бронхит"}, "diary-words-health"),
    ],
)
def test_what_cannot_be_is_refused(college: Session, practice: Practice, said: dict[str, Any], key: str) -> None:
    with pytest.raises(Refusal) as refused:
        write(college, practice, said=replace(SAID, **said))
    assert refused.value.text_key == key


def test_a_day_too_long_for_the_age_is_kept_and_told(college: Session, practice: Practice) -> None:
    entry, events = write(college, practice, said=replace(SAID, half_hours=12))
    assert entry.half_hours == 12
    assert events == (DayTooLong(practice.placement.id, TODAY, 12, 8),)
    assert [one.day for one in diary.too_long(book(college, practice))] == [TODAY]


def test_an_adult_is_measured_by_the_plan_alone(college: Session) -> None:
    practice = lay(college, NOW, born=ADULT)
    _, events = write(college, practice, said=replace(SAID, half_hours=12))
    assert events == ()
    assert [one.day for one in diary.too_long(book(college, practice))] == [TODAY]


def test_comfort_that_is_low_twice_is_told_once_it_is(college: Session, practice: Practice) -> None:
    low = replace(SAID, comfort=2)
    assert write(college, practice, YESTERDAY, low)[1] == ()
    assert write(college, practice, TODAY, low)[1] == (ComfortLow(practice.placement.id, TODAY),)


def test_comfort_that_was_better_between_is_not_told(college: Session, practice: Practice) -> None:
    low = replace(SAID, comfort=1)
    write(college, practice, FRIDAY, low, noon(FRIDAY))
    write(college, practice, YESTERDAY, SAID)
    assert write(college, practice, TODAY, low)[1] == ()


def test_help_is_asked_for_once(college: Session, practice: Practice) -> None:
    entry, _ = write(college, practice)
    asked = diary.ask_help(college, NOW, practice.ids[ARTYOM], practice.placement.id, TODAY, CONTENT)
    assert asked.events == (HelpWanted(practice.placement.id, TODAY),)
    again = diary.ask_help(college, NOW, practice.ids[ARTYOM], practice.placement.id, TODAY, CONTENT)
    assert again.events == ()
    assert write(college, practice, said=replace(SAID, half_hours=6, needs_help=True))[1] == ()
    assert entry.needs_help is False


@pytest.mark.parametrize("who", [GROMOV, SUPERVISOR, OLGA, HR])
def test_nobody_else_writes_a_diary(college: Session, practice: Practice, who: int) -> None:
    with pytest.raises(Forbidden):
        write(college, practice, who=who)


def test_a_classmate_neither_reads_nor_writes(college: Session, practice: Practice) -> None:
    classmate = stored_people.meet(college, 999, 999, "ru", NOW).id
    people.grant(college, NOW, None, classmate, Role.STUDENT, COLLEGE)
    assert diary.my_books(college, NOW, classmate, CONTENT) == []
    for work in (diary.read_own, diary.read_trainee, diary.read_diary):
        with pytest.raises(Forbidden):
            work(college, NOW, classmate, practice.placement.id, CONTENT)


# --- the mentor ---


def give_back(session: Session, practice: Practice, entry: Entry, now: datetime = NOW) -> diary.Done[Entry]:
    return diary.give_back(session, now, practice.ids[GROMOV], entry.id, entry.version, "Какой шов?", CONTENT)


def accept(session: Session, practice: Practice, seen: str, who: int = GROMOV) -> int:
    done = diary.accept_week(session, NOW, practice.ids[who], practice.placement.id, MONDAY, seen, CONTENT)
    return done.value


def seen_week(session: Session, practice: Practice) -> str:
    return diary.stamp(
        diary.read_trainee(session, NOW, practice.ids[GROMOV], practice.placement.id, CONTENT).week(MONDAY)
    )


def test_a_week_is_accepted_at_once_and_only_once(college: Session, practice: Practice) -> None:
    write(college, practice, FRIDAY, now=noon(FRIDAY))
    for day in (YESTERDAY, TODAY):
        write(college, practice, day)
    seen = seen_week(college, practice)
    assert accept(college, practice, seen) == 2
    assert accept(college, practice, seen) == 0
    states = {one.day: one.state for one in book(college, practice).days if one.mark is not None}
    assert states == {FRIDAY: DayState.WRITTEN, YESTERDAY: DayState.ACCEPTED, TODAY: DayState.ACCEPTED}


@pytest.mark.parametrize("change", ["another day", "other hours"])
def test_nothing_is_accepted_that_was_not_seen(college: Session, practice: Practice, change: str) -> None:
    write(college, practice, YESTERDAY)
    seen = seen_week(college, practice)
    if change == "another day":
        write(college, practice, TODAY)
    else:
        write(college, practice, YESTERDAY, replace(SAID, half_hours=2))
    with pytest.raises(WeekOutdated):
        accept(college, practice, seen)


@pytest.mark.parametrize("who", [ARTYOM, SUPERVISOR, OLGA, HR])
def test_nobody_else_accepts(college: Session, practice: Practice, who: int) -> None:
    entry, _ = write(college, practice)
    with pytest.raises(Forbidden):
        accept(college, practice, seen_week(college, practice), who)
    with pytest.raises(Forbidden):
        diary.give_back(college, NOW, practice.ids[who], entry.id, entry.version, "Какой шов?", CONTENT)


def test_all_trainees_are_accepted_at_once(college: Session, practice: Practice) -> None:
    other = lay(college, NOW, name=("Ёлкин", "Пётр"), student=777)
    write(college, practice)
    diary.write(college, NOW, other.ids[777], other.placement.id, TODAY, SAID, CONTENT)
    mentor = practice.ids[GROMOV]
    books = diary.my_trainees(college, NOW, mentor, CONTENT)
    assert [one.student.last_name for one in books] == ["Ёлкин", "Соловьёв"]
    seen = diary.stamp(diary.all_waiting(books, MONDAY))
    assert diary.accept_all(college, NOW, mentor, MONDAY, seen, CONTENT).value == 2
    assert diary.accept_all(college, NOW, mentor, MONDAY, seen, CONTENT).value == 0


def test_the_mentor_never_sees_how_the_student_feels(college: Session, practice: Practice) -> None:
    entry, _ = write(college, practice, said=replace(SAID, comfort=1, needs_help=True, words="Варил тавровые швы"))
    mentor = practice.ids[GROMOV]
    read = diary.read_entry(college, NOW, mentor, entry.id, CONTENT).entry
    _, (listed,) = diary.read_week(college, NOW, mentor, practice.placement.id, MONDAY, CONTENT)
    returned = give_back(college, practice, entry).value
    for one in (read, listed, returned):
        assert (one.comfort, one.needs_help, one.words) == (None, False, "Варил тавровые швы")
    with pytest.raises(Forbidden):
        diary.read_diary(college, NOW, mentor, practice.placement.id, CONTENT)
    people.grant(college, NOW, None, mentor, Role.COLLEGE_SUPERVISOR, COLLEGE)  # a second role opens no back door
    with pytest.raises(Forbidden):
        diary.read_diary(college, NOW, mentor, practice.placement.id, CONTENT)
    assert diary.overview(college, NOW, mentor, CONTENT) == []


def test_an_entry_is_given_back_once(college: Session, practice: Practice) -> None:
    entry, _ = write(college, practice)
    done = give_back(college, practice, entry)
    assert done.events == (EntryReturned(entry.id, done.value.version),)
    with pytest.raises(EntryOutdated):
        give_back(college, practice, entry)
    with pytest.raises(EntryOutdated):
        diary.accept_entry(college, NOW, practice.ids[GROMOV], entry.id, entry.version, CONTENT)
    assert [one.day for one in book(college, practice).to_write()] == [TODAY, YESTERDAY]  # given back ones first


@pytest.mark.parametrize("comment", ["", "а", "а" * 301])
def test_a_comment_says_something(college: Session, practice: Practice, comment: str) -> None:
    entry, _ = write(college, practice)
    with pytest.raises(Refusal):
        diary.give_back(college, NOW, practice.ids[GROMOV], entry.id, entry.version, comment, CONTENT)


def test_a_former_mentor_sees_nothing(college: Session, practice: Practice) -> None:
    entry, _ = write(college, practice)
    placements.change(college, practice.placement.id, mentor_id=None)
    assert diary.my_trainees(college, NOW, practice.ids[GROMOV], CONTENT) == []
    with pytest.raises(Forbidden):
        diary.read_entry(college, NOW, practice.ids[GROMOV], entry.id, CONTENT)
    with pytest.raises(NotFound):
        diary.read_entry(college, NOW, practice.ids[GROMOV], 404, CONTENT)


# --- the college, the plant ---


def test_whose_days_are_missing_in_a_row_stands_first(college: Session, practice: Practice) -> None:
    other = lay(college, NOW, name=("Абрамова", "Алёна"), student=777)
    diary.write(college, NOW, other.ids[777], other.placement.id, YESTERDAY, SAID, CONTENT)
    found = diary.overview(college, NOW, practice.ids[OLGA], CONTENT)
    assert [(one.student.last_name, len(one.last_gap)) for one in found] == [("Соловьёв", 6), ("Абрамова", 0)]
    assert len(found[1].missing) == 5
    assert len(diary.overview(college, NOW, practice.ids[SUPERVISOR], CONTENT, own=True)) == 2
    assert diary.overview(college, NOW, practice.ids[OLGA], CONTENT, own=True) == []


def test_another_college_sees_nothing(college: Session, practice: Practice) -> None:
    pavel = stored_people.meet(college, 998, 998, "ru", NOW).id
    people.grant(college, NOW, None, pavel, Role.COORDINATOR, "kasimov")
    assert diary.overview(college, NOW, pavel, CONTENT) == []
    with pytest.raises(Forbidden):
        diary.read_diary(college, NOW, pavel, practice.placement.id, CONTENT)


def test_a_plant_sees_numbers_alone(college: Session, practice: Practice) -> None:
    write(college, practice)
    (numbers,) = diary.plant_numbers(college, NOW, practice.ids[HR], CONTENT)
    assert (numbers.book.real, numbers.written, numbers.accepted, numbers.absent) == (8, 1, 0, 0)
    other = stored_people.meet(college, 997, 997, "ru", NOW).id
    people.grant(college, NOW, None, other, Role.ENTERPRISE_HR, "rnpk")
    assert diary.plant_numbers(college, NOW, other, CONTENT) == []
    for who in (ARTYOM, GROMOV, SUPERVISOR):
        with pytest.raises(Forbidden):
            diary.plant_numbers(college, NOW, practice.ids[who], CONTENT)
    with pytest.raises(Forbidden):
        diary.read_diary(college, NOW, practice.ids[HR], practice.placement.id, CONTENT)


def test_days_of_a_pause_are_nobodys_fault(college: Session, practice: Practice) -> None:
    one = practice.placement.id
    placements.set_status(college, one, PlacementStatus.READY, NOW)
    move(college, noon(FIRST), one, PlacementStatus.ACTIVE)
    move(college, noon(date(2026, 7, 8)), one, PlacementStatus.PAUSED)
    move(college, noon(YESTERDAY), one, PlacementStatus.ACTIVE)
    states = [line.state for line in book(college, practice).days][:7]
    missing, off = DayState.MISSING, DayState.OFF
    assert states == [missing, missing, off, off, off, missing, DayState.OPEN]
    assert [line.day for line in book(college, practice).last_gap] == [FIRST, date(2026, 7, 7), YESTERDAY]


def test_excused_days_count_for_no_hours(college: Session, practice: Practice) -> None:
    days = Days(date(2026, 7, 15), date(2026, 7, 16), AbsenceReason.STUDY)
    absences.tell(college, NOW, practice.ids[ARTYOM], practice.placement.id, days, CONTENT)
    seen = book(college, practice)
    assert sum(one.planned for one in seen.days) == 18 * 8
    assert seen.planned_total == 20 * 8  # the plan itself stays


def test_who_is_told_is_whoever_may_read(college: Session, practice: Practice) -> None:
    def told() -> list[int]:
        return diary.supervisors_of(college, placements.get(college, practice.placement.id), practice.student)

    assert told() == [practice.ids[SUPERVISOR]]
    placements.change(college, practice.placement.id, supervisor_id=practice.ids[GROMOV])  # the mentor is none
    assert told() == [practice.ids[OLGA]]
    for held in people.roles_of(college, practice.ids[OLGA]):
        people.revoke(college, NOW, None, held.id)
    admin = stored_people.meet(college, 996, 996, "ru", NOW).id
    people.grant(college, NOW, None, admin, Role.ADMIN)
    assert told() == []


# --- the clock ---


def run(session: Session, kind: str, now: datetime) -> tuple[Any, ...]:
    """Do the open duty of a kind, due or not; nothing where there is none."""
    (waiting,) = [one for one in duties.due(session, datetime(2030, 1, 1, tzinfo=UTC)) if one.kind == kind] or [None]
    return () if waiting is None else duties.perform(session, now, waiting, diary.DUTIES, CONTENT).events


def due_at(session: Session, kind: str, key: str) -> datetime | None:
    found = open_one(session, kind, key)
    return None if found is None else found.due_at


def plan(session: Session, practice: Practice) -> str:
    diary.ensure(session, NOW)
    run(session, reminding.PLAN, at(TODAY, time(19, 30)))
    return str(practice.placement.id)


def test_an_evening_a_noon_and_then_the_supervisor(college: Session, practice: Practice) -> None:
    one, key = practice.placement.id, plan(college, practice)
    assert due_at(college, reminding.PLAN, "all") == at(date(2026, 7, 15), time(19, 30))
    assert due_at(college, reminding.EVENING, key) == at(TODAY, time(20))
    write(college, practice, YESTERDAY)
    assert run(college, reminding.EVENING, at(TODAY, time(20))) == (EntryAwaited(one, TODAY),)
    assert due_at(college, reminding.NOON, key) == noon(date(2026, 7, 15))
    assert run(college, reminding.NOON, noon(date(2026, 7, 15))) == (EntryAwaited(one, TODAY, again=True),)
    run(college, reminding.PLAN, at(date(2026, 7, 15), time(19, 30)))
    run(college, reminding.EVENING, at(date(2026, 7, 15), time(20)))
    second = run(college, reminding.NOON, noon(date(2026, 7, 16)))
    assert second == (
        EntryAwaited(one, date(2026, 7, 15), again=True),
        DaysMissed(one, TODAY, date(2026, 7, 15), 2),
    )


def test_an_entry_ends_what_waits(college: Session, practice: Practice) -> None:
    key = plan(college, practice)
    write(college, practice)
    assert due_at(college, reminding.EVENING, key) is None
    run(college, reminding.PLAN, at(date(2026, 7, 15), time(19, 30)))
    run(college, reminding.EVENING, at(date(2026, 7, 15), time(20)))
    write(college, practice, date(2026, 7, 15), now=at(date(2026, 7, 15), time(20, 30)))
    assert due_at(college, reminding.NOON, key) is None


def test_an_entry_of_another_day_ends_nothing(college: Session, practice: Practice) -> None:
    key = plan(college, practice)
    write(college, practice, YESTERDAY)
    assert due_at(college, reminding.EVENING, key) is not None


def test_an_absence_ends_what_waits(college: Session, practice: Practice) -> None:
    key = plan(college, practice)
    days = Days(TODAY, TODAY, AbsenceReason.ILLNESS)
    absences.tell(college, NOW, practice.ids[ARTYOM], practice.placement.id, days, CONTENT)
    assert due_at(college, reminding.EVENING, key) is None


@pytest.mark.parametrize(
    ("target", "noon_stays"),
    [
        (PlacementStatus.PAUSED, False),
        (PlacementStatus.TERMINATED, False),
        (PlacementStatus.FAILED, False),
        (PlacementStatus.REPORTING, True),  # the last day may still be written
    ],
)
def test_a_practice_that_does_not_go_on_is_reminded_of_nothing(
    college: Session, practice: Practice, target: PlacementStatus, noon_stays: bool
) -> None:
    key = plan(college, practice)
    payload = {"placement": practice.placement.id, "day": TODAY.isoformat()}
    duties.schedule(college, reminding.NOON, key, noon(date(2026, 7, 15)), payload)
    move(college, NOW, practice.placement.id, target)
    assert due_at(college, reminding.EVENING, key) is None
    assert (due_at(college, reminding.NOON, key) is not None) is noon_stays


@pytest.mark.parametrize("status", [PlacementStatus.PAUSED, PlacementStatus.TERMINATED])
def test_at_its_moment_a_reminder_asks_whether_it_is_still_owed(
    college: Session, practice: Practice, status: PlacementStatus
) -> None:
    plan(college, practice)
    placements.set_status(college, practice.placement.id, status, NOW)  # past the table, as a restored backup does
    assert run(college, reminding.EVENING, at(TODAY, time(20))) == ()


def test_after_the_deadline_nobody_is_asked_by_night_but_at_noon(college: Session, practice: Practice) -> None:
    key = plan(college, practice)
    assert run(college, reminding.EVENING, at(TODAY, time(23))) == ()
    assert due_at(college, reminding.NOON, key) == noon(date(2026, 7, 15))


def test_a_plan_that_was_slept_through_is_made_up_for_one_day(college: Session, practice: Practice) -> None:
    diary.ensure(college, NOW)
    run(college, reminding.PLAN, at(date(2026, 7, 15), time(10)))
    key = str(practice.placement.id)
    assert due_at(college, reminding.EVENING, key) == at(date(2026, 7, 15), time(10))
    assert run(college, reminding.EVENING, at(date(2026, 7, 15), time(10))) == ()
    assert due_at(college, reminding.NOON, key) == noon(date(2026, 7, 15))
    assert due_at(college, reminding.PLAN, "all") == at(date(2026, 7, 15), time(19, 30))


def test_no_plan_for_days_off(college: Session, practice: Practice) -> None:
    saturday = date(2026, 7, 18)
    diary.ensure(college, at(saturday, time(9)))
    run(college, reminding.PLAN, at(saturday, time(19, 30)))
    assert due_at(college, reminding.EVENING, str(practice.placement.id)) is None
    assert due_at(college, reminding.PLAN, "all") == at(date(2026, 7, 19), time(19, 30))


def test_many_practices_are_planned_in_goes(
    college: Session, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminding, "AT_ONCE", 1)
    other = lay(college, NOW, name=("Ёлкин", "Пётр"), student=777)
    diary.ensure(college, NOW)
    for _ in range(3):
        run(college, reminding.PLAN, at(TODAY, time(19, 30)))
    for one in (practice, other):
        assert due_at(college, reminding.EVENING, str(one.placement.id)) == at(TODAY, time(20))
    assert due_at(college, reminding.PLAN, "all") == at(date(2026, 7, 15), time(19, 30))


# --- privacy ---


def test_a_diary_is_kept_while_practice_goes_on_and_its_words_go_afterwards(
    college: Session, practice: Practice
) -> None:
    write(college, practice, said=replace(SAID, words="Варил тавровые швы"))
    days = Days(date(2026, 7, 15), date(2026, 7, 15), AbsenceReason.ILLNESS, "к врачу не иду")
    absences.tell(college, NOW, practice.ids[ARTYOM], practice.placement.id, days, CONTENT)
    keeper, me = privacy.KEEPERS["diary"], practice.ids[ARTYOM]
    assert [(one.text_key, one.count, one.deletable) for one in keeper.kept(college, me)] == [
        ("diary-kept-entries-now", 1, False),
        ("diary-kept-absences-now", 1, False),
    ]
    keeper.delete(college, NOW, me)
    assert len(keeper.kept(college, me)) == 2
    placements.set_status(college, practice.placement.id, PlacementStatus.COMPLETED, NOW)
    assert [one.text_key for one in keeper.kept(college, me)] == ["diary-kept-entries", "diary-kept-absences"]
    keeper.delete(college, NOW, me)
    assert keeper.kept(college, me) == []
    entry = stored.find(college, practice.placement.id, TODAY)
    assert entry is not None
    assert (entry.half_hours, entry.words, entry.comfort) == (8, None, None)


def test_the_days_of_a_practice_are_those_that_people_work(college: Session, practice: Practice) -> None:
    days = [line.day for line in book(college, practice).days]
    assert (days[0], days[-1], len(days)) == (FIRST, LAST, 20)
    assert all(day.weekday() < 5 for day in days)
    assert days == sorted(set(days))


@pytest.mark.parametrize(
    ("days", "shares"),
    [
        ([], {}),
        ([(8, ["ПК2.1"]), (8, ["ПК2.1", "ПК2.2"])], {"ПК2.1": 12, "ПК2.2": 4, "ПК2.3": 0}),
        ([(7, ["ПК2.1", "ПК2.2"])], {"ПК2.1": 4, "ПК2.2": 3, "ПК2.3": 0}),
        ([(8, ["ПК2.1", "ПК2.2", "ПК2.3"])] * 2, {"ПК2.1": 6, "ПК2.2": 5, "ПК2.3": 5}),
        ([(8, ["ПК9.9"]), (8, ["ПК9.9", "ПК2.3"])], {"ПК2.1": 0, "ПК2.2": 0, "ПК2.3": 8}),
    ],
)
def test_a_days_hours_are_shared_alike_and_their_sum_stays(
    days: list[tuple[int, list[str]]], shares: dict[str, int]
) -> None:
    assert hours_by_competence(days, ["ПК2.1", "ПК2.2", "ПК2.3"]) == shares
