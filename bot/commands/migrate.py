"""`iskra migrate`: bring the database to the tables of this version."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.commands import house
from bot.config import load_config, locate
from storage import migrate


def run(config_file: Path | None) -> None:
    """Upgrade and say from where to where."""
    config = load_config(locate(config_file))
    with house.reaching(config.storage.url):
        before, after = house.run(migrate.upgrade(config.storage.url))
    where = house.shown(config.storage.url)
    if before == after:
        typer.echo(f"{where}: at revision {after} already, nothing to do")
    else:
        typer.echo(f"{where}: revision {before or 'none'} -> {after}")
