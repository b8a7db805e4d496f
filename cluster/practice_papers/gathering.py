"""Who may have which paper of a practice, and the records that it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from cluster.content import Content
from cluster.diary import load_book
from cluster.internship import desk
from cluster.internship.status import Actor
from cluster.practice_papers.facts import DiaryEntryFacts, DiaryFacts, ListFacts, Member, PracticeFacts, Signer
from papers.documents import Kind
from storage import diary, people
from storage.diary import EntryState
from storage.errors import Forbidden
from storage.internship import (
    CURRENT,
    Placement,
    PlacementStatus,
    Student,
    competences,
    desks,
    placements,
    places,
    students,
)

S = PlacementStatus

PARTS: Final[Mapping[Kind, frozenset[Actor]]] = {
    Kind.DIARY: frozenset({Actor.COLLEGE, Actor.STUDENT}),
    Kind.ATTESTATION_SHEET: frozenset({Actor.COLLEGE, Actor.ENTERPRISE, Actor.MENTOR}),
    Kind.REFERENCE_LETTER: frozenset({Actor.COLLEGE, Actor.ENTERPRISE, Actor.MENTOR}),
    Kind.REPORT_TITLE: frozenset({Actor.COLLEGE, Actor.STUDENT}),
    Kind.STUDENT_LIST: frozenset({Actor.COLLEGE, Actor.ENTERPRISE}),
}
"""Who may have a paper: those who fill it in or sign it."""
OF_DIARY: Final = frozenset({Kind.DIARY, Kind.ATTESTATION_SHEET, Kind.REFERENCE_LETTER})
"""Papers that say something of the days: all of them, or how many hours went to which competence."""
NONE_YET: Final = frozenset({S.PLANNED, S.OFFERED, S.CANCELLED})
"""Nothing is agreed, or nothing came of it: there is no paper."""


def kinds_for(session: Session, actor: int, placement_id: int) -> tuple[Kind, ...]:
    """Return the papers that somebody may have of a placement, none before it is agreed; `NotFound`, `Forbidden`."""
    placement, student = desk.load_placement(session, actor, placement_id)
    part = desk.part_of(session, actor, placement)
    if part is Actor.STUDENT and student.person_id != actor:  # a parent reads, and hands in nothing
        return ()
    if placement.status in NONE_YET:
        return ()
    return tuple(kind for kind in Kind if part in PARTS[kind])


def facts_for(
    session: Session, now: datetime, actor: int, placement_id: int, kind: Kind, content: Content
) -> PracticeFacts | ListFacts:
    """Return what a paper is made of, to who may have it; `NotFound`, `Forbidden`.

    The list of students is that of everybody who goes from the college to the plant on the same days.
    """
    if kind not in kinds_for(session, actor, placement_id):
        raise Forbidden
    placement = placements.get(session, placement_id)
    if kind is Kind.STUDENT_LIST:
        return _list(session, placement)
    student = students.get(session, placement.student_id)
    return PracticeFacts(
        student=student,
        placement=placement,
        place=None if placement.place_id is None else places.get(session, placement.place_id),
        supervisor=_signer(session, placement.supervisor_id),
        mentor=_signer(session, placement.mentor_id),
        diary=_diary(session, now, placement, student, content) if kind in OF_DIARY else DiaryFacts(),
        competences=tuple(competences.of_placement(session, placement_id)),
    )


def _list(session: Session, placement: Placement) -> ListFacts:
    alike = desks.alike(session, placement, CURRENT | {S.COMPLETED})
    known = students.many(session, (one.student_id for one in alike))
    there = places.many(session, (one.place_id for one in alike if one.place_id is not None))
    return ListFacts(
        college=placement.college,
        enterprise=placement.enterprise,
        members=tuple(
            Member(known[one.student_id], one, _signer(session, one.mentor_id), there.get(one.place_id or 0))
            for one in alike
        ),
        agreement_no=placement.agreement_no,
        agreement_date=placement.agreement_date,
        agreement_until=placement.agreement_until,
        supervisor=_signer(session, placement.supervisor_id),
    )


def _diary(session: Session, now: datetime, placement: Placement, student: Student, content: Content) -> DiaryFacts:
    found = diary.entries(session, placement.id, date.min, date.max)
    accepted = [one for one in found if one.state is EntryState.ACCEPTED]
    book = load_book(session, now, placement, student, content)
    stuck = tuple(one.day for one in book.stuck)
    returned = tuple(one.day for one in found if one.state is EntryState.RETURNED and one.day not in stuck)
    return DiaryFacts(
        entries=tuple(DiaryEntryFacts(one.day, one.half_hours, one.words or "", one.competences) for one in accepted),
        briefings=tuple(placements.briefings(session, placement.id)),
        waiting=tuple(one.day for one in found if one.state is EntryState.WRITTEN),
        returned=returned,
        stuck=stuck,
    )


def _signer(session: Session, person_id: int | None) -> Signer | None:
    name = None if person_id is None else people.names(session, [person_id]).get(person_id)
    return None if name is None else Signer(name)
