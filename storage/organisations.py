"""Organisations: colleges, enterprises and others that people act for. Their names stand in the content."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, enum_column


class OrganisationKind(enum.StrEnum):
    """What an organisation is in the cluster."""

    COLLEGE = "college"
    ENTERPRISE = "enterprise"
    MINISTRY = "ministry"


class OrganisationRow(Base):
    """One organisation under its key in the content. `is_base` marks the college that leads the cluster."""

    __tablename__ = "organisations"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[OrganisationKind] = mapped_column(enum_column(OrganisationKind))
    is_base: Mapped[bool] = mapped_column(default=False)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation as the rules see it."""

    key: str
    kind: OrganisationKind
    is_base: bool = False


def put(session: Session, organisations: Iterable[Organisation]) -> None:
    """Keep organisations under their keys; the newest wins. None is ever deleted: roles point at it."""
    for one in organisations:
        session.merge(OrganisationRow(key=one.key, kind=one.kind, is_base=one.is_base))
    session.flush()


def get(session: Session, key: str) -> Organisation | None:
    """Return the organisation with this key."""
    row = session.get(OrganisationRow, key)
    return None if row is None else Organisation(row.key, row.kind, row.is_base)


def every(session: Session, kind: OrganisationKind | None = None) -> list[Organisation]:
    """Return all organisations (of one kind), by key."""
    query = select(OrganisationRow).order_by(OrganisationRow.key)
    if kind is not None:
        query = query.where(OrganisationRow.kind == kind)
    return [Organisation(r.key, r.kind, r.is_base) for r in session.scalars(query)]
