"""The pinned card: drawn once on wish, then anew whenever its path reads otherwise.

A card has one duty for as long as it stands, keyed by its person. Whatever may have changed the path has it done at
once, so that many changes make one edit; else it is done each morning while something is under way, and once in thirty
days after that. It remembers what was drawn last and draws nothing where nothing differs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from cluster import duties
from cluster.admission import status as admission_status
from cluster.calendar import at, day_of
from cluster.content import Content
from cluster.duties import Duties, Duty
from cluster.events import Done, Event
from cluster.internship import status as practice_status
from cluster.internship.touching import on_touch
from cluster.path.lines import Path
from cluster.path.reading import path
from storage import people
from storage.errors import Forbidden, NotFound
from storage.internship import Placement, students

DRAW: Final = "path-draw"
LOOK_AT = time(5, 0)
SELDOM = timedelta(days=30)
STAGGER_MINUTES: Final = 180
"""So that the cards of a whole college are not looked at in the same minute."""


@dataclass(frozen=True)
class PathChanged(Event):
    """The path of a person who has a card reads otherwise than it was drawn."""

    person_id: int


def touch(session: Session, now: datetime, persons: Iterable[int | None]) -> None:
    """Have the cards of these people looked at: something has changed. Who has none gets none."""
    keys = sorted({str(person) for person in persons if person is not None})
    if keys:
        duties.hasten(session, DRAW, keys, now)


def touch_students(session: Session, now: datetime, student_ids: Iterable[int]) -> None:
    """Have the cards of these students looked at."""
    touch(session, now, (one.person_id for one in students.many(session, student_ids).values()))


def open_card(session: Session, now: datetime, actor: int, content: Content) -> Done[tuple[Path, bool]]:
    """Return one's own path, to be drawn now, and whether its card stands already."""
    found = path(session, now, actor, actor, content)
    stands = duties.open_one(session, DRAW, str(actor)) is not None
    _wait(session, now, found)
    return Done((found, stands))


def forget(session: Session, person: int) -> None:
    """Draw no card of this person any more."""
    duties.cancel(session, DRAW, str(person))


def _look(session: Session, now: datetime, duty: Duty, content: Content) -> Done[None]:
    """Have the card drawn where its path reads otherwise; whose path is gone has no card any more."""
    person = int(duty.key)
    try:
        found = path(session, now, person, person, content)
    except (NotFound, Forbidden):
        return Done(None)
    _wait(session, now, found)
    if _print_of(session, found) == duty.payload.get("seen"):
        return Done(None)
    return Done(None, (PathChanged(person),))


def _wait(session: Session, now: datetime, found: Path) -> None:
    """Look again another day: a day that passes changes a path, too, and so does what nobody tells of."""
    ahead = timedelta(days=1) if found.is_open else SELDOM
    moment = at(day_of(now) + ahead, LOOK_AT) + timedelta(minutes=found.person_id % STAGGER_MINUTES)
    duties.schedule(session, DRAW, str(found.person_id), moment, {"seen": _print_of(session, found)})


def _print_of(session: Session, found: Path) -> str:
    """Return what tells two drawings apart without saying what stands there."""
    person = people.get(session, [found.person_id]).get(found.person_id)
    said = (person.language if person is not None else "", found.lines)
    return hashlib.sha256(repr(said).encode()).hexdigest()


@admission_status.follow
def _after_applications(session: Session, now: datetime, changes: Sequence[admission_status.Change]) -> None:
    touch(session, now, (event.owner_id for _, event in changes))


@practice_status.follow
def _after_placements(session: Session, now: datetime, changes: Sequence[practice_status.Change]) -> None:
    touch_students(session, now, (event.student_id for _, event in changes))


@on_touch
def _after_facts(session: Session, now: datetime, placement: Placement) -> None:
    touch_students(session, now, [placement.student_id])


DUTIES: Duties = {DRAW: _look}
