"""The tables of review. Whatever people write about a person lies encrypted."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import JSON

from storage.base import Base, BigId, EncryptedJson, EncryptedText, UtcDateTime, enum_column


class DecisionKind(enum.StrEnum):
    """What was decided and is held back for a moment."""

    INVITE = "invite"
    REGISTER = "register"
    REJECT = "reject"
    ENROL = "enrol"


class ApplicationNoteRow(Base):
    """What one member of staff wrote for the others about an application; the applicant never sees it."""

    __tablename__ = "application_notes"
    __table_args__ = (Index("ix_application_notes_application_id", "application_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str | None] = mapped_column(EncryptedText)


class InfoRequestRow(Base):
    """What staff asked of an applicant: names of answers and kinds of papers, ticked off as they are given."""

    __tablename__ = "info_requests"
    __table_args__ = (
        # At most one is open for an application.
        Index(
            "uq_info_requests_open",
            "application_id",
            unique=True,
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"))
    fields: Mapped[list[str]] = mapped_column(JSON)
    papers: Mapped[list[str]] = mapped_column(JSON)
    comment: Mapped[str | None] = mapped_column(EncryptedText)
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due: Mapped[date] = mapped_column(Date)  # a Moscow day
    given: Mapped[list[str]] = mapped_column(JSON, default=list)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class HeldDecisionRow(Base):
    """A decision that is not carried out yet: for some seconds who took it may take it back."""

    __tablename__ = "held_decisions"

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[DecisionKind] = mapped_column(enum_column(DecisionKind))
    payload: Mapped[dict[str, Any]] = mapped_column(EncryptedJson)
    decided_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)


__all__ = ["ApplicationNoteRow", "DecisionKind", "HeldDecisionRow", "InfoRequestRow"]
