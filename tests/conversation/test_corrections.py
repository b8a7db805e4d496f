"""What people mend, mistype and press too late in the application form: found by the machine, kept as plain tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import pytest

from cluster import consents
from cluster.people import Role
from storage import people as stored_people
from storage.database import Database
from tests.conversation.people import open_house, with_role
from tests.conversation.stage import Actor, Bubble, Stage


@pytest.fixture
async def stage(sqlite_database: Database, now: datetime) -> AsyncIterator[Stage]:
    stage = await open_house(sqlite_database, now)
    yield stage
    await stage.close()


@pytest.fixture
async def artyom(stage: Stage) -> Actor:
    actor = await with_role(stage, 101, Role.APPLICANT)
    await actor.say("/menu")
    await actor.press("Подать заявку")
    await actor.press("Даю согласие")
    await actor.press("Поступаю я")
    return actor


async def writes(actor: Actor, text: str) -> dict[str, Any]:
    message = actor.message(text=text)
    await actor.does({"message": message})
    return message


async def edits(actor: Actor, message: dict[str, Any], text: str) -> Bubble:
    return await actor.does({"edited_message": {**message, "text": text, "edit_date": message["date"]}})


async def to_marks(actor: Actor) -> None:
    for answer in ("Соловьёв", "Артём", "Игоревич", "05.09.2010"):
        await actor.say(answer)
    await actor.press("Россия")
    await actor.shares_contact("+79101234567")
    await actor.say("пропустить")
    await actor.say("Касимовский")
    await actor.say("пропустить")
    await actor.press("9 классов")
    await actor.say("Школа № 2")
    await actor.say("2026")


async def test_a_refused_message_that_is_edited_becomes_the_answer(artyom: Actor) -> None:
    message = await writes(artyom, "R2D2")
    assert "Нужны русские буквы" in artyom.screen.text
    await edits(artyom, message, "Соловьёв")
    assert "имя, как в паспорте" in artyom.screen.text


async def test_a_doubted_message_that_is_edited_becomes_the_answer(artyom: Actor) -> None:
    message = await writes(artyom, "Ю")
    assert "Да, всё верно" in artyom.screen.labels
    await edits(artyom, message, "Юн")
    assert "имя, как в паспорте" in artyom.screen.text


async def test_marks_that_are_edited_are_read_as_marks(artyom: Actor) -> None:
    await to_marks(artyom)
    await artyom.press("Посчитать")
    message = await writes(artyom, "5 4 4 3")
    await artyom.press("Да, всё верно")
    await edits(artyom, message, "5 5 5 5")
    assert "5,00" in artyom.screen.text


async def test_a_choice_that_was_typed_and_edited_loses_no_other(artyom: Actor) -> None:
    await to_marks(artyom)
    await artyom.say("4,5")
    await artyom.say("пропустить")
    message = await writes(artyom, "Клепиковский техникум · Сварщик")
    await artyom.press("Касимовский колледж · Сварщик")
    await artyom.press("Готово")
    await edits(artyom, message, "Касимовский колледж · Сварщик")
    assert "Выберите ответ кнопкой" in artyom.screen.text
    assert "целевой договор" in artyom.screen.text


async def test_a_typed_consent_that_is_edited_away_closes_the_form(stage: Stage) -> None:
    anna = await with_role(stage, 102, Role.APPLICANT)
    await anna.say("/menu")
    await anna.press("Подать заявку")
    message = await writes(anna, "Даю согласие")
    await edits(anna, message, "Не даю")
    assert "Без согласия" in anna.screen.text


async def test_a_button_of_a_deleted_draft_answers_nothing_in_the_next(stage: Stage, artyom: Actor) -> None:
    """The screens of two drafts were once numbered alike, so that an old button answered another question."""
    forged = [data for _, data in artyom.screen.buttons]
    await artyom.say("/cancel")
    await artyom.press("Удалить черновик")
    stage.clock.forward(minutes=1)
    await artyom.say("/menu")
    await artyom.press("Подать заявку")
    for answer in ("Даю согласие", "Поступаю я"):
        await artyom.press(answer)
        for data in forged:
            await artyom.presses(data, artyom.screen.message_id)
            assert artyom.toast.startswith("Эта кнопка устарела")
    assert "фамилию" in artyom.screen.text


async def test_a_mistyped_command_does_not_leave_the_form(artyom: Actor) -> None:
    await artyom.say("/cancle")
    assert artyom.screen.text.startswith("Такой команды нет")
    assert "фамилию" in artyom.screen.text
    await artyom.say("Соловьёв")
    assert "имя, как в паспорте" in artyom.screen.text


async def test_skip_is_nobodys_surname(artyom: Actor) -> None:
    await artyom.say("Пропустить")
    assert artyom.screen.text.startswith("На этот вопрос нужен ответ")
    assert "фамилию" in artyom.screen.text


async def test_a_pinned_message_needs_no_answer(artyom: Actor) -> None:
    before = len(artyom.bubbles)
    pinned = artyom.message(text="раньше")
    await artyom.sends(pinned_message=pinned)
    assert len(artyom.bubbles) == before


async def test_what_is_refused_is_explained_on_every_screen(artyom: Actor) -> None:
    await artyom.say("Ю")
    await artyom.say("R2D2")
    assert artyom.screen.text.startswith("Нужны русские буквы")
    await artyom.press("Исправить")
    await artyom.say("/cancel")
    await artyom.say("что?")
    assert artyom.screen.text.startswith("Выберите ответ кнопкой")


async def test_going_on_does_not_ask_again_whether_to_stop(artyom: Actor) -> None:
    await artyom.say("/cancel")
    await artyom.say("/menu")
    await artyom.press("Продолжить заявку")
    assert "фамилию" in artyom.screen.text


async def test_a_consent_withdrawn_in_the_middle_is_asked_again(stage: Stage, artyom: Actor) -> None:
    """It stood before all other questions, where nobody would have looked for it."""
    await to_marks(artyom)
    await artyom.press("Ещё не знаю")
    await artyom.say("пропустить")
    await artyom.press("Касимовский колледж · Сварщик")
    await artyom.press("Готово")
    await artyom.press("Нет")
    await artyom.say("пропустить")
    await artyom.say("пропустить")
    await artyom.say("да")
    await artyom.say("Соловьёва Ольга Петровна")
    await artyom.press("Мама")
    await artyom.say("+7 910 765-43-21")
    await artyom.press("Писать сюда")
    await artyom.say("пропустить")
    await artyom.say("пропустить")
    person = (await stage.database.read(stored_people.by_telegram_ids, [artyom.id]))[artyom.id]
    await stage.database.run(consents.withdraw, stage.clock.now(), person.id, consents.APPLICATION)
    await artyom.press("Отправить заявку")
    assert "Согласие на обработку персональных данных" in artyom.screen.text
    await artyom.press("Даю согласие")
    await artyom.press("Отправить заявку")
    assert "КС-26-0001" in artyom.screen.text


@pytest.mark.parametrize(
    "data",
    [
        "1;admission;paper;1",
        "1;admission;paper",
        "1;admission;map",
        "1;amend;open;99999999999999999999",
        "1;amend;resume;²",
        "1;admission;card;99999999999999999999",
    ],
)
async def test_a_forged_button_is_refused_not_failed_on(stage: Stage, artyom: Actor, data: str) -> None:
    before = len(artyom.bubbles)
    await artyom.presses(data, artyom.screen.message_id)
    assert stage.phones.answers[-1]["show_alert"]
    assert len(artyom.bubbles) == before


async def test_a_forged_page_is_the_first_one(artyom: Actor) -> None:
    token = next(data for _, data in artyom.screen.buttons).split(";")[3]
    await artyom.presses(f"1;admission;p;{token};{'9' * 30}", artyom.screen.message_id)
    assert "фамилию" in artyom.screen.text


async def test_a_closed_programme_still_has_a_name(stage: Stage, artyom: Actor) -> None:
    await to_marks(artyom)
    await artyom.press("Ещё не знаю")
    await artyom.say("пропустить")
    await artyom.press("Касимовский колледж · Сварщик")
    await artyom.press("Готово")
    stage.clock.forward(days=36)
    await artyom.press("Назад")
    assert "Касимовский колледж · Сварщик" in artyom.screen.text
    assert "kasimov" not in artyom.screen.text
