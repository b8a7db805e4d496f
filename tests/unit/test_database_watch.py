"""Who hears of a database in trouble, how often, and who waits for its end."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from datetime import datetime
from typing import Any, cast

import orjson
import pytest
from structlog.testing import capture_logs

from bot import database_watch
from bot.app import LOCALES
from bot.commits import GroupCommit
from bot.database_watch import DatabaseWatch, patiently
from bot.errors import TelegramDown
from bot.texts import Texts
from storage.database import Database
from storage.inbox import Arrival
from storage.trouble import DatabaseTrouble, Trouble

OPERATORS = 17
TEXTS = Texts(LOCALES)


def trouble(kind: Trouble) -> DatabaseTrouble:
    return DatabaseTrouble(kind, "iskra.db", "said the driver")


class Api:
    """Telegram, as far as a word to operators goes."""

    def __init__(self) -> None:
        self.down = False
        self.told: list[str] = []

    async def call(self, method: str, body: Any) -> None:
        if self.down:
            raise TelegramDown("no route")
        said = orjson.loads(body) if isinstance(body, bytes) else body
        assert (method, said["chat_id"]) == ("sendMessage", OPERATORS)
        self.told.append(said["text"])


class Watched:
    """A watch, the hand of its clock, and what it did."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now, self.api, self.looks = 1_000.0, Api(), 0
        monkeypatch.setattr(database_watch.time, "monotonic", lambda: self.now)
        self.watch = DatabaseWatch(database, cast("Any", self.api), TEXTS, OPERATORS, self.look_again)

    def look_again(self) -> None:
        self.looks += 1

    async def seen(self, what: Trouble | None, after_s: float = 0.0) -> list[str]:
        """Show it trouble or its end; return what it logs for that."""
        self.now += after_s
        with capture_logs() as logged:
            self.watch.seen(None if what is None else trouble(what))
            for _ in range(5):
                await asyncio.sleep(0)
        return [entry["event"] for entry in logged if entry["log_level"] != "debug"]


@pytest.fixture
def watched(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(sqlite_database, monkeypatch)


async def test_a_group_that_meets_a_locked_database_is_not_tried_one_by_one(
    sqlite_database: Database, now: datetime
) -> None:
    seen: list[DatabaseTrouble | None] = []
    sqlite_database.condition.watch(seen.append)
    await sqlite_database.run(lambda session: session.connection().exec_driver_sql("PRAGMA busy_timeout=1"))
    commits = GroupCommit(sqlite_database)
    with contextlib.closing(sqlite3.connect(str(sqlite_database.url.database), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        waiting = [asyncio.ensure_future(commits.store([Arrival(n, 7, n, n, None, b"{}", now)])) for n in range(1, 9)]
        await asyncio.sleep(0)
        await commits.start()
        results = await asyncio.gather(*waiting, return_exceptions=True)
        await sqlite_database.condition.close()
    await commits.stop()
    assert [type(result) for result in results] == [DatabaseTrouble] * 8
    assert len(seen) == 1


UNUSABLE = ["the database cannot be used"]


async def test_the_log_hears_of_each_trouble_once_a_minute(watched: Watched) -> None:
    assert await watched.seen(Trouble.FULL) == UNUSABLE
    assert await watched.seen(Trouble.FULL, after_s=59) == []
    assert await watched.seen(Trouble.LOCKED) == UNUSABLE
    assert await watched.seen(Trouble.FULL, after_s=1) == UNUSABLE
    assert await watched.seen(None) == ["the database can be used again"]


async def test_operators_hear_of_each_trouble_once_an_hour(watched: Watched) -> None:
    await watched.seen(Trouble.FULL)
    await watched.seen(Trouble.FULL, after_s=3_599)
    assert len(watched.api.told) == 1
    assert "нет места" in watched.api.told[0]
    await watched.seen(Trouble.UNREACHABLE)
    await watched.seen(Trouble.FULL, after_s=1)
    assert ["сервер базы" in text for text in watched.api.told] == [False, True, False]


async def test_operators_who_could_not_be_told_are_told_at_the_next_sign(watched: Watched) -> None:
    watched.api.down = True
    await watched.seen(Trouble.FAILING)
    watched.api.down = False
    await watched.seen(Trouble.FAILING, after_s=1)
    await watched.seen(Trouble.FAILING, after_s=1)
    assert len(watched.api.told) == 1


async def test_after_the_trouble_everybody_looks_again(watched: Watched) -> None:
    await watched.seen(Trouble.UNREACHABLE)
    assert watched.looks == 0
    await watched.seen(None)
    assert watched.looks == 1


@pytest.mark.parametrize("kind", list(Trouble))
@pytest.mark.parametrize("language", TEXTS.languages)
def test_every_trouble_has_its_own_words(kind: Trouble, language: str) -> None:
    words = TEXTS.get(language, "core-operator-database", kind=kind.value)
    others = {TEXTS.get(language, "core-operator-database", kind=other.value) for other in Trouble if other is not kind}
    assert words not in others


async def test_a_start_waits_for_what_passes_and_for_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_watch, "backoff_s", lambda *_: 0.0)
    sayings = [trouble(kind) for kind in (Trouble.LOCKED, Trouble.FULL, Trouble.UNREACHABLE, Trouble.UNREACHABLE)]

    async def work() -> str:
        if sayings:
            raise sayings.pop()
        return "opened"

    with capture_logs() as logged:
        assert await patiently(work) == "opened"
    assert [entry["event"] for entry in logged] == UNUSABLE * 3
    for kind in (Trouble.DAMAGED, Trouble.READ_ONLY, Trouble.CLOSED, Trouble.REFUSED, Trouble.FAILING):
        sayings.append(trouble(kind))
        with pytest.raises(DatabaseTrouble):
            await patiently(work)
