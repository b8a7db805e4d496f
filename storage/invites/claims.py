"""Queries on claims: somebody came whose name is not the record's, and waits for the college's word."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.internship.tables import StudentRow
from storage.invites.records import StoredInvite, invite_of
from storage.invites.tables import CLAIM_WAITS, UNUSED, InviteRow


def claim(session: Session, invite_id: int, person_id: int, name: str, now: datetime) -> bool:
    """Let somebody wait for the college's word; return whether nobody else waits, and nobody has used the invite."""
    done = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, InviteRow.claimed_at.is_(None), UNUSED)
        .values(claimed_by=person_id, claimed_at=now, claimed_name=name)
        .returning(InviteRow.id)
    )
    return done.first() is not None


def unclaim(session: Session, invite_id: int, person_id: int) -> bool:
    """Forget a person's claim that waits; return whether it did. The invite can be used on."""
    return _unclaim(session, InviteRow.id == invite_id, InviteRow.claimed_by == person_id)


def unclaim_all(session: Session, person_id: int) -> bool:
    """Forget every claim of a person, and what they called themselves; return whether one waited."""
    return _unclaim(session, InviteRow.claimed_by == person_id)


def grant_claim(session: Session, invite_id: int, granted_by: int, now: datetime) -> bool:
    """Let who waits use the invite up, by the word of `granted_by`; return whether they waited still."""
    granted = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, CLAIM_WAITS)
        .values(used_by=InviteRow.claimed_by, used_at=now, confirmed_by=granted_by, confirmed_at=now, claimed_name=None)
        .returning(InviteRow.id)
    )
    return granted.first() is not None


def decline_claim(session: Session, invite_id: int, declined_by: int | None, now: datetime) -> bool:
    """Make an invite worthless whose claim is declined; return whether somebody waited still."""
    declined = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, CLAIM_WAITS)
        .values(revoked_by=declined_by, revoked_at=now, claimed_name=None)
        .returning(InviteRow.id)
    )
    return declined.first() is not None


def claims_of(session: Session, person_id: int) -> list[StoredInvite]:
    """Return the invites on whose claims a person waits, oldest first."""
    query = select(InviteRow).where(InviteRow.claimed_by == person_id, CLAIM_WAITS)
    return [invite_of(row) for row in session.scalars(query.order_by(InviteRow.id))]


def claims_in(session: Session, colleges: Collection[str]) -> list[StoredInvite]:
    """Return the invites of these colleges' students on whose claims somebody waits, oldest first."""
    query = (
        select(InviteRow)
        .join(StudentRow, StudentRow.id == InviteRow.student_id)
        .where(StudentRow.college.in_(colleges), CLAIM_WAITS)
    )
    return [invite_of(row) for row in session.scalars(query.order_by(InviteRow.claimed_at, InviteRow.id))]


def _unclaim(session: Session, *conditions: Any) -> bool:
    waited = session.execute(
        update(InviteRow)
        .where(*conditions, CLAIM_WAITS)
        .values(claimed_by=None, claimed_at=None, claimed_name=None)
        .returning(InviteRow.id)
    )
    return waited.first() is not None
