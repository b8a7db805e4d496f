"""Which place suits which student: what rules a place out, and in which order the others are suggested, with reasons.

A suggestion decides nothing: a coordinator does. So each carries its reasons, as keys of texts, for and against.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cluster.calendar import age_on
from storage.internship import Place, Student

__all__ = ["FAR_KM", "NEAR_KM", "Reason", "Suggestion", "suggest", "suggest_all"]

NEAR_KM = 40
"""Up to here one gets there and back every day."""
FAR_KM = 80
"""From here on a bed decides."""


class Reason(enum.StrEnum):
    """Why a place suits a student, or not."""

    WISH = "wish"  # the enterprise that the student asked for
    NEAR = "near"  # one gets there every day
    BED = "bed"  # a bed is there, and the student needs one
    TARGET = "target"  # the enterprise signs target contracts, and the student wants one
    FAR = "far"  # a long way, every day
    NO_BED = "no_bed"  # the student needs a bed, and none is left
    OTHER_WISH = "other_wish"  # the student asked for another enterprise
    DISTANCE_UNKNOWN = "distance_unknown"
    AGE_UNKNOWN = "age_unknown"  # somebody has to look at the place's least age

    @property
    def text_key(self) -> str:
        """Return the key of its text."""
        return f"internship-reason-{self.value}"


WEIGHTS: Final[Mapping[Reason, int]] = {
    Reason.WISH: 40,
    Reason.NEAR: 20,
    Reason.BED: 20,
    Reason.TARGET: 10,
    Reason.OTHER_WISH: -10,
    Reason.FAR: -20,
    Reason.NO_BED: -50,
    Reason.DISTANCE_UNKNOWN: 0,
    Reason.AGE_UNKNOWN: 0,
}
"""A wish outweighs the way, and no bed for somebody who needs one outweighs all."""

Distance = Callable[[str | None, str], int | None]
"""From a district and an enterprise to kilometres by road; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that may be given to a student, with what speaks for and against it."""

    place: Place
    reasons: tuple[Reason, ...]
    distance_km: int | None

    @property
    def score(self) -> int:
        """Return how well it suits; only comparable for one student."""
        return sum(WEIGHTS[reason] for reason in self.reasons)


def suggest(
    student: Student, profession: str, places: Iterable[Place], distance: Distance, *, wants_target: bool = False
) -> list[Suggestion]:
    """Return the places that a student may get, the best first; equally good ones by first day, then as they were made.

    Ruled out are places of another profession, without room, and those whose least age the student has not reached on
    the first day. Of an unknown age nothing is ruled out, but it is said.
    """
    possible = (
        place for place in places if place.profession == profession and place.free > 0 and _of_age(student, place)
    )
    found = [
        _weighed(student, place, distance(student.district, place.enterprise), wants_target=wants_target)
        for place in possible
    ]
    return sorted(found, key=lambda one: (-one.score, _far(one), one.place.date_from, one.place.id))


def anywhere(_student: Student, _place: Place) -> bool:
    """Return True: nothing but the place itself keeps a student from it."""
    return True


def suggest_all(
    students: Sequence[tuple[Student, str]],
    places: Iterable[Place],
    distance: Distance,
    may_go: Callable[[Student, Place], bool] = anywhere,
) -> list[tuple[Student, Suggestion | None]]:
    """Suggest a place for each of many students and their professions, as if all were given at once.

    Who has the fewest possible places chooses first, so that nobody is left over for whom only one would do; among
    those with equally many, in the order given. None where no seat is left. `may_go` rules places out for one student
    alone, as one that lies on the days of another practice.
    """
    known = {place.id: place for place in places}

    def found(student: Student, profession: str) -> list[Suggestion]:
        return suggest(student, profession, [one for one in known.values() if may_go(student, one)], distance)

    choices = {student.id: len(found(student, profession)) for student, profession in students}
    given: dict[int, Suggestion] = {}
    for student, profession in sorted(students, key=lambda one: choices[one[0].id]):
        best = next(iter(found(student, profession)), None)
        if best is None:
            continue
        given[student.id] = best
        place = known[best.place.id]
        bed = int(Reason.BED in best.reasons)
        known[place.id] = replace(place, taken=place.taken + 1, beds_taken=place.beds_taken + bed)
    return [(student, given.get(student.id)) for student, _ in students]


def _of_age(student: Student, place: Place) -> bool:
    return student.birth_date is None or age_on(student.birth_date, place.date_from) >= place.age_min


def _weighed(student: Student, place: Place, km: int | None, *, wants_target: bool) -> Suggestion:
    reasons: list[Reason] = []
    if student.wish is not None:
        reasons.append(Reason.WISH if student.wish == place.enterprise else Reason.OTHER_WISH)
    if student.needs_bed:
        reasons.append(Reason.BED if place.free_beds > 0 else Reason.NO_BED)
    elif km is None:
        reasons.append(Reason.DISTANCE_UNKNOWN)
    elif km <= NEAR_KM:
        reasons.append(Reason.NEAR)
    elif km >= FAR_KM:
        reasons.append(Reason.FAR)
    if wants_target and student.wish == place.enterprise:
        reasons.append(Reason.TARGET)
    if student.birth_date is None:
        reasons.append(Reason.AGE_UNKNOWN)
    return Suggestion(place, tuple(reasons), km)


def _far(one: Suggestion) -> int:
    return 10_000 if one.distance_km is None else one.distance_km
