"""The first screen: who are you, in both languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from storage.database import Database
from tests.conversation.people import open_house
from tests.conversation.stage import Actor, Stage


@pytest.fixture
async def stage(sqlite_database: Database, now: datetime) -> AsyncIterator[Stage]:
    stage = await open_house(sqlite_database, now)
    yield stage
    await stage.close()


async def test_a_stranger_is_told_what_this_is_and_asked_who_they_are(stage: Stage) -> None:
    anna = Actor(stage, 101)
    await anna.say("/start")
    assert anna.screen.text.startswith("Искра")
    assert "Не отправляйте фото паспорта и сведения о здоровье" in anna.screen.text
    assert anna.screen.labels[:6] == ["Поступаю", "Родитель", "Студент", "Наставник", "С предприятия", "Из колледжа"]


async def test_an_applicant_goes_straight_on(stage: Stage) -> None:
    anna = Actor(stage, 101)
    await anna.say("/start")
    await anna.press("Поступаю")
    assert "Меню · поступающий" in anna.screen.text
    await anna.say("/start")
    assert anna.screen.text == "Меню · поступающий"
