"""The base of all tables, and column types that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

import enum
import threading
import time
from datetime import UTC, datetime
from typing import Any, cast

import orjson
from sqlalchemy import BigInteger, DateTime, Enum, Integer, LargeBinary, MetaData, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from storage.encryption import Vault
from storage.errors import NaiveTimeError, VaultError

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# SQLite gives rowids to INTEGER primary keys only, so the wide type narrows there (it is 64 bits anyway).
BigId = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """The base of every table."""

    metadata = MetaData(naming_convention=NAMING)


def table_of(row: type[Base]) -> Table:
    """Return the table of a class of rows, for what every update asks of the database.

    Such a statement is a constant, run on `session.connection()`. Measured: to find a person by a statement
    that is built each time and goes through the ORM costs 290 µs of CPU, by a constant 45.
    """
    return cast("Table", row.__table__)


def not_by(column: Any) -> Any:
    """Return a number's column as one that no index is looked up by.

    SQLite knows no statistics here and takes an index that begins with the bot for a narrow one, though all rows are
    of one bot: it would read every conversation there is to find the next one that is due.
    """
    return column + 0


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in, aware UTC datetimes out; `NaiveTimeError` for a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveTimeError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EncryptedText(TypeDecorator[str]):
    """Text that lies encrypted in the database, under the vault of the engine."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _vault(dialect).encrypt(value.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else _vault(dialect).decrypt(value).decode()


class EncryptedBytes(TypeDecorator[bytes]):
    """Bytes that lie encrypted in the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _vault(dialect).encrypt(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _vault(dialect).decrypt(value)


class EncryptedJson(TypeDecorator[Any]):
    """A JSON value that lies encrypted in the database."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else _vault(dialect).encrypt(orjson.dumps(value))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else orjson.loads(_vault(dialect).decrypt(value))


def enum_column(kind: type[enum.StrEnum]) -> Enum:
    """Return a column type that stores the values of `kind` as text, checked on the way in and out."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


def _vault(dialect: Dialect) -> Vault:
    vault: Any = dialect.__dict__.get("iskra_vault")
    if not isinstance(vault, Vault):
        raise VaultError("this database was opened without a vault")
    return vault


class _Ids:
    """Gives rising 63-bit numbers: microseconds since 1970, never the same twice in a process.

    They rise on while the machine's clock stands still or goes back.
    """

    def __init__(self) -> None:
        # Calls are made on the loop and in the database's threads alike.
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1000)
            return self._last

    def rise_above(self, least: int) -> None:
        with self._lock:
            self._last = max(self._last, least)


_IDS = _Ids()


def rise_above(least: int) -> None:
    """Have every `new_id` from now on greater than `least`, the newest of an earlier process whose clock ran fast."""
    _IDS.rise_above(least)


def new_id() -> int:
    """Return a new rising id, for rows whose order of making matters and whose id is needed before the commit."""
    return _IDS.next()
