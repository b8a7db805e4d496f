"""Absences: told once, joined or refused, taken back; who is missed is asked, then called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cluster import absences, admission, consents, diary, duties, people
from cluster.absences import (
    AbsenceAlarm,
    AbsenceAsked,
    AbsenceSeen,
    AbsenceTold,
    AbsenceWithdrawn,
    Days,
    DayWritten,
    Overlapping,
    noticing,
)
from cluster.access import Action, Forbidden
from cluster.calendar import at
from cluster.people import Organisation, OrganisationKind, Role
from storage import absences as stored
from storage import access_log
from storage import people as stored_people
from storage.absences import Absence, AbsenceReason
from storage.diary import Written
from storage.duties import open_one
from storage.errors import NotFound, Refusal
from storage.internship import PlacementStatus, placements, students
from tests.conversation.people import CONTENT
from tests.diary import ARTYOM, COLLEGE, GROMOV, HR, MOTHER, OLGA, PLANT, SUPERVISOR, Practice, lay, move
from tests.unit.test_admission_rules import form

R = AbsenceReason
NOW = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)  # a Tuesday, two hours into the shift


def july(day: int) -> date:
    return date(2026, 7, day)


TODAY, TOMORROW = july(14), july(15)


@pytest.fixture
def college(session: Session) -> Session:
    people.register_organisations(
        session, [Organisation(COLLEGE, OrganisationKind.COLLEGE), Organisation(PLANT, OrganisationKind.ENTERPRISE)]
    )
    return session


@pytest.fixture
def practice(college: Session) -> Practice:
    return lay(college, NOW)


def tell(
    session: Session,
    practice: Practice,
    first: date = TODAY,
    last: date | None = None,
    reason: R = R.ILLNESS,
    note: str | None = None,
    who: int = ARTYOM,
    now: datetime = NOW,
) -> tuple[Absence, Sequence[Any]]:
    days = Days(first, last or first, reason, note)
    done = absences.tell(session, now, practice.ids[who], practice.placement.id, days, CONTENT)
    return done.value, done.events


def standing(session: Session, practice: Practice) -> list[tuple[int, int, R]]:
    found = stored.standing(session, [practice.placement.id]).get(practice.placement.id, [])
    return [(one.first_day.day, one.last_day.day, one.reason) for one in found]


# --- telling ---


def test_an_absence_is_told(college: Session, practice: Practice) -> None:
    absence, events = tell(college, practice, note="  у  нотариуса ")
    assert events == (AbsenceTold(absence.id, absence.version),)
    assert (absence.note, absence.told_by, absence.seen_at) == ("у нотариуса", practice.ids[ARTYOM], None)
    assert standing(college, practice) == [(14, 14, R.ILLNESS)]


def test_told_twice_is_told_once(college: Session, practice: Practice) -> None:
    first, _ = tell(college, practice, TODAY, july(17))
    for days in ((TODAY, july(17)), (TOMORROW, july(16))):
        again, events = tell(college, practice, *days)
        assert (again, events) == (first, ())


def test_the_same_reason_over_more_days_becomes_one(college: Session, practice: Practice) -> None:
    tell(college, practice, july(16), july(17))
    tell(college, practice, july(21), july(22), note="справка будет")
    absence, events = tell(college, practice, TOMORROW, july(21))
    assert standing(college, practice) == [(15, 22, R.ILLNESS)]
    assert absence.note == "справка будет"
    assert events == (AbsenceTold(absence.id, absence.version),)


def test_another_reason_for_the_same_days_is_refused(college: Session, practice: Practice) -> None:
    told, _ = tell(college, practice, TOMORROW, july(17))
    with pytest.raises(Overlapping) as refused:
        tell(college, practice, july(17), july(20), R.STUDY)
    assert refused.value.args_ == {"days": "15.07.2026 – 17.07.2026"}
    assert refused.value.other == told
    assert standing(college, practice) == [(15, 17, R.ILLNESS)]


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        (july(16), july(15), "absences-refuse-backwards"),
        (july(10), july(10), "absences-refuse-late"),
        (july(14), date(2026, 8, 1), "absences-refuse-outside"),
        (date(2026, 7, 5), july(14), "absences-refuse-late"),
        (july(18), july(19), "absences-refuse-rest"),
    ],
)
def test_days_that_cannot_be(college: Session, practice: Practice, first: date, last: date, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        tell(college, practice, first, last)
    assert refused.value.text_key == key
    assert standing(college, practice) == []


def test_a_day_that_was_written_is_no_absence(college: Session, practice: Practice) -> None:
    said = Written(8, ("ПК2.1",), 4)
    diary.write(college, NOW, practice.ids[ARTYOM], practice.placement.id, july(13), said, CONTENT)
    with pytest.raises(DayWritten) as refused:
        tell(college, practice, july(13), TODAY)
    assert refused.value.args_ == {"day": "13.07.2026"}


def test_yesterday_can_still_be_explained(college: Session, practice: Practice) -> None:
    tell(college, practice, july(13), july(13), R.TRANSPORT)
    line = diary.read_own(college, NOW, practice.ids[ARTYOM], practice.placement.id, CONTENT).on(july(13))
    assert line is not None
    assert line.state is diary.DayState.ABSENT


@pytest.mark.parametrize("note", ["а" * 201, "ОРВИ и аллергия"])
def test_a_note_is_short_and_no_diagnosis(college: Session, practice: Practice, note: str) -> None:
    with pytest.raises(Refusal):
        tell(college, practice, note=note)
    absence, _ = tell(college, practice)
    with pytest.raises(Refusal):
        absences.add_note(college, NOW, practice.ids[ARTYOM], absence.id, note, CONTENT)


def test_nobody_picks_that_nobody_knows_why(college: Session, practice: Practice) -> None:
    with pytest.raises(NotFound):
        tell(college, practice, reason=R.UNEXPLAINED)


@pytest.mark.parametrize("who", [MOTHER, GROMOV, SUPERVISOR, OLGA, HR])
def test_nobody_else_tells_or_takes_back(college: Session, practice: Practice, who: int) -> None:
    with pytest.raises(Forbidden):
        tell(college, practice, who=who)
    absence, _ = tell(college, practice)
    with pytest.raises(Forbidden):
        absences.come(college, NOW, practice.ids[who], absence.id, CONTENT)


@pytest.mark.parametrize("status", [PlacementStatus.PAUSED, PlacementStatus.REPORTING, PlacementStatus.TERMINATED])
def test_whoever_is_not_to_come_has_nothing_to_tell(
    college: Session, practice: Practice, status: PlacementStatus
) -> None:
    placements.set_status(college, practice.placement.id, status, NOW)
    assert absences.my_practices(college, NOW, practice.ids[ARTYOM], CONTENT) == []
    with pytest.raises(Refusal):
        tell(college, practice)


def test_the_first_day_can_be_told_before_it(college: Session, practice: Practice) -> None:
    placements.set_status(college, practice.placement.id, PlacementStatus.READY, NOW)
    tell(college, practice, TOMORROW)
    assert standing(college, practice) == [(15, 15, R.ILLNESS)]


# --- coming after all ---


def test_what_lies_ahead_is_taken_back_whole(college: Session, practice: Practice) -> None:
    absence, _ = tell(college, practice, TODAY, july(17))
    done = absences.come(college, NOW, practice.ids[ARTYOM], absence.id, CONTENT)
    assert done.events == (AbsenceWithdrawn(absence.id, done.value.version, practice.ids[ARTYOM]),)
    assert standing(college, practice) == []
    assert absences.come(college, NOW, practice.ids[ARTYOM], absence.id, CONTENT).events == ()
    tell(college, practice, TODAY)  # and may be told again


def test_days_that_are_over_stay(college: Session, practice: Practice) -> None:
    absence, _ = tell(college, practice, TODAY, july(17))
    absences.come(college, NOW + timedelta(days=2), practice.ids[ARTYOM], absence.id, CONTENT)
    assert standing(college, practice) == [(14, 15, R.ILLNESS)]


def test_an_absence_that_is_over_is_not_taken_back(college: Session, practice: Practice) -> None:
    absence, _ = tell(college, practice)
    with pytest.raises(Refusal) as refused:
        absences.come(college, NOW + timedelta(days=1), practice.ids[ARTYOM], absence.id, CONTENT)
    assert refused.value.text_key == "absences-refuse-over"


# --- read ---


def test_the_first_who_reads_is_kept(college: Session, practice: Practice) -> None:
    absence, _ = tell(college, practice)
    seen = absences.see(college, NOW, practice.ids[GROMOV], absence.id)
    assert seen.events == (AbsenceSeen(absence.id, seen.value.absence.version),)
    later = absences.see(college, NOW + timedelta(hours=1), practice.ids[SUPERVISOR], absence.id)
    assert later.events == ()
    assert (later.value.absence.seen_by, later.value.absence.seen_at) == (practice.ids[GROMOV], NOW)


@pytest.mark.parametrize("who", [ARTYOM, MOTHER, HR])
def test_nobody_else_reads(college: Session, practice: Practice, who: int) -> None:
    absence, _ = tell(college, practice)
    with pytest.raises(Forbidden):
        absences.see(college, NOW, practice.ids[who], absence.id)


# --- missed ---


def miss(session: Session, practice: Practice, now: datetime = NOW, who: int = GROMOV) -> Absence:
    done = absences.miss(session, now, practice.ids[who], practice.placement.id, CONTENT)
    assert done.events == ()
    return done.value


def ladder(session: Session, practice: Practice) -> list[datetime | None]:
    found = [open_one(session, kind, str(practice.placement.id)) for kind in (noticing.ASK, noticing.ALARM)]
    return [None if one is None else one.due_at for one in found]


def run(session: Session, kind: str, practice: Practice, now: datetime) -> Sequence[Any]:
    duty = open_one(session, kind, str(practice.placement.id))
    assert duty is not None
    return duties.perform(session, now, duty, absences.DUTIES, CONTENT).events


@pytest.mark.parametrize(
    ("noted", "ask", "alarm"),
    [(time(8, 5), time(9), time(10)), (time(9, 30), time(9, 30), time(10, 30)), (time(12), time(12), time(13))],
)
def test_an_hour_into_the_shift_they_are_asked_and_after_two_somebody_is_told(
    college: Session, practice: Practice, noted: time, ask: time, alarm: time
) -> None:
    absence = miss(college, practice, at(TODAY, noted))
    assert ladder(college, practice) == [at(TODAY, ask), at(TODAY, alarm)]
    assert run(college, noticing.ASK, practice, at(TODAY, ask)) == (AbsenceAsked(absence.id),)
    assert run(college, noticing.ALARM, practice, at(TODAY, alarm)) == (AbsenceAlarm(absence.id),)


def test_nobody_is_missed_before_the_shift(college: Session, practice: Practice) -> None:
    with pytest.raises(Refusal) as refused:
        miss(college, practice, at(TODAY, time(7, 59)))
    assert refused.value.text_key == "absences-refuse-early"


def test_missed_twice_is_missed_once(college: Session, practice: Practice) -> None:
    first = miss(college, practice)
    assert miss(college, practice, NOW + timedelta(minutes=1)) == first
    assert ladder(college, practice)[0] == NOW


def test_whoever_told_it_is_not_missed(college: Session, practice: Practice) -> None:
    told, _ = tell(college, practice)
    assert miss(college, practice) == told
    assert ladder(college, practice) == [None, None]


def test_whoever_wrote_an_entry_is_missed_all_the_same(college: Session, practice: Practice) -> None:
    """An entry may be written from anywhere; the mentor sees who is there."""
    said = Written(8, ("ПК2.1",), 4)
    diary.write(college, NOW, practice.ids[ARTYOM], practice.placement.id, TODAY, said, CONTENT)
    assert miss(college, practice).reason is R.UNEXPLAINED
    assert ladder(college, practice)[0] == NOW


def test_what_the_student_says_explains_the_day(college: Session, practice: Practice) -> None:
    absence = miss(college, practice)
    told, events = tell(college, practice, TODAY, TOMORROW, R.TRANSPORT)
    assert told.id == absence.id
    assert events == (AbsenceTold(told.id, told.version),)
    assert standing(college, practice) == [(14, 15, R.TRANSPORT)]
    assert ladder(college, practice) == [None, None]


def test_the_student_is_there_after_all(college: Session, practice: Practice) -> None:
    absence = miss(college, practice)
    run(college, noticing.ASK, practice, NOW)
    done = absences.come(college, NOW, practice.ids[ARTYOM], absence.id, CONTENT)
    (event,) = done.events
    assert isinstance(event, AbsenceWithdrawn)
    assert (event.asked, event.alarmed) == (True, False)
    assert ladder(college, practice) == [None, None]


def test_the_mentor_takes_it_back(college: Session, practice: Practice) -> None:
    absence = miss(college, practice, at(TODAY, time(8, 5)))
    done = absences.take_back(college, NOW, practice.ids[GROMOV], absence.id, CONTENT)
    (event,) = done.events
    assert isinstance(event, AbsenceWithdrawn)
    assert (event.asked, event.alarmed) == (False, False)
    assert standing(college, practice) == []
    assert absences.take_back(college, NOW, practice.ids[GROMOV], absence.id, CONTENT).events == ()


def test_the_mentor_does_not_take_back_what_the_student_said(college: Session, practice: Practice) -> None:
    absence, _ = tell(college, practice)
    with pytest.raises(Refusal):
        absences.take_back(college, NOW, practice.ids[GROMOV], absence.id, CONTENT)


@pytest.mark.parametrize("who", [ARTYOM, MOTHER, SUPERVISOR, OLGA, HR])
def test_only_the_mentor_misses_somebody(college: Session, practice: Practice, who: int) -> None:
    with pytest.raises(Forbidden):
        miss(college, practice, who=who)


@pytest.mark.parametrize("target", [PlacementStatus.PAUSED, PlacementStatus.TERMINATED, PlacementStatus.REPORTING])
def test_whoever_is_at_no_plant_any_more_is_not_missed(
    college: Session, practice: Practice, target: PlacementStatus
) -> None:
    miss(college, practice, at(TODAY, time(8, 5)))
    move(college, NOW, practice.placement.id, target)
    assert ladder(college, practice) == [None, None]


@pytest.mark.parametrize("kind", [noticing.ASK, noticing.ALARM])
def test_at_its_moment_the_ladder_asks_whether_it_is_still_so(college: Session, practice: Practice, kind: str) -> None:
    absence = miss(college, practice)
    stored.change(college, absence.id, withdrawn_at=NOW)
    assert run(college, kind, practice, NOW) == ()


# --- phones ---


def test_who_looks_at_a_phone_is_written_down(college: Session, practice: Practice) -> None:
    absence = miss(college, practice)
    found = absences.phones(college, NOW, practice.ids[SUPERVISOR], absence.id)
    assert (found.student, found.parent_phone) == ("+79101234567", None)
    (line,) = access_log.about(college, practice.ids[ARTYOM])
    assert (line.actor_id, line.action, line.reason) == (
        practice.ids[SUPERVISOR],
        Action.UNMASK.value,
        noticing.UNMASK_REASON,
    )


@pytest.mark.parametrize(("born", "phone"), [(date(2009, 3, 1), "+79107654321"), (date(2005, 3, 1), None)])
def test_the_parents_phone_is_shown_under_18(session: Session, born: date, phone: str | None) -> None:
    people.register_organisations(session, people.organisations_of(CONTENT))
    practice = lay(session, NOW, born=born)
    me = practice.ids[ARTYOM]
    consents.give(session, NOW, me, admission.consent_document(CONTENT, "ru"), consents.APPLICATION)
    sent = admission.submit(session, NOW, me, form(), CONTENT).value
    students.change(session, practice.student.id, NOW, applicant_id=sent.applicant_id)
    absence = miss(session, practice)
    assert absences.phones(session, NOW, practice.ids[SUPERVISOR], absence.id).parent_phone == phone


@pytest.mark.parametrize("who", [GROMOV, HR, MOTHER, ARTYOM])
def test_others_see_no_phone(college: Session, practice: Practice, who: int) -> None:
    absence = miss(college, practice)
    with pytest.raises(Forbidden):
        absences.phones(college, NOW, practice.ids[who], absence.id)
    assert access_log.about(college, practice.ids[ARTYOM]) == []


def test_a_phone_is_shown_while_somebody_is_missed(college: Session, practice: Practice) -> None:
    absence = miss(college, practice)
    tell(college, practice)
    with pytest.raises(Refusal):
        absences.phones(college, NOW, practice.ids[SUPERVISOR], absence.id)


def test_another_colleges_supervisor_sees_no_phone(college: Session, practice: Practice) -> None:
    people.register_organisations(college, [Organisation("kasimov", OrganisationKind.COLLEGE)])
    pavel = stored_people.meet(college, 998, 998, "ru", NOW).id
    people.grant(college, NOW, None, pavel, Role.COLLEGE_SUPERVISOR, "kasimov")
    absence = miss(college, practice)
    with pytest.raises(Forbidden):
        absences.phones(college, NOW, pavel, absence.id)
