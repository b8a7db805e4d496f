"""Inserting what may already be there, and many rows at once, alike on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.base import Base


def insert_missing(session: Session, table: type[Base], **values: Any) -> bool:
    """Insert a row of `table` unless one of its unique indexes forbids it; return whether it was new.

    Two transactions that insert the same row at once: one wins, the other finds nothing to do on SQLite and runs again
    on PostgreSQL.
    """
    session.flush()
    upsert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    key = next(iter(table.__mapper__.primary_key))
    statement = upsert(table).values(**values).on_conflict_do_nothing().returning(key)
    return session.execute(statement).first() is not None


def insert_all(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows of `table` that have the same columns, past the session's own books, which cost most of it."""
    if rows:
        session.flush()
        session.connection().execute(insert(table), rows)
