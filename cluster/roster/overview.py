"""The students of a college as those who work with them see them: numbers, groups, one student."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

from cluster.internship import desk as practice
from cluster.internship.naming import full_name, short_name
from cluster.review.desk import who
from cluster.roster.desk import check, may_undo
from storage.internship import OVER, Placement, Student, placements
from storage.roster import Group, Import, Numbers, imports, lists

T = TypeVar("T")

PAGE = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """How a college's students stand, and the last file that counts."""

    college: str
    numbers: Numbers
    last: Import | None
    last_by: str
    """Who applied it; "none" where they told no name."""
    may_undo: bool
    busy: bool
    """Whether a large file is being applied or taken back."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list; `page` is the one that was found, from 0."""

    items: tuple[T, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least 1."""
        return max(1, -(-self.total // PAGE))


@dataclass(frozen=True, slots=True)
class Member:
    """A student in a list."""

    student: Student
    name: str
    """Last name and initials."""


@dataclass(frozen=True, slots=True)
class Card:
    """One student, with their practices."""

    student: Student
    name: str
    """The full name; "" once the person's data are erased."""
    supervisor: str
    """"none" where nobody is named, or they told no name."""
    current: tuple[Placement, ...]
    past: tuple[Placement, ...]
    """Those that are over and were not taken back as a plan, the newest first."""


def overview(session: Session, now: datetime, actor: int, college: str) -> Overview:
    """Return how a college's students stand."""
    check(session, actor, college)
    last = imports.last_applied(session, college)
    by = who(session, last.applied_by) if last is not None else "none"
    return Overview(
        college=college,
        numbers=lists.numbers(session, college),
        last=last,
        last_by=by,
        may_undo=last is not None and may_undo(session, last, now),
        busy=imports.is_busy(session, college),
    )


def groups(session: Session, actor: int, college: str, page: int = 0) -> Page[Group]:
    """Return a page of a college's study groups; past the last one begins again with the first."""
    check(session, actor, college)
    return _page(lists.groups(session, college), page)


def members(session: Session, actor: int, handle: int, page: int = 0) -> tuple[Student, Page[Member]]:
    """Return who is in the group of a student, by name; `handle` is the student that the group is known by."""
    of = practice.load_student(session, actor, handle)
    check(session, actor, of.college)
    found = sorted((Member(one, short_name(one)) for one in lists.members(session, of)), key=lambda one: one.name)
    return of, _page(found, page)


def card(session: Session, actor: int, student_id: int) -> Card:
    """Return one student to who works on them."""
    student = practice.load_student(session, actor, student_id)
    check(session, actor, student.college)
    over = [one for one in placements.of_student(session, student_id)[::-1] if one.status in OVER]
    return Card(
        student, full_name(student), who(session, student.supervisor_id),
        tuple(placements.current_of(session, student_id)),
        tuple(one for one in over if not practice.is_unheard(session, one)),
    )  # fmt: skip


def _page(found: Sequence[T], page: int) -> Page[T]:
    number = page % max(1, -(-len(found) // PAGE))
    return Page(tuple(found[number * PAGE : (number + 1) * PAGE]), len(found), number)
