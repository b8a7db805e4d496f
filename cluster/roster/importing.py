"""A file that was read: compared with what the bot has, shown with its numbers, kept to be applied."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy.orm import Session

from cluster import duties, russian
from cluster.calendar import WorkCalendar, day_of
from cluster.content import Content
from cluster.events import Done
from cluster.internship.hours import Plan, plan_on, working_days
from cluster.people.organisations import college_staff
from cluster.roster.desk import A_MOMENT, PREVIEW_ENDS, PREVIEW_FOR, check, check_fresh, check_idle, load
from cluster.roster.planning import (
    SIMILAR,
    TOO_YOUNG,
    Seat,
    Seats,
    Step,
    World,
    mentor_after,
    seat_of,
    step_of,
    warnings,
)
from cluster.roster.planning import crowded as too_many
from cluster.roster.reading import Named, RosterRow, pack, unpack
from cluster.tables import RowFault
from storage import people, roles
from storage.internship import Mentor, placements, places
from storage.roles import Role
from storage.roster import Enrolled, Import, imports, known

FIELDS = ("programme", "study_group", "phone", "district", "wish", "needs_bed", "supervisor_id")
"""What is told of when it changes."""


@dataclass(frozen=True)
class Directory:
    """What a file is read by: the version of the college's students, and whom it may name."""

    version: int
    supervisors: Named
    mentors: Mapping[str, Named]
    """By enterprise."""


@dataclass(frozen=True)
class Examined:
    """What a part of a file would do, and what stands against it."""

    steps: tuple[Step, ...]
    faults: tuple[RowFault, ...]


@dataclass(frozen=True)
class Weighed:
    """A file as it is kept: its rows, and what they would come to, in JSON values."""

    rows: list[list[Any]]
    numbers: dict[str, int]
    fields: dict[str, int]
    warned: dict[str, list[int]]
    short: list[list[Any]]
    """Whose days hold fewer hours than are wanted: what they hold and what is wanted, in half hours, and the rows."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would come to: its numbers by name, and the rows that have to be looked at, by reason."""

    found: Import
    numbers: Mapping[str, int]
    fields: Mapping[str, int]
    """How many students get another value, by field."""
    warned: Mapping[str, Sequence[int]]
    short: Sequence[tuple[Plan, Sequence[int]]]
    """The rows whose days hold fewer hours than are wanted, by how many."""


def directory(session: Session, actor: int, college: str, content: Content) -> Directory:
    """Return whom a file may name: who works for the college, and the mentors of each enterprise."""
    check(session, actor, college)
    check_idle(session, college)
    staff = college_staff(session, [college])
    mentors = {one.key: roles.holders(session, Role.MENTOR, [one.key]) for one in content.enterprises}
    names = people.names(session, sorted({*staff, *chain.from_iterable(mentors.values())}))
    return Directory(
        imports.desk_version(session, college),
        Named({person: names[person] for person in staff if person in names}),
        {key: Named({one: names[one] for one in found if one in names}) for key, found in mentors.items()},
    )


def examine(session: Session, now: datetime, actor: int, college: str, rows: Sequence[RosterRow]) -> Examined:
    """Compare a part of a file with what the bot has."""
    check(session, actor, college)
    world = world_of(session, college, rows)
    found = [step_of(row, world, day_of(now)) for row in rows]
    return Examined(tuple(step for step, _ in found), tuple(fault for _, faults in found for fault in faults))


def crowded(session: Session, actor: int, college: str, steps: Sequence[Step]) -> tuple[RowFault, ...]:
    """Return a fault for each row of a whole file that would give a mentor more students than they take."""
    check(session, actor, college)
    return crowding(session, steps)


def similar(session: Session, actor: int, college: str, steps: Sequence[Step]) -> tuple[int, ...]:
    """Return the rows whose new student may be one whom the bot knows by another birth date or patronymic."""
    check(session, actor, college)
    new = [step.row for step in steps if step.is_new]
    if not new:
        return ()
    named = {step.known.id for step in steps if step.known is not None}
    others = [one for one in known.called(session, college) if one.id not in named]
    by_day = {(_plain(one.last_name, one.first_name), one.birth_date) for one in others}
    by_group = {(_plain(one.last_name, one.first_name), russian.plain(one.study_group)) for one in others}
    return tuple(
        row.row
        for row in new
        if (_plain(row.last, row.first), row.birth_date.isoformat()) in by_day
        or (_plain(row.last, row.first), russian.plain(row.group)) in by_group
    )


def _plain(last: str, first: str) -> str:
    return russian.plain(f"{last} {first}")


def weigh(
    session: Session,
    now: datetime,
    actor: int,
    college: str,
    steps: Sequence[Step],
    alike: Sequence[int],
    content: Content,
) -> Weighed:
    """Return a file without faults as it is kept, with what it would come to; `alike` are the rows of `similar`."""
    check(session, actor, college)
    steps = unshared(steps, shared_by(steps))
    allotted = allot(session, now, steps, content)
    numbers = tally(steps, allotted.given)
    numbers["missing"] = known.count(session, college) - sum(not step.is_new for step in steps)
    return Weighed(
        [pack(step.row) for step in steps],
        numbers,
        Counter(name for step in steps for name in step.changes if name in FIELDS),
        _warned(steps, content.calendar, {SIMILAR: alike, TOO_YOUNG: allotted.too_young}),
        _short(session, steps, allotted.given, content),
    )


def prepare(session: Session, now: datetime, actor: int, college: str, version: int, weighed: Weighed) -> Done[Import]:
    """Keep a file to be looked at; nothing changes yet. `version` is the one that it was compared with."""
    check(session, actor, college)
    kept = imports.add(
        session,
        college,
        version,
        actor,
        now,
        vars(weighed),
    )
    duties.schedule(session, PREVIEW_ENDS, str(kept.id), now + PREVIEW_FOR + A_MOMENT, {"import": kept.id})
    return Done(kept)


def preview(session: Session, now: datetime, actor: int, import_id: int) -> Preview:
    """Return what a prepared file would come to."""
    found = load(session, actor, import_id, whole=True)
    check_fresh(session, now, found)
    said = found.payload
    short = [(Plan(wanted, fits), rows) for fits, wanted, rows in said["short"]]
    return Preview(found, said["numbers"], said["fields"], said["warned"], short)


def _warned(steps: Iterable[Step], calendar: WorkCalendar, others: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    found = {code: list(rows) for code, rows in others.items() if rows}
    for step in steps:
        for code in warnings(step, calendar):
            found.setdefault(code, []).append(step.row.row)
    return found


def _short(session: Session, steps: Iterable[Step], given: Mapping[int, Seat], content: Content) -> list[list[Any]]:
    """Return the rows that plan a practice whose days hold fewer hours than are wanted, alike ones together."""
    found: dict[Plan, list[int]] = {}
    there = places.many(session, (seat.place_id for seat in given.values() if seat.place_id is not None))
    days_of = functools.cache(lambda first, last: working_days(first, last, content.calendar))
    for step in steps:
        practice = step.row.practice
        if not step.plans or practice is None:
            continue
        days, place = days_of(practice.date_from, practice.date_to), there.get(given[step.row.row].place_id or 0)
        plan = plan_on(days, place, step.row.birth_date, hours_of(step, content), content)
        if plan.is_short:
            found.setdefault(plan, []).append(step.row.row)
    return [[plan.half_hours, plan.wanted, rows] for plan, rows in found.items()]


def hours_of(step: Step, content: Content) -> int:
    """Return how many hours are wanted of the practice that a step plans."""
    practice = step.row.practice
    assert practice is not None
    if practice.hours or step.standing is None:
        return practice.hours or content.module(practice.module).hours
    return step.standing.hours_total


# --- shared with applying ------------------------------------------------------------------------------


def world_of(session: Session, college: str, rows: Sequence[RosterRow]) -> World:
    """Return what the bot knows of the people of some rows."""
    identities = [row.identity for row in rows]
    students = known.students(session, college, identities)
    enrolled = known.enrolled(session, college, identities)
    owners = {one.person_id for found in enrolled.values() for one in found if one.person_id is not None}
    return World(
        students,
        known.placements(session, [one.id for one in students.values()]),
        enrolled,
        frozenset(known.linked(session, college, owners)),
    )


def crowding(session: Session, steps: Sequence[Step]) -> tuple[RowFault, ...]:
    """Return a fault for each row that would give a mentor more students than they take, by what they have now."""
    mentors = {mentor for step in steps if step.plans and (mentor := mentor_after(step)) is not None}

    def most(mentor: int, enterprise: str) -> int:
        return (placements.mentor(session, mentor, enterprise) or Mentor(mentor, enterprise)).most_students

    found = too_many(steps, placements.loads(session, mentors), functools.cache(most))
    return tuple(RowFault(step.row.row, "mentor", "mentor_full", {"most": cap}) for step, cap in found)


def shared_by(steps: Iterable[Step]) -> frozenset[int]:
    """Return who would become two students: of who filled in for a twin, too, the bot cannot know (people.id)."""
    times = Counter(step.applicant.person_id for step in steps if step.applicant is not None)
    return frozenset(person for person, count in times.items() if person is not None and count > 1)


def unshared(steps: Sequence[Step], shared: frozenset[int]) -> list[Step]:
    """Return steps in which nobody of `shared` becomes a student."""
    return [
        _without_person(step, step.applicant)
        if step.applicant is not None and step.applicant.person_id in shared
        else step
        for step in steps
    ]


def _without_person(step: Step, applicant: Enrolled) -> Step:
    changes = {name: value for name, value in step.changes.items() if name != "person_id"}
    return replace(step, applicant=replace(applicant, person_id=None), changes=changes)


@dataclass(frozen=True)
class Allotted:
    """The places of the rows that plan a practice, by row; the rows that every place is too demanding for."""

    given: Mapping[int, Seat]
    seats: Seats
    too_young: tuple[int, ...]


def allot(session: Session, now: datetime, steps: Iterable[Step], content: Content) -> Allotted:
    """Give each row that plans a practice a place, as long as there are any."""
    plans = [(step, content.programme(step.row.programme).code) for step in steps if step.plans]
    seats = Seats(places.free(session, [profession for _, profession in plans], now))
    given = {step.row.row: seat_of(step, seats, profession) for step, profession in plans}
    without = [(step, profession) for step, profession in plans if given[step.row.row].place_id is None]
    young = [step.row.row for step, profession in without if seats.is_too_young(step.row, profession)]
    return Allotted(given, seats, tuple(young))


def tally(steps: Sequence[Step], given: Mapping[int, Seat]) -> dict[str, int]:
    """Count what steps do."""
    plans = [step for step in steps if step.plans]
    return {
        "rows": len(steps),
        "new": sum(step.is_new for step in steps),
        "changed": sum(not step.is_new and step.does_something for step in steps),
        "same": sum(not step.does_something for step in steps),
        "planned": sum(step.standing is None for step in plans),
        "replanned": sum(step.standing is not None for step in plans),
        "seated": sum(seat.place_id is not None for seat in given.values()),
        "linked": sum(step.applicant is not None and step.applicant.person_id is not None for step in steps),
    }


def unpacked(found: Import) -> list[RosterRow]:
    """Return the rows that a prepared file holds."""
    return [unpack(row) for row in found.payload["rows"]]
