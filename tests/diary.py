"""One student's practice at a plant, with everybody who has to do with its diary: for rules and for conversations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from cluster import people
from cluster.internship import status
from cluster.internship.status import Actor, By, Facts
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

COLLEGE, PLANT, PROGRAMME, MODULE = "klepiki", "tyazhpressmash", "klepiki-welder-9", "weld-pm02"
ARTYOM, MOTHER, GROMOV, SUPERVISOR, OLGA, HR = 601, 602, 603, 604, 605, 606
FIRST, LAST = date(2026, 7, 6), date(2026, 7, 31)
SHIFT = (time(8), time(12, 30))
CAST = {
    ARTYOM: (Role.STUDENT, COLLEGE, None),
    MOTHER: (Role.PARENT, None, None),
    GROMOV: (Role.MENTOR, PLANT, "Громов Виктор Павлович"),
    SUPERVISOR: (Role.COLLEGE_SUPERVISOR, COLLEGE, "Тайнова Ольга"),
    OLGA: (Role.COORDINATOR, COLLEGE, "Скрытнева Дарья"),
    HR: (Role.ENTERPRISE_HR, PLANT, "Лаврентьева Нина"),
}


@dataclass(frozen=True)
class Practice:
    """What was laid: the placement, the student, and people.id by Telegram's number."""

    placement: Placement
    student: Student
    ids: dict[int, int]


def lay(
    session: Session,
    now: datetime,
    *,
    born: date = date(2009, 3, 1),
    name: tuple[str, str] = ("Соловьёв", "Артём"),
    student: int = ARTYOM,
    **changes: Any,
) -> Practice:
    """Lay a practice under way since 6 July: shift 8:00 to 12:30 with half an hour's break, listed work."""
    ids = {}
    for telegram_id, (role, organisation, said) in {**CAST, student: CAST[ARTYOM]}.items():
        person = stored.meet(session, telegram_id, telegram_id, "ru", now)
        ids[telegram_id] = person.id
        people.grant(session, now, None, person.id, role, organisation, choose=True)
        if said is not None:
            stored.set_name(session, person.id, said)
    roles.add_guardian(session, ids[MOTHER], ids[student], now)
    kept, _ = students.keep(
        session,
        NewStudent(
            COLLEGE, PROGRAMME, "СВ-21", f"{name}|{born}", *name, "Игоревич", born,
            phone="+79101234567", person_id=ids[student],
        ),
        now,
    )  # fmt: skip
    place = places.add(
        session,
        NewPlace(
            PLANT, "15.01.05", 9, FIRST, LAST, "Цех № 4", *SHIFT, PayBasis.STIPEND, ids[HR],
            module=MODULE, break_minutes=30,
        ),
        now,
    )  # fmt: skip
    new = NewPlacement(
        kept.id, COLLEGE, PLANT, PROGRAMME, MODULE, PracticeKind.PRODUCTION, FIRST, LAST, 288,
        place_id=place.id, mentor_id=ids[GROMOV], supervisor_id=ids[SUPERVISOR],
    )  # fmt: skip
    placement = placements.add(session, replace(new, **changes), now)
    assert placement is not None
    placements.set_status(session, placement.id, PlacementStatus.ACTIVE, now)
    return Practice(placements.get(session, placement.id), kept, ids)


def move(session: Session, now: datetime, placement_id: int, target: PlacementStatus) -> Placement:
    """Take a step of the table as the college, with whatever its guards ask for."""
    facts = Facts(begun=True, ended=True, assessed=True, signed=True, reason="own_wish", open_items=())
    placement = placements.get(session, placement_id)
    return status.transition(session, now, placement, target, By(Actor.COLLEGE), facts)[0]
