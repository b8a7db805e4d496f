"""What keeps the bot from starting is said in one line, with what to do; nothing is made worse by trying."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import facts, migrate
from storage.database import Database
from storage.encryption import Vault
from tests.e2e.house import Bot, bot_in
from tests.faults.machine import bound_by_rights

NOBODY = "http://127.0.0.1:9"  # a start that is refused asks Telegram nothing


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a database that was served before, and its key; give their folder."""
    folder = tmp_path_factory.mktemp("served") / "var"
    asyncio.run(_serve_before(folder))
    return folder


async def _serve_before(folder: Path) -> None:
    url = f"sqlite+aiosqlite:///{folder}/iskra.db"
    await migrate.upgrade(url)
    vault = Vault.open(folder / "iskra.key")
    database = await Database.open(url, vault)
    await database.run(facts.check_vault, vault)
    await database.close()


def _garbage_at_its_head(bot: Bot) -> None:
    with (bot.folder / "var/iskra.db").open("r+b") as file:
        file.write(b"\0" * 100)


def _not_to_be_written(bot: Bot) -> None:
    (bot.folder / "var/iskra.db").chmod(0o400)


def _in_a_folder_not_to_be_written(bot: Bot) -> None:
    (bot.folder / "var").chmod(0o500)


def _where_a_file_is_in_the_way(bot: Bot) -> None:
    bot.environment["ISKRA_STORAGE__URL"] = f"sqlite+aiosqlite:///{bot.folder}/var/iskra.db/iskra.db"


def _without_its_key(bot: Bot) -> None:
    (bot.folder / "var/iskra.key").unlink()


def _with_a_key_that_may_not_be_read(bot: Bot) -> None:
    (bot.folder / "var/iskra.key").chmod(0)


REFUSED: list[tuple[Callable[[Bot], object], str, str]] = [
    (_garbage_at_its_head, "var/iskra.db: it is damaged or no database", "the newest backup into its place"),
    (_not_to_be_written, "var/iskra.db: it may not be written (no right to write the file)", "the right to write"),
    (_in_a_folder_not_to_be_written, "(no right to write its folder)", "the right to write"),
    (
        _where_a_file_is_in_the_way,
        "var/iskra.db/iskra.db: it cannot be opened (a file is where its folder should be)",
        "make the folder",
    ),
    (_without_its_key, "var/iskra.key of this database is missing", "put it back"),
    (_with_a_key_that_may_not_be_read, "var/iskra.key cannot be read (Permission denied)", "let this user read it"),
]


def _contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name in ("iskra.db", "iskra.key")}


@pytest.mark.parametrize(
    ("spoil", "wrong", "todo"), REFUSED, ids=[spoil.__name__.strip("_") for spoil, _, _ in REFUSED]
)
async def test_a_start_that_cannot_succeed_is_refused_in_one_line(
    spoil: Callable[[Bot], object], wrong: str, todo: str, served: Path, tmp_path: Path
) -> None:
    async with bot_in(tmp_path, NOBODY, CLOCK__FOLLOW="") as bot:
        shutil.copytree(served, tmp_path / "var")
        spoil(bot)
        before = _contents(tmp_path / "var")
        bot.prefix = bound_by_rights()
        assert await bot.run_to_end() == 1
        (tmp_path / "var").chmod(0o700)
        assert _contents(tmp_path / "var") == before
        (line,) = bot.said().splitlines()
    assert line.startswith("iskra: ")
    assert wrong in line
    assert todo in line
