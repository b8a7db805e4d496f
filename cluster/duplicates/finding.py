"""Who looks like one person, and how much of it each college may see.

Staff see whole what lies on their own desk. Of an application elsewhere they see the college and the status, no more.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from cluster.review.desk import colleges_of, load
from storage import duplicates
from storage.admission import ACTIVE, Applicant, Application, ApplicationStatus, applicants, applications
from storage.errors import Forbidden, NotFound


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """All that is shown of an application to a college that is not one's own."""

    college: str
    status: ApplicationStatus


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records: whole where it lies on one's own desk, else without the person (`applicant` is None)."""

    applicant_id: int
    applicant: Applicant | None
    here: tuple[Application, ...]
    """Active applications on one's own desk."""
    elsewhere: tuple[Elsewhere, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that look like one person."""

    first: Side
    second: Side

    @property
    def is_ours(self) -> bool:
        """Whether both lie on one's own desk, so that one may decide."""
        return bool(self.first.here and self.second.here)

    @property
    def ours(self) -> Side:
        """Return the side that lies on one's own desk; the first where both do."""
        return self.first if self.first.here else self.second


def listed(session: Session, actor: int) -> tuple[Pair, ...]:
    """Return the pairs that concern a person's colleges: those that they may decide first."""
    desk = colleges_of(session, actor)
    if not desk:
        raise Forbidden
    found = [_pair(session, desk, first, second) for first, second in duplicates.pairs(session, desk)]
    return tuple(sorted(found, key=lambda pair: not pair.is_ours))


def of_application(session: Session, actor: int, application_id: int) -> tuple[Pair, ...]:
    """Return the pairs of the person of one application."""
    person = load(session, actor, application_id).applicant_id
    found = listed(session, actor)
    return tuple(pair for pair in found if person in {pair.first.applicant_id, pair.second.applicant_id})


def read_pair(session: Session, actor: int, first_id: int, second_id: int) -> Pair:
    """Return two records that look like one person; `NotFound` for any two that do not, or no longer."""
    return _pair(session, checked_desk(session, actor, first_id, second_id), first_id, second_id)


def checked_desk(session: Session, actor: int, first_id: int, second_id: int) -> frozenset[str]:
    """Return the actor's colleges, if one of two records of the same person lies there."""
    desk = colleges_of(session, actor)
    if not desk:
        raise Forbidden
    if second_id not in applicants.same_person(session, first_id):
        raise NotFound
    standing = [*active(session, first_id), *active(session, second_id)]
    if not any(one.college in desk for one in standing):
        raise NotFound
    return desk


def active(session: Session, applicant_id: int) -> list[Application]:
    """Return the applications of a record that are not closed."""
    return [one for one in applications.of_applicant(session, applicant_id) if one.status in ACTIVE]


def _pair(session: Session, desk: frozenset[str], first_id: int, second_id: int) -> Pair:
    return Pair(_side(session, desk, first_id), _side(session, desk, second_id))


def _side(session: Session, desk: frozenset[str], applicant_id: int) -> Side:
    standing = active(session, applicant_id)
    here = tuple(one for one in standing if one.college in desk)
    elsewhere = tuple(Elsewhere(one.college, one.status) for one in standing if one.college not in desk)
    person = applicants.get(session, [applicant_id])[applicant_id] if here else None
    return Side(applicant_id, person, here, elsewhere)
