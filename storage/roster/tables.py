"""The tables of rosters: a college's students as a file, prepared, applied, taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, BigId, EncryptedJson, UtcDateTime
from storage.previews import DeskRow, PreviewRow


class RosterDeskRow(DeskRow):
    """One college's students."""

    __tablename__ = "roster_desks"

    college: Mapped[str] = mapped_column(String(60), primary_key=True)


class RosterImportRow(PreviewRow):
    """One file of students; once it is applied, `payload` holds its numbers."""

    __tablename__ = "roster_imports"
    __table_args__ = (Index("ix_roster_imports_college", "college", "state"),)

    college: Mapped[str] = mapped_column(String(60))


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


__all__ = ["RosterDeskRow", "RosterImportRow", "RosterMoveRow"]
