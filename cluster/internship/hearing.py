"""Who cannot hear what the bot tells of an offer: a student without a chat, a plant of which nobody is in the bot.

They have to be called, or handed a card with a link; their answer is noted by the college.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from cluster.people.organisations import enterprise_staff
from storage import people
from storage.internship import Placement, Student, students


@dataclass(frozen=True, slots=True)
class Unheard:
    """Whom nothing reaches: how many students, of which colleges, which plants (by key); whether it is everybody."""

    students: int = 0
    colleges: tuple[str, ...] = ()
    plants: tuple[str, ...] = ()
    everybody: bool = False


def deaf_students(session: Session, found: Iterable[Student]) -> frozenset[int]:
    """Return who of these students (by the number of their record) has no chat, or has blocked the bot."""
    every = list(found)
    known = people.get(session, sorted({one.person_id for one in every if one.person_id is not None}))
    return frozenset(one.id for one in every if not _hears(known.get(one.person_id or 0)))


def deaf_plants(session: Session, enterprises: Iterable[str]) -> frozenset[str]:
    """Return the plants of which nobody can be told anything."""
    deaf = set()
    for key in set(enterprises):
        staff = people.get(session, enterprise_staff(session, key))
        if not any(_hears(one) for one in staff.values()):
            deaf.add(key)
    return frozenset(deaf)


def unheard_of(session: Session, found: Sequence[Placement]) -> Unheard:
    """Return who of those whom these placements concern cannot be told."""
    known = students.many(session, [one.student_id for one in found])
    deaf, plants = deaf_students(session, known.values()), deaf_plants(session, [one.enterprise for one in found])
    return Unheard(
        len(deaf),
        tuple(sorted({one.college for one in found if one.student_id in deaf})),
        tuple(sorted(plants)),
        everybody=all(one.student_id in deaf and one.enterprise in plants for one in found),
    )


def _hears(person: people.Person | None) -> bool:
    return person is not None and not person.unreachable
