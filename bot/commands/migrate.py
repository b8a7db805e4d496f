"""`iskra migrate`: bring the database to the tables of this version, after a backup."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.commands import house
from bot.config import Config, load_config, locate
from bot.opening import migrated
from storage import facts, migrate


def run(config_file: Path | None, *, backing_up: bool = True) -> None:
    """Upgrade and say from where to where."""
    config = load_config(locate(config_file))
    with house.reaching(config.storage.url):
        before, after = house.run(_migrate(config, backing_up=backing_up))
    where = house.shown(config.storage.url)
    if before == after:
        typer.echo(f"{where}: at revision {after} already, nothing to do")
    else:
        typer.echo(f"{where}: revision {before or 'none'} -> {after}")


async def _migrate(config: Config, *, backing_up: bool) -> tuple[str | None, str]:
    url = config.storage.url
    before = await house.revision_of(config)
    migrate.check_known(before)
    if before == migrate.head():
        return before, before
    if before is None or not backing_up:
        async with house.alone(config) as database:
            moved = await migrate.upgrade(url)
            await database.run(facts.check_vault, database.vault)  # a new database has its key from the first
            return moved
    async with house.alone(config) as database:
        made, *revisions = await migrated(config, database, await house.present(config))
        typer.echo(f"Backup: {made.path}")
    return revisions[0], revisions[1]
