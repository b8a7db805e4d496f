"""Taking an import back within its hour: what it made is gone, what it changed stands as before.

A student or a placement that somebody has moved on since stays as it is, and is named. So is whoever cannot get
everything again: a seat, a bed, a mentor that somebody else has by now.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from cluster import russian
from cluster.events import Done
from cluster.people import leave_college
from cluster.roster.applying import LARGE
from cluster.roster.desk import linked_by, load, reclaim
from cluster.roster.making import COLLEGE
from storage.internship import HistoryEntry, Mentor, PlacementHistoryKind, PlacementStatus, placements
from storage.roster import Import, Known, Move, Planned, PreviewState, imports, known, writing

MOST_NAMED = 5


class Thing(enum.StrEnum):
    """What a practice had and may not get again; its text is `roster-undone-<value>`."""

    SEAT = "seat"
    BED = "bed"
    MENTOR = "mentor"  # who takes no more students


@dataclass(frozen=True, slots=True)
class Lost:
    """What some students did not get again: short names of the first few, and how many they are."""

    what: Thing
    people: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undoing came to: students who are gone, who stand as before; practices that are gone; who was left."""

    found: Import
    gone: int = 0
    back: int = 0
    unplanned: int = 0
    left: tuple[str, ...] = ()
    """Short names of the first few who were left."""
    left_count: int = 0
    lost: tuple[Lost, ...] = ()
    """What of before could not be given back, since somebody else has it by now."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the undoing of some students came to; `last` is the last of them, None where nobody was left to do."""

    gone: int = 0
    back: int = 0
    unplanned: int = 0
    left: tuple[int, ...] = ()
    last: int | None = None
    lost: tuple[tuple[int, Thing], ...] = ()
    """Students who stand as before but for this."""


def undo(session: Session, now: datetime, actor: int, import_id: int) -> Done[Undone]:
    """Take an import back, in one transaction. A second tap changes nothing."""
    found = load(session, actor, import_id)
    if found.state is PreviewState.UNDONE:
        return Done(Undone(found))
    reclaim(session, now, actor, found, PreviewState.UNDONE)
    part = _undo(session, now, actor, found, imports.moves(session, import_id))
    return Done(summary(session, actor, import_id, [part.value]), part.events)


def summary(session: Session, actor: int, import_id: int, parts: Sequence[Part]) -> Undone:
    """Return what an undoing came to, in one part or many."""
    left = [student for part in parts for student in part.left]
    lost = {what: [student for part in parts for student, one in part.lost if one is what] for what in Thing}
    shown = {student for some in (left, *lost.values()) for student in some[:MOST_NAMED]}
    names = {one: russian.short_name(*said) for one, said in known.names(session, sorted(shown)).items()}
    return Undone(
        found=load(session, actor, import_id),
        gone=sum(part.gone for part in parts),
        back=sum(part.back for part in parts),
        unplanned=sum(part.unplanned for part in parts),
        left=_named(left, names),
        left_count=len(left),
        lost=tuple(Lost(what, _named(some, names), len(some)) for what, some in lost.items() if some),
    )


def _named(students: Sequence[int], names: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(names[one] for one in students[:MOST_NAMED] if one in names)


# --- part by part ----------------------------------------------------------------------------------------


def is_large_undo(session: Session, actor: int, import_id: int) -> bool:
    """Whether an import did so much that nobody else's reply could wait for it to be taken back in one transaction."""
    found = load(session, actor, import_id)
    if found.state is PreviewState.APPLIED:
        return imports.count_moves(session, import_id) > LARGE
    return found.state is PreviewState.UNDOING


def begin_undo(session: Session, now: datetime, actor: int, import_id: int) -> Import:
    """Decide that a large import is taken back. A second tap changes nothing."""
    found = load(session, actor, import_id)
    if found.state in {PreviewState.UNDOING, PreviewState.UNDONE}:
        return found
    reclaim(session, now, actor, found, PreviewState.UNDOING)
    return load(session, actor, import_id)


def undo_part(session: Session, now: datetime, import_id: int, after: int, limit: int) -> Done[Part]:
    """Take back what a large import did to up to `limit` students `after` one: in its hour, or half applied."""
    found = imports.head(session, import_id)
    if found is None or found.state not in {PreviewState.APPLYING, PreviewState.UNDOING}:
        return Done(Part())
    moves = imports.moves(session, import_id, after, limit)
    return _undo(session, now, found.applied_by or found.prepared_by, found, moves)


def end_parts(session: Session, now: datetime, import_id: int) -> Done[None]:
    """Note that all parts of a large import are taken back. Done once more it changes nothing."""
    found = imports.head(session, import_id)
    if found is None:
        return Done(None)
    actor = found.applied_by or found.prepared_by
    if found.state is PreviewState.APPLYING:
        imports.raise_version(session, found.college, found.base + 1)
        imports.settle(session, import_id, PreviewState.APPLYING, PreviewState.DROPPED, now, actor, None)
    imports.settle(session, import_id, PreviewState.UNDOING, PreviewState.UNDONE, now, actor, None)
    return Done(None)


def _undo(session: Session, now: datetime, actor: int, found: Import, moves: Sequence[Move]) -> Done[Part]:
    plan = _sort(session, moves)
    lost = _take_back(session, now, actor, plan)
    grants = [one.before["joined"][1] for one in (*plan.gone, *plan.back) if one.before.get("joined")]
    leave_college(session, now, actor, grants, found.college)
    imports.mark_undone(session, found.id, [one.student_id for one in plan.back], now)
    writing.remove_students(session, [one.student_id for one in plan.gone])
    left = tuple(one.student_id for one in plan.left)
    imports.keep_as_they_are(session, found.id, left)
    last = moves[-1].student_id if moves else None
    # Who stays a student is told so now: the moment at which they would have been told will not come.
    told = linked_by(found, plan.left)
    return Done(Part(len(plan.gone), len(plan.back), len(plan.unplanned), left, last, tuple(lost)), told)


@dataclass
class _Plan:
    """Which moves are taken back how; only what nobody has touched since."""

    gone: list[Move] = field(default_factory=list)
    back: list[Move] = field(default_factory=list)
    left: list[Move] = field(default_factory=list)
    students: list[Known] = field(default_factory=list)
    """As they stand again."""
    unplanned: list[Planned] = field(default_factory=list)
    replanned: list[tuple[Planned, Planned]] = field(default_factory=list)
    """As they stand now, and as they stand again."""


def _sort(session: Session, moves: Sequence[Move]) -> _Plan:
    ids = [one.student_id for one in moves]
    students, practices = known.by_id(session, ids), known.placements(session, ids)
    touched = writing.touched_students(session, ids)
    worked_on = writing.touched_placements(session, [one.placement_id for one in moves if one.placement_id is not None])
    plan = _Plan()
    for move in moves:
        if move.before is None:  # stayed as it is when this part was done before
            continue
        standing = practices.get(move.student_id, [])
        own = next((one for one in standing if one.id == move.placement_id), None)
        student = students.get(move.student_id)
        others = [one for one in standing if one is not own]
        moved_on = (
            student is None
            or student.version != move.before["version"]
            or (move.placement_id is not None and not _is_untouched(own, move, worked_on))
            or (move.made and (bool(others) or move.student_id in touched))
        )
        if moved_on or student is None:
            plan.left.append(move)
            continue
        _note(plan, move, student, own)
    return plan


def _is_untouched(own: Planned | None, move: Move, worked_on: set[int]) -> bool:
    return (
        own is not None
        and own.version == move.before["placed"]
        and own.status is PlacementStatus.PLANNED
        and own.id not in worked_on
    )


def _note(plan: _Plan, move: Move, student: Known, own: Planned | None) -> None:
    if own is not None and move.before.get("placement") is None:
        plan.unplanned.append(own)
    elif own is not None:
        plan.replanned.append((own, replace(own, **_read(move.before["placement"]))))
    if move.made:
        plan.gone.append(move)
        return
    plan.back.append(move)
    if move.before["facts"]:
        plan.students.append(replace(student, **move.before["facts"]))


def _read(facts: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: date.fromisoformat(facts[name]) for name in ("date_from", "date_to")}
    return {**facts, **days}


def _take_back(session: Session, now: datetime, actor: int, plan: _Plan) -> list[tuple[int, Thing]]:
    """Take back what is planned so; return what could not be given back to whom."""
    mentors = _mentors(session, plan)
    now_held = [*plan.unplanned, *(now_stands for now_stands, _ in plan.replanned)]
    for place, (seats, beds) in _seats(now_held).items():
        writing.take_seats(session, place, -seats, -beds)
    again: list[Planned] = []
    lost: list[tuple[int, Thing]] = []
    for _, before in plan.replanned:
        found = replace(_seated(session, before), mentor_id=mentors[before.id])
        again.append(found)
        lost += [(before.student_id, what) for what in _missing(before, found)]
    writing.put_placements(session, again)
    writing.note(session, [HistoryEntry(one.id, now, PlacementHistoryKind.UNDO, COLLEGE, actor) for one in again])
    writing.remove_placements(session, [one.id for one in plan.unplanned])
    writing.put_students(session, plan.students, now)
    writing.unsupervise(session, [tuple(one) for move in plan.back for one in move.before.get("supervised", ())])
    return lost


def _seats(held: Iterable[Planned]) -> dict[int, tuple[int, int]]:
    seats: Counter[int] = Counter()
    beds: Counter[int] = Counter()
    for one in held:
        if one.place_id is not None:
            seats[one.place_id] += 1
            beds[one.place_id] += one.bed is True
    return {place: (seats[place], beds[place]) for place in seats}


def _seated(session: Session, before: Planned) -> Planned:
    """Return a placement at its place of before: without its bed, or without any, where that was taken since."""
    if before.place_id is None or writing.take_seats(session, before.place_id, 1, int(before.bed is True)):
        return before
    if before.bed is True and writing.take_seats(session, before.place_id, 1, 0):
        return replace(before, bed=False)
    return replace(before, place_id=None, bed=None if before.bed is None else False)


def _mentors(session: Session, plan: _Plan) -> dict[int, int | None]:
    """Return the mentors of placements that stand as before: none where theirs takes no more students by now."""
    held = [*plan.unplanned, *(stands for stands, _ in plan.replanned)]
    wanted = {before.mentor_id for _, before in plan.replanned if before.mentor_id is not None}
    loads = Counter(placements.loads(session, wanted))
    loads.subtract(one.mentor_id for one in held if one.mentor_id is not None)
    found: dict[int, int | None] = {}
    # Whoever has theirs still keeps them; the others share what is left.
    for stands, before in sorted(plan.replanned, key=lambda pair: pair[0].mentor_id != pair[1].mentor_id):
        mentor = before.mentor_id
        if mentor is not None and mentor != stands.mentor_id:
            known_as = placements.mentor(session, mentor, before.enterprise) or Mentor(mentor, before.enterprise)
            mentor = mentor if loads[mentor] < known_as.most_students else None
        if mentor is not None:
            loads[mentor] += 1
        found[before.id] = mentor
    return found


def _missing(before: Planned, found: Planned) -> Iterator[Thing]:
    """Give what a placement had before and has not got again; who has no place there needs no bed there."""
    if before.place_id != found.place_id:
        yield Thing.SEAT
    elif before.bed != found.bed:
        yield Thing.BED
    if before.mentor_id != found.mentor_id:
        yield Thing.MENTOR
