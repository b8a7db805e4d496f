"""«Not coming» in conversation: three taps, who hears of it and when, what is taken back; who is missed, by the clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from cluster import absences, people
from cluster.absences import Days
from cluster.people import Role
from storage import roles
from storage.absences import AbsenceReason
from storage.database import Database
from storage.internship import PlacementStatus
from tests import diary as practice
from tests.conversation.people import CONTENT, open_house
from tests.conversation.plant import TODAY, Plant, open_plant
from tests.conversation.stage import Bubble, Stage
from tests.diary import ARTYOM, GROMOV

ADULT = date(2005, 1, 1)
TOMORROW = date(2026, 7, 15)


@pytest.fixture
async def plant(house: Stage) -> Plant:
    return await open_plant(house)


def told(plant: Plant) -> dict[str, list[str]]:
    """Return what each but Artyom has been told."""
    actors = {name: getattr(plant, name) for name in ("mother", "gromov", "supervisor", "olga")}
    return {name: plant.heard(actor) for name, actor in actors.items() if actor.bubbles}


async def stage_at(database: Database, moment: str) -> Stage:
    return await open_house(database, datetime.fromisoformat(f"{moment}+03:00"))


async def not_coming(plant: Plant, day: str = "Сегодня", reason: str = "Болею") -> Bubble:
    """Say it in three taps."""
    await plant.artyom.say("/menu")
    await plant.artyom.press("Не приду")
    await plant.artyom.press(day)
    return await plant.artyom.press(reason)


# --- telling ---


async def test_three_taps_tell_everybody_once(plant: Plant) -> None:
    shown = await not_coming(plant)
    assert "Вы не придёте: 14 июля, вт" in shown.text
    assert "Причина: Болею" in shown.text
    heard = told(plant)
    assert set(heard) == {"mother", "gromov", "supervisor"}
    assert all(len(texts) == 1 for texts in heard.values())
    assert "Не придёт: Соловьёв А. И." in heard["gromov"][0]
    assert "Болею" in heard["gromov"][0]
    assert "Болею" not in heard["mother"][0]  # why, he tells her himself
    (absence,) = await plant.standing()
    assert (absence.first_day, absence.reason) == (date(2026, 7, 14), AbsenceReason.ILLNESS)


async def test_two_taps_on_a_reason_tell_it_once(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Не приду")
    shown = await plant.artyom.press("Сегодня")
    button = next(data for label, data in shown.buttons if label == "Болею")
    await plant.stage.play(*({"callback_query": plant.artyom.query(button, shown.message_id)} for _ in range(2)))
    await plant.artyom.presses(button, shown.message_id)
    assert len(await plant.standing()) == 1
    assert all(len(texts) == 1 for texts in told(plant).values())


async def test_the_parent_of_an_adult_is_not_told(house: Stage) -> None:
    plant = await open_plant(house, born=ADULT)
    await not_coming(plant)
    assert set(told(plant)) == {"gromov", "supervisor"}


async def test_who_is_mentor_and_parent_hears_once(plant: Plant) -> None:
    def link(session: Session) -> None:
        roles.add_guardian(session, plant.practice.ids[GROMOV], plant.practice.ids[ARTYOM], plant.stage.clock.now())
        people.introduce(session, plant.stage.clock.now(), plant.practice.ids[GROMOV], Role.PARENT)

    await plant.stage.database.run(link)
    await not_coming(plant)
    assert len(told(plant)["gromov"]) == 1


async def test_without_a_supervisor_the_coordinators_hear(house: Stage) -> None:
    plant = await open_plant(house, supervisor_id=None)
    await not_coming(plant)
    assert set(told(plant)) == {"mother", "gromov", "olga"}


async def test_who_reads_first_is_shown_to_the_student(plant: Plant) -> None:
    await not_coming(plant)
    mine = plant.artyom.screen
    shown = await plant.gromov.press("Прочитал")
    assert "Громов Виктор Павлович" in shown.text
    assert "Прочитал" not in shown.labels
    assert plant.artyom.screen.message_id == mine.message_id  # in place
    assert "Прочитано, 14 июля, вт, 10:00: Громов Виктор Павлович" in plant.artyom.screen.text
    plant.stage.clock.forward(hours=1)
    shown = await plant.supervisor.press("Прочитал")
    assert "10:00: Громов" in shown.text


async def test_a_word_more_is_put_into_the_same_message(plant: Plant) -> None:
    await not_coming(plant, reason="Семейное дело")
    await plant.artyom.press("Добавить пояснение")
    shown = await plant.artyom.say("у брата перелом")
    assert "Диагноз и подробности" in shown.text
    shown = await plant.artyom.say("помогаю отцу с переездом")
    assert "«помогаю отцу с переездом»" in shown.text
    (bubble,) = plant.gromov.bubbles
    assert "«помогаю отцу с переездом»" in bubble.text
    assert len(plant.mother.bubbles) == 1


# --- when it is told ---


@pytest.fixture
async def by_night(sqlite_database: Database) -> AsyncIterator[Stage]:
    stage = await stage_at(sqlite_database, "2026-07-14T06:00")
    yield stage
    await stage.close()


async def test_todays_absence_is_told_before_dawn(by_night: Stage) -> None:
    plant = await open_plant(by_night)
    await not_coming(plant)
    assert set(told(plant)) == {"mother", "gromov", "supervisor"}


async def test_tomorrows_absence_waits_for_the_morning(by_night: Stage) -> None:
    plant = await open_plant(by_night)
    await not_coming(plant, "Завтра")
    assert told(plant) == {}
    await plant.until(TODAY, "08:59")
    assert told(plant) == {}
    await plant.until(TODAY, "09:00")
    assert set(told(plant)) == {"mother", "gromov", "supervisor"}


async def test_what_is_told_after_the_shift_waits_for_the_morning(plant: Plant) -> None:
    plant.stage.clock.forward(hours=12)  # 22:00
    await not_coming(plant)
    assert told(plant) == {}
    await plant.until(TOMORROW, "09:00")
    assert set(told(plant)) == {"mother", "gromov", "supervisor"}


@pytest.mark.parametrize(("hours", "day"), [(12, "Завтра"), (14.5, "Сегодня")])  # 22:00, 0:30
async def test_what_is_told_at_night_is_known_before_the_shift_and_wakes_nobody(
    plant: Plant, hours: float, day: str
) -> None:
    plant.stage.clock.forward(hours=hours)
    await not_coming(plant, day)
    await plant.until(TOMORROW, "05:59")
    assert told(plant) == {}
    await plant.until(TOMORROW, "06:00")  # the shift begins at 8:00
    assert set(told(plant)) == {"mother", "gromov", "supervisor"}


# --- coming after all ---


async def test_coming_after_all_is_told_to_whoever_was_told(plant: Plant) -> None:
    await not_coming(plant, "Завтра")
    shown = await plant.artyom.press("Приду")
    assert "Отменено: 15 июля, ср" in shown.text
    assert await plant.standing() == []
    assert {name: len(texts) for name, texts in told(plant).items()} == {"mother": 2, "gromov": 2, "supervisor": 2}
    assert "Придёт: Соловьёв А. И." in told(plant)["gromov"][1]
    shown = await plant.gromov.press("Прочитал")  # the old card
    assert "Сообщение отменено" in shown.text
    shown = await plant.artyom.press("Не приду", (await plant.artyom.say("/menu")))
    assert "Завтра, 15 июля, ср" in shown.labels


async def test_an_old_button_of_a_day_that_is_over_does_no_harm(plant: Plant) -> None:
    await not_coming(plant)
    plant.stage.clock.forward(days=1)
    await plant.artyom.press("Приду")
    assert "уже прошли" in plant.artyom.toast or "уже прошли" in plant.artyom.screen.text
    assert len(await plant.standing()) == 1


async def test_what_was_said_stands_above_and_can_be_opened(plant: Plant) -> None:
    await not_coming(plant, "Завтра")
    await plant.artyom.say("/menu")
    shown = await plant.artyom.press("Не приду")
    assert shown.labels[:2] == ["Уже сказали: 15 июля, ср", "Сегодня"]
    shown = await plant.artyom.press("Уже сказали")
    assert "Вы не придёте: 15 июля, ср" in shown.text


async def test_two_practices_and_much_that_was_said_fit_one_screen(plant: Plant) -> None:
    await plant.stage.database.run(lambda session: practice.lay(session, plant.stage.clock.now(), module="weld-pm04"))
    for number in range(15, 25):
        day = date(2026, 7, number)
        if day.weekday() < 5:
            said = Days(day, day, AbsenceReason.STUDY if number % 2 else AbsenceReason.FAMILY)
            args = (plant.practice.ids[ARTYOM], plant.practice.placement.id, said, CONTENT)
            await plant.stage.database.run(absences.tell, plant.stage.clock.now(), *args)
    await plant.artyom.say("/menu")
    shown = await plant.artyom.press("Не приду")
    assert "Уже сказали: 15 июля, ср" in shown.labels
    assert "Другие дни · Тяжпрессмаш" in shown.labels


# --- other days ---


async def test_other_days_are_told_by_a_form(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Не приду")
    await plant.artyom.press("Другие дни")
    await plant.artyom.say("20 июля")
    shown = await plant.artyom.say("17 июля")
    assert "Последний день раньше первого" in shown.text
    await plant.artyom.press("22 июля")
    await plant.artyom.press("Учёба")
    shown = await plant.artyom.say("сдаю экзамен")
    assert "Вы не придёте: 20 июля, пн – 22 июля, ср" in shown.text
    (absence,) = await plant.standing()
    assert (absence.reason, absence.note) == (AbsenceReason.STUDY, "сдаю экзамен")


async def test_another_reason_for_the_same_days_leads_back_to_the_days(plant: Plant) -> None:
    await not_coming(plant, "Завтра")
    await plant.artyom.say("/menu")
    await plant.artyom.press("Не приду")
    await plant.artyom.press("Другие дни")
    await plant.artyom.say("15 июля")
    await plant.artyom.press("16 июля")
    await plant.artyom.press("Учёба")
    shown = await plant.artyom.press("Пропустить")
    assert "уже сказали, что не придёте: 15.07.2026. Откройте" in shown.text
    assert "С какого дня" in shown.text
    assert len(await plant.standing()) == 1


async def test_a_practice_that_has_ended_closes_the_way(plant: Plant) -> None:
    await plant.artyom.say("/menu")
    await plant.artyom.press("Не приду")
    shown = await plant.artyom.press("Сегодня")
    await plant.moves(PlacementStatus.TERMINATED)
    await plant.artyom.press("Болею", shown)
    assert await plant.standing() == []
    assert told(plant) == {}
    shown = await plant.artyom.say("/menu")
    assert "Не приду" not in shown.labels


# --- missed ---


async def miss(plant: Plant) -> Bubble:
    await plant.gromov.say("/menu")
    await plant.gromov.press("Кто не пришёл")
    return await plant.gromov.press("Не пришёл: Соловьёв")


async def test_who_is_missed_is_asked_and_then_somebody_is_told(by_night: Stage) -> None:
    plant = await open_plant(by_night)
    await plant.until(TODAY, "07:30")
    await miss(plant)
    assert "Смена ещё не началась" in plant.gromov.toast + plant.gromov.screen.text
    await plant.until(TODAY, "08:10")
    shown = await miss(plant)
    assert "причина неизвестна" in shown.text
    await plant.until(TODAY, "08:59")
    assert plant.artyom.bubbles == []
    await plant.until(TODAY, "09:00")
    assert "Где вы?" in plant.artyom.screen.text
    assert "supervisor" not in told(plant)
    await plant.until(TODAY, "10:00")
    (alarm,) = told(plant)["supervisor"]
    assert "не отвечает" in alarm
    assert "Студенту нет 18" in alarm
    shown = await plant.supervisor.press("Показать телефоны")
    assert "+7 910 123-45-67" in shown.text
    assert "mother" not in told(plant)


async def test_whoever_has_written_the_day_already_is_missed_all_the_same(plant: Plant) -> None:
    """An entry may be written from anywhere: nobody on the mentor's list is out of their reach."""
    await plant.writes(TODAY)
    await plant.gromov.say("/menu")
    shown = await plant.gromov.press("Кто не пришёл")
    assert "Кто сегодня должен прийти" in shown.text
    assert "сегодня по плану, запись в дневнике уже есть, её проверите вы" in shown.text
    shown = await plant.gromov.press("Не пришёл: Соловьёв")
    assert "если его не было, верните её" in plant.gromov.toast
    assert "причина неизвестна" in shown.text
    await plant.stage.pass_time(seconds=1)
    assert "Где вы?" in plant.artyom.screen.text
    await plant.gromov.press("Пришёл: Соловьёв")
    await plant.stage.pass_time(hours=3)
    assert "supervisor" not in told(plant)


async def test_an_answer_stops_the_ladder_and_is_told(plant: Plant) -> None:
    await miss(plant)
    await plant.stage.pass_time(seconds=1)
    shown = await plant.artyom.press("Не доехать")
    assert "Причина: Не доехать" in shown.text
    assert "Не доехать" in told(plant)["gromov"][-1]
    counted = {name: len(texts) for name, texts in told(plant).items()}
    await plant.stage.pass_time(hours=3)
    assert {name: len(texts) for name, texts in told(plant).items()} == counted
    await plant.supervisor.press("Прочитал")


async def test_being_there_is_told_to_the_mentor_alone(plant: Plant) -> None:
    await miss(plant)
    await plant.stage.pass_time(seconds=1)
    await plant.artyom.press("Я на месте")
    assert await plant.standing() == []
    assert set(told(plant)) == {"gromov"}
    assert "Придёт: Соловьёв" in told(plant)["gromov"][-1]
    await plant.stage.pass_time(hours=3)
    assert set(told(plant)) == {"gromov"}


async def test_the_mentor_takes_it_back_and_the_student_need_not_answer(plant: Plant) -> None:
    await miss(plant)
    await plant.stage.pass_time(seconds=1)
    asked = plant.artyom.screen
    await plant.gromov.press("Пришёл: Соловьёв")
    assert plant.artyom.screen.message_id == asked.message_id
    assert "Отвечать не нужно" in plant.artyom.screen.text
    await plant.stage.pass_time(hours=3)
    assert set(told(plant)) == {"gromov"}


@pytest.mark.parametrize("target", [PlacementStatus.PAUSED, PlacementStatus.TERMINATED])
async def test_a_practice_that_stops_asks_for_nobody(plant: Plant, target: PlacementStatus) -> None:
    await miss(plant)
    await plant.moves(target)
    await plant.stage.pass_time(hours=3)
    assert plant.artyom.bubbles == []
    assert set(told(plant)) == {"gromov"}


async def test_a_day_away_counts_for_no_hours(plant: Plant) -> None:
    await not_coming(plant)
    await plant.until(TOMORROW, "10:00")
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    shown = await plant.artyom.press("Все дни и часы")
    assert "за всю практику 80. Отсутствие: 1 день." in shown.text
    assert "13–17 июля: ✗  О  …  ▫  ▫" in shown.text
    shown = await plant.artyom.press("вт 14")
    assert "отсутствие" in shown.text
    assert not any(label.startswith("Записать") for label in shown.labels)
