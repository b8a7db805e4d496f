"""The diary in conversation: a day in four taps or one message, a week accepted in one tap, three weeks by the clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from cluster.calendar import to_moscow
from storage.diary import EntryState
from storage.internship import PlacementStatus
from tests import diary as practice
from tests.conversation.plant import TODAY, YESTERDAY, Plant, open_plant
from tests.conversation.stage import Bubble, Stage

MONDAY = date(2026, 7, 13)


@pytest.fixture
async def plant(house: Stage) -> Plant:
    return await open_plant(house)


async def in_four_taps(plant: Plant) -> Bubble:
    """Write today: hours, what, done, comfort."""
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    await plant.artyom.press("4 ч")
    await plant.artyom.press("ПК2.1")
    await plant.artyom.press("Готово")
    return await plant.artyom.press("4")


async def in_the_diary(plant: Plant) -> Bubble:
    """Open the whole diary from the menu."""
    await plant.artyom.say("/menu")
    return await plant.artyom.press("Дневник")


# --- writing ---


async def test_a_day_is_written_in_four_taps(plant: Plant) -> None:
    shown = await in_four_taps(plant)
    assert "Записано: 14 июля, вт" in shown.text
    assert "4 ч · ПК2.1 Варить детали из сталей" in shown.text
    entry = await plant.entry()
    assert entry is not None
    assert (entry.half_hours, entry.competences, entry.comfort, entry.words) == (8, ("ПК2.1",), 4, None)
    assert plant.heard(plant.gromov) == plant.heard(plant.supervisor) == []


async def test_a_day_is_written_in_one_message_and_shown_before_it_is_kept(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.say("4 часа, варил тавровые швы, ПК2.1, всё понятно 4")
    assert "4 ч · ПК2.1 Варить детали из сталей" in shown.text
    assert "«варил тавровые швы, всё понятно»" in shown.text
    assert "4 из 5" in shown.text
    assert await plant.entry() is None
    await plant.artyom.press("Всё верно")
    entry = await plant.entry()
    assert entry is not None
    assert (entry.half_hours, entry.competences, entry.comfort) == (8, ("ПК2.1",), 4)
    assert entry.words == "варил тавровые швы, всё понятно"


async def test_what_a_message_leaves_out_is_asked_by_buttons(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.say("помогал наставнику весь день")
    assert "Сколько часов" in shown.text
    shown = await plant.artyom.say("много")
    assert "Не понял, сколько часов" in shown.text
    await plant.artyom.press("3,5 ч")
    await plant.artyom.press("ПК2.4")
    await plant.artyom.press("ПК2.1")
    await plant.artyom.press("Готово")
    await plant.artyom.press("5")
    assert await plant.entry() is None
    await plant.artyom.press("Всё верно")
    entry = await plant.entry()
    assert entry is not None
    assert (entry.half_hours, entry.competences, entry.comfort) == (7, ("ПК2.1", "ПК2.4"), 5)
    assert entry.words == "помогал наставнику весь день"


async def test_a_message_that_was_mended_corrects_what_it_said(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    message = plant.artyom.message(text="4 часа, варил тавравые швы, ПК2.1, 4")
    await plant.artyom.does({"message": message})
    mended = {**message, "text": "4 часа, варил тавровые швы, ПК2.1, 4", "edit_date": message["date"] + 5}
    shown = await plant.artyom.does({"edited_message": mended})
    assert "«варил тавровые швы»" in shown.text


async def test_many_competences_stand_on_one_screen_by_their_codes(house: Stage) -> None:
    plant = await open_plant(house, module="weld-pm01")
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.press("4 ч")
    assert "ПК1.9 Измерять и контролировать швы" in shown.text
    assert shown.labels[:9] == [f"ПК1.{number}" for number in range(1, 10)]
    await plant.artyom.press("ПК1.8")
    await plant.artyom.press("ПК1.1")
    await plant.artyom.press("Готово")
    shown = await plant.artyom.press("4")
    assert "ПК1.1 Читать чертежи сварных конструкций, ПК1.8" in shown.text
    entry = await plant.entry()
    assert entry is not None
    assert entry.competences == ("ПК1.1", "ПК1.8")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("4 часа, варил, 4", "Слишком коротко"),
        ("4 часа, " + "варил швы " * 60, "Слишком длинно"),
        ("4 часа, кашлял, наверное бронхит", "О здоровье и диагнозах"),
        ("13 часов варил тавровые швы", "от 0,5 до 12"),
        ("0 часов, ничего не делал", "от 0,5 до 12"),
    ],
)
async def test_what_is_refused_says_what_to_do(plant: Plant, said: str, answer: str) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.say(said)
    assert answer in shown.text
    assert "4 ч" in shown.labels  # the question stands below


async def test_a_day_too_long_is_doubted_kept_and_shown_to_the_supervisor(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.say("6")
    assert "6 ч" in shown.text
    assert "не больше 4 ч" in shown.text
    await plant.artyom.press("Исправить")
    await plant.artyom.say("6")
    await plant.artyom.press("Да")
    await plant.artyom.press("ПК2.1")
    await plant.artyom.press("Готово")
    await plant.artyom.press("4")
    entry = await plant.entry()
    assert entry is not None
    assert entry.half_hours == 12
    (told,) = plant.heard(plant.supervisor)
    assert "записал 6 ч, по возрасту можно 4 ч" in told
    assert plant.heard(plant.gromov) == []


async def test_two_taps_on_the_last_button_keep_one_entry(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    await plant.artyom.press("4 ч")
    await plant.artyom.press("ПК2.1")
    last = await plant.artyom.press("Готово")
    button = next(data for label, data in last.buttons if label == "4")
    query = [{"callback_query": plant.artyom.query(button, last.message_id)} for _ in range(2)]
    await plant.stage.play(*query)
    first = await plant.entry()
    assert first is not None
    await plant.artyom.presses(button, last.message_id)
    assert await plant.entry() == first
    assert "устарела" in plant.artyom.toast


async def test_a_form_that_was_left_goes_on_where_it_stood(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    await plant.artyom.press("3 ч")
    await plant.artyom.say("/menu")
    shown = await plant.artyom.press("Продолжить запись в дневник")
    assert "Что вы делали" in shown.text
    await plant.artyom.press("ПК2.1")
    await plant.artyom.press("Готово")
    await plant.artyom.press("4")
    entry = await plant.entry()
    assert entry is not None
    assert entry.half_hours == 6


async def test_a_form_left_open_until_it_is_too_late_says_so(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    await plant.artyom.press("3 ч")
    plant.stage.clock.forward(days=4)
    shown = await plant.artyom.press("ПК2.1")
    assert "прошло больше трёх дней" in shown.text
    assert await plant.entry() is None


async def test_a_practice_that_is_paused_closes_an_open_form(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    await plant.moves(PlacementStatus.PAUSED)
    shown = await plant.artyom.press("4 ч")
    assert "практики не было или она уже закончилась" in shown.text


async def test_help_goes_past_the_mentor(plant: Plant) -> None:
    await in_four_taps(plant)
    shown = await plant.artyom.press("Нужна помощь")
    assert "112" in shown.text
    (told,) = plant.heard(plant.supervisor)
    assert "просит помощи" in told
    assert plant.heard(plant.gromov) == []
    await plant.artyom.press("Помощь нужна сейчас")
    assert "112" in plant.artyom.screen.text
    await in_the_diary(plant)
    shown = await plant.artyom.press("вт 14")
    assert "нужна помощь" in shown.text
    assert "Нужна помощь" not in shown.labels


async def test_words_are_added_later(plant: Plant) -> None:
    await in_four_taps(plant)
    await plant.artyom.press("Добавить слова")
    shown = await plant.artyom.say("мало")
    assert "Слишком коротко" in shown.text
    shown = await plant.artyom.say("Варил тавровые швы, ждал металл")
    assert "«Варил тавровые швы, ждал металл»" in shown.text
    entry = await plant.entry()
    assert entry is not None
    assert (entry.words, entry.half_hours, entry.comfort) == ("Варил тавровые швы, ждал металл", 8, 4)


async def test_what_came_back_stands_before_today(plant: Plant) -> None:
    await plant.writes(MONDAY)
    await plant.gromov.say("/menu")
    await plant.gromov.press("Мои практиканты")
    await plant.gromov.press("Открыть")
    await plant.gromov.press("пн 13")
    await plant.gromov.press("Вернуть")
    await plant.gromov.say("Какой шов?")
    await plant.artyom.say("/menu")
    shown = await plant.artyom.press("Дневник (1)")
    assert shown.labels[:2] == ["Исправить: 13 июля, пн", "Записать: 14 июля, вт"]
    shown = await plant.artyom.press("Исправить")
    assert "Наставник вернул запись: Какой шов?" in shown.text


async def test_the_calendar_shows_each_day_and_the_sums(plant: Plant) -> None:
    await plant.writes(MONDAY, 7)
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.press("Все дни и часы")
    assert "Часы: 3,5 из 24 по плану, за всю практику 80." in shown.text
    assert "6–10 июля: ✗  ✗  ✗  ✗  ✗" in shown.text
    assert "13–17 июля: 3,5•  …  ▫  ▫  ▫" in shown.text
    shown = await plant.artyom.press("пн 13")
    assert "ждёт наставника" in shown.text
    assert "Комфорт: 4 из 5" in shown.text


async def test_english_speakers_read_english(house: Stage) -> None:
    plant = await open_plant(house)
    plant.artyom.user["language_code"] = "en"
    await plant.artyom.say("/language")
    await plant.artyom.press("English")
    await plant.artyom.say("/menu")
    shown = await plant.artyom.press("Diary")
    assert "How many hours did you work?" in shown.text
    shown = await plant.artyom.say("3.5 h, welded T-joints all day, PK2.1 4")
    assert not any("а" <= letter <= "я" for letter in shown.text.lower())


# --- the mentor ---


async def test_a_mentor_accepts_a_week_in_one_tap(plant: Plant) -> None:
    await plant.writes(MONDAY, 7, comfort=1, words="Варил тавровые швы")
    await plant.writes(TODAY)
    await plant.gromov.say("/menu")
    shown = await plant.gromov.press("Мои практиканты (2)")
    assert "Соловьёв А. И. · 7,5 из 20 ч" in shown.text
    assert "пн 3,5• · вт 4• · ср ▫" in shown.text
    button = next(data for label, data in shown.buttons if label.startswith("Принять: "))
    shown = await plant.gromov.presses(button, shown.message_id)
    assert "пн 3,5✓ · вт 4✓ · ср ▫" in shown.text
    assert plant.gromov.toast == "Принято записей: 2"
    await plant.gromov.presses(button, shown.message_id)
    assert plant.gromov.toast == "Здесь уже всё принято."
    for day in (MONDAY, TODAY):
        entry = await plant.entry(day)
        assert entry is not None
        assert entry.state is EntryState.ACCEPTED
    assert not any("омфорт" in text for text in plant.heard(plant.gromov))


async def test_an_old_button_accepts_nothing_that_was_not_seen(plant: Plant) -> None:
    await plant.writes(MONDAY)
    await plant.gromov.say("/menu")
    shown = await plant.gromov.press("Мои практиканты")
    await plant.writes(TODAY, 24)
    shown = await plant.gromov.press("Принять: ", shown)
    assert "изменились" in plant.gromov.toast
    assert "вт 12•" in shown.text
    entry = await plant.entry(MONDAY)
    assert entry is not None
    assert entry.state is EntryState.WRITTEN


async def test_an_entry_is_given_back_and_written_anew(plant: Plant) -> None:
    await plant.writes(TODAY, words="Варил тавровые швы")
    await plant.gromov.say("/menu")
    await plant.gromov.press("Мои практиканты")
    shown = await plant.gromov.press("Открыть")
    assert "«Варил тавровые швы»" in shown.text
    shown = await plant.gromov.press("вт 14")
    await plant.gromov.press("Вернуть")
    shown = await plant.gromov.say("Какой шов?")
    assert "вернули на доработку" in shown.text
    assert "Принять" not in shown.labels
    assert "Какой шов?" in plant.artyom.screen.text
    shown = await plant.artyom.press("Исправить")
    assert "Какой шов?" in shown.text
    await plant.artyom.say("4 часа, варил угловые швы, ПК2.1, 4")
    await plant.artyom.press("Всё верно")
    entry = await plant.entry()
    assert entry is not None
    assert (entry.state, entry.comment, entry.words) == (EntryState.WRITTEN, None, "варил угловые швы")


async def test_a_comment_to_an_entry_that_changed_meanwhile_is_not_sent(plant: Plant) -> None:
    await plant.writes(TODAY)
    await plant.gromov.say("/menu")
    await plant.gromov.press("Мои практиканты")
    await plant.gromov.press("Открыть")
    await plant.gromov.press("вт 14")
    await plant.gromov.press("Вернуть")
    await plant.writes(TODAY, 4)
    await plant.gromov.say("Какой шов?")
    assert any("Запись изменилась" in text for text in plant.heard(plant.gromov))
    entry = await plant.entry()
    assert entry is not None
    assert entry.state is EntryState.WRITTEN
    assert plant.heard(plant.artyom) == []


async def test_many_trainees_stand_in_one_message(plant: Plant) -> None:
    names = ("Абрамова", "Ёлкин", "Мамедов", "Щеглова")
    for number, name in enumerate(names):
        await plant.stage.database.run(
            lambda session, name=name, number=number: practice.lay(
                session, plant.stage.clock.now(), name=(name, "Пётр"), student=700 + number
            )
        )
    await plant.writes(TODAY)
    await plant.gromov.say("/menu")
    shown = await plant.gromov.press("Мои практиканты")
    assert "страница 1 из 2" in shown.text
    assert shown.text.index("Соловьёв") < shown.text.index("Абрамова")  # who waits stands first
    shown = await plant.gromov.press("Ещё")
    assert "страница 2 из 2" in shown.text
    assert len(shown.text) < 3500


# --- the college and the plant ---


async def test_the_college_sees_whose_days_are_missing(plant: Plant) -> None:
    await plant.supervisor.say("/menu")
    shown = await plant.supervisor.press("Дневники практики")
    assert "Два дня подряд и больше не пишет 1 студент" in shown.text
    assert "Нет записей: 6, с 6 июля · подряд 6" in shown.text
    await plant.writes(MONDAY, words="Варил тавровые швы")
    shown = await plant.supervisor.press("Соловьёв")
    assert "Варил тавровые швы" in shown.text
    assert "Комфорт: 4 из 5" in shown.text
    await plant.supervisor.press("К дневникам")
    shown = await plant.supervisor.press("Только мои")
    assert "мои студенты: 1" in shown.text


async def test_a_plant_reads_numbers_alone(plant: Plant) -> None:
    await plant.writes(TODAY, comfort=1, words="Варил тавровые швы")
    await plant.hr.say("/menu")
    shown = await plant.hr.press("Часы практикантов")
    assert "Соловьёв А. И. · 4 из 28 ч" in shown.text
    assert "Записей 1, принято 0, дней отсутствия 0" in shown.text
    assert "тавровые" not in shown.text


# --- the clock ---


async def test_an_evening_without_an_entry_is_asked_about(plant: Plant) -> None:
    await plant.writes(YESTERDAY)
    await plant.until(TODAY, "19:59")
    assert plant.heard(plant.artyom) == []
    await plant.until(TODAY, "20:00")
    (asked,) = plant.heard(plant.artyom)
    assert "до 21:00: 14 июля, вт" in asked
    shown = await plant.artyom.press("Записать: 14 июля")
    assert "Сколько часов" in shown.text
    await plant.artyom.press("4 ч")
    await plant.artyom.press("ПК2.1")
    await plant.artyom.press("Готово")
    await plant.artyom.press("4")
    counted = len(plant.heard(plant.artyom))
    await plant.until(date(2026, 7, 15), "19:00")
    assert len(plant.heard(plant.artyom)) == counted


async def test_who_wrote_or_is_away_is_not_asked(plant: Plant) -> None:
    await plant.writes(TODAY)
    await plant.until(date(2026, 7, 15), "10:00")
    await plant.artyom.say("/menu")
    await plant.artyom.press("Не приду")
    await plant.artyom.press("Сегодня")
    await plant.artyom.press("Учёба")
    counted = len(plant.heard(plant.artyom))
    await plant.until(date(2026, 7, 16), "19:00")
    assert len(plant.heard(plant.artyom)) == counted


async def test_whoever_was_away_says_so_from_the_reminder(plant: Plant) -> None:
    await plant.writes(YESTERDAY)
    await plant.until(date(2026, 7, 15), "12:00")
    shown = await plant.artyom.press("Меня не было")
    assert "14 июля, вт. Почему" in shown.text
    await plant.artyom.press("Болею")
    await plant.artyom.press("В меню")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.press("Все дни и часы")
    assert "13–17 июля: 4•  О  …" in shown.text


@pytest.mark.parametrize("target", [PlacementStatus.PAUSED, PlacementStatus.TERMINATED])
async def test_a_practice_that_stops_takes_its_reminders_along(plant: Plant, target: PlacementStatus) -> None:
    await plant.until(TODAY, "20:10")  # the noon of tomorrow waits
    await plant.moves(target)
    counted = len(plant.heard(plant.artyom))
    await plant.until(date(2026, 7, 17), "23:00")
    assert len(plant.heard(plant.artyom)) == counted
    assert plant.heard(plant.supervisor) == []


async def test_three_weeks_by_the_clock(plant: Plant) -> None:
    """Artyom writes on even days; each odd one is asked about twice, and nobody is disturbed by night."""
    heard: list[tuple[datetime, str]] = []
    told: list[tuple[datetime, str]] = []
    end = datetime.fromisoformat("2026-08-03T18:00+03:00")
    while plant.stage.clock.now() < end:
        before = len(plant.heard(plant.artyom)), len(plant.heard(plant.supervisor))
        await plant.stage.pass_time(hours=1)
        now = to_moscow(plant.stage.clock.now())
        heard += [(now, text) for text in plant.heard(plant.artyom)[before[0] :]]
        told += [(now, text) for text in plant.heard(plant.supervisor)[before[1] :] if "Нет записей" in text]
        if now.hour == 18 and now.date().day % 2 == 0 and now.weekday() < 5 and now.date() <= practice.LAST:
            await plant.writes(now.date())
    odd = [day for day in range(14, 32) if date(2026, 7, day).weekday() < 5 and day % 2]
    evenings = [now.date().day for now, text in heard if "до 21:00" in text]
    noons = [(now.date() - timedelta(days=1)).day for now, text in heard if "В дневнике нет записи" in text]
    assert evenings == noons == odd
    assert {now.hour for now, _ in heard} == {12, 20}
    # 17 July is a Friday and odd; the next working day, Monday 20, was written: no two in a row.
    assert told == []


async def test_two_missed_days_in_a_row_are_told_once(plant: Plant) -> None:
    await plant.writes(MONDAY)
    await plant.until(date(2026, 7, 16), "11:59")
    assert plant.heard(plant.supervisor) == []
    await plant.until(date(2026, 7, 16), "12:00")
    (told,) = plant.heard(plant.supervisor)
    assert "2 дня подряд, 14 июля – 15 июля" in told
    await plant.until(date(2026, 7, 18), "13:00")
    assert plant.heard(plant.supervisor) == [told]
    shown = await plant.supervisor.press("Открыть дневник")
    assert "13–17 июля: 4•  ✗  ✗  ✗  ✗" in shown.text
