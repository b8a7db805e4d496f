"""The items of the readiness list: which answers each needs, who notes it, and how what was noted is kept."""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster.calendar import day_of
from cluster.events import Event
from cluster.internship import desk
from cluster.internship.events import MentorChanged
from cluster.internship.readiness import Item
from storage import roles
from storage.errors import NotFound, Refusal
from storage.internship import (
    Briefing,
    BriefingKind,
    HistoryEntry,
    Mentor,
    Placement,
    PlacementHistoryKind,
    placements,
    places,
    students,
)
from storage.roles import Role


class Need(enum.StrEnum):
    """An answer that noting an item needs; the value is the field of `Given`."""

    NUMBER = "number"
    DAY = "day"
    MENTOR = "mentor_id"
    UNTIL = "until"
    ENDS = "ends"
    HELD_BY = "held_by"
    JOURNAL = "journal"
    CLOTHES = "clothes"
    SHOES = "shoes"


OPTIONAL: Final = frozenset({Need.JOURNAL, Need.ENDS})
N = Need


@dataclass(frozen=True, slots=True)
class Noting:
    """How one item is noted: by whom beside the college, what is asked, whether for a whole group at once."""

    needs: tuple[Need, ...]
    enterprise: bool = False
    student: bool = False
    grouped: bool = False


NOTED: Final[Mapping[Item, Noting]] = {
    Item.AGREEMENT: Noting((N.NUMBER, N.DAY, N.ENDS), grouped=True),
    Item.COLLEGE_ORDER: Noting((N.NUMBER, N.DAY), grouped=True),
    Item.ENTERPRISE_ORDER: Noting((N.NUMBER, N.DAY), enterprise=True, grouped=True),
    Item.MENTOR: Noting((N.MENTOR,), enterprise=True),
    Item.MENTOR_CONSENT: Noting((N.DAY,), enterprise=True),
    Item.PARENT_CONSENT: Noting((N.DAY,)),
    Item.MEDICAL: Noting((N.UNTIL,)),
    Item.GEAR: Noting((N.CLOTHES, N.SHOES), student=True),
    Item.PASS: Noting((N.DAY,), enterprise=True, grouped=True),
    Item.BED: Noting(()),
    Item.INTRODUCTORY: Noting((N.DAY, N.HELD_BY, N.JOURNAL), enterprise=True, grouped=True),
    Item.PRIMARY: Noting((N.DAY, N.HELD_BY, N.JOURNAL), enterprise=True),
}
"""What can be noted. That a schedule keeps to what an age allows is worked out, and noted by nobody."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of an item; only what the item needs counts."""

    number: str | None = None
    day: date | None = None
    mentor_id: int | None = None
    until: date | None = None
    held_by: str | None = None
    journal: str | None = None
    clothes: str | None = None
    shoes: str | None = None
    ends: date | None = None
    """The last day of an agreement; None where it names none."""


def note_one(
    session: Session, now: datetime, actor: int, placement: Placement, item: Item, given: Given
) -> Sequence[Event]:
    """Keep what was given for an item of one placement, checked before, with a line of its history."""
    if item is Item.MENTOR:
        return _assign(session, now, actor, placement, given.mentor_id or 0)
    _KEEP[item](session, now, actor, placement, given)
    kind = PlacementHistoryKind.BRIEFING if item in _BRIEFINGS else PlacementHistoryKind.EDIT
    write_line(session, now, actor, placement, kind, item)
    return ()


def _assign(session: Session, now: datetime, actor: int, placement: Placement, person: int) -> Sequence[Event]:
    if placement.mentor_id == person:
        return ()
    if person not in roles.holders(session, Role.MENTOR, frozenset({placement.enterprise})):
        raise NotFound("internship-mentor-unknown")
    cap = placements.mentor(session, person, placement.enterprise) or Mentor(person, placement.enterprise)
    if len(placements.of_mentor(session, person)) >= cap.most_students:
        raise Refusal("internship-mentor-full", most=cap.most_students)
    placements.put_mentor(session, cap)
    placements.change(session, placement.id, mentor_id=person)
    entry = HistoryEntry(
        placement.id, now, PlacementHistoryKind.MENTOR, desk.part_of(session, actor, placement).value, actor,
        before=None if placement.mentor_id is None else str(placement.mentor_id), after=str(person),
    )  # fmt: skip
    placements.note(session, entry)
    return (MentorChanged(placement.id, placement.student_id, placement.mentor_id, person, actor),)


def _agreement(session: Session, _now: datetime, _actor: int, placement: Placement, given: Given) -> None:
    placements.change(
        session, placement.id, agreement_no=given.number, agreement_date=given.day, agreement_until=given.ends
    )


def _college_order(session: Session, _now: datetime, _actor: int, placement: Placement, given: Given) -> None:
    placements.change(session, placement.id, college_order_no=given.number, college_order_date=given.day)


def _enterprise_order(session: Session, _now: datetime, _actor: int, placement: Placement, given: Given) -> None:
    placements.change(session, placement.id, enterprise_order_no=given.number, enterprise_order_date=given.day)


def _mentor_consent(session: Session, _now: datetime, _actor: int, placement: Placement, given: Given) -> None:
    mentor = placement.mentor_id or 0
    known = placements.mentor(session, mentor, placement.enterprise) or Mentor(mentor, placement.enterprise)
    placements.put_mentor(
        session,
        Mentor(known.person_id, known.enterprise, given.day, known.order_no, known.most_students, known.extra_pay),
    )


def _parent_consent(session: Session, now: datetime, actor: int, placement: Placement, _given: Given) -> None:
    students.change(
        session, placement.student_id, now, parent_consent=True, parent_consent_by=actor, parent_consent_at=now
    )


def _medical(session: Session, now: datetime, _actor: int, placement: Placement, given: Given) -> None:
    students.change(session, placement.student_id, now, medical_until=given.until)


def _gear(session: Session, now: datetime, _actor: int, placement: Placement, given: Given) -> None:
    sizes = {"clothes": given.clothes, "shoes": given.shoes}
    students.change(session, placement.student_id, now, sizes=sizes)


def _pass(session: Session, _now: datetime, _actor: int, placement: Placement, given: Given) -> None:
    placements.change(session, placement.id, pass_issued_on=given.day)


def _bed(session: Session, _now: datetime, _actor: int, placement: Placement, _given: Given) -> None:
    if placement.bed is True:
        return
    if placement.place_id is not None and not places.take_bed(session, placement.place_id):
        raise Refusal("internship-no-bed")
    placements.change(session, placement.id, bed=True)


_BRIEFINGS: Final = {Item.INTRODUCTORY: BriefingKind.INTRODUCTORY, Item.PRIMARY: BriefingKind.PRIMARY}


def _briefing(kind: BriefingKind) -> Callable[[Session, datetime, int, Placement, Given], None]:
    def keep(session: Session, now: datetime, actor: int, placement: Placement, given: Given) -> None:
        held = Briefing(placement.id, kind, given.day or day_of(now), given.held_by or "", given.journal)
        placements.brief(session, held, actor, now)

    return keep


_KEEP: Final[Mapping[Item, Callable[[Session, datetime, int, Placement, Given], None]]] = {
    Item.AGREEMENT: _agreement,
    Item.COLLEGE_ORDER: _college_order,
    Item.ENTERPRISE_ORDER: _enterprise_order,
    Item.MENTOR_CONSENT: _mentor_consent,
    Item.PARENT_CONSENT: _parent_consent,
    Item.MEDICAL: _medical,
    Item.GEAR: _gear,
    Item.PASS: _pass,
    Item.BED: _bed,
    Item.INTRODUCTORY: _briefing(BriefingKind.INTRODUCTORY),
    Item.PRIMARY: _briefing(BriefingKind.PRIMARY),
}


def write_line(
    session: Session,
    now: datetime,
    actor: int,
    placement: Placement,
    kind: PlacementHistoryKind,
    item: Item,
    reason: str | None = None,
) -> None:
    """Write down who did what about an item."""
    part = desk.part_of(session, actor, placement)
    entry = HistoryEntry(placement.id, now, kind, part.value, actor, reason=reason, fields=(item.value,))
    placements.note(session, entry)


__all__ = ["NOTED", "OPTIONAL", "Given", "Need", "Noting", "note_one", "write_line"]
