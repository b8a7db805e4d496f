"""Requests for access, invites, roles and contacts, through the chat."""

from __future__ import annotations

import re

import pytest

from cluster.people import Role
from tests.conversation.people import with_role
from tests.conversation.stage import Actor, Bubble, Stage

FACTORY = "tyazhpressmash"


async def ask(stage: Stage, telegram_id: int = 201) -> Actor:
    """Let a mentor ask for access, up to the sent request."""
    victor = Actor(stage, telegram_id)
    await victor.say("/start")
    await victor.press("Наставник")
    await victor.press("Тяжпрессмаш")
    await victor.say("громов виктор павлович")
    await victor.say("цех 4, мастер")
    await victor.press("Отправить запрос")
    return victor


@pytest.fixture
async def olga(house: Stage) -> Actor:
    """The coordinator of the base college, who decides for the enterprises."""
    return await with_role(house, 301, Role.COORDINATOR, "electronics", "Орлова Т. С.")


@pytest.fixture
async def boris(house: Stage) -> Actor:
    return await with_role(house, 302, Role.COORDINATOR, "electronics")


def link_of(bubble: Bubble) -> str:
    """Return the start payload of the link on the screen."""
    found = re.search(r"https://t\.me/iskra_bot\?start=(\S+)", bubble.text)
    assert found is not None, bubble.text
    return found[1]


# --- asking and deciding ----------------------------------------------------------------------------------


async def test_asked_carded_granted_told(house: Stage, olga: Actor) -> None:
    victor = await ask(house)
    assert "Запрос отправлен. Ответит координатор: Колледж электроники" in victor.screen.text
    assert "обычно до 15 июля, ср" in victor.screen.text
    card = olga.screen
    assert "Громов Виктор Павлович" in card.text
    assert "наставник · Тяжпрессмаш" in card.text
    assert "цех 4, мастер" in card.text
    await olga.press("Дать доступ")
    assert "доступ открыт" in olga.screen.text
    assert "Решение: вы, 14 июля, вт, 10:00" in olga.screen.text
    assert "✅ Доступ открыт. Ваша роль: наставник · Тяжпрессмаш" in victor.screen.text
    await victor.press("Меню")
    assert victor.screen.text == "Меню · наставник · Тяжпрессмаш"


async def test_a_declined_person_learns_whom_to_call(house: Stage, olga: Actor) -> None:
    victor = await ask(house)
    await olga.press("Отказать")
    assert "В доступе отказано" in victor.screen.text
    assert "+7 (4912) 00-00-21" in victor.screen.text or "+7 491 200-00-21" in victor.screen.text


async def test_of_two_coordinators_the_second_reads_who_decided(house: Stage, olga: Actor, boris: Actor) -> None:
    await ask(house)
    card, buttons = boris.screen, dict(boris.screen.buttons)
    await olga.press("Дать доступ")
    settled = next(b for b in boris.bubbles if b.message_id == card.message_id)
    assert "Решение: Орлова Т. С." in settled.text
    assert settled.labels == []
    await boris.presses(buttons["Отказать"], card.message_id)
    assert boris.toast.startswith("По этому запросу уже дали доступ: 14.07.2026 10:00. Решение: Орлова Т. С.")
