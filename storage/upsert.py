"""Inserting what may already be there, and many rows at once, alike on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import Executable

from storage.base import Base, table_of


def by_dialect(build: Callable[[Any], Any]) -> Mapping[str, Any]:
    """Return what `build` makes of each database's own `insert`, by the name of the dialect."""
    return {"sqlite": build(sqlite.insert), "postgresql": build(postgresql.insert)}


def insert_missing(session: Session, row: type[Base], **values: Any) -> bool:
    """Insert a row unless a unique index of its table forbids it; return whether it was new.

    Two transactions that insert the same row at once: one wins, the other finds nothing to do on SQLite and runs again
    on PostgreSQL.
    """
    return insert_missing_id(session, row, **values) is not None


def insert_missing_id(session: Session, row: type[Base], **values: Any) -> Any:
    """Insert a row unless a unique index forbids it; return its (first) key, or None where it was not new."""
    session.flush()
    connection = session.connection()
    return connection.execute(_insert_missing(row)[connection.dialect.name], values).scalar()


@cache
def _insert_missing(row: type[Base]) -> Mapping[str, Executable]:
    table = table_of(row)
    key = next(iter(table.primary_key))
    return by_dialect(lambda upsert: upsert(table).on_conflict_do_nothing().returning(key))


def insert_all(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows of `table` that have the same columns, past the session's own books, which cost most of it."""
    if rows:
        session.flush()
        session.connection().execute(insert(table), rows)
