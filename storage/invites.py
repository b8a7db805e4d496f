"""Invites: one-time links that give a role. Of a link's token only the SHA-256 is kept."""

from __future__ import annotations

import enum
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, and_, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedText, UtcDateTime, enum_column
from storage.internship.tables import StudentRow
from storage.roles import Role
from storage.upsert import insert_all


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


_UNUSED = and_(InviteRow.used_at.is_(None), InviteRow.revoked_at.is_(None))
_CLAIM_WAITS = and_(InviteRow.claimed_at.is_not(None), _UNUSED)


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
    return _invite(row)


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
        _UNUSED,
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


# --- invites that are bound to a student's record ---------------------------------------------------------


def unused_of(session: Session, student_ids: Collection[int], role: Role | None = None) -> list[StoredInvite]:
    """Return the invites of these students (to a role) that are neither used nor revoked, oldest first."""
    query = select(InviteRow).where(InviteRow.student_id.in_(student_ids), _UNUSED)
    if role is not None:
        query = query.where(InviteRow.role == role)
    return [_invite(row) for row in session.scalars(query.order_by(InviteRow.id))]


def revoke_many(session: Session, invite_ids: Collection[int], revoked_by: int | None, now: datetime) -> None:
    """Make those of these invites that are unused worthless."""
    values = {"revoked_by": revoked_by, "revoked_at": now, "claimed_name": None}
    session.execute(update(InviteRow).where(InviteRow.id.in_(invite_ids), _UNUSED).values(**values))


def links_in(session: Session, college: str, now: datetime) -> list[tuple[int, int | None]]:
    """Return which students of a college hold an unused invite to their own record, each with who made it."""
    query = (
        select(StudentRow.id, InviteRow.created_by)
        .join(StudentRow, StudentRow.id == InviteRow.student_id)
        .where(StudentRow.college == college, InviteRow.role == Role.STUDENT, _UNUSED, InviteRow.expires_at > now)
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


# --- claims: somebody came whose name is not the record's ---------------------------------------------------


def claim(session: Session, invite_id: int, person_id: int, name: str, now: datetime) -> bool:
    """Let somebody wait for the college's word; return whether nobody else waits, and nobody has used the invite."""
    done = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, InviteRow.claimed_at.is_(None), _UNUSED)
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
        .where(InviteRow.id == invite_id, _CLAIM_WAITS)
        .values(used_by=InviteRow.claimed_by, used_at=now, confirmed_by=granted_by, confirmed_at=now, claimed_name=None)
        .returning(InviteRow.id)
    )
    return granted.first() is not None


def decline_claim(session: Session, invite_id: int, declined_by: int | None, now: datetime) -> bool:
    """Make an invite worthless whose claim is declined; return whether somebody waited still."""
    declined = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, _CLAIM_WAITS)
        .values(revoked_by=declined_by, revoked_at=now, claimed_name=None)
        .returning(InviteRow.id)
    )
    return declined.first() is not None


def claims_of(session: Session, person_id: int) -> list[StoredInvite]:
    """Return the invites on whose claims a person waits, oldest first."""
    query = select(InviteRow).where(InviteRow.claimed_by == person_id, _CLAIM_WAITS)
    return [_invite(row) for row in session.scalars(query.order_by(InviteRow.id))]


def claims_in(session: Session, colleges: Collection[str]) -> list[StoredInvite]:
    """Return the invites of these colleges' students on whose claims somebody waits, oldest first."""
    query = (
        select(InviteRow)
        .join(StudentRow, StudentRow.id == InviteRow.student_id)
        .where(StudentRow.college.in_(colleges), _CLAIM_WAITS)
    )
    return [_invite(row) for row in session.scalars(query.order_by(InviteRow.claimed_at, InviteRow.id))]


def _unclaim(session: Session, *conditions: Any) -> bool:
    waited = session.execute(
        update(InviteRow)
        .where(*conditions, _CLAIM_WAITS)
        .values(claimed_by=None, claimed_at=None, claimed_name=None)
        .returning(InviteRow.id)
    )
    return waited.first() is not None


def _settle(session: Session, invite_id: int, **values: object) -> bool:
    settled = session.execute(
        update(InviteRow)
        .where(InviteRow.id == invite_id, _UNUSED)
        .values(**values, claimed_name=None)
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
