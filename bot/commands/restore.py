"""`iskra restore`: a backup in the place of the database, which is kept aside."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import typer

from bot import backups
from bot.commands import house
from bot.commands.backup import age, local
from bot.config import Config, load_config, locate
from storage import migrate
from storage.backup.restoring import Restoration, restore
from storage.restored import Known


def run(file: Path, config_file: Path | None) -> None:
    """Restore, then say what of when, where the replaced database is, what is lost and what to settle."""
    config = load_config(locate(config_file))
    now = house.run(house.present(config))
    with house.reaching(config.storage.url):
        done = house.run(_restore(config, _found(config, file), now))
    for line in told(done, now):
        typer.echo(line)


async def _restore(config: Config, file: Path, now: datetime) -> Restoration:
    return await restore(config.storage.url, house.vault_of(config), file, now, backups.key_of(config))


def _found(config: Config, file: Path) -> Path:
    """Return the file that is meant: a path, or a name in the folder of backups."""
    folder = config.backup.folder
    return file if file.exists() or folder is None or not (folder / file).exists() else folder / file


def told(done: Restoration, now: datetime) -> list[str]:
    """Return what the operator reads after a restore."""
    lines = [f"Restored: {done.rows} rows as they were at {local(done.at)}, {age(done.at, now)} ago"]
    if done.revision != migrate.head():
        lines.append(f"Brought from revision {done.revision} to {migrate.head()}")
    if done.aside is not None:
        lines.append(f"The replaced database is kept: {done.aside}")
        lines.append(_lost(done.lost))
    found = done.set_aside
    if found.messages or found.updates:
        lines.append(
            f"To settle, since it may have happened already: {found.messages} messages and {found.updates} updates; "
            "see `iskra status`"
        )
    return lines


def _lost(lost: Known | None) -> str:
    if lost is None:
        return "What is lost since is not known: the replaced database cannot be read"
    updates = len(lost.handled) + len(lost.unhandled)
    return f"Lost since: what {updates} updates of people changed; {lost.sent} messages went out that it does not know"
