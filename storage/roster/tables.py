"""The tables of rosters: a college's students as a file, prepared, applied, taken back."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, BigId, EncryptedJson, UtcDateTime, enum_column


class RosterState(enum.StrEnum):
    """Where an import stands."""

    PREVIEW = "preview"  # shown to who sent the file, nothing is changed
    APPLYING = "applying"  # decided on, and written part by part: a large file would keep everybody else waiting
    APPLIED = "applied"
    UNDOING = "undoing"  # a large one, being taken back part by part
    UNDONE = "undone"  # taken back within its hour
    DROPPED = "dropped"  # cancelled, replaced by another preview, or forgotten after its hour


class RosterDeskRow(Base):
    """One college's students. `version` rises with every import, so that of two previews at once one applies."""

    __tablename__ = "roster_desks"

    college: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(default=0)


class RosterImportRow(Base):
    """One file of students: a preview first, then applied as a whole, perhaps taken back."""

    __tablename__ = "roster_imports"
    __table_args__ = (Index("ix_roster_imports_college", "college", "state"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    college: Mapped[str] = mapped_column(String(60))
    state: Mapped[RosterState] = mapped_column(enum_column(RosterState))
    base: Mapped[int] = mapped_column()  # version of the desk that the preview was made on
    prepared_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    prepared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[Any] = mapped_column(EncryptedJson, nullable=True)  # its rows; once applied, its numbers
    applied_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RosterMoveRow(Base):
    """What an import did to one student: made them, or changed what `before` held."""

    __tablename__ = "roster_moves"
    # Deleting a student looks for what names them.
    __table_args__ = (Index("ix_roster_moves_student", "student_id"),)

    import_id: Mapped[int] = mapped_column(ForeignKey("roster_imports.id"), primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("students.id", ondelete="CASCADE"), primary_key=True)
    made: Mapped[bool] = mapped_column()
    placement_id: Mapped[int | None] = mapped_column(BigId)  # the placement that it planned
    before: Mapped[Any] = mapped_column(EncryptedJson, nullable=True)  # emptied when the hour is over
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


__all__ = ["RosterDeskRow", "RosterImportRow", "RosterMoveRow", "RosterState"]
