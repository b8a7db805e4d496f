"""`iskra load`: bring a cluster's data from its files into the database."""

from __future__ import annotations

from pathlib import Path

import typer

from bot.commands import house
from bot.config import Config, load_config, locate
from cluster import content_store
from cluster.content import load_content
from cluster.content_store import ItemName, LoadReport


def run(folder: Path, config_file: Path | None) -> int:
    """Load, then say what changed; 1 where staff and files disagree."""
    config = load_config(locate(config_file))
    if not folder.is_dir():
        raise house.CommandError(f"{folder}: expected an existing folder with the cluster's TOML files")
    report = house.run(_load(config, folder))
    typer.echo(
        f"{folder}: {len(report.added)} added, {len(report.updated)} updated, {len(report.unchanged)} unchanged, "
        f"{len(report.conflicts)} in conflict, {len(report.missing)} not in the files any more"
    )
    _list("Kept as staff changed them (the files say something else):", report.conflicts)
    _list("Kept although no file has them any more:", report.missing)
    return 1 if report.conflicts else 0


async def _load(config: Config, folder: Path) -> LoadReport:
    content, now = load_content(folder), await house.present(config)
    async with house.opened(config) as database:
        return await database.run(content_store.load, content, now)


def _list(title: str, names: tuple[ItemName, ...]) -> None:
    if names:
        typer.echo("\n".join([title, *(f"  {name}" for name in names)]))
