"""What a row would do to what the bot has: made, changed or left, and what stands against it. Pure rules, no database.

A row is compared with the student of the same name and birth date, its practice with the student's placement of the
same module. Only a placement that is still planned may be changed by a file: about others people were told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cluster.calendar import WorkCalendar, age_on
from cluster.roster.reading import Practice, RosterRow
from cluster.tables import RowFault
from storage.internship import CURRENT, OVER, Place, PlacementStatus
from storage.roster import Enrolled, Known, Planned

REST_DAY, MENDED, TOO_YOUNG, SIMILAR = "rest_day", "mended", "too_young", "similar"
"""What is told and stops nothing: a first day of rest, Latin letters in a name, no place that takes one so young, a new
student who looks like a known one."""


@dataclass(frozen=True)
class World:
    """What the bot knows of the people in a file."""

    students: Mapping[str, Known] = field(default_factory=dict)
    """By identity."""
    placements: Mapping[int, Sequence[Planned]] = field(default_factory=dict)
    """By student."""
    enrolled: Mapping[str, Sequence[Enrolled]] = field(default_factory=dict)
    """By identity."""
    linked: frozenset[int] = frozenset()
    """People who are a student of the college already."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one row would do."""

    row: RosterRow
    known: Known | None
    """The student as they stand; None for a new one."""
    changes: Mapping[str, Any]
    """Columns of a known student that change, with their new values."""
    standing: Planned | None
    """The planned placement that changes; None where a new one is made, or none."""
    plans: bool
    """Whether a practice is made or changed."""
    applicant: Enrolled | None
    """The enrolled applicant who becomes this student."""

    @property
    def is_new(self) -> bool:
        """Whether the student is made."""
        return self.known is None

    @property
    def does_something(self) -> bool:
        """Whether anything changes at all."""
        return self.is_new or bool(self.changes) or self.plans


def step_of(row: RosterRow, world: World, today: date) -> tuple[Step, list[RowFault]]:
    """Return what a row would do, and what stands against it."""
    known = world.students.get(row.identity)
    standing = list(world.placements.get(known.id, ())) if known is not None else []
    same, faults = None, []
    plans = False
    if row.practice is not None and not _is_kept(row.practice, standing):
        same = next((one for one in standing if one.module == row.practice.module and one.status in CURRENT), None)
        faults = list(_against(row, same, standing, today))
        plans = True
    applicant = _applicant(row, known, world)
    changes = {} if known is None else _changes(row, known, applicant)
    return Step(row, known, changes, same, plans, applicant), faults


def warnings(step: Step, calendar: WorkCalendar) -> list[str]:
    """Return what has to be told about a row and stops nothing."""
    found = []
    practice = step.row.practice
    if step.plans and practice is not None and not calendar.is_working(practice.date_from):
        found.append(REST_DAY)
    if step.row.mended:
        found.append(MENDED)
    return found


def _is_kept(practice: Practice, standing: Iterable[Planned]) -> bool:
    """Whether the bot has just this practice: running, or over by other ways than a cancellation."""
    return any(
        same_days(practice, one)
        and one.module == practice.module
        and practice.hours in (None, one.hours_total)
        and practice.mentor in (None, one.mentor_id)
        for one in standing
        if one.status is not PlacementStatus.CANCELLED
    )


def same_days(practice: Practice, one: Planned) -> bool:
    """Whether a placement is at the plant and on the days that a row says: its seat stays."""
    return (one.enterprise, one.date_from, one.date_to) == (practice.enterprise, practice.date_from, practice.date_to)


def _against(row: RosterRow, same: Planned | None, standing: Sequence[Planned], today: date) -> Iterable[RowFault]:
    practice = row.practice
    assert practice is not None
    if same is not None and same.status is not PlacementStatus.PLANNED:
        yield RowFault(row.row, "module", "moved_on", {"status": same.status.value})
        return
    if practice.date_from < today and (same is None or same.date_from != practice.date_from):
        yield RowFault(row.row, "date_from", "day_past")
    for one in standing:
        if one is same or one.status in OVER:
            continue
        if one.date_from <= practice.date_to and practice.date_from <= one.date_to:
            days = {"first": f"{one.date_from:%d.%m.%Y}", "last": f"{one.date_to:%d.%m.%Y}"}
            yield RowFault(row.row, "date_from", "overlap", days)


def _applicant(row: RosterRow, known: Known | None, world: World) -> Enrolled | None:
    """Return the applicant who becomes the student: once, the one who fills in for themselves first."""
    if known is not None and known.applicant_id is not None:
        return None
    found = world.enrolled.get(row.identity, ())
    own = [one for one in found if one.person_id is not None]
    best = next(iter(own or found), None)
    taken = known is not None and known.person_id is not None
    if best is not None and (taken or best.person_id in world.linked or len({one.person_id for one in own}) > 1):
        return replace(best, person_id=None)
    return best


def _changes(row: RosterRow, known: Known, applicant: Enrolled | None) -> dict[str, Any]:
    """Return what the file says and the bot has otherwise; an empty cell says nothing."""
    said = {
        "programme": row.programme, "study_group": row.group, "phone": row.phone, "district": row.district,
        "wish": row.wish, "needs_bed": row.needs_bed, "supervisor_id": row.supervisor,
    }  # fmt: skip
    if applicant is not None:
        said |= {"applicant_id": applicant.applicant_id, "person_id": applicant.person_id}
    return {name: value for name, value in said.items() if value is not None and value != getattr(known, name)}


# --- mentors -----------------------------------------------------------------------------------------


def mentor_after(step: Step) -> int | None:
    """Return whom a step that plans a practice leaves it with: the one of before stays, unless the plant is another."""
    practice, standing = step.row.practice, step.standing
    assert practice is not None
    if practice.mentor is not None or standing is None or standing.enterprise != practice.enterprise:
        return practice.mentor
    return standing.mentor_id


def crowded(
    steps: Iterable[Step], loads: Mapping[int, int], most: Callable[[int, str], int]
) -> Iterator[tuple[Step, int]]:
    """Give each step that would leave its mentor with more students than they take, and how many that is.

    `loads`: how many each mentor has now; `most`: how many they take at a plant. Whoever a step takes a student from
    has room for another, in whatever row that one stands. A person who stands twice counts once.
    """
    first: dict[str, Step] = {}
    for step in steps:
        if step.plans:
            first.setdefault(step.row.identity, step)
    held: Counter[int] = Counter(loads)
    held.subtract(
        step.standing.mentor_id
        for step in first.values()
        if step.standing is not None and step.standing.mentor_id not in {None, mentor_after(step)}
    )
    for step in first.values():
        mentor, practice = mentor_after(step), step.row.practice
        if practice is None or mentor is None or (step.standing is not None and step.standing.mentor_id == mentor):
            continue
        cap = most(mentor, practice.enterprise)
        if held[mentor] >= cap:
            yield step, cap
        else:
            held[mentor] += 1


# --- seats -------------------------------------------------------------------------------------------


def seat_of(step: Step, seats: Seats, profession: str) -> Seat:
    """Return the place of a step that plans a practice: the one it has, where plant and days stay, else another."""
    row, standing, known = step.row, step.standing, step.known
    assert row.practice is not None
    if standing is not None and same_days(row.practice, standing) and standing.place_id is not None:
        return Seat(standing.place_id, standing.bed)
    if standing is not None and standing.place_id is not None:
        seats.give_back(standing.place_id, bed=standing.bed is True)
    needed = row.needs_bed if row.needs_bed is not None else known is not None and known.needs_bed
    return seats.give(row, profession, needs_bed=needed)


@dataclass(frozen=True, slots=True)
class Seat:
    """A place given to a row; `bed` is None where none is needed."""

    place_id: int | None
    bed: bool | None


class Seats:
    """The places that enterprises offer, as they are given to one row after the other."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = {one.id: one for one in places}
        self.seats: Counter[int] = Counter()
        """How many seats are taken, by place."""
        self.beds: Counter[int] = Counter()

    def give(self, row: RosterRow, profession: str, *, needs_bed: bool) -> Seat:
        """Give the first fitting place: one with a bed where that is needed, else the one that begins first."""
        practice = row.practice
        assert practice is not None
        fitting = [
            one
            for one in self._places.values()
            if _suits(one, practice, profession) and one.free > 0 and _is_of_age(row, one)
        ]
        if not fitting:
            return Seat(None, False if needs_bed else None)
        best = min(fitting, key=lambda one: (needs_bed and one.free_beds <= 0, one.date_from, one.id))
        bed = needs_bed and best.free_beds > 0
        self._places[best.id] = replace(best, taken=best.taken + 1, beds_taken=best.beds_taken + bed)
        self.seats[best.id] += 1
        self.beds[best.id] += bed
        return Seat(best.id, bed if needs_bed else None)

    def give_back(self, place_id: int, *, bed: bool) -> None:
        """Take a seat back from somebody who changes places."""
        one = self._places.get(place_id)
        if one is not None:
            self._places[place_id] = replace(one, taken=one.taken - 1, beds_taken=one.beds_taken - bed)
        self.seats[place_id] -= 1
        self.beds[place_id] -= bed

    def is_too_young(self, row: RosterRow, profession: str) -> bool:
        """Whether there are places, and the student has not reached the age of any."""
        practice = row.practice
        assert practice is not None
        suiting = [one for one in self._places.values() if _suits(one, practice, profession)]
        return bool(suiting) and not any(_is_of_age(row, one) for one in suiting)


def _suits(place: Place, practice: Practice, profession: str) -> bool:
    return (
        (place.enterprise, place.profession) == (practice.enterprise, profession)
        and place.module in (None, practice.module)
        and place.date_from <= practice.date_from
        and practice.date_to <= place.date_to
    )


def _is_of_age(row: RosterRow, place: Place) -> bool:
    practice = row.practice
    assert practice is not None
    return age_on(row.birth_date, practice.date_from) >= place.age_min
