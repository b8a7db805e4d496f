"""Where the house stands while a student has called for help: an accident, and a conflict that is the college's alone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from cluster import incidents
from storage.incidents import IncidentKind
from storage.internship import NewPlacement, NewStudent, PlacementStatus, PracticeKind, placements, students
from tests.conversation.people import CONTENT
from tests.conversation.places import Places

CALLED = "help called"


def lay_help(house: Places, ids: dict[str, int], people: dict[str, int], college: str, plant: str) -> None:
    """Have the student at a plant, where they call for help twice and write what happened."""
    ids["student"] = house.do(_on_practice, house.now, people["student"], people["mentor"], college, plant)
    for name, kind in (("incident", IncidentKind.INJURY), ("conflict", IncidentKind.CONFLICT)):
        ids[name] = house.do(incidents.report, house.now, people["student"], kind, CONTENT).value.id
        words = "Стою у второго поста"
        house.do(incidents.add_words, house.now, people["student"], ids[name], words, CONTENT)
    house.keep(CALLED)


def _on_practice(session: Session, now: datetime, person: int, mentor: int, college: str, plant: str) -> int:
    born = date(2009, 6, 8)
    new = NewStudent(college, "klepiki-welder-9", "СВ-21", "ёлкин пётр", "Ёлкин", "Пётр", None, born, person_id=person)
    student, _ = students.keep(session, new, now)
    planned = NewPlacement(
        student.id, college, plant, "klepiki-welder-9", "weld-pm02", PracticeKind.PRODUCTION,
        date(2026, 7, 6), date(2026, 8, 28), 288, mentor_id=mentor,
    )  # fmt: skip
    placement = placements.add(session, planned, now)
    assert placement is not None
    placements.set_status(session, placement.id, PlacementStatus.ACTIVE, now)
    return student.id
