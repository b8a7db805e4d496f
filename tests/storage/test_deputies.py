"""Deputies of mentors in both databases: one stands at a time, and acts between its beginning and its end."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.database import Database
from storage.internship import deputies, placements, students
from storage.internship.deputies import NewDeputy
from tests.practice import PLANT, plan, student
from tests.roster import mentor, staff

DAYS = (date(2026, 10, 12), date(2026, 10, 18))


async def test_a_deputy_acts_from_the_beginning_to_the_end(database: Database, now: datetime) -> None:
    def tell(session: Session) -> None:
        viktor, ivan = mentor_of(session, now), mentor(session, now, "Сидоров Иван", at=951)
        who, _ = students.keep(session, student(), now)
        one = placements.change(session, plan(session, who, None, now).id, mentor_id=viktor)
        named = deputies.add(session, NewDeputy(PLANT, viktor, ivan, *DAYS, viktor), now)
        seen = []
        for values in ({}, {"begun_at": now}, {"ended_at": now}):
            deputies.change(session, named.id, **values)
            acting = deputies.acting(session, viktor, PLANT)
            seen.append((acting is not None, [p.id for p in deputies.taught_by(session, ivan)]))
            assert [p.id for p in deputies.taught_by(session, viktor)] == [one.id]
        assert seen == [(False, []), (True, [one.id]), (False, [])]
        assert deputies.ever(session, viktor, PLANT) == {ivan}

    await database.run(tell)


async def test_a_mentor_has_one_deputy_at_a_time(database: Database, now: datetime) -> None:
    def name(session: Session) -> None:
        viktor, ivan = mentor_of(session, now), mentor(session, now, "Сидоров Иван", at=951)
        first = deputies.add(session, NewDeputy(PLANT, viktor, ivan, *DAYS, viktor), now)
        deputies.change(session, first.id, ended_at=now)
        deputies.add(session, NewDeputy(PLANT, viktor, ivan, *DAYS, viktor), now)
        with pytest.raises(IntegrityError):
            deputies.add(session, NewDeputy(PLANT, viktor, ivan, *DAYS, viktor), now)
        session.rollback()

    await database.run(name)


def mentor_of(session: Session, now: datetime) -> int:
    """Return Viktor, a mentor of the plant, with the organisations that there are."""
    staff(session, now)
    return mentor(session, now)
