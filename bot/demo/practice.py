"""The students and placements that the demo has from the start, led to where they stand by the real use cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.demo.diaries import lay_diary
from cluster import russian
from cluster.calendar import MOSCOW
from cluster.content import Content
from cluster.internship import items, life, offering, placing
from cluster.internship.items import NOTED, Given
from cluster.internship.offers import SAID
from cluster.internship.readiness import Item
from cluster.internship.status import Actor, By, Facts, transition
from storage.internship import (
    OVER,
    Meeting,
    NewPlace,
    NewStudent,
    PayBasis,
    Place,
    Placement,
    PlacementStatus,
    Recommendation,
    Student,
    placements,
    places,
    students,
)

S = PlacementStatus


@dataclass(frozen=True, slots=True)
class Scene:
    """What every step needs: the transaction, the content, the story, people.id by Telegram's number."""

    session: Session
    content: Content
    story: Mapping[str, Any]
    people: Mapping[int, int]

    @property
    def now(self) -> datetime:
        """Return when everything was laid."""
        return _moment(self.story["laid"])


def lay_practice(session: Session, content: Content, story: Mapping[str, Any], known: Mapping[int, int]) -> None:
    """Offer the places, keep the students, and lead their placements. Repeatable: what stands is left as it is."""
    scene = Scene(session, content, story, known)
    offered: dict[str, Place] = {}
    placed = []
    for told in story["student"]:
        student, is_new = students.keep(session, _student(scene, told), scene.now)
        if is_new and "place" in told:
            placed.append((student, told))
    # What is over comes first: it leaves its mentor's room to those who came after.
    for student, told in sorted(placed, key=lambda one: S(one[1]["stands"]) not in OVER):
        if told["place"] not in offered:
            offered[told["place"]] = _offer(scene, told["place"])
        _place(scene, student, offered[told["place"]], told)
    for told in story["place"]:
        if told["key"] not in offered and not _is_offered(scene, told):
            _offer(scene, told["key"])


def _is_offered(scene: Scene, told: Mapping[str, Any]) -> bool:
    code = scene.content.programme(scene.story["programme"]).code
    known = places.free(scene.session, [code], scene.now)
    return any(one.enterprise == told["enterprise"] and one.date_from == told["first"] for one in known)


def _student(scene: Scene, told: Mapping[str, Any]) -> NewStudent:
    last, first, middle = told["name"]
    born: date = told["born"]
    return NewStudent(
        college=scene.story["college"],
        programme=scene.story["programme"],
        study_group=told["group"],
        identity=russian.identity_key(last, first, middle or None, born),
        last_name=last,
        first_name=first,
        middle_name=middle or None,
        birth_date=born,
        district=told["district"],
        wish=told.get("wish"),
        needs_bed=told.get("bed", False),
        supervisor_id=scene.people[scene.story["supervisor"]],
        person_id=scene.people.get(told.get("person", 0)),
    )


def _offer(scene: Scene, key: str) -> Place:
    told = next(one for one in scene.story["place"] if one["key"] == key)
    begins, ends, pause = told["shift"]
    basis, amount, days = told["pay"]
    offer = NewPlace(
        enterprise=told["enterprise"],
        profession=scene.content.programme(scene.story["programme"]).code,
        number=told["number"],
        date_from=told["first"],
        date_to=told["last"],
        site=told["site"],
        shift_from=time.fromisoformat(begins),
        shift_to=time.fromisoformat(ends),
        pay_basis=PayBasis(basis),
        created_by=scene.people[told["by"]],
        break_minutes=pause,
        beds=told["beds"],
        pay_amount=amount or None,
        pay_days=tuple(days),
        gear=told["gear"],
        meeting=Meeting(**told["meeting"]) if "meeting" in told else None,
    )
    return places.add(scene.session, offer, scene.now)


def _place(scene: Scene, student: Student, place: Place, told: Mapping[str, Any]) -> None:
    """Plan a practice and ask for it; so far as it stands, both said yes on paper."""
    session, content, by = scene.session, scene.content, scene.people[scene.story["coordinator"]]
    asked = _moment(told["asked"]) if "asked" in told else scene.now
    (placement,) = placing.assign(
        session, asked, by, [(student.id, place.id)], scene.story["module"], content
    ).placements
    offering.offer(session, asked, by, placement.id, content)
    if told["stands"] != S.OFFERED:
        for part in SAID:
            placement = offering.note_agreed(session, asked, by, placement.id, part).value
        _lead(scene, placement, S(told["stands"]), told)
    lay_diary(session, placements.get(session, placement.id), told, content)


def _lead(scene: Scene, placement: Placement, stands: PlacementStatus, told: Mapping[str, Any]) -> None:
    """Go the way of an agreed placement as far as it stands; the papers and briefings are noted on the way."""
    session, staff = scene.session, scene.people[scene.story["supervisor"]]
    if stands is S.CANCELLED:
        by, later = scene.people[scene.story["coordinator"]], scene.now + timedelta(days=2)
        life.step(session, later, by, placement.id, None, S.CANCELLED, scene.content, told["why"])
        return
    _gather(scene, placement, told)
    first_day = datetime.combine(placement.date_from, time(6), MOSCOW)
    if stands in {S.DOCS_PENDING, S.READY}:
        return
    items.settle(session, first_day, placement.id, scene.content)
    if stands is S.PAUSED:
        week = first_day + timedelta(days=4)
        life.step(session, week, staff, placement.id, None, S.PAUSED, scene.content, life.Why.ILLNESS.value)
    if stands in {S.REPORTING, S.ASSESSED, S.COMPLETED}:
        _end(scene, placement, stands)


def _gather(scene: Scene, placement: Placement, told: Mapping[str, Any]) -> None:
    session, staff, missing = scene.session, scene.people[scene.story["supervisor"]], told.get("missing", ())
    where = next(one for one in scene.story["place"] if one["key"] == told["place"])
    given = Given(
        number=scene.story["number"], day=scene.now.date(), mentor_id=scene.people[told.get("mentor", where["mentor"])],
        until=placement.date_to + timedelta(days=200), held_by=scene.story["held_by"], journal="12",
        clothes="48–50", shoes="43",
    )  # fmt: skip
    student = students.get(session, placement.student_id)
    needed = {line.item for line in items.ready(session, placement, student, scene.content).lines if line.needed}
    for item in NOTED:
        if item in needed and item.value not in missing and item is not Item.PARENT_CONSENT:
            items.note(session, scene.now, staff, placement.id, item, given, scene.content)
    if Item.PARENT_CONSENT in needed and "parent_consent" not in missing:
        by = scene.people[scene.story["coordinator"]]
        items.note(session, scene.now, by, placement.id, Item.PARENT_CONSENT, given, scene.content)


def _end(scene: Scene, placement: Placement, stands: PlacementStatus) -> None:
    session, after = scene.session, datetime.combine(placement.date_to, time(0, 5), MOSCOW) + timedelta(days=1)
    known = placements.get(session, placement.id)
    transition(session, after, known, S.REPORTING, By(Actor.CLOCK), Facts(ended=True))
    if stands in {S.ASSESSED, S.COMPLETED}:
        mastered = {one.code: True for one in scene.content.module(known.module).competences}
        life.assess(
            session, after + timedelta(hours=10), known.mentor_id or 0, known.id, mastered, 5, Recommendation.HIRE,
            scene.story["review"], scene.content,
        )  # fmt: skip
    if stands is S.COMPLETED:
        signed = after + timedelta(days=2, hours=11)
        life.sign(session, signed, scene.people[scene.story["supervisor"]], known.id, scene.content)


def _moment(local: datetime) -> datetime:
    return local.replace(tzinfo=MOSCOW)


__all__ = ["lay_practice"]
