"""What Telegram shows of the bot before anybody speaks to it: told once, in every language."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.app import LOCALES
from bot.feature import Feature
from bot.greeting import greet
from bot.http import BotApi
from bot.texts import Texts
from handlers import FEATURES
from storage.database import Database
from tests.conversation.fake_bot_api import FakeBotApi, client_of, fake_bot_api, refused

METHODS = ["setMyCommands", "setMyDescription", "setMyShortDescription"]


@pytest.fixture
async def fake() -> AsyncIterator[FakeBotApi]:
    async with fake_bot_api() as opened:
        yield opened


@pytest.fixture
async def api(fake: FakeBotApi) -> AsyncIterator[BotApi]:
    async with client_of(fake.root) as opened:
        yield opened


@pytest.fixture
def texts() -> Texts:
    return Texts(LOCALES)


async def test_every_language_is_told_its_commands(
    fake: FakeBotApi, api: BotApi, sqlite_database: Database, texts: Texts
) -> None:
    await greet(api, sqlite_database, texts, FEATURES)
    told = [(call.params.get("language_code"), call.method) for call in fake.calls]
    assert told == [(language, method) for language in (None, "en", "ru") for method in METHODS]
    for call in fake.sent("setMyCommands"):
        spoken = call.params.get("language_code", "ru")
        commands = {one["command"]: one["description"] for one in call.params["commands"]}
        assert {"start", "menu", "help"} & commands.keys()
        assert commands == {name: texts.get(spoken, f"command-{name}").striptags() for name in commands}


async def test_what_was_told_is_told_again_only_when_it_changes(
    fake: FakeBotApi, api: BotApi, sqlite_database: Database, texts: Texts
) -> None:
    await greet(api, sqlite_database, texts, FEATURES)
    await greet(api, sqlite_database, Texts(LOCALES), FEATURES)
    assert len(fake.calls) == 9
    texts.add("command-dance = Dance")
    dancing = replace(FEATURES[0], commands={**FEATURES[0].commands, "dance": FEATURES[0].commands["start"]})
    await greet(api, sqlite_database, texts, [dancing, *FEATURES[1:]])
    assert len(fake.calls) == 18
    assert {"command": "dance", "description": "Dance"} in fake.calls[-3].params["commands"]


async def test_another_bot_on_the_same_database_is_told_too(
    fake: FakeBotApi, api: BotApi, sqlite_database: Database, texts: Texts
) -> None:
    await greet(api, sqlite_database, texts, FEATURES)
    api.bot_id += 1
    await greet(api, sqlite_database, texts, FEATURES)
    assert len(fake.calls) == 18


@pytest.mark.parametrize("method", METHODS)
async def test_what_telegram_did_not_take_is_told_at_the_next_start(
    fake: FakeBotApi, api: BotApi, sqlite_database: Database, texts: Texts, method: str
) -> None:
    features: list[Feature] = list(FEATURES)
    fake.script(method, refused(429, "Too Many Requests: retry after 5", retry_after=5))
    await greet(api, sqlite_database, texts, features)
    before = len(fake.calls)
    assert before < 9
    await greet(api, sqlite_database, texts, features)
    assert len(fake.calls) == before + 9
