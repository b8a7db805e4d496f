"""Duplicates: people whom two owners filled in, what staff decided about them, and joining their applications."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, exists, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.admission.applications import get
from storage.admission.records import Application
from storage.admission.states import ACTIVE
from storage.admission.tables import ApplicantRow, ApplicationRow
from storage.base import Base, BigId, UtcDateTime
from storage.upsert import insert_missing


class MergeRow(Base):
    """Two records of one person that staff made one. The record that went keeps its history, and nothing under way."""

    __tablename__ = "applicant_merges"
    __table_args__ = (Index("ix_applicant_merges_pair", "kept_id", "gone_id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"))
    gone_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"))
    college: Mapped[str] = mapped_column(String(60))  # whose staff decided
    merged_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class DistinctPeopleRow(Base):
    """Two people of one name and birth date who, as staff found out, are two. The lower id stands first."""

    __tablename__ = "distinct_people"

    first_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"), primary_key=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("applicants.id"), primary_key=True)
    decided_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Merge:
    """Which record stayed and which went, on whose word."""

    id: int
    kept_id: int
    gone_id: int
    college: str
    merged_by: int
    at: datetime


def pairs(session: Session, colleges: Iterable[str]) -> list[tuple[int, int]]:
    """Return pairs of applicants who look like one person, each pair once, longest known first.

    The one has an active application to one of `colleges`, the other an active one anywhere.
    """
    here, other = aliased(ApplicantRow), aliased(ApplicantRow)
    query = select(here.id, other.id).where(
        here.identity_hash == other.identity_hash,
        here.id != other.id,
        exists().where(
            ApplicationRow.applicant_id == here.id,
            ApplicationRow.college.in_(sorted(colleges)),
            ApplicationRow.status.in_(sorted(ACTIVE)),
        ),
        exists().where(ApplicationRow.applicant_id == other.id, ApplicationRow.status.in_(sorted(ACTIVE))),
        ~exists().where(
            or_(
                (DistinctPeopleRow.first_id == here.id) & (DistinctPeopleRow.second_id == other.id),
                (DistinctPeopleRow.first_id == other.id) & (DistinctPeopleRow.second_id == here.id),
            )
        ),
    )
    found = {(min(a, b), max(a, b)) for a, b in session.execute(query)}
    return sorted(found, key=lambda pair: pair[1])


def set_distinct(session: Session, first: int, second: int, decided_by: int, now: datetime) -> bool:
    """Note that two are not one person; return whether that is new."""
    low, high = sorted((first, second))
    return insert_missing(session, DistinctPeopleRow, first_id=low, second_id=high, decided_by=decided_by, at=now)


def told_apart(session: Session, applicant_id: int) -> frozenset[int]:
    """Return whom staff found out not to be the same person as this applicant, whatever their names say."""
    mine = or_(DistinctPeopleRow.first_id == applicant_id, DistinctPeopleRow.second_id == applicant_id)
    query = select(DistinctPeopleRow.first_id, DistinctPeopleRow.second_id).where(mine)
    return frozenset(one for pair in session.execute(query) for one in pair) - {applicant_id}


def add_merge(session: Session, kept_id: int, gone_id: int, college: str, merged_by: int, now: datetime) -> Merge:
    """Keep that two records were made one."""
    row = MergeRow(kept_id=kept_id, gone_id=gone_id, college=college, merged_by=merged_by, at=now)
    session.add(row)
    session.flush()
    return _merge(row)


def last_merge(session: Session, kept_id: int, gone_id: int) -> Merge | None:
    """Return the newest time that these two were made one, in this direction."""
    query = select(MergeRow).where(MergeRow.kept_id == kept_id, MergeRow.gone_id == gone_id)
    row = session.scalar(query.order_by(MergeRow.id.desc()).limit(1))
    return None if row is None else _merge(row)


def move(session: Session, application_id: int, applicant_id: int) -> Application:
    """Make an application that of another applicant. Its old cards are old from now on."""
    row = session.get_one(ApplicationRow, application_id)
    row.applicant_id = applicant_id
    session.flush()
    return get(session, [application_id])[application_id]


def _merge(row: MergeRow) -> Merge:
    return Merge(row.id, row.kept_id, row.gone_id, row.college, row.merged_by, row.at)
