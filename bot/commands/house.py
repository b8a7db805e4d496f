"""What several commands need: where the house stands, and its database opened without serving."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Coroutine, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import DBAPIError

from bot.clock import FollowedClock, SystemClock
from bot.config import Config
from storage import facts, revisions
from storage.database import Database
from storage.encryption import Vault
from storage.errors import IskraError, Refusal

if TYPE_CHECKING:
    from bot.texts import Texts

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"

T = TypeVar("T")


class CommandError(IskraError):
    """A command cannot do what was asked; the message says why and what to do."""


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end on the fastest event loop there is."""
    try:
        import uvloop
    except ImportError:  # there is none for this platform
        return asyncio.run(work)
    return uvloop.run(work)


@contextlib.asynccontextmanager
async def opened(config: Config) -> AsyncIterator[Database]:
    """Give the database of `config`, already at the newest revision; beside a bot that serves it, too."""
    revision = await revision_of(config)
    if revision != revisions.newest():
        known = f"at revision {revision}" if revision else "empty"
        raise CommandError(
            f"{shown(config.storage.url)} is {known}, expected {revisions.newest()}: run `iskra migrate` first"
        )
    vault = Vault.open(config.storage.key_file)
    database = await Database.open(config.storage.url, vault)
    try:
        await database.run(facts.check_vault, vault)
        yield database
    finally:
        await database.close()


@contextlib.asynccontextmanager
async def alone(config: Config) -> AsyncIterator[Database]:
    """Give the database of `config`, at whatever revision, while no bot serves from it (`DatabaseInUse`)."""
    database = await Database.open(config.storage.url, Vault.open(config.storage.key_file), exclusive=True)
    try:
        yield database
    finally:
        await database.close()


def vault_of(config: Config) -> Vault:
    """Return the vault of a database that has one: a key file that is missing is not made anew."""
    path = config.storage.key_file
    if not path.exists():
        raise CommandError(f"{path} is not there: put the key file of this database back (storage.key_file)")
    return Vault.open(path)


async def revision_of(config: Config) -> str | None:
    """Return the revision of the database, without making one; `CommandError` where it cannot be reached."""
    from storage import migrate  # Alembic: `serve` uses this file too, and does without

    url = config.storage.url
    if not exists(url):
        return None
    with reaching(url):
        return await migrate.current(url)


def exists(url: str) -> bool:
    """Whether there is a database to look into; a server is supposed to have one."""
    return not url.startswith("sqlite") or Path(url.partition(":///")[2]).exists()


@contextlib.contextmanager
def reaching(url: str) -> Iterator[None]:
    """Turn a database that does not answer into one line."""
    try:
        yield
    except DBAPIError as error:
        raise CommandError(f"{shown(url)} cannot be used: {error.orig}") from error
    except OSError as error:
        raise CommandError(f"{shown(url)} cannot be reached: {error.strerror or error}") from error


async def present(config: Config) -> datetime:
    """Return the moment that the bot of `config` lives in, aware, in UTC: the followed clock's, else the machine's."""
    if not config.clock.follow:
        return SystemClock().now()
    clock = FollowedClock(config.clock.follow)
    await clock.start()
    await clock.stop()
    return clock.now()


def shown(url: str) -> str:
    """Return a database URL that may be printed."""
    return re.sub(r"://[^/@\s]*@", "://(hidden)@", url)


def plain(refusal: Refusal) -> str:
    """Return a refusal as the operator reads it: the English text without markup, else its key."""
    texts = english()
    if not texts.has(refusal.text_key):
        return refusal.text_key
    return texts.get("en", refusal.text_key, **refusal.args_).striptags()


def english() -> Texts:
    """Return the texts of the house."""
    from bot.texts import Texts

    return Texts(LOCALES)
