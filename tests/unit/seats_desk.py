"""A desk for rules about places, without Telegram: two colleges, two plants, students who have no place yet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from cluster import people
from cluster.internship import offering, placing
from cluster.internship.placing import Batch
from cluster.people import Role
from storage import people as met
from storage import roles
from storage.internship import Place, Placement, Student, placements, places, students
from tests.conversation.people import CONTENT
from tests.practice import COLLEGE, MODULE, NOW, PLACES, PLANT, student

OTHER_COLLEGE, OTHER_PLANT = "kasimov", "rnpk"


@dataclass
class Desk:
    """Olga coordinates and Sergey supervises in Klepiki, Pavel in Kasimov; Nina and Egor are personnel of two plants."""

    session: Session
    olga: int
    sergey: int
    pavel: int
    nina: int
    egor: int
    petya: int
    mother: int

    def place(self, **changes: Any) -> Place:
        """Lay places of Tyazhpressmash."""
        return places.add(self.session, replace(PLACES, created_by=self.nina, **changes), NOW)

    def student(self, identity: str = "пётр", **changes: Any) -> Student:
        """Lay a student of Klepiki."""
        return students.keep(self.session, student(identity=identity, **changes), NOW)[0]

    def assign(self, *pairs: tuple[Student, Place], module: str = MODULE, now: datetime = NOW) -> Batch:
        """Give students places, as Olga."""
        given = [(who.id, place.id) for who, place in pairs]
        return placing.assign(self.session, now, self.olga, given, module, CONTENT)

    def offered(self, place: Place | None = None, **changes: Any) -> Placement:
        """Lay an offer to Petya, who is in the bot."""
        batch = self.assign((self.student(person_id=self.petya, **changes), place or self.place()))
        return offering.offer(self.session, NOW, self.olga, batch.placements[0].id, CONTENT).value

    def again(self, one: Placement) -> Placement:
        """Return a placement as it stands now."""
        return placements.get(self.session, one.id)

    def seats(self, place: Place) -> tuple[int, int]:
        """Return how many seats and beds of places are given away."""
        found = places.get(self.session, place.id)
        return found.taken, found.beds_taken


def open_desk(session: Session) -> Desk:
    """Bring everybody in."""
    people.register_organisations(session, people.organisations_of(CONTENT))
    cast = {
        "olga": (Role.COORDINATOR, COLLEGE),
        "sergey": (Role.COLLEGE_SUPERVISOR, COLLEGE),
        "pavel": (Role.COORDINATOR, OTHER_COLLEGE),
        "nina": (Role.ENTERPRISE_HR, PLANT),
        "egor": (Role.ENTERPRISE_HR, OTHER_PLANT),
        "petya": (Role.STUDENT, COLLEGE),
        "mother": (Role.PARENT, None),
    }
    ids = {}
    for number, (name, (role, organisation)) in enumerate(cast.items(), 801):
        ids[name] = met.meet(session, number, number, "ru", NOW).id
        people.grant(session, NOW, None, ids[name], role, organisation)
    roles.add_guardian(session, ids["mother"], ids["petya"], NOW)
    return Desk(session, **ids)
