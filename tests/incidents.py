"""A plant and two colleges for tests of incidents: a student on practice, and everybody who may have to do with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy.orm import Session

from cluster import people
from cluster.people import Role
from storage import people as stored
from storage import roles
from storage.internship import (
    NewPlace,
    NewPlacement,
    NewStudent,
    PayBasis,
    Placement,
    PlacementStatus,
    PracticeKind,
    Student,
    placements,
    places,
    students,
)

NOW = datetime(2026, 10, 14, 7, 0, tzinfo=UTC)
"""A Wednesday, 10:00 in Moscow, in the second week of the practice."""
COLLEGE, ELSEWHERE, BASE, PLANT, OTHER_PLANT = "klepiki", "kasimov", "electronics", "tyazhpressmash", "rnpk"
CAST: dict[str, tuple[Role, str | None, str | None]] = {
    "student": (Role.STUDENT, COLLEGE, None),
    "classmate": (Role.STUDENT, COLLEGE, None),
    "parent": (Role.PARENT, None, None),
    "mentor": (Role.MENTOR, PLANT, "Громов В. П."),
    "other mentor": (Role.MENTOR, PLANT, "Чужов П. П."),
    "hr": (Role.ENTERPRISE_HR, PLANT, "Лаврентьева Н. И."),
    "other hr": (Role.ENTERPRISE_HR, OTHER_PLANT, None),
    "supervisor": (Role.COLLEGE_SUPERVISOR, COLLEGE, "Соколова Н. П."),
    "staff": (Role.COLLEGE_STAFF, COLLEGE, "Скрытнева Д."),
    "coordinator": (Role.COORDINATOR, COLLEGE, "Тайнова О."),
    "other coordinator": (Role.COORDINATOR, ELSEWHERE, None),
    "base coordinator": (Role.COORDINATOR, BASE, None),
    "admin": (Role.ADMIN, None, None),
}
FIRST_TELEGRAM_ID = 6001


@dataclass
class Plant:
    """Everybody by name (people.id), the student's record and their practice."""

    ids: dict[str, int]
    student: Student
    placement: Placement | None

    def names(self, person_ids: tuple[int, ...]) -> set[str]:
        """Return who is meant."""
        known = {number: name for name, number in self.ids.items()}
        return {known[one] for one in person_ids}


def telegram_id(name: str) -> int:
    """Return Telegram's number of somebody."""
    return FIRST_TELEGRAM_ID + list(CAST).index(name)


def lay(session: Session, now: datetime = NOW, *, born: date = date(2009, 6, 8), placed: bool = True) -> Plant:
    """Bring everybody in; the student is at the plant, unless not `placed`. The organisations have to be there."""
    ids = {}
    for name, (role, organisation, called) in CAST.items():
        person = stored.meet(session, telegram_id(name), telegram_id(name), "ru", now)
        ids[name] = person.id
        people.grant(session, now, None, person.id, role, organisation, choose=True)
        if called is not None:
            stored.set_name(session, person.id, called)
    roles.add_guardian(session, ids["parent"], ids["student"], now)
    student, _ = students.keep(
        session,
        NewStudent(
            COLLEGE, "klepiki-welder-9", "СВ-21", "ёлкин|пётр|2009-06-08", "Ёлкин", "Пётр", None, born,
            phone="+79101234567", person_id=ids["student"], supervisor_id=ids["supervisor"],
        ),
        now,
    )  # fmt: skip
    placement = practise(session, now, student, ids["mentor"], ids["supervisor"]) if placed else None
    return Plant(ids, student, placement)


def practise(session: Session, now: datetime, student: Student, mentor: int, supervisor: int) -> Placement:
    """Have a student at the plant."""
    place = places.add(
        session,
        NewPlace(
            PLANT, "15.01.05", 5, date(2026, 10, 5), date(2026, 11, 27), "Сборочно-сварочный цех № 4", time(8),
            time(12), PayBasis.STIPEND, mentor,
        ),
        now,
    )  # fmt: skip
    planned = placements.add(
        session,
        NewPlacement(
            student.id, COLLEGE, PLANT, "klepiki-welder-9", "weld-pm02", PracticeKind.PRODUCTION,
            date(2026, 10, 5), date(2026, 11, 27), 288, place_id=place.id, mentor_id=mentor, supervisor_id=supervisor,
        ),
        now,
    )  # fmt: skip
    assert planned is not None
    return placements.set_status(session, planned.id, PlacementStatus.ACTIVE, now)
