"""Previews: what is prepared, looked at with its numbers, applied as a whole, and may be taken back.

Steps over many applications (`ranking`) and files of students (`roster`) live alike. Each has a table of its own with
these columns, and a desk whose version decides between two previews at once.
"""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedJson, UtcDateTime, enum_column
from storage.upsert import insert_missing


class PreviewState(enum.StrEnum):
    """Where a preview stands."""

    PREVIEW = "preview"  # shown to who prepared it, nothing is changed
    APPLYING = "applying"  # decided on, and written part by part: a large file would keep everybody else waiting
    APPLIED = "applied"
    UNDOING = "undoing"  # a large one, being taken back part by part
    UNDONE = "undone"  # taken back within its hour
    DROPPED = "dropped"  # cancelled, replaced by another preview, or forgotten after its hour


class PreviewRow(Base):
    """What a row of every kind of preview holds."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    state: Mapped[PreviewState] = mapped_column(enum_column(PreviewState))
    base: Mapped[int] = mapped_column()  # version of the desk that the preview was made on
    prepared_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    prepared_at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[Any] = mapped_column(EncryptedJson, nullable=True)  # emptied when it is applied or dropped
    applied_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DeskRow(Base):
    """What a desk holds beside its key. `version` rises with each change: of two previews at once one applies."""

    __abstract__ = True

    version: Mapped[int] = mapped_column(default=0)


RowT = TypeVar("RowT", bound=PreviewRow)


def desk_version(session: Session, desk: type[DeskRow], **key: str) -> int:
    """Return how many times what previews change was changed by them."""
    return int(session.scalar(select(desk.version).filter_by(**key)) or 0)


def raise_version(session: Session, desk: type[DeskRow], base: int, **key: str) -> bool:
    """Count a change made on version `base`; False where another came first."""
    insert_missing(session, desk, version=0, **key)
    raised = session.execute(
        update(desk).filter_by(version=base, **key).values(version=base + 1).returning(desk.version)
    )
    return raised.first() is not None


def add(session: Session, row: PreviewRow, **alike: object) -> None:
    """Keep a new preview, in place of the one among those `alike` that the same person may have open."""
    kind = type(row)
    session.execute(
        update(kind)
        .filter_by(prepared_by=row.prepared_by, state=PreviewState.PREVIEW, **alike)
        .values(state=PreviewState.DROPPED, payload=None)
    )
    session.add(row)
    session.flush()


def settle(
    session: Session,
    kind: type[PreviewRow],
    row_id: int,
    before: PreviewState,
    after: PreviewState,
    now: datetime,
    by: int,
    payload: Any = None,
) -> bool:
    """Lead a preview from one state to the next; False where it stands elsewhere. `payload` replaces what it held."""
    when: dict[str, Any] = {"payload": payload}
    if after is PreviewState.APPLIED:
        when |= {"applied_at": now, "applied_by": by}
    elif after is PreviewState.UNDONE:
        when |= {"undone_at": now}
    done = session.execute(
        update(kind)
        .where(kind.id == row_id, kind.state == before)
        .values(state=after, **when)
        .returning(kind.id)
        .execution_options(synchronize_session=False)
    )
    return done.first() is not None


def last_applied(session: Session, kind: type[RowT], **alike: object) -> RowT | None:
    """Return the newest of those `alike` that counts."""
    return session.scalar(
        select(kind)
        .filter_by(state=PreviewState.APPLIED, **alike)
        .order_by(kind.applied_at.desc(), kind.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
