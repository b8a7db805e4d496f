"""The table of invites. Of a link's token only the SHA-256 is kept."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, and_
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column
from storage.roles import Role


class InviteSource(enum.StrEnum):
    """Where an invite was handed out: what brings people is counted by this."""

    CHAT = "chat"  # a link that somebody made in the bot and sent on
    CARD = "card"  # a printed card
    TABLE = "table"  # the table of links that a roster import gives
    CONSOLE = "console"  # the operator's command


class InviteRow(Base):
    """One invite. It is used at most once: `used_by` is one person, and only an unused invite can be taken.

    `confirm` marks a role that takes two people: such an invite sleeps until a second one has confirmed it.
    """

    __tablename__ = "invites"
    __table_args__ = (
        Index("ix_invites_created_by", "created_by", "id"),
        Index("ix_invites_student", "student_id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    organisation: Mapped[str | None] = mapped_column(String(40), ForeignKey("organisations.key"))
    child_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    # Whose record the guest comes to, or whose parent they become where `role` is a parent's.
    student_id: Mapped[int | None] = mapped_column(ForeignKey("students.id"))
    source: Mapped[InviteSource] = mapped_column(enum_column(InviteSource), default=InviteSource.CHAT)
    claimed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # gave another name, waits for the college
    claimed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    claimed_name: Mapped[str | None] = mapped_column(EncryptedText)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirm: Mapped[bool] = mapped_column(default=False)
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened: Mapped[int] = mapped_column(default=0)
    used_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


UNUSED = and_(InviteRow.used_at.is_(None), InviteRow.revoked_at.is_(None))
CLAIM_WAITS = and_(InviteRow.claimed_at.is_not(None), UNUSED)
