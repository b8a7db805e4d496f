"""Invites: one-time links that give a role. Of a link's token only the SHA-256 is kept."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

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


@dataclass(frozen=True, slots=True)
class StoredInvite:
    """An invite as it lies in the database. `created_by=None`: the operator at the console made it.

    `child_id` is whose parent the guest becomes; `opened` counts how often the link was followed.
    """

    id: int
    role: Role
    organisation: str | None
    child_id: int | None
    created_at: datetime
    created_by: int | None
    expires_at: datetime
    confirm: bool
    confirmed_by: int | None
    opened: int
    used_by: int | None
    used_at: datetime | None
    revoked_at: datetime | None


def add(
    session: Session,
    *,
    token_hash: str,
    role: Role,
    organisation: str | None,
    child_id: int | None,
    created_at: datetime,
    created_by: int | None,
    expires_at: datetime,
    confirm: bool,
) -> StoredInvite:
    """Keep a new invite."""
    row = InviteRow(
        token_hash=token_hash,
        role=role,
        organisation=organisation,
        child_id=child_id,
        created_at=created_at,
        created_by=created_by,
        expires_at=expires_at,
        confirm=confirm,
        opened=0,
    )
    session.add(row)
    session.flush()
    return _invite(row)


def by_token_hash(session: Session, token_hash: str) -> StoredInvite | None:
    """Return the invite whose token has this hash, as it is now."""
    return _one(session, InviteRow.token_hash == token_hash)


def get(session: Session, invite_id: int) -> StoredInvite | None:
    """Return one invite, as it is now."""
    return _one(session, InviteRow.id == invite_id)


def open_of(session: Session, created_by: int, now: datetime) -> list[StoredInvite]:
    """Return the invites of a person that can still be used, newest first."""
    query = select(InviteRow).where(
        InviteRow.created_by == created_by,
        InviteRow.used_at.is_(None),
        InviteRow.revoked_at.is_(None),
        InviteRow.expires_at > now,
    )
    return [_invite(row) for row in session.scalars(query.order_by(InviteRow.id.desc()))]


def count_opening(session: Session, invite_id: int) -> None:
    """Count that somebody followed the link."""
    session.execute(update(InviteRow).where(InviteRow.id == invite_id).values(opened=InviteRow.opened + 1))


def take(session: Session, invite_id: int, person_id: int, now: datetime) -> bool:
    """Use an invite up; return whether it was free."""
    return _settle(session, invite_id, used_by=person_id, used_at=now)


def revoke(session: Session, invite_id: int, revoked_by: int | None, now: datetime) -> bool:
    """Make an unused invite worthless; return whether it was still unused."""
    return _settle(session, invite_id, revoked_by=revoked_by, revoked_at=now)


def confirm(session: Session, invite_id: int, confirmed_by: int, now: datetime) -> bool:
    """Note the second person's word; return whether it was still awaited."""
    done = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, InviteRow.confirm, InviteRow.confirmed_at.is_(None))
        .values(confirmed_by=confirmed_by, confirmed_at=now)
        .returning(InviteRow.id)
    )
    return done.first() is not None


def _settle(session: Session, invite_id: int, **values: object) -> bool:
    settled = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, InviteRow.used_at.is_(None), InviteRow.revoked_at.is_(None))
        .values(**values)
        .returning(InviteRow.id)
    )
    return settled.first() is not None


def _one(session: Session, condition: object) -> StoredInvite | None:
    query = select(InviteRow).where(condition).execution_options(populate_existing=True)  # type: ignore[arg-type]
    row = session.scalar(query)
    return None if row is None else _invite(row)


def _invite(row: InviteRow) -> StoredInvite:
    return StoredInvite(
        id=row.id,
        role=row.role,
        organisation=row.organisation,
        child_id=row.child_id,
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        confirm=row.confirm,
        confirmed_by=row.confirmed_by,
        opened=row.opened,
        used_by=row.used_by,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
