"""A college with students, people whom a file may name, and places of plants: for tests of every floor."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from cluster import duties, people, roster
from cluster.content import Content
from cluster.events import Event
from cluster.people import Role
from cluster.roster import Part, Practice, RosterRow
from storage import people as stored
from storage.internship import NewPlace, PayBasis, Place, places
from storage.roster import Import
from tests.ranking import CONTENT

COLLEGE, OTHER = "kasimov", "klepiki"
WELDER, MOUNTING = "kasimov-welder-9", "kasimov-mounting-9"
PLANT, OTHER_PLANT = "tyazhpressmash", "rnpk"
MODULE, LATER_MODULE = "weld-pm02", "weld-pm04"
STAFF, COLLEAGUE, MENTOR = 900, 901, 950
FIRST, LAST = date(2026, 9, 1), date(2026, 10, 24)
WORKDAYS = Practice(MODULE, PLANT, FIRST, LAST, 288, None)
LETTERS = "абвгдежиклмнопрстуфхцчшэюя"


def staff(
    session: Session, now: datetime, telegram_id: int = STAFF, role: Role = Role.COORDINATOR, college: str = COLLEGE,
    name: str = "Скрытнева Дарья Олеговна",
) -> int:  # fmt: skip
    """Return somebody who works for a college, with the organisations of the content."""
    people.register_organisations(session, people.organisations_of(CONTENT))
    person = stored.meet(session, telegram_id, telegram_id, "ru", now).id
    stored.set_name(session, person, name)
    people.grant(session, now, None, person, role, college)
    return person


def mentor(
    session: Session, now: datetime, name: str = "Громов Виктор Павлович", at: int = MENTOR, plant: str = PLANT
) -> int:
    """Return a mentor of a plant."""
    person = stored.meet(session, at, at, "ru", now).id
    stored.set_name(session, person, name)
    people.grant(session, now, None, person, Role.MENTOR, plant)
    return person


def offer(session: Session, now: datetime, **changes: Any) -> Place:
    """Return places that a plant offers."""
    new = NewPlace(
        PLANT, "15.01.05", 2, date(2026, 8, 24), date(2026, 11, 30), "Цех 3", time(8), time(12, 30),
        PayBasis.NONE, 1, beds=1,
    )  # fmt: skip
    return places.add(session, dataclasses.replace(new, **changes), now)


def row(at: int, last: str = "Соловьёв", **changes: Any) -> RosterRow:
    """Return a row of a list."""
    one = RosterRow(at, last, "Артём", "Игоревич", date(2008, 9, 5), WELDER, "СВ-21")
    return dataclasses.replace(one, **changes)


def many(count: int, practice: Practice | None = None) -> list[RosterRow]:
    """Return rows of as many different people."""
    return [row(n + 2, name_of(n), phone=f"+7910{n:07}", practice=practice) for n in range(count)]


def name_of(n: int) -> str:
    """Return the n-th of many last names."""
    return "".join(LETTERS[n // 26**place % 26] for place in range(4)).capitalize()


def prepare(
    session: Session, now: datetime, actor: int, rows: Sequence[RosterRow], content: Content = CONTENT
) -> Import:
    """Compare rows and keep them to be looked at."""
    version = roster.directory(session, actor, COLLEGE, content).version
    seen = roster.examine(session, now, actor, COLLEGE, rows)
    assert seen.faults == ()
    alike = roster.similar(session, actor, COLLEGE, seen.steps)
    weighed = roster.weigh(session, now, actor, COLLEGE, seen.steps, alike, content)
    return roster.prepare(session, now, actor, COLLEGE, version, weighed).value


def bring(session: Session, now: datetime, actor: int, rows: Sequence[RosterRow]) -> roster.Applied:
    """Prepare and apply rows."""
    return roster.apply(session, now, actor, prepare(session, now, actor, rows).id, CONTENT).value


def take_back(session: Session, now: datetime, import_id: int, size: int = 2) -> list[Part]:
    """Take a large import back as its job does."""
    done: list[Part] = []
    last: int | None = 0
    while last is not None:
        done.append(roster.undo_part(session, now, import_id, last, size).value)
        last = done[-1].last
    roster.end_parts(session, now, import_id)
    return done


def faults(session: Session, now: datetime, actor: int, rows: Sequence[RosterRow]) -> list[tuple[int, str, str]]:
    """Return what stands against rows."""
    found = roster.examine(session, now, actor, COLLEGE, rows).faults
    return [(one.row, one.column, one.code) for one in found]


def run_duties(session: Session, now: datetime, kinds: Iterable[str] = roster.DUTIES) -> list[Event]:
    """Do what is due, as the clock does, until nothing of it is left; return what was told."""
    told: list[Event] = []
    while due := [one for one in duties.due(session, now) if one.kind in kinds]:
        for duty in due:
            told += duties.perform(session, now, duty, roster.DUTIES, CONTENT).events
    return told


HOUR = timedelta(hours=1)
