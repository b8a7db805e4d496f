"""A day told in a message that no form awaits: the bot's own example, an answer to a reminder, what is none."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tests.conversation.people import CONTENT
from tests.conversation.plant import TODAY, YESTERDAY, Plant, open_plant
from tests.conversation.stage import Bubble, Stage

MONDAY = date(2026, 7, 13)
LOST = "Не понял сообщение"


@pytest.fixture
async def plant(house: Stage) -> Plant:
    return await open_plant(house)


@pytest.mark.parametrize("module", [one.key for one in CONTENT.modules])
@pytest.mark.parametrize("language", ["ru", "en"])
async def test_the_bots_own_example_is_understood_in_one_message(house: Stage, module: str, language: str) -> None:
    plant = await open_plant(house, module=module)
    plant.artyom.user["language_code"] = language
    await plant.artyom.say("/language")
    await plant.artyom.press("Русский" if language == "ru" else "English")
    await plant.artyom.say("/menu")
    shown = await plant.artyom.press("Дневник" if language == "ru" else "Diary")
    found = re.search("[«“]([^»”]+)[»”]", shown.text)
    assert found is not None
    shown = await plant.artyom.say(found[1])
    assert ("Проверьте запись" if language == "ru" else "Check the entry") in shown.text
    await plant.artyom.press(shown.labels[0])
    entry = await plant.entry()
    assert entry is not None
    assert (entry.half_hours, len(entry.competences), entry.comfort) == (8, 1, 5)
    assert found[1].split(", ")[1] in (entry.words or "")


async def test_words_that_may_mean_two_kinds_of_work_are_guessed_and_put_right_in_one_tap(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.say("4 часа, варил тавровые швы, всё понятно 5")
    assert "4 ч · ПК2.1 Варить детали из сталей" in shown.text
    await plant.artyom.press("Я делал другое")
    await plant.artyom.press("ПК2.2")
    shown = await plant.artyom.press("Готово")
    assert "4 ч · ПК2.2 Варить цветные металлы" in shown.text
    assert "«варил тавровые швы, всё понятно»" in shown.text
    await plant.artyom.press("Всё верно")
    entry = await plant.entry()
    assert entry is not None
    assert entry.competences == ("ПК2.2",)


async def test_a_guess_goes_by_what_was_done_last(plant: Plant) -> None:
    await plant.writes(MONDAY, what=("ПК2.2",))
    shown = await plant.artyom.say("4 часа, варил тавровые швы, всё понятно 5")
    assert "ПК2.2 Варить цветные металлы" in shown.text


async def test_a_line_without_any_form_is_taken_and_kept_when_confirmed(plant: Plant) -> None:
    shown = await plant.artyom.say("4 часа, варил тавровые швы, всё понятно 5")
    assert any("Записываю в дневник: 14 июля, вт" in text for text in plant.heard(plant.artyom))
    assert "4 ч · ПК2.1 Варить детали из сталей" in shown.text
    assert await plant.entry() is None
    await plant.artyom.press("Всё верно")
    entry = await plant.entry()
    assert entry is not None
    assert (entry.half_hours, entry.words, entry.comfort) == (8, "варил тавровые швы, всё понятно", 5)


async def test_what_a_line_leaves_out_is_asked(plant: Plant) -> None:
    shown = await plant.artyom.say("4 часа зачищал кромки")
    assert "Что вы делали" in shown.text
    await plant.artyom.press("ПК2.4")
    await plant.artyom.press("Готово")
    shown = await plant.artyom.press("5")
    assert "«зачищал кромки»" in shown.text


async def answer(plant: Plant, text: str, day: date, clock: str, *, reply: bool) -> Bubble:
    """Say something after a moment has come; with `reply`, in reply to the reminder that came last."""
    await plant.writes(YESTERDAY)
    await plant.until(day, clock)
    asked = plant.artyom.screen
    assert "дневник" in asked.text.lower()
    message: dict[str, Any] = plant.artyom.message(text=text)
    if reply:
        message["reply_to_message"] = {
            "message_id": asked.message_id, "date": message["date"], "chat": message["chat"], "text": asked.text,
            "reply_markup": asked.body["reply_markup"],
        }  # fmt: skip
    return await plant.artyom.does({"message": message})


@pytest.mark.parametrize("reply", [True, False])
@pytest.mark.parametrize("text", ["4 часа", "резал металл дугой"])
async def test_an_answer_to_the_evening_reminder_is_todays_entry(plant: Plant, text: str, reply: bool) -> None:
    shown = await answer(plant, text, TODAY, "20:05", reply=reply)
    assert any("Записываю в дневник: 14 июля, вт" in said for said in plant.heard(plant.artyom))
    assert LOST not in shown.text


@pytest.mark.parametrize("reply", [True, False])
async def test_an_answer_to_the_noon_reminder_is_yesterdays_entry_unless_another_day_is_tapped(
    plant: Plant, reply: bool
) -> None:
    shown = await answer(plant, "4 часа, варил тавровые швы 4", date(2026, 7, 15), "12:05", reply=reply)
    assert "Проверьте запись. 14 июля, вт" in shown.text
    await plant.artyom.press("Это другой день")
    shown = await plant.artyom.press("15 июля")
    assert "Проверьте запись. 15 июля, ср" in shown.text
    await plant.artyom.press("Всё верно")
    assert await plant.entry(date(2026, 7, 15)) is not None
    assert await plant.entry(TODAY) is None


@pytest.mark.parametrize(("word", "day"), [("сегодня", "15 июля"), ("вчера", "14 июля")])
async def test_a_day_that_is_named_is_the_one_that_is_meant(plant: Plant, word: str, day: str) -> None:
    await plant.until(date(2026, 7, 15), "16:00")
    shown = await plant.artyom.say(f"{word} 4 часа варил тавровые швы 4")
    assert f"Проверьте запись. {day}" in shown.text


CALLS = ["Помогите, мастер не отпускает уже 2 часа", "Обжёгся, варил 2 часа", "Завтра работаем 4 часа, варим"]


@pytest.mark.parametrize("text", ["Упал на работе", "работа не нравится, меня бьют", *CALLS])
async def test_a_call_for_help_is_no_answer_to_the_reminder(plant: Plant, text: str) -> None:
    shown = await answer(plant, text, TODAY, "20:05", reply=True)
    assert LOST in shown.text


async def test_what_is_written_is_not_written_over_by_a_message(plant: Plant) -> None:
    await plant.writes(TODAY, half_hours=12, words="варил весь день")
    shown = await plant.artyom.say("сегодня ещё 2 часа зачищал кромки")
    assert LOST in shown.text
    entry = await plant.entry()
    assert entry is not None
    assert entry.half_hours == 12


@pytest.mark.parametrize(
    "text", ["привет", "сколько часов работать завтра?", "4", "буду через 2 часа", "спасибо", *CALLS]
)
async def test_what_is_no_line_of_a_diary_is_not_taken_for_one(plant: Plant, text: str) -> None:
    assert LOST in (await plant.artyom.say(text)).text


@pytest.mark.parametrize("name", ["gromov", "supervisor", "mother", "hr"])
async def test_nobody_else_writes_a_diary_by_accident(plant: Plant, name: str) -> None:
    assert LOST in (await getattr(plant, name).say("4 часа, варил тавровые швы, всё понятно 5")).text


async def test_a_reply_to_somebody_elses_reminder_opens_nothing(plant: Plant) -> None:
    message: dict[str, Any] = plant.artyom.message(text="4 часа варил тавровые швы")
    button = {"text": "x", "callback_data": "1;diary-entry;open;999;2026-07-14"}
    message["reply_to_message"] = {
        "message_id": 1, "date": message["date"], "chat": message["chat"], "text": "x",
        "reply_markup": {"inline_keyboard": [[button]]},
    }  # fmt: skip
    assert LOST in (await plant.artyom.does({"message": message})).text
