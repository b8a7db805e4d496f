"""The access log: who looked at, or changed, whose personal data, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime


class AccessLogRow(Base):
    """One look or change. `reason` is what the actor wrote when a reason was asked for."""

    __tablename__ = "access_log"
    __table_args__ = (Index("ix_access_log_subject", "subject_id", "at"), Index("ix_access_log_at", "at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    subject_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(30))
    object_id: Mapped[int | None] = mapped_column(BigId)
    reason: Mapped[str | None] = mapped_column(EncryptedText)


@dataclass(frozen=True, slots=True)
class Access:
    """One look or change. `actor_id=None`: the operator at the console, or the clock."""

    at: datetime
    actor_id: int | None
    subject_id: int
    action: str
    kind: str
    object_id: int | None = None
    reason: str | None = None


def add(session: Session, access: Access) -> None:
    """Keep one look or change."""
    session.add(
        AccessLogRow(
            at=access.at,
            actor_id=access.actor_id,
            subject_id=access.subject_id,
            action=access.action,
            kind=access.kind,
            object_id=access.object_id,
            reason=access.reason,
        )
    )
    session.flush()


def about(session: Session, subject_id: int, limit: int = 100) -> list[Access]:
    """Return who looked at a person's data, newest first."""
    rows = session.scalars(
        select(AccessLogRow)
        .where(AccessLogRow.subject_id == subject_id)
        .order_by(AccessLogRow.at.desc(), AccessLogRow.id.desc())
        .limit(limit)
    )
    return [Access(r.at, r.actor_id, r.subject_id, r.action, r.kind, r.object_id, r.reason) for r in rows]


def objects_since(session: Session, actor_id: int, action: str, kind: str, since: datetime) -> list[int]:
    """Return on which objects (their ids, once for each time) a person did something about themselves since then."""
    query = select(AccessLogRow.object_id).where(
        AccessLogRow.subject_id == actor_id,
        AccessLogRow.at > since,
        AccessLogRow.actor_id == actor_id,
        AccessLogRow.action == action,
        AccessLogRow.kind == kind,
    )
    return [found for found in session.scalars(query) if found is not None]
