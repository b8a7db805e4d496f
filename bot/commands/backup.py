"""`iskra backup`: a verified copy of the database, made while the bot serves."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from bot import backups
from bot.commands import house
from bot.config import Config, load_config, locate
from storage import backup
from storage.backup import BackupKey, Made
from storage.backup.shelf import megabytes
from storage.database import Database

MOSCOW = ZoneInfo("Europe/Moscow")


def run(config_file: Path | None, *, listing: bool = False, make_key: bool = False) -> None:
    """Make a backup, or list those there are, or make the key that they are encrypted with."""
    config = load_config(locate(config_file))
    if make_key:
        _make_key(config)
    elif listing:
        _list(config)
    else:
        _say(config, house.run(_back_up(config)))


def local(moment: datetime) -> str:
    """Return a moment as the operator reads it."""
    return f"{moment.astimezone(MOSCOW):%Y-%m-%d %H:%M} in Moscow"


def age(moment: datetime, now: datetime) -> str:
    """Return how old something is, in the unit that fits."""
    gone = max(timedelta(), now - moment)
    if gone < timedelta(hours=1):
        return f"{gone // timedelta(minutes=1)} min"
    return f"{gone // timedelta(hours=1)} h" if gone < timedelta(days=2) else f"{gone.days} days"


def last_one(last: backup.LastGood | None, now: datetime) -> str:
    """Return a line about the last good backup."""
    return f"Last good backup: {last.name}, {age(last.at, now)} old" if last else "No good backup yet"


async def _back_up(config: Config) -> Made:
    if await house.revision_of(config) is None:
        raise house.CommandError(f"{house.shown(config.storage.url)} holds nothing to back up yet")
    now = await house.present(config)
    database = await Database.open(config.storage.url, house.vault_of(config))
    try:
        with house.reaching(config.storage.url):
            return await backups.back_up(config, database, now)
    finally:
        await database.close()


def _say(config: Config, made: Made) -> None:
    sealed = "encrypted" if made.sealed else "not encrypted (backup.key_file)"
    typer.echo(f"{made.path}: {made.rows} rows, {megabytes(made.size)}, verified, {sealed}")
    if made.pruned:
        typer.echo(
            f"{made.pruned} older ones were deleted: the last of {config.backup.daily} days and "
            f"{config.backup.weekly} weeks stay"
        )
    keys = [config.storage.key_file, *([config.backup.key_file] if config.backup.key_file else [])]
    typer.echo(f"Without {' and '.join(map(str, keys))} nobody reads it: keep a copy apart from the backups")


def _list(config: Config) -> None:
    kept, now = backups.shelf_of(config).kept(), house.run(house.present(config))
    for one in kept:
        typer.echo(f"{one.path.name}  {local(one.at)}  {megabytes(one.size)}")
    last = house.run(_last(config)) if house.exists(config.storage.url) else None
    typer.echo(last_one(last, now))


async def _last(config: Config) -> backup.LastGood | None:
    async with house.opened(config) as database:
        return await database.read(backup.last_good)


def _make_key(config: Config) -> None:
    path = config.backup.key_file
    if path is None:
        raise house.CommandError("set backup.key_file to where the key shall be, then say this again")
    BackupKey.make(path)
    typer.echo(f"{path} was made. Keep a copy of it apart from the backups: without it they do not open.")
