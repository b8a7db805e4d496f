"""Queries on invites that are bound to students' records: many at once, by student, by college."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from storage.internship.tables import StudentRow
from storage.invites.records import Bound, Numbers, StoredInvite, invite_of
from storage.invites.tables import UNUSED, InviteRow, InviteSource
from storage.roles import Role
from storage.upsert import insert_all


def add_many(
    session: Session,
    bound: Sequence[Bound],
    *,
    college: str,
    source: InviteSource,
    created_at: datetime,
    created_by: int,
    expires_at: datetime,
) -> None:
    """Keep the invites of many students of a college, in one statement."""
    common = {
        "role": Role.STUDENT,
        "organisation": college,
        "source": source,
        "created_at": created_at,
        "created_by": created_by,
        "expires_at": expires_at,
        "confirm": False,
        "opened": 0,
    }
    insert_all(
        session, InviteRow, [{**common, "student_id": one.student_id, "token_hash": one.token_hash} for one in bound]
    )


def unused_of(session: Session, student_ids: Collection[int], role: Role | None = None) -> list[StoredInvite]:
    """Return the invites of these students (to a role) that are neither used nor revoked, oldest first."""
    query = select(InviteRow).where(InviteRow.student_id.in_(student_ids), UNUSED)
    if role is not None:
        query = query.where(InviteRow.role == role)
    return [invite_of(row) for row in session.scalars(query.order_by(InviteRow.id))]


def revoke_many(session: Session, invite_ids: Collection[int], revoked_by: int | None, now: datetime) -> None:
    """Make those of these invites that are unused worthless."""
    values = {"revoked_by": revoked_by, "revoked_at": now, "claimed_name": None}
    session.execute(update(InviteRow).where(InviteRow.id.in_(invite_ids), UNUSED).values(**values))


def links_in(session: Session, college: str, now: datetime) -> list[tuple[int, int | None]]:
    """Return which students of a college hold an unused invite to their own record, each with who made it."""
    query = (
        select(StudentRow.id, InviteRow.created_by)
        .join(StudentRow, StudentRow.id == InviteRow.student_id)
        .where(StudentRow.college == college, InviteRow.role == Role.STUDENT, UNUSED, InviteRow.expires_at > now)
    )
    return [(student_id, maker) for student_id, maker in session.execute(query)]


def numbers(session: Session, college: str) -> list[Numbers]:
    """Return how many invites for a college's students and their parents were made, opened and used, by source."""
    query = (
        select(
            InviteRow.source,
            func.count(),
            func.count().filter(InviteRow.opened > 0),
            func.count().filter(InviteRow.used_at.is_not(None)),
        )
        .outerjoin(StudentRow, StudentRow.id == InviteRow.student_id)
        .where(
            InviteRow.role.in_([Role.STUDENT, Role.PARENT]),
            or_(StudentRow.college == college, InviteRow.organisation == college),
        )
        .group_by(InviteRow.source)
    )
    return [Numbers(source, made, opened, used) for source, made, opened, used in session.execute(query)]
