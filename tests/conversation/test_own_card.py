"""«Моя заявка»: what the card says of the next step agrees with what the applicant was told."""

from __future__ import annotations

import pytest

from cluster.people import Role
from tests.conversation.desk import ARTYOM, Desk, apply, open_desk
from tests.conversation.people import with_role
from tests.conversation.stage import Stage
from tests.conversation.test_review import USUAL_ROOM, open_card, walk


@pytest.fixture
async def desk(house: Stage) -> Desk:
    return await open_desk(house)


async def own_card(desk: Desk) -> str:
    await desk.artyom.say("/menu")
    await walk(desk.artyom, "Моя заявка")
    return desk.artyom.screen.text


async def invited(desk: Desk, room: str = USUAL_ROOM) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу", "Пригласить", "Список просмотрен", "16 июля", "10:00")
    await desk.olga.say(room)
    await walk(desk.olga, "Родитель знает", "Пригласить", "Отправить сейчас")


async def test_questions_are_due_when_the_notice_said(desk: Desk) -> None:
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу", "Уточнить", "Телефон", "Готово", "Готово", "Пропустить", "Спросить")
    assert "До 21 июля" in desk.artyom.screen.text
    assert "Ответьте на вопросы колледжа до 21 июля, вт." in await own_card(desk)


async def test_an_invitation_is_seen_by_who_comes_back(desk: Desk) -> None:
    await invited(desk, "каб. 7")
    assert "Ждём вас с родителем и документами 16 июля, чт, 10:00" in await own_card(desk)
    assert "каб. 7" in desk.artyom.screen.text
    await desk.stage.pass_time(days=3)
    assert "Приходите с родителем и документами до 15 августа" in await own_card(desk)
    assert "каб. 7" not in desk.artyom.screen.text


async def test_an_invitation_of_the_last_days_does_not_promise_the_extra_intake(house: Stage) -> None:
    """Papers of an application of August are taken until August, however late the college may answer."""
    house.clock.forward(days=30)
    desk = await open_desk(house)
    await open_card(desk.olga)
    await walk(desk.olga, "Взять в работу", "Пригласить", "Список просмотрен", "14 августа", "10:00", USUAL_ROOM)
    await walk(desk.olga, "Родитель знает", "Пригласить", "Отправить сейчас")
    assert "15 августа" in await own_card(desk)
    assert "декабря" not in desk.artyom.screen.text


async def test_the_usual_room_is_named_in_the_readers_language(house: Stage) -> None:
    await with_role(house, ARTYOM, Role.APPLICANT, language="en")
    desk = await open_desk(house)
    await invited(desk, house.content.college("klepiki").room.ru)
    await desk.artyom.say("/menu")
    await desk.artyom.press("My application")
    assert "We await you with a parent and the papers on 16 July, Thu, 10:00" in desk.artyom.screen.text
    assert house.content.college("klepiki").room.en in desk.artyom.screen.text


async def test_what_is_under_way_stands_before_what_is_over(desk: Desk) -> None:
    """Whoever withdrew and applied again many times still finds the application that counts, and turns the page."""
    for _ in range(7):
        await own_card(desk)
        if "Отозвать" not in desk.artyom.screen.labels:
            await desk.artyom.press(desk.artyom.screen.labels[0])
        await walk(desk.artyom, "Отозвать")
        await desk.artyom.press("Отозвать", desk.artyom.screen)
        await apply(desk.stage, ARTYOM)
    await own_card(desk)
    assert "№ КЛ-26-0008, Клепиковский техникум: Отправлена" in desk.artyom.screen.text
    assert len(desk.artyom.screen.labels) == 8
    await walk(desk.artyom, "Ещё →")
    assert "№ КЛ-26-0001, Клепиковский техникум: Отозвана вами" in desk.artyom.screen.text
    assert "0008" not in desk.artyom.screen.text


async def test_who_is_registered_is_not_told_that_everything_went(desk: Desk) -> None:
    """The college has to keep what it accepted officially, before and after everything else is deleted."""
    await invited(desk)
    await walk(desk.olga, "Документы", "Паспорт", "Проверен", "К заявке", "Согласие родителя", "На бумаге")
    await walk(desk.olga, "Зарегистрировать")
    await desk.olga.say("45")
    await walk(desk.olga, "Отправить сейчас")
    await desk.artyom.say("/privacy")
    await desk.artyom.press("Удалить всё обо мне")
    assert "кроме принятых официально" in desk.artyom.screen.text
    await desk.artyom.press("Удалить всё", desk.artyom.screen)
    await desk.stage.pass_time(days=14)
    assert "колледж обязан его хранить" in desk.artyom.screen.text
    assert not any("Всё о вас удалено" in bubble.text for bubble in desk.artyom.bubbles)


async def test_why_an_application_was_refused_stands_on_its_card(house: Stage) -> None:
    desk = await open_desk(house)
    await desk.olga.say("/queue")
    await desk.olga.press("Новые (1)")
    await desk.olga.press("Соловьёв А. И.")
    await desk.olga.press("Взять в работу")
    await desk.olga.press("Отказать")
    await desk.olga.press("Нет мест")
    await desk.olga.say("Приходите <в декабре>")
    await desk.olga.press("Отказать")
    await desk.olga.press("Отправить сейчас")
    await desk.artyom.say("/menu")
    await desk.artyom.press("Моя заявка")
    assert "Причина: Все места заняты. Приходите <в декабре>" in desk.artyom.screen.text
