"""Access requests: people without an invite who ask for a role, and what was decided."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column
from storage.roles import Role
from storage.upsert import insert_missing


class RequestState(enum.StrEnum):
    """Where a request for access stands."""

    NEW = "new"  # a coordinator has the ball
    GRANTED = "granted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # the person took it back


class AccessRequestRow(Base):
    """One request. Name and position are what the person told about themselves; they go when they are not needed."""

    __tablename__ = "access_requests"
    __table_args__ = (
        Index(
            "uq_access_requests_open",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("state = 'new'"),
            postgresql_where=text("state = 'new'"),
        ),
        Index("ix_access_requests_state", "state", "organisation"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[Role] = mapped_column(enum_column(Role))
    organisation: Mapped[str | None] = mapped_column(String(40), ForeignKey("organisations.key"))
    name: Mapped[str | None] = mapped_column(EncryptedText)
    position: Mapped[str | None] = mapped_column(EncryptedText)
    state: Mapped[RequestState] = mapped_column(enum_column(RequestState), default=RequestState.NEW)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """A request for access. `name` is None once it was forgotten."""

    id: int
    person_id: int
    role: Role
    organisation: str | None
    name: str | None
    position: str | None
    state: RequestState
    created_at: datetime
    decided_by: int | None = None
    decided_at: datetime | None = None


def add(
    session: Session,
    person_id: int,
    role: Role,
    organisation: str | None,
    name: str,
    position: str | None,
    now: datetime,
) -> bool:
    """Keep a new request; return False where the person has an open one for this role."""
    return insert_missing(
        session,
        AccessRequestRow,
        person_id=person_id,
        role=role,
        organisation=organisation,
        name=name,
        position=position,
        state=RequestState.NEW,
        created_at=now,
    )


def get(session: Session, request_id: int) -> AccessRequest | None:
    """Return one request, as it is now."""
    return next(iter(_load(session, AccessRequestRow.id == request_id)), None)


def open_one(session: Session, person_id: int, role: Role) -> AccessRequest | None:
    """Return the person's open request for a role."""
    found = _load(
        session,
        AccessRequestRow.person_id == person_id,
        AccessRequestRow.role == role,
        AccessRequestRow.state == RequestState.NEW,
    )
    return next(iter(found), None)


def of_person(session: Session, person_id: int) -> list[AccessRequest]:
    """Return every request of a person, oldest first."""
    return _load(session, AccessRequestRow.person_id == person_id)


def waiting(session: Session, organisations: Iterable[str | None] | None = None) -> list[AccessRequest]:
    """Return the open requests (for these organisations; None among them = without one), oldest first."""
    found = _load(session, AccessRequestRow.state == RequestState.NEW)
    return found if organisations is None else [r for r in found if r.organisation in set(organisations)]


def decide(session: Session, request_id: int, state: RequestState, decided_by: int | None, now: datetime) -> bool:
    """Settle an open request; return False where it was settled already."""
    settled = session.execute(
        update(AccessRequestRow)
        .where(AccessRequestRow.id == request_id, AccessRequestRow.state == RequestState.NEW)
        .values(state=state, decided_by=decided_by, decided_at=now)
        .returning(AccessRequestRow.id)
    )
    return settled.first() is not None


def forget_names(session: Session, *, request_id: int | None = None, person_id: int | None = None) -> None:
    """Empty name and position of one request, or of all requests of a person."""
    mine = AccessRequestRow.id == request_id if person_id is None else AccessRequestRow.person_id == person_id
    session.execute(update(AccessRequestRow).where(mine).values(name=None, position=None))


def _load(session: Session, *conditions: object) -> list[AccessRequest]:
    query = select(AccessRequestRow.__table__).where(*conditions)  # type: ignore[arg-type]
    return [
        AccessRequest(
            r.id,
            r.person_id,
            r.role,
            r.organisation,
            r.name,
            r.position,
            r.state,
            r.created_at,
            r.decided_by,
            r.decided_at,
        )
        for r in session.execute(query.order_by(AccessRequestRow.id))
    ]
