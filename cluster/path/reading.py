"""Reading a path: one's own, or a child's. The same few queries, however much the cluster keeps of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster import admission, russian
from cluster.access import Action, Actor, Kind, Target, allows, load_actor
from cluster.admission import Checklist, MyApplication
from cluster.admission.status import ACTIVE
from cluster.calendar import day_of
from cluster.content import Content
from cluster.diary import WRITTEN_IN, load_book
from cluster.internship import items
from cluster.internship.naming import short_name
from cluster.path import applying, practising
from cluster.path.lines import Line, Next, Path, Stage, State
from cluster.path.practising import Practice, pick
from storage import people
from storage.admission import Application, ApplicationStatus, FilledBy, applications
from storage.errors import Forbidden, NotFound
from storage.internship import Placement, PlacementStatus, Student, deputies, placements, students

S = ApplicationStatus

_ORDER: Final = (
    S.DRAFT, S.SUBMITTED, S.IN_REVIEW, S.NEEDS_INFO, S.INVITED, S.REGISTERED, S.RANKED, S.RESERVE, S.RECOMMENDED,
    S.ENROLLED,
)  # fmt: skip


def path(session: Session, now: datetime, actor: int, person: int, content: Content) -> Path:
    """Return a person's path to themselves, or to their parent.

    `Forbidden` to anybody else; `NotFound` where there is neither an application nor a student's record.
    """
    me = load_actor(session, actor)
    if not any(_may_read(me, kind, person) for kind in (Kind.APPLICATION, Kind.STUDENT)):
        raise Forbidden
    mine = _application(session, me, person)
    student, placement = found_practice(session, now, me, person)
    if mine is None and student is None:
        raise NotFound("path-none")
    practice, supervisor = None, None
    if student is not None and placement is not None:
        mentor, supervisor = names_of(session, placement)
        listed = items.ready(session, placement, student, content)
        writes = actor == person and placement.status in WRITTEN_IN  # what is written is not for parents to read
        book = load_book(session, now, placement, student, content) if writes else None
        practice = Practice(placement, listed, mentor, deputy_of(session, placement), book, supervisor)
    before = _lines_before(session, now, actor, mine, student, content)
    after = practising.lines(student, practice, content, now) if student is not None else _lines_after(before)
    child = None if actor == person else name_of(student, mine)
    return Path(
        person, tuple(_aged(line, day_of(now)) for line in (*before[:3], *after)), student, placement,
        college=student.college if student is not None else mine.application.college if mine is not None else None,
        supervisor=supervisor,
        child=child,
        name=name_of(student, mine) if child is not None or _is_for_a_child(student, mine) else None,
    )  # fmt: skip


def _is_for_a_child(student: Student | None, mine: MyApplication | None) -> bool:
    return student is None and mine is not None and mine.applicant.filled_by is FilledBy.PARENT


def _aged(line: Line, today: date) -> Line:
    """Return a line that says of itself whether its day has passed."""
    late = line.state is State.NOW and line.by is not None and line.by < today
    return replace(line, late=True) if late else line


def exists(session: Session, person: int) -> bool:
    """Whether a person has a path of their own: an application or a student's record."""
    return bool(students.of_person(session, person)) or bool(applications.of_owner(session, person))


def found_practice(session: Session, now: datetime, me: Actor, person: int) -> tuple[Student | None, Placement | None]:
    """Return a person's record as a student, and the placement that counts now, as far as somebody may read them."""
    if not _may_read(me, Kind.STUDENT, person):
        return None, None
    known = {one.id: one for one in students.of_person(session, person)}
    if not known:
        return None, None
    chosen = None
    if _may_read(me, Kind.PLACEMENT, person):
        chosen = pick(_told_of(session, placements.of_students(session, list(known))), day_of(now))
    student = known[chosen.student_id] if chosen is not None else next(iter(known.values()))
    return student, chosen


def _told_of(session: Session, found: Sequence[Placement]) -> list[Placement]:
    """Leave out plans that were dropped before anybody was asked: neither the student nor a parent knew of them."""
    ended = [one.id for one in found if one.status is PlacementStatus.CANCELLED]
    asked = placements.offered_ever(session, ended) if ended else set()
    return [one for one in found if one.status is not PlacementStatus.CANCELLED or one.id in asked]


def name_of(student: Student | None, mine: MyApplication | None = None) -> str:
    """Return last name and initials; "" once they are erased."""
    if student is not None and (name := short_name(student)):
        return name
    answers = mine.applicant.answers if mine is not None else None
    return russian.short_name(answers.last_name, answers.first_name, answers.middle_name) if answers else ""


def names_of(session: Session, placement: Placement) -> tuple[str | None, str | None]:
    """Return the names of the mentor, "" where they told none, and of the supervisor, None where they told none."""
    teaching = items.mentor_of(session, placement)
    asked = [one for one in (teaching, placement.supervisor_id) if one is not None]
    known = people.names(session, asked) if asked else {}
    mentor = None if teaching is None else known.get(teaching, "")
    return mentor, known.get(placement.supervisor_id or 0)


def deputy_of(session: Session, placement: Placement) -> tuple[str, date] | None:
    """Return who stands in for the mentor now, by name ("" where they told none), and their last day."""
    teaching = items.mentor_of(session, placement)
    found = None if teaching is None else deputies.acting(session, teaching, placement.enterprise)
    if found is None:
        return None
    return people.names(session, [found.deputy_id]).get(found.deputy_id, ""), found.last_day


def _may_read(me: Actor, kind: Kind, person: int) -> bool:
    return allows(me, Action.READ, Target(kind, person))


def _application(session: Session, me: Actor, person: int) -> MyApplication | None:
    """Return the application that counts: the furthest of those under way, else the last that ended."""
    if not _may_read(me, Kind.APPLICATION, person):
        return None
    found = applications.of_owner(session, person)
    active = [one for one in found if one.status in ACTIVE]
    # Of equally far ones the first in the order of the newest campaign and of wishes.
    chosen = max(active, key=_how_far, default=None) or max(found, key=lambda one: one.id, default=None)
    return None if chosen is None else admission.read_application(session, me.person_id, chosen.id)


def _how_far(one: Application) -> int:
    return _ORDER.index(one.status)


def _lines_before(
    session: Session,
    now: datetime,
    actor: int,
    mine: MyApplication | None,
    student: Student | None,
    content: Content,
) -> tuple[Line, ...]:
    enrolled = mine is not None and mine.application.status is S.ENROLLED
    if student is not None and not enrolled:
        studies = Line(Stage.ENROLMENT, State.DONE, Next.STUDIES, name=student.study_group)
        none = (Line(one, State.NOT_NEEDED, Next.NO_APPLICATION) for one in (Stage.APPLICATION, Stage.DOCUMENTS))
        return (*none, studies)
    assert mine is not None
    owned = mine.application.owner_id == actor
    listed = admission.checklist(session, actor, mine.applicant.id, content) if owned else Checklist(mine.applicant.id)
    return applying.lines(mine, listed, content, now)


def _lines_after(before: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of practice of somebody who is no student yet."""
    return before[3], *(Line(one, State.LATER, Next.AFTER) for one in (Stage.PRACTICE, Stage.MENTOR, Stage.PAPERS))
