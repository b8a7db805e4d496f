"""Where the house stands while somebody of its college practises at a plant: being gathered, let pass, under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from cluster import absences, diary
from cluster.absences import Days
from cluster.internship import deputies, items
from cluster.internship.readiness import Item
from storage import roles
from storage.absences import AbsenceReason
from storage.diary import Written
from storage.internship import (
    Competence,
    PlacementStatus,
    Recommendation,
    competences,
    placements,
    places,
    students,
)
from tests.conversation.people import CONTENT
from tests.conversation.places import Places
from tests.practice import GIVEN, NEEDED, PLACES, lead, plan, student

S = PlacementStatus
BEFORE = datetime(2026, 9, 10, 7, 0, tzinfo=UTC)
FIRST_DAY = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)
LATER = datetime(2026, 10, 12, 7, 0, tzinfo=UTC)
AFTER = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
STAFF_WORDS = "Негласно, по звонку"
"""Why an item was let pass: not for the student, nor for their parents."""
GATHERING = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING)


def lay_practice(house: Places, ids: dict[str, int], people: dict[str, int], college: str, plant: str) -> None:
    """Lead the student of the house through a practice at the plant of the house."""
    ids |= house.do(_begin, people, college, plant)
    one, olga = ids["placement"], people["coordinator"]
    house.keep("practice", BEFORE)
    house.do(_gather, one, olga, people["mentor"], {Item.PASS})
    house.do(items.let_pass, BEFORE, olga, one, Item.PASS, STAFF_WORDS)
    ids["practice_version"] = house.do(placements.get, one).version
    house.keep("practice let pass", FIRST_DAY)
    house.do(_lead, one, S.ACTIVE)
    ids["active_version"] = house.do(placements.get, one).version
    house.keep("practice active", FIRST_DAY)
    lay_diary(house, ids, people)
    house.begin_at("practice active")
    days = FIRST_DAY.date(), date(2026, 10, 11)
    there = people["another mentor"]
    named = house.do(deputies.name, FIRST_DAY, people["mentor"], plant, people["mentor"], there, *days)
    ids["deputy"] = named.value.id
    house.keep("practice deputised", FIRST_DAY)
    house.begin_at("practice active")
    house.do(_lead, one, S.REPORTING)
    house.keep("practice reporting", AFTER)
    house.do(_assess, one, people["mentor"])
    house.do(_lead, one, S.ASSESSED)
    house.keep("practice assessed", AFTER)


def lay_diary(house: Places, ids: dict[str, int], people: dict[str, int]) -> None:
    """Let the student of the house write a day and be away on the next; then, in another story, be missed."""
    one, me, mentor = ids["placement"], people["student"], people["mentor"]
    absence = house.do(absences.miss, FIRST_DAY, mentor, one, CONTENT).value
    ids["missed"] = absence.id
    house.keep("practice missed", FIRST_DAY)
    house.begin_at("practice active")
    said = Written(8, ("ПК2.1",), 4, "Варил стыковой шов")
    entry = house.do(diary.write, FIRST_DAY, me, one, FIRST_DAY.date(), said, CONTENT).value
    tomorrow = date(2026, 10, 6)
    away = house.do(absences.tell, FIRST_DAY, me, one, Days(tomorrow, tomorrow, AbsenceReason.STUDY), CONTENT).value
    week = house.do(diary.read_trainee, FIRST_DAY, mentor, one, CONTENT).week(FIRST_DAY.date())
    ids |= {"entry": entry.id, "entry_version": entry.version, "absence": away.id, "week": diary.stamp(week)}  # type: ignore[dict-item]
    house.keep("practice diary", FIRST_DAY)
    back = house.do(diary.give_back, FIRST_DAY, mentor, entry.id, entry.version, "Какой шов?", CONTENT).value
    ids |= {"stuck": entry.id, "stuck_version": back.version}
    house.keep("practice stuck", LATER)
    house.begin_at("practice stuck")
    out = house.do(
        diary.leave_out, LATER, people["supervisor"], entry.id, back.version, "Так и не исправлено", CONTENT
    ).value
    ids["left_version"] = out.version
    house.keep("practice left out", LATER)


def _begin(session: Session, people: dict[str, int], college: str, plant: str) -> dict[str, int]:
    roles.add_guardian(session, people["their parent"], people["student"], BEFORE)
    site = CONTENT.enterprise(plant).sites[0].name.ru
    offered = replace(PLACES, enterprise=plant, site=site, created_by=people["head of an enterprise"])
    place = places.add(session, offered, BEFORE)
    new = student(people["student"], college=college, last_name="Практикантов", identity="практикантов|2009-06-08")
    who, _ = students.keep(session, new, BEFORE)
    supervised: dict[str, Any] = {"supervisor_id": people["supervisor"], "mentor_id": people["mentor"]}
    placement = plan(session, who, place, BEFORE, enterprise=plant, **supervised)
    lead(session, placement, *GATHERING, now=BEFORE)
    elsewhere = replace(PLACES, enterprise="tyazhpressmash", created_by=people["head of an enterprise"])
    there = places.add(session, elsewhere, BEFORE)
    return {
        "elsewhere": there.id,
        "student": who.id,
        "student_person": people["student"],
        "place": place.id,
        "placement": placement.id,
    }


def _gather(session: Session, placement_id: int, actor: int, mentor: int, but: set[Item]) -> None:
    for item in NEEDED:
        if item not in but:
            given = replace(GIVEN, day=date(2026, 9, 7), mentor_id=mentor)
            items.note(session, BEFORE, actor, placement_id, item, given, CONTENT)


def _lead(session: Session, placement_id: int, status: PlacementStatus) -> None:
    placements.set_status(session, placement_id, status, FIRST_DAY)


def _assess(session: Session, placement_id: int, mentor: int) -> None:
    placements.change(
        session, placement_id, mark=5, recommendation=Recommendation.HIRE, review="тайна", assessed_at=AFTER,
        assessed_by=mentor,
    )  # fmt: skip
    module = CONTENT.module(placements.get(session, placement_id).module)
    given = [Competence(one.code, True, None, mentor) for one in module.competences]
    competences.put(session, placement_id, given, AFTER)
