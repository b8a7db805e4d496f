"""Where the house stands while its college invites students to their records, and somebody came under another name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from cluster import invites
from storage import people as stored
from storage.internship import NewStudent, students
from tests.conversation.places import Places

BORN = date(2009, 1, 1)


def lay_records(house: Places, ids: dict[str, int], staff: int, guest: int, college: str) -> None:
    """Keep three students: one to be invited, one who holds a link, one for whom a guest claims to be taken."""
    house.do(_lay, house.now, ids, staff, guest, college)
    house.keep("record claimed")


def _lay(session: Session, now: datetime, ids: dict[str, int], staff: int, guest: int, college: str) -> None:
    kept = [
        students.keep(
            session,
            NewStudent(college, "klepiki-welder-9", "СВ-21", f"pupil {n}", "Учащийся", name, None, BORN),
            now,
        )[0].id
        for n, name in enumerate(("Андрей", "Борис", "Вадим"))
    ]
    bound = invites.invite_student(session, now, staff, kept[1]).value
    claimed = invites.invite_student(session, now, staff, kept[2]).value
    person = stored.meet(session, guest, guest, "ru", now).id
    for born in (None, BORN):
        invites.answer(session, now, person, claimed.token, "Назвавшийся Глеб", born)
    ids |= {"pupil": kept[0], "bound": bound.id, "claim": claimed.id}
