"""What is known of an invite, and of many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.invites.tables import InviteRow, InviteSource
from storage.roles import Role


@dataclass(frozen=True, slots=True)
class StoredInvite:
    """An invite as it lies in the database. `created_by=None`: the operator at the console made it.

    `child_id` is whose parent the guest becomes; `opened` counts how often the link was followed. `student_id`: it is
    bound to this student's record, whose the guest becomes, or whose parent. Until a claim is settled, `claimed_by`
    waits for the college's word and `claimed_name` is what they called themselves.
    """

    id: int
    role: Role
    organisation: str | None
    child_id: int | None
    student_id: int | None
    source: InviteSource
    claimed_by: int | None
    claimed_at: datetime | None
    claimed_name: str | None
    created_at: datetime
    created_by: int | None
    expires_at: datetime
    confirm: bool
    confirmed_by: int | None
    opened: int
    used_by: int | None
    used_at: datetime | None
    revoked_at: datetime | None
    revoked_by: int | None

    @property
    def is_settled(self) -> bool:
        """Whether it was used or revoked."""
        return self.used_at is not None or self.revoked_at is not None

    @property
    def has_waiting_claim(self) -> bool:
        """Whether somebody waits for the college's word."""
        return self.claimed_at is not None and not self.is_settled


@dataclass(frozen=True, slots=True)
class Bound:
    """One of many invites to be kept at once, each bound to a student's record."""

    student_id: int
    token_hash: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many invites from a source were made, opened at least once, and used."""

    source: InviteSource
    made: int
    opened: int
    used: int


def invite_of(row: InviteRow) -> StoredInvite:
    """Return what a row says."""
    return StoredInvite(
        id=row.id,
        role=row.role,
        organisation=row.organisation,
        child_id=row.child_id,
        student_id=row.student_id,
        source=row.source,
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        claimed_name=row.claimed_name,
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        confirm=row.confirm,
        confirmed_by=row.confirmed_by,
        opened=row.opened,
        used_by=row.used_by,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
        revoked_by=row.revoked_by,
    )
