"""Queries on one invite: made, opened, used, revoked, confirmed by a second person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from storage.invites.records import StoredInvite, invite_of
from storage.invites.tables import UNUSED, InviteRow, InviteSource
from storage.roles import Role


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
    confirm: bool = False,
    student_id: int | None = None,
    source: InviteSource = InviteSource.CHAT,
) -> StoredInvite:
    """Keep a new invite."""
    row = InviteRow(
        token_hash=token_hash,
        role=role,
        organisation=organisation,
        child_id=child_id,
        student_id=student_id,
        source=source,
        created_at=created_at,
        created_by=created_by,
        expires_at=expires_at,
        confirm=confirm,
        opened=0,
    )
    session.add(row)
    session.flush()
    return invite_of(row)


def by_token_hash(session: Session, token_hash: str) -> StoredInvite | None:
    """Return the invite whose token has this hash, as it is now."""
    return _one(session, InviteRow.token_hash == token_hash)


def get(session: Session, invite_id: int) -> StoredInvite | None:
    """Return one invite, as it is now."""
    return _one(session, InviteRow.id == invite_id)


def open_of(session: Session, created_by: int, now: datetime) -> list[StoredInvite]:
    """Return the invites of a person that can still be used, newest first; those bound to students are left out."""
    query = select(InviteRow).where(
        InviteRow.created_by == created_by,
        InviteRow.student_id.is_(None),
        UNUSED,
        InviteRow.expires_at > now,
    )
    return [invite_of(row) for row in session.scalars(query.order_by(InviteRow.id.desc()))]


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
        .where(InviteRow.id == invite_id, UNUSED)
        .values(**values, claimed_name=None)
        .returning(InviteRow.id)
    )
    return settled.first() is not None


def _one(session: Session, condition: ColumnElement[bool]) -> StoredInvite | None:
    query = select(InviteRow).where(condition).execution_options(populate_existing=True)
    row = session.scalar(query)
    return None if row is None else invite_of(row)
