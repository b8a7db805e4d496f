"""`iskra settle`: what becomes of rows that do not go on by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.console import Console

from bot.commands import house
from bot.commands.house import CommandError
from bot.config import Config, load_config, locate
from storage import settling
from storage.settling import Stuck, Way

DONE = {
    (Stuck.QUARANTINE, Way.AGAIN): "updates get their turn again",
    (Stuck.QUARANTINE, Way.DROP): "updates are dropped",
}
DONE |= {(kind, Way.AGAIN): "messages are sent again" for kind in (Stuck.UNCERTAIN, Stuck.DEAD)}
DONE |= {(kind, Way.DROP): "messages are dropped" for kind in (Stuck.UNCERTAIN, Stuck.DEAD)}


def run(kind: str, rows: Sequence[int], *, again: bool, drop: bool, everything: bool, config_file: Path | None) -> int:
    """Settle rows and say how many; 1 where some that were named do not wait for it any more."""
    if again == drop:
        raise CommandError("say what becomes of them: either --send-again (--replay for updates) or --drop")
    if bool(rows) == everything:
        raise CommandError("say which: rows as `iskra status --list` numbers them, or --all")
    config = load_config(locate(config_file))
    now = house.run(house.present(config))
    stuck, way = Stuck(kind), Way.AGAIN if again else Way.DROP
    settled = house.run(_settle(config, stuck, way, now, None if everything else rows))
    console = Console()
    console.print(f"{settled} {DONE[stuck, way]}", highlight=False)
    if settled < len(set(rows)):
        console.print("The others are settled already, or there is no such row: iskra status --list", highlight=False)
        return 1
    return 0


async def _settle(config: Config, kind: Stuck, way: Way, now: datetime, rows: Sequence[int] | None) -> int:
    async with house.opened(config) as database:
        return await database.run(settling.settle, kind, way, now, rows)
