"""Where the house stands while places are offered, given and asked about: free, planned, asked, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from cluster import places
from cluster.internship import offering, placing
from storage import roles
from storage.internship import placements, students
from storage.internship import places as stored
from tests.conversation.people import CONTENT
from tests.conversation.places import Places
from tests.practice import MODULE, PLACES, student

NOW = datetime(2026, 9, 10, 7, 0, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def lay_seats(house: Places, ids: dict[str, int], people: dict[str, int], college: str, plant: str) -> None:
    """Lead places of the plant from their offer to a student who is asked, and to their end."""
    olga = people["coordinator"]
    ids |= house.do(_begin, people, college, plant)
    house.keep("seats free", NOW)
    pairs = [(ids["seeker"], ids["seats"])]
    ids["planned"] = house.do(placing.assign, NOW, olga, pairs, MODULE, CONTENT).placements[0].id
    house.do(placements.change, ids["planned"], mentor_id=people["mentor"])
    ids["planned_at"] = (NOW - EPOCH) // timedelta(microseconds=1)
    house.keep("seat planned", NOW)
    house.do(offering.offer, NOW, olga, ids["planned"], CONTENT)
    house.keep("seat offered", NOW)
    house.begin_at("seats free")
    house.do(places.close, NOW, olga, ids["seats"])
    house.keep("seats closed", NOW)


def _begin(session: Session, people: dict[str, int], college: str, plant: str) -> dict[str, int]:
    head = people["head of an enterprise"]
    roles.add_guardian(session, people["their parent"], people["student"], NOW)
    # Nobody has said yet who meets them: a change of the places begins with that.
    place = stored.add(session, replace(PLACES, enterprise=plant, created_by=head, meeting=None), NOW)
    seeker = student(people["student"], college=college, last_name="Практикантов", identity="практикантов|2009")
    other = student(None, college=college, last_name="Практикантова", identity="практикантова|2009")
    found = [students.keep(session, one, NOW)[0].id for one in (seeker, other)]
    return {"seats": place.id, "seeker": found[0], "second seeker": found[1]}
