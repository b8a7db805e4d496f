"""Incidents: what went wrong on practice, who was told, who answered, what came of it."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column


class IncidentKind(enum.StrEnum):
    """What went wrong. No medical words are asked for, nor kept."""

    INJURY = "injury"
    NEAR_MISS = "near_miss"
    UNSAFE = "unsafe"
    EQUIPMENT = "equipment"
    CONFLICT = "conflict"  # bypasses whoever is named in it
    PAY = "pay"
    OTHER = "other"


class IncidentState(enum.StrEnum):
    """Where an incident stands."""

    OPEN = "open"  # told, nobody has answered
    ACKNOWLEDGED = "acknowledged"  # somebody deals with it
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"  # pressed by mistake, said within a minute


class IncidentRow(Base):
    """One incident of one student."""

    __tablename__ = "incidents"
    __table_args__ = (
        Index("ix_incidents_student", "student_id", "id"),
        Index("ix_incidents_college", "college", "state"),
        Index("ix_incidents_enterprise", "enterprise", "state"),
        # Pressed twice is one incident: of a kind one is open.
        Index(
            "uq_incidents_open",
            "student_id",
            "kind",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id"))
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placements.id"))
    college: Mapped[str] = mapped_column(String(60))
    enterprise: Mapped[str | None] = mapped_column(String(60))
    kind: Mapped[IncidentKind] = mapped_column(enum_column(IncidentKind))
    state: Mapped[IncidentState] = mapped_column(enum_column(IncidentState), default=IncidentState.OPEN)
    words: Mapped[str | None] = mapped_column(EncryptedText)
    named_ids: Mapped[list[int]] = mapped_column(JSON, default=list)  # people.id: nobody of them is told
    told_by: Mapped[int] = mapped_column(BigId)  # people.id
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when the next ones are told, if nobody answers
    level: Mapped[int] = mapped_column(default=0)  # how often it was escalated
    acknowledged_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolved_by: Mapped[int | None] = mapped_column(BigId)  # people.id
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    resolution: Mapped[str | None] = mapped_column(EncryptedText)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
