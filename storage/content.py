"""Content in the database: what files brought, and what staff changed since."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, UtcDateTime
from storage.errors import Refusal


class ContentRow(Base):
    """One item of content. `loaded_hash` is the digest of the body that a file last brought; None: made by staff."""

    __tablename__ = "content_items"

    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    position: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    loaded_hash: Mapped[str | None] = mapped_column(String(64))
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True, slots=True)
class StoredItem:
    """One item as it lies in the database. `changed_by` is people.id, None for a file; `version` counts its changes."""

    kind: str
    key: str
    position: int
    body: dict[str, Any]
    loaded_hash: str | None
    changed_by: int | None = None
    version: int = 0


class ContentChangedMeanwhile(Refusal):
    """Somebody else changed the item after it was shown."""

    def __init__(self) -> None:
        super().__init__("content-changed-meanwhile")


def every(session: Session) -> list[StoredItem]:
    """Return all items, by kind and in the order in which they are shown."""
    rows = session.scalars(select(ContentRow).order_by(ContentRow.kind, ContentRow.position, ContentRow.key))
    return [_stored(row) for row in rows]


def get(session: Session, kind: str, key: str) -> StoredItem | None:
    """Return one item."""
    row = session.get(ContentRow, (kind, key))
    return None if row is None else _stored(row)


def put(session: Session, items: Iterable[StoredItem], now: datetime) -> None:
    """Keep items as they are given now, each one version further.

    `StoredItem.version` is the one that the change was made upon, 0 for a new item; `ContentChangedMeanwhile` when the
    database has gone further.
    """
    for item in items:
        row = session.get(ContentRow, (item.kind, item.key), populate_existing=True, with_for_update=True)
        if (row.version if row else 0) != item.version:
            raise ContentChangedMeanwhile
        if row is None:
            row = ContentRow(kind=item.kind, key=item.key, version=0)
            session.add(row)
        row.position, row.body, row.loaded_hash = item.position, item.body, item.loaded_hash
        row.changed_by, row.changed_at, row.version = item.changed_by, now, item.version + 1
    session.flush()


def version(session: Session) -> int:
    """Return a number that rises with every change of any item; nothing is ever removed. 0 for no content."""
    return session.scalar(select(func.coalesce(func.sum(ContentRow.version), 0))) or 0


def _stored(row: ContentRow) -> StoredItem:
    return StoredItem(row.kind, row.key, row.position, row.body, row.loaded_hash, row.changed_by, row.version)
