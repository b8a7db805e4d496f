"""Bringing a backup back: checked beside the present database, prepared to tell nothing twice, and only then swapped.

The present database is put aside, never deleted. Where it can still be read, it says what is lost, and which updates
Telegram must not be believed about (`storage/restored.py`).
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from storage import facts, restored, revisions
from storage.backup.contents import Contents, check_key
from storage.backup.errors import BackupError
from storage.backup.making import kind_of, look
from storage.backup.sealing import BackupKey, is_sealed, unseal
from storage.backup.shelf import STAMP, check_room
from storage.backup.stages import PostgresStage, Stage, stage_for
from storage.database import Database
from storage.encryption import Vault
from storage.errors import IskraError
from storage.restored import Known, SetAside


@dataclass(frozen=True)
class Restoration:
    """What was restored. `aside` is the replaced database, `lost` what it knows that the restored one does not.

    `aside` is None where there was none, `lost` where it could not be read.
    """

    at: datetime
    rows: int
    revision: str
    aside: str | None
    lost: Known | None
    set_aside: SetAside


async def restore(url: str, vault: Vault, file: Path, now: datetime, key: BackupKey | None = None) -> Restoration:
    """Put the backup in `file` in the place of the database at `url`.

    `DatabaseInUse` or `BackupError` while a bot serves from it; `BackupError`, `VaultError`, `MigrationError` where the
    backup cannot be used. Whatever is raised, the present database is where it was.
    """
    stage = stage_for(make_url(url), now.astimezone(UTC).strftime(STAMP))
    if isinstance(stage, PostgresStage) and await stage.exists():
        await stage.check_alone()
    async with _held(url, vault) as serving, _plain(file, make_url(url).database or "", key) as plain:
        contents = await asyncio.to_thread(look, plain)
        since = _checked(url, contents, vault, plain)
        lost = await _known(url, vault, since) if await stage.exists() else None
        try:
            await stage.fill(plain)
            set_aside = await _prepare(stage, vault, since, now, lost)
            if isinstance(stage, PostgresStage):
                await serving.close()  # a server renames no database that somebody is connected to
            aside = await stage.swap()
        finally:
            await stage.clear()
    return Restoration(since, contents.total, contents.revision or "", aside, lost, set_aside)


@contextlib.asynccontextmanager
async def _held(url: str, vault: Vault) -> AsyncIterator[Database]:
    """Hold the place of the process that serves."""
    Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    database = await Database.open(url, vault, exclusive=True)
    try:
        yield database
    finally:
        await database.close()


@contextlib.asynccontextmanager
async def _plain(file: Path, beside: str, key: BackupKey | None) -> AsyncIterator[Path]:
    """Give a backup as it was before it was encrypted."""
    try:
        sealed = is_sealed(file)
    except OSError as error:
        raise BackupError(f"{file} cannot be read: {error.strerror}") from error
    if not sealed:
        yield file
        return
    if key is None:
        raise BackupError(f"{file.name} is encrypted: set backup.key_file to the key it was made with")
    with tempfile.TemporaryDirectory(prefix=".iskra-restore-", dir=_room_for(file, beside)) as opened:
        plain = Path(opened) / file.name
        await asyncio.to_thread(_unseal, file, plain, key)
        yield plain


def _room_for(file: Path, beside: str) -> Path:
    """Return the folder of the database, or of what is passing by, where there is room for a copy of `file`."""
    folder = Path(beside).parent if Path(beside).is_absolute() else Path(tempfile.gettempdir())
    check_room(folder, 2 * file.stat().st_size, "make room")
    return folder


def _unseal(file: Path, plain: Path, key: BackupKey) -> None:
    with file.open("rb") as source, plain.open("wb") as target:
        unseal(source, target, key)


def _checked(url: str, contents: Contents, vault: Vault, plain: Path) -> datetime:
    """Return the moment that a backup is of, if it may be used."""
    wanted, found = make_url(url).get_backend_name(), kind_of(plain)
    if found != wanted:
        raise BackupError(f"{plain.name} is a backup of a {found} database, storage.url names a {wanted} one")
    if contents.revision is None or contents.begun_at is None:
        raise BackupError(f"{plain.name} holds no database that Iskra has backed up")
    revisions.check_known(contents.revision)
    check_key(contents, vault)
    return contents.begun_at


async def _known(url: str, vault: Vault, since: datetime) -> Known | None:
    """Return what the present database knows since the backup; None where it cannot be read any more."""
    database = await Database.open(url, vault)
    try:
        return await database.read(restored.known_since, since)
    except (SQLAlchemyError, OSError, IskraError):
        return None
    finally:
        await database.close()


async def _prepare(stage: Stage, vault: Vault, since: datetime, now: datetime, lost: Known | None) -> SetAside:
    """Bring the staged database to this version's tables, and make it ready to be served."""
    url = stage.url.render_as_string(hide_password=False)
    from storage import migrate  # Alembic: whoever serves imports this package too, and does without

    await migrate.upgrade(url)
    database = await Database.open(url, vault)
    try:
        await database.run(facts.check_vault, vault)
        return await database.run(_begin_again, since, now, lost)
    finally:
        await database.close()


def _begin_again(session: Session, since: datetime, now: datetime, lost: Known | None) -> SetAside:
    found = restored.begin_again(session, since, now)
    waited = restored.remember(session, lost, now) if lost is not None else 0
    return SetAside(found.messages, found.updates + waited)
