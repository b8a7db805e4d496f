"""Where the house stands while a list of students waits to be applied, and once it is."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from cluster import roster
from cluster.roster import RosterRow
from tests.conversation.people import CONTENT
from tests.conversation.places import Places

NAME = "Щеглова"


def lay_roster(house: Places, ids: dict[str, int], staff: int, college: str) -> None:
    """Prepare and apply a list with one student."""
    row = RosterRow(2, NAME, "Анна-Мария", "Юрьевна", date(2008, 9, 5), f"{college}-welder-9", "СВ-21")
    seen = house.do(roster.examine, house.now, staff, college, [row])
    weighed = house.do(roster.weigh, house.now, staff, college, seen.steps, (), CONTENT)
    ids["roster"] = house.do(roster.prepare, house.now, staff, college, 0, weighed).value.id
    house.keep("roster prepared")
    house.do(roster.apply, house.now, staff, ids["roster"], CONTENT)
    ids["student"] = house.do(_first, staff, college)
    house.keep("roster applied")


def _first(session: Session, staff: int, college: str) -> int:
    return roster.groups(session, staff, college).items[0].handle
