"""A dump of a PostgreSQL database by the server's own `pg_dump`, taken while others write, and a close look at one.

The rows are counted in the very snapshot that is dumped; of a dump every row is read again through `pg_restore`.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from sqlalchemy import URL, Connection, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from storage.backup.contents import REVISION_TABLE, Contents, encrypted_columns
from storage.backup.errors import BackupError, Interrupted
from storage.backup.sqlite_copy import Stopped, never

MAGIC = b"PGDMP"
LOOK_EVERY_S = 0.2
MOST_SAID = 300


def program(name: str) -> str:
    """Return where a program of PostgreSQL's client is; `BackupError` where it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise BackupError(
            f"{name} is not installed here: install PostgreSQL's client programs, of the server's version or newer "
            "(on Debian: apt-get install postgresql-client)"
        )
    return found


def environment(url: URL, database: str | None = None) -> dict[str, str]:
    """Return the environment that makes PostgreSQL's programs reach the server; a password never is an argument."""
    host = url.host or url.query.get("host") or ""
    wanted = {
        "PGHOST": host if isinstance(host, str) else host[0],
        "PGPORT": str(url.port or ""),
        "PGUSER": url.username or "",
        "PGPASSWORD": str(url.password or ""),
        "PGDATABASE": database or url.database or "",
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "ISKRA_"))}
    return inherited | {name: value for name, value in wanted.items() if value}


async def copy(url: URL, target: Path, stopped: Stopped = never) -> Contents:
    """Dump the database into the empty file `target`; return what the snapshot held."""
    dump = program("pg_dump")
    engine = create_async_engine(url, isolation_level="REPEATABLE READ", poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            contents = await connection.run_sync(_count)
            snapshot = await connection.scalar(text("SELECT pg_export_snapshot()"))
            arguments = [dump, "--format=custom", "--no-owner", "--no-privileges", "--no-password"]
            arguments += [f"--snapshot={snapshot}", f"--file={target}"]
            await asyncio.to_thread(run, arguments, environment(url), stopped)
    finally:
        await engine.dispose()
    return contents


async def size(url: URL) -> int:
    """Return how many bytes the database takes on its server: more than its dump will."""
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            return int(await connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    finally:
        await engine.dispose()


def look(path: Path, stopped: Stopped = never) -> Contents:
    """Return what a dump holds, reading every row of it; `BackupError` where it is damaged. Runs in a thread."""
    arguments = [program("pg_restore"), "--data-only", "--file=-", str(path)]
    nowhere = environment(URL.create("postgresql"))
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=nowhere) as reading:  # noqa: S603
        assert reading.stdout is not None
        assert reading.stderr is not None
        try:
            contents = _read(_lines(reading.stdout, stopped))
        except BaseException:
            reading.kill()
            raise
        said = reading.stderr.read().decode("utf-8", "replace")
    if reading.returncode:
        raise BackupError(f"{path.name} is damaged: {_last(said)}")
    return contents


def run(arguments: list[str], variables: dict[str, str], stopped: Stopped = never) -> None:
    """Run a program of PostgreSQL to its end; `BackupError` with its last words where it fails. Runs in a thread."""
    null, pipe = subprocess.DEVNULL, subprocess.PIPE
    with subprocess.Popen(arguments, stdin=null, stdout=null, stderr=pipe, env=variables) as running:  # noqa: S603
        said = _until_end(running, stopped)
    if running.returncode:
        raise BackupError(f"{Path(arguments[0]).name} failed: {_last(said.decode('utf-8', 'replace'))}")


def _until_end(running: subprocess.Popen[bytes], stopped: Stopped) -> bytes:
    while True:
        try:
            return running.communicate(timeout=LOOK_EVERY_S)[1]
        except subprocess.TimeoutExpired:
            if stopped():
                running.kill()
                raise Interrupted from None


def _last(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return ("; ".join(lines[-2:]) or "it said nothing")[:MOST_SAID]


def _count(connection: Connection) -> Contents:
    names = sorted(inspect(connection).get_table_names())
    quote = connection.dialect.identifier_preparer.quote
    rows = {name: connection.scalar(text(f"SELECT count(*) FROM {quote(name)}")) or 0 for name in names}  # noqa: S608
    revision = connection.scalar(text("SELECT version_num FROM alembic_version")) if REVISION_TABLE in names else None
    return Contents(rows, revision)


def _lines(stream: IO[bytes], stopped: Stopped) -> Iterator[bytes]:
    for number, line in enumerate(stream):
        if number % 10_000 == 0 and stopped():
            raise Interrupted
        yield line.rstrip(b"\n")


def _read(lines: Iterator[bytes]) -> Contents:
    """Count the rows of a dump's script: `COPY schema.table (columns) FROM stdin;`, rows, and a line `\\.`."""
    rows: dict[str, int] = {}
    sealed: dict[str, bytes] = {}
    facts: dict[str, str] = {}
    revision: str | None = None
    for line in lines:
        if not line.startswith(b"COPY "):
            continue
        name, columns = _table(line.decode())
        rows[name] = 0
        for row in lines:
            if row == b"\\.":
                break
            rows[name] += 1
            if name in (REVISION_TABLE, "facts"):
                values = dict(zip(columns, row.decode().split("\t"), strict=True))
                revision = values.get("version_num", revision)
                facts |= {values["name"]: values["value"]} if "name" in values else {}
            _note_sealed(name, columns, row, sealed)
    return Contents(rows, revision, facts, sealed)


def _table(line: str) -> tuple[str, list[str]]:
    head, _, tail = line.removeprefix("COPY ").partition(" (")
    columns = tail.partition(") FROM stdin;")[0].split(", ")
    return head.rpartition(".")[2].strip('"'), [column.strip('"') for column in columns]


def _note_sealed(table: str, columns: list[str], row: bytes, sealed: dict[str, bytes]) -> None:
    wanted = [one for one in encrypted_columns().get(table, ()) if f"{table}.{one}" not in sealed and one in columns]
    if not wanted:
        return
    values: dict[str, Any] = dict(zip(columns, row.split(b"\t"), strict=True))
    for one in wanted:
        if values[one].startswith(b"\\\\x"):
            sealed[f"{table}.{one}"] = bytes.fromhex(values[one][3:].decode())
