"""A practice for tests: a plant's places, a student with a chat, and everybody who has to do with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from cluster.internship import items
from cluster.internship.items import Given
from cluster.internship.readiness import Item
from cluster.internship.status import Actor as Part
from cluster.internship.status import By, Facts, transition
from cluster.people import Role
from storage import people as stored
from storage import roles
from storage.internship import (
    Meeting,
    NewPlace,
    NewPlacement,
    NewStudent,
    PayBasis,
    Place,
    Placement,
    PlacementStatus,
    PracticeKind,
    Student,
    placements,
    places,
    students,
)
from tests.conversation.people import CONTENT, with_role
from tests.conversation.stage import Actor, Stage

S = PlacementStatus
COLLEGE, PLANT, PROGRAMME, MODULE = "klepiki", "tyazhpressmash", "klepiki-welder-9", "weld-pm02"
FIRST, LAST = date(2026, 10, 5), date(2026, 11, 27)  # a Monday, a Friday
NOW = datetime(2026, 9, 10, 9, 0, tzinfo=UTC)  # noon in Moscow, a Thursday
PETYA, MOTHER, VIKTOR, NINA, OLGA, SERGEY, PAVEL = 601, 602, 603, 604, 605, 606, 607
NAMES = {VIKTOR: "Громов Виктор", NINA: "Лаврентьева Нина", OLGA: "Тайнова Ольга", SERGEY: "Руднев Сергей"}

PLACES = NewPlace(
    enterprise=PLANT,
    profession="15.01.05",
    number=3,
    date_from=FIRST,
    date_to=LAST,
    site="Сборочно-сварочный цех № 4",
    shift_from=time(8, 0),
    shift_to=time(12, 30),
    pay_basis=PayBasis.STIPEND,
    created_by=0,
    break_minutes=30,
    beds=1,
    pay_amount=22000,
    pay_days=(10, 25),
    gear="костюм, краги, щиток",
    meeting=Meeting("Мастер Орлов", "+74912000041", "Вторая проходная", "паспорт, СНИЛС", "паспорт"),
)


def student(person_id: int | None = None, **changes: Any) -> NewStudent:
    """Return Petya, 17 on the first day; `changes` are facts that differ."""
    petya = NewStudent(
        COLLEGE, PROGRAMME, "СВ-21", "ёлкин пётр|2009-06-08", "Ёлкин", "Пётр", None, date(2009, 6, 8),
        person_id=person_id, district="klepikovsky",
    )  # fmt: skip
    return replace(petya, **changes)


def plan(session: Session, whose: Student, place: Place | None, now: datetime = NOW, **changes: Any) -> Placement:
    """Plan a placement for a student on a place, with its seat."""
    planned = NewPlacement(
        whose.id, COLLEGE, PLANT, PROGRAMME, MODULE, PracticeKind.PRODUCTION, FIRST, LAST, 288,
        place_id=None if place is None else place.id,
    )  # fmt: skip
    if place is not None:
        assert places.take_seat(session, place.id)
    found = placements.add(session, replace(planned, **changes), now)
    assert found is not None
    return found


def lead(session: Session, placement: Placement, *way: PlacementStatus, now: datetime = NOW) -> Placement:
    """Lead a placement through statuses, with whatever facts they ask for."""
    facts = Facts(
        seat=True, of_age=True, agreed=True, open_items=(), begun=True, ended=True, assessed=True, signed=True,
        reason="own_wish",
    )  # fmt: skip
    for target in way:
        placement, _ = transition(session, now, placement, target, By(Part.COLLEGE), facts)
    return placement


@dataclass
class Practice:
    """Petya goes to Tyazhpressmash; Viktor teaches, Nina is its personnel, Olga coordinates, Sergey supervises."""

    stage: Stage
    petya: Actor
    mother: Actor
    viktor: Actor
    nina: Actor
    olga: Actor
    sergey: Actor
    pavel: Actor
    ids: dict[int, int]
    place: Place
    student: Student
    placement: Placement

    async def now(self) -> Placement:
        """Return the placement as it stands now."""
        found: Placement = await self.stage.database.read(placements.get, self.placement.id)
        return found

    async def lead(self, *way: PlacementStatus) -> Placement:
        """Lead the placement through statuses."""
        found: Placement = await self.stage.database.run(lead, await self.now(), *way, now=self.stage.clock.now())
        return found

    async def gather(self, *but: Item) -> None:
        """Note every item of the list that a student of 17 needs, except some."""
        for item in NEEDED:
            if item not in but:
                await self.stage.database.run(
                    items.note, self.stage.clock.now(), self.ids[OLGA], self.placement.id, item,
                    replace(GIVEN, mentor_id=self.ids[VIKTOR]), CONTENT,
                )  # fmt: skip


GIVEN = Given("7", date(2026, 9, 7), None, date(2027, 6, 1), "Инженер Котов", "12", "48–50", "43")
NEEDED = (
    Item.AGREEMENT, Item.COLLEGE_ORDER, Item.ENTERPRISE_ORDER, Item.MENTOR, Item.MENTOR_CONSENT, Item.PARENT_CONSENT,
    Item.MEDICAL, Item.GEAR, Item.PASS, Item.INTRODUCTORY, Item.PRIMARY,
)  # fmt: skip


async def open_practice(stage: Stage, *way: PlacementStatus, **changes: Any) -> Practice:
    """Open a practice that stands where `way` leads (planned where it is empty); `changes` are facts of Petya."""
    petya = await with_role(stage, PETYA, Role.STUDENT, COLLEGE)
    mother = await with_role(stage, MOTHER, Role.PARENT)
    viktor = await with_role(stage, VIKTOR, Role.MENTOR, PLANT, NAMES[VIKTOR])
    nina = await with_role(stage, NINA, Role.ENTERPRISE_HR, PLANT, NAMES[NINA])
    olga = await with_role(stage, OLGA, Role.COORDINATOR, COLLEGE, NAMES[OLGA])
    sergey = await with_role(stage, SERGEY, Role.COLLEGE_SUPERVISOR, COLLEGE, NAMES[SERGEY])
    pavel = await with_role(stage, PAVEL, Role.COORDINATOR, "kasimov")
    now = stage.clock.now()

    def lay(session: Session) -> tuple[dict[int, int], Place, Student, Placement]:
        known = stored.by_telegram_ids(session, [PETYA, MOTHER, VIKTOR, NINA, OLGA, SERGEY, PAVEL])
        ids = {telegram: person.id for telegram, person in known.items()}
        roles.add_guardian(session, ids[MOTHER], ids[PETYA], now)
        place = places.add(session, replace(PLACES, created_by=ids[NINA]), now)
        who, _ = students.keep(session, student(ids[PETYA], supervisor_id=ids[SERGEY], **changes), now)
        placement = plan(session, who, place, now, supervisor_id=ids[SERGEY])
        return ids, place, who, lead(session, placement, *way, now=now)

    ids, place, who, placement = await stage.database.run(lay)
    stage.phones.chats.clear()
    return Practice(stage, petya, mother, viktor, nina, olga, sergey, pavel, ids, place, who, placement)
