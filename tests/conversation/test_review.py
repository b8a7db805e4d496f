"""Staff at work on applications: the queue, the card, deciding with a moment to think, asking, notes."""

from __future__ import annotations

import pytest

from tests.conversation.desk import Desk, open_desk
from tests.conversation.stage import Stage


@pytest.fixture
async def desk(house: Stage) -> Desk:
    return await open_desk(house)


async def test_an_application_goes_from_the_queue_to_invited(desk: Desk) -> None:
    await desk.olga.say("/menu")
    await desk.olga.press("Очередь (1)")
    assert "Новые (1)" in desk.olga.screen.labels
    await desk.olga.press("Новые")
    await desk.olga.press("Соловьёв А. И.")
    assert "Соловьёв Артём Игоревич" in desk.olga.screen.text
    await desk.olga.press("Взять в работу")
    assert "Ведёт: Тайнова Ольга" in desk.olga.screen.text
    await desk.olga.press("Пригласить")
