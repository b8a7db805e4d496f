"""The pinned card: drawn once there is first something to show, then anew whenever its path reads otherwise.

A card has one duty for as long as it stands, keyed by its person. Whatever may have changed the path has it done at
once, so that many changes make one edit; else it is done each morning while something is under way, and once in thirty
days after that. It remembers what was drawn last and draws nothing where nothing differs.

It is laid with the first application, when a student's record is linked to a chat, and with the first offer. Until its
message stands it is tried anew at each look: somebody may be out of reach. After that it is edited and no more: whoever
unpins it or deletes it is left alone until they press the button.
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
from storage import anchors, people
from storage.errors import Forbidden, NotFound
from storage.internship import Placement, PlacementStatus, students

DRAW: Final = "path-draw"
LOOK_AT = time(5, 0)
SELDOM = timedelta(days=30)
STAGGER_MINUTES: Final = 180
"""So that the cards of a whole college are not looked at in the same minute."""


@dataclass(frozen=True)
class PathChanged(Event):
    """The path of a person who has a card reads otherwise than it was drawn; `is_new`: its message stands nowhere."""

    person_id: int
    is_new: bool = False


def anchor_of(person_id: int) -> str:
    """Return the name of somebody's pinned card."""
    return f"path:{person_id}"


def begin(session: Session, now: datetime, persons: Iterable[int | None]) -> None:
    """Lay the cards of these people, since there is something to show; who has one keeps it."""
    keys = sorted({str(person) for person in persons if person is not None})
    stands = duties.open_ones(session, DRAW, keys)
    for key in keys:
        if key not in stands:
            duties.schedule(session, DRAW, key, now, {"seen": "", "new": True})


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
    duty = duties.open_one(session, DRAW, str(actor))
    stands = duty is not None and not _is_new(session, duty)
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
    is_new = _is_new(session, duty)
    if is_new and found.name is not None:
        return Done(None)  # a parent who applied for a child opens the path from the menu
    _wait(session, now, found, is_new=is_new)
    if not is_new and _print_of(session, found) == duty.payload.get("seen"):
        return Done(None)
    return Done(None, (PathChanged(person, is_new),))


def _is_new(session: Session, duty: Duty) -> bool:
    """Whether a card was laid, and its message has reached nobody yet."""
    return bool(duty.payload.get("new")) and not anchors.stands(session, anchor_of(int(duty.key)))


def _wait(session: Session, now: datetime, found: Path, *, is_new: bool = False) -> None:
    """Look again another day: a day that passes changes a path, too, and so does what nobody tells of."""
    ahead = timedelta(days=1) if found.is_open else SELDOM
    moment = at(day_of(now) + ahead, LOOK_AT) + timedelta(minutes=found.person_id % STAGGER_MINUTES)
    seen = {"seen": _print_of(session, found), **({"new": True} if is_new else {})}
    duties.schedule(session, DRAW, str(found.person_id), moment, seen)


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
    asked = [event.student_id for _, event in changes if event.after is PlacementStatus.OFFERED]
    begin(session, now, (one.person_id for one in students.many(session, asked).values()))


@on_touch
def _after_facts(session: Session, now: datetime, placement: Placement) -> None:
    touch_students(session, now, [placement.student_id])


DUTIES: Duties = {DRAW: _look}
