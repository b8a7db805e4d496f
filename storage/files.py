"""Files: bytes too large for a row of their feature, encrypted at rest.

A job keeps what it read or made together with its result; who wants a file longer than its day adopts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Index, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, BigId, EncryptedBytes, EncryptedText, UtcDateTime


class FileRow(Base):
    """One file. Without `expires_at` it stays until its feature forgets it."""

    __tablename__ = "files"
    __table_args__ = (Index("ix_files_expires_at", "expires_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    mime: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(EncryptedBytes)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file with its bytes. `expires_at=None`: it is kept until its feature forgets it."""

    id: int
    name: str
    mime: str
    content: bytes
    created_at: datetime
    expires_at: datetime | None = None


def add(session: Session, kept: Sequence[StoredFile]) -> None:
    """Keep files."""
    session.add_all(FileRow(**{name: getattr(file, name) for name in StoredFile.__slots__}) for file in kept)
    session.flush()


def get(session: Session, file_id: int) -> StoredFile | None:
    """Return a file; None where it is forgotten."""
    row = session.execute(select(FileRow.__table__).where(FileRow.id == file_id)).mappings().first()
    return None if row is None else StoredFile(**row)


def adopt(session: Session, file_ids: Iterable[int]) -> None:
    """Keep files until their feature forgets them."""
    session.execute(
        update(FileRow)
        .where(FileRow.id.in_(list(file_ids)))
        .values(expires_at=None)
        .execution_options(synchronize_session=False)
    )


def forget(session: Session, file_ids: Iterable[int]) -> None:
    """Delete files."""
    session.execute(delete(FileRow).where(FileRow.id.in_(list(file_ids))).execution_options(synchronize_session=False))


def next_expiry(session: Session) -> datetime | None:
    """Return the moment at which the next file expires."""
    query = select(FileRow.expires_at).where(FileRow.expires_at.is_not(None)).order_by(FileRow.expires_at)
    return session.scalar(query.limit(1))


def forget_expired(session: Session, now: datetime) -> int:
    """Delete the files whose day is over; return how many."""
    gone = session.execute(
        delete(FileRow).where(FileRow.expires_at <= now).execution_options(synchronize_session=False)
    )
    return int(getattr(gone, "rowcount", 0))
