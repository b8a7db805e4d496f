"""`iskra status --list` and `iskra settle`: what needs a person, and what becomes of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bot.commands.serving import sentence
from storage import inbox, outbox, settling
from storage.base import new_id
from storage.database import Database
from storage.encryption import Vault
from storage.inbox import Arrival, InboxState
from storage.outbox import Lane, OutboxState, Outgoing, Settlement
from storage.settling import Stuck
from tests.conftest import NOW
from tests.unit.test_cli import Iskra

T = TypeVar("T")
CHAT = 987654321
SECRET = "Анна Петрова"


@pytest.fixture
def iskra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iskra:
    """Give the command line in a folder with a database in which three rows need a person."""
    iskra = Iskra(monkeypatch, capsys, tmp_path)
    assert iskra("migrate").returncode == 0
    return iskra


@pytest.fixture
def rows(iskra: Iskra, tmp_path: Path) -> dict[Stuck, int]:
    """Lay one row of each kind; give their numbers."""
    body = f'{{"chat_id":{CHAT},"text":"{SECRET}"}}'.encode()
    calls = [Outgoing(new_id(), 7, CHAT, Lane.REPLY, "sendMessage", body, NOW) for _ in range(2)]
    update = Arrival(new_id(), 7, 42, CHAT, None, f'{{"update_id":42,"text":"{SECRET}"}}'.encode(), NOW)
    run(tmp_path, outbox.add, calls)
    states = (OutboxState.UNCERTAIN, OutboxState.DEAD)
    ended = [Settlement(call.id, state, NOW, "no answer") for call, state in zip(calls, states, strict=True)]
    run(tmp_path, outbox.settle, ended)
    run(tmp_path, inbox.store, [update])
    run(tmp_path, inbox.count_attempt, [update.id], "KeyError", 1, NOW)
    return {Stuck.UNCERTAIN: calls[0].id, Stuck.DEAD: calls[1].id, Stuck.QUARANTINE: update.id}


def run(folder: Path, work: Callable[..., T], *arguments: Any) -> T:
    """Run a use case on the database of a folder."""

    async def perform() -> T:
        database = await Database.open(
            f"sqlite+aiosqlite:///{folder}/var/iskra.db", Vault.open(folder / "var/iskra.key")
        )
        try:
            return await database.run(work, *arguments)
        finally:
            await database.close()

    return asyncio.run(perform())


def test_each_row_is_listed_masked_and_without_its_content(iskra: Iskra, rows: dict[Stuck, int]) -> None:
    brief = iskra("status")
    assert brief.returncode == 1
    assert "iskra settle quarantine" in brief.stdout
    assert str(rows[Stuck.DEAD]) not in brief.stdout
    listed = iskra("status", "--list")
    for kind, what in ((Stuck.UNCERTAIN, "sendMessage"), (Stuck.DEAD, "sendMessage"), (Stuck.QUARANTINE, "update 42")):
        (line,) = [line for line in listed.stdout.splitlines() if line.startswith(f"{kind.value} {rows[kind]}")]
        assert f"  {what}  chat …321  " in line
    assert str(CHAT) not in listed.stdout
    assert SECRET not in listed.stdout
    shown = iskra("status", "--list", "--show")
    assert shown.stdout.count(SECRET) == 3


def test_rows_are_settled_once(iskra: Iskra, rows: dict[Stuck, int], tmp_path: Path) -> None:
    sent = iskra("settle", "uncertain", str(rows[Stuck.UNCERTAIN]), "--send-again")
    assert (sent.returncode, sent.stdout) == (0, "1 messages are sent again\n")
    again = iskra("settle", "uncertain", str(rows[Stuck.UNCERTAIN]), "--drop")
    assert again.returncode == 1
    assert again.stdout.startswith("0 messages are dropped\nThe others are settled already")
    assert iskra("settle", "dead", "--all", "--drop").stdout == "1 messages are dropped\n"
    assert iskra("settle", "dead", "--all", "--drop").returncode == 0
    replayed = iskra("settle", "quarantine", "--all", "--replay")
    assert replayed.stdout == "1 updates get their turn again\n"
    assert run(tmp_path, outbox.counts) == {OutboxState.WAITING: 1}
    assert run(tmp_path, inbox.counts) == {InboxState.WAITING: 1}
    assert run(tmp_path, settling.generation) == 2
    done = iskra("status")
    assert done.returncode == 0
    assert "Nothing needs a person" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["dead", "--all"], "say what becomes of them"),
        (["dead", "--all", "--drop", "--send-again"], "say what becomes of them"),
        (["dead", "--drop"], "say which"),
        (["dead", "5", "--all", "--drop"], "say which"),
    ],
)
def test_a_wish_that_is_unclear_settles_nothing(
    iskra: Iskra, rows: dict[Stuck, int], tmp_path: Path, arguments: list[str], line: str
) -> None:
    done = iskra("settle", *arguments)
    assert done.returncode == 1
    assert done.stderr.startswith(f"iskra: {line}")
    assert run(tmp_path, settling.count, Stuck.DEAD) == 1


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (
            {"ready": True, "telegram_reachable_since": "2026-07-14T07:00:00+00:00"},
            "The bot serves; Telegram is reachable since 2026-07-14T07:00:00+00:00",
        ),
        ({"ready": False, "reasons": ["a", "b"]}, "The bot is not ready: a; b"),
        ({"ok": False}, "The bot is not ready: it does not say why"),
    ],
)
def test_what_the_bot_says_of_itself_is_a_line(said: dict[str, Any], line: str) -> None:
    assert sentence(said) == line


def test_without_a_bot_status_says_so(iskra: Iskra) -> None:
    assert "health.listen is empty" in iskra("status").stdout
    assert "nothing answers at 127.0.0.1:1" in iskra("status", ISKRA_HEALTH__LISTEN="127.0.0.1:1").stdout
