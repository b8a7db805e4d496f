"""Roles: what a person may act as, for which organisation, and whose parent they are."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Row, Select, String, bindparam, delete, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, UtcDateTime, enum_column, table_of
from storage.upsert import insert_missing


class Role(enum.StrEnum):
    """Whom a person can be in the cluster. One person may be several."""

    APPLICANT = "applicant"
    STUDENT = "student"
    PARENT = "parent"
    MENTOR = "mentor"
    ENTERPRISE_HR = "enterprise_hr"
    ENTERPRISE_ADMIN = "enterprise_admin"
    COLLEGE_STAFF = "college_staff"
    COLLEGE_SUPERVISOR = "college_supervisor"
    COORDINATOR = "coordinator"  # decides for one college
    MINISTRY_VIEWER = "ministry_viewer"  # numbers only
    ADMIN = "admin"  # keeps the house: people, roles, invites; no cases


class RoleRow(Base):
    """One role that one person was given. A revoked row stays as history and counts for nothing."""

    __tablename__ = "roles"
    __table_args__ = (
        # NULLs are never equal to each other in a unique index: roles without an organisation have their own.
        Index(
            "uq_roles_active",
            "person_id",
            "role",
            "organisation",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
        Index(
            "uq_roles_active_without_organisation",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("revoked_at IS NULL AND organisation IS NULL"),
            postgresql_where=text("revoked_at IS NULL AND organisation IS NULL"),
        ),
        Index("ix_roles_organisation", "organisation", "role"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[Role] = mapped_column(enum_column(Role))
    organisation: Mapped[str | None] = mapped_column(String(40), ForeignKey("organisations.key"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class GuardianRow(Base):
    """A person who is the parent (or other legal representative) of another one."""

    __tablename__ = "guardians"

    parent_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds. `organisation` is its key in the content, None where the role has none."""

    id: int
    person_id: int
    role: Role
    organisation: str | None
    granted_at: datetime
    revoked_at: datetime | None = None

    @classmethod
    def of(cls, row: Row[Any]) -> Grant:
        """Return what a row of `roles` says."""
        return cls(row.id, row.person_id, row.role, row.organisation, row.granted_at, row.revoked_at)


_ROLES = table_of(RoleRow)
_HELD = _ROLES.c.revoked_at.is_(None)
_OF_PERSON = select(_ROLES).where(_ROLES.c.person_id == bindparam("_person_id"), _HELD).order_by(_ROLES.c.id)
_BY_ID = select(_ROLES).where(_ROLES.c.id == bindparam("_id"))
_FOR_ORGANISATIONS = (
    select(_ROLES).where(_ROLES.c.organisation.is_not(None), _HELD).order_by(_ROLES.c.organisation, _ROLES.c.id)
)
_ORGANISATIONS_WITH = select(_ROLES.c.organisation).where(_ROLES.c.role == bindparam("_role"), _HELD).distinct()
_HOLDERS = (
    select(_ROLES.c.person_id).where(_ROLES.c.role == bindparam("_role"), _HELD).distinct().order_by(_ROLES.c.person_id)
)
_HOLDERS_FOR = _HOLDERS.where(_ROLES.c.organisation.in_(bindparam("_organisations", expanding=True)))


def add(
    session: Session,
    person_id: int,
    role: Role,
    organisation: str | None,
    granted_at: datetime,
    granted_by: int | None,
) -> tuple[Grant, bool]:
    """Give a role; return the one held now and whether it is new."""
    new = insert_missing(
        session,
        RoleRow,
        person_id=person_id,
        role=role,
        organisation=organisation,
        granted_at=granted_at,
        granted_by=granted_by,
    )
    held = find(session, person_id, role, organisation)
    if held is None:
        raise AssertionError("the role has just been written, or was there")
    return held, new


def find(session: Session, person_id: int, role: Role, organisation: str | None) -> Grant | None:
    """Return the role that a person holds for this organisation."""
    return next((g for g in of_person(session, person_id) if (g.role, g.organisation) == (role, organisation)), None)


def of_person(session: Session, person_id: int) -> list[Grant]:
    """Return the roles that a person holds, oldest first; revoked ones are left out."""
    return _grants(session, _OF_PERSON, _person_id=person_id)


def get(session: Session, grant_id: int) -> Grant | None:
    """Return one role, revoked or not."""
    return next(iter(_grants(session, _BY_ID, _id=grant_id)), None)


def revoke(session: Session, grant_id: int, now: datetime, revoked_by: int | None) -> bool:
    """End a role; return whether it was still held."""
    ended = session.execute(
        update(RoleRow)
        .where(RoleRow.id == grant_id, RoleRow.revoked_at.is_(None))
        .values(revoked_at=now, revoked_by=revoked_by)
        .returning(RoleRow.id)
    )
    return ended.first() is not None


def holders(session: Session, role: Role, organisations: Iterable[str] | None = None) -> list[int]:
    """Return the people who hold a role (for any of these organisations), by id, each once."""
    if organisations is None:
        return list(session.connection().scalars(_HOLDERS, {"_role": role}))
    asked = {"_role": role, "_organisations": sorted(organisations)}
    return list(session.connection().scalars(_HOLDERS_FOR, asked))


def for_organisations(session: Session) -> list[Grant]:
    """Return every role that is held for an organisation, by organisation, oldest first."""
    return _grants(session, _FOR_ORGANISATIONS)


def organisations_with(session: Session, role: Role) -> set[str]:
    """Return the organisations in which somebody holds this role."""
    found = session.connection().scalars(_ORGANISATIONS_WITH, {"_role": role})
    return {key for key in found if key is not None}


def add_guardian(session: Session, parent_id: int, child_id: int, since: datetime) -> bool:
    """Note whose parent a person is; return whether that is new."""
    return insert_missing(session, GuardianRow, parent_id=parent_id, child_id=child_id, since=since)


def children_of(session: Session, parent_id: int) -> frozenset[int]:
    """Return the people whose parent this person is."""
    return frozenset(session.scalars(select(GuardianRow.child_id).where(GuardianRow.parent_id == parent_id)))


def parents_of(session: Session, child_id: int) -> list[int]:
    """Return the parents of a person, by id."""
    query = select(GuardianRow.parent_id).where(GuardianRow.child_id == child_id)
    return list(session.scalars(query.order_by(GuardianRow.parent_id)))


def forget_family(session: Session, person_id: int) -> None:
    """Forget whose parent, and whose child, a person is."""
    session.execute(
        delete(GuardianRow).where((GuardianRow.parent_id == person_id) | (GuardianRow.child_id == person_id))
    )


def _grants(session: Session, query: Select[Any], **asked: object) -> list[Grant]:
    return [Grant.of(row) for row in session.connection().execute(query, asked)]
