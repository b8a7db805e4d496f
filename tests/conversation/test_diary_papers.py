"""The diary on paper: days written by buttons, days that nobody settled, hours by competence."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from storage.diary import EntryState
from storage.internship import FIRST_BRIEFINGS, Briefing, PlacementStatus, placements
from tests.conversation.plant import TODAY, Plant, open_plant
from tests.conversation.stage import Actor, Bubble, Stage
from tests.conversation.test_diary import in_four_taps
from tests.conversation.test_practice_papers import REVIEW, words_of
from tests.diary import GROMOV

S = PlacementStatus
MONDAY = date(2026, 7, 13)
LATER = date(2026, 7, 18)
"""The first day on which what was given back on the 13th or 14th may not be written anew."""


@pytest.fixture
async def plant(house: Stage) -> Plant:
    """Give a practice with everything that its papers ask for beside the diary."""
    plant = await open_plant(house)
    await house.database.run(_gather, plant)
    return plant


def _gather(session: Session, plant: Plant) -> None:
    one, now = plant.practice.placement.id, plant.stage.clock.now()
    given = date(2026, 6, 1)
    placements.change(
        session, one, agreement_no="7", agreement_date=given, college_order_no="3", college_order_date=given,
        enterprise_order_no="44", enterprise_order_date=given,
    )  # fmt: skip
    for kind in FIRST_BRIEFINGS:
        placements.brief(session, Briefing(one, kind, date(2026, 7, 6), "Инженер Котов"), None, now)


async def the_diary(plant: Plant, actor: Actor, kind: str = "diary") -> Bubble:
    """Ask for the diary as a file, or another paper, and wait for what comes."""
    await actor.presses_in_menu(f"1;papers;make;{plant.practice.placement.id};{kind}")
    await plant.stage.work()
    return actor.screen


async def the_day(plant: Plant, label: str) -> Bubble:
    """Open a day of the trainee's as their mentor."""
    await plant.gromov.say("/menu")
    await plant.gromov.press("Мои практиканты")
    await plant.gromov.press("Соловьёв А. И." if "Открыть" not in plant.gromov.screen.labels else "Открыть")
    return await plant.gromov.press(label)


async def give_back(plant: Plant, label: str = "пн 13") -> None:
    """Give a day back as the mentor."""
    await the_day(plant, label)
    await plant.gromov.press("Вернуть")
    await plant.gromov.say("Какой шов?")


# --- days without words ---


async def test_a_diary_written_by_buttons_alone_becomes_paper(plant: Plant) -> None:
    await in_four_taps(plant)
    await plant.gromov.say("/menu")
    await plant.gromov.press("Мои практиканты")
    await plant.gromov.press("Принять: ")
    said = words_of(await the_diary(plant, plant.artyom))
    assert "14.07.2026" in said
    assert "Варить детали из сталей" in said


async def test_the_diary_and_the_title_page_are_two_steps_from_the_students_menu(plant: Plant) -> None:
    await in_four_taps(plant)
    await plant.artyom.press("К дневнику")
    shown = await plant.artyom.press("Документы (Word)")
    assert shown.labels[:2] == ["Дневник", "Титульный лист отчёта"]
    await plant.artyom.press("Титульный лист отчёта")
    await plant.stage.work()
    assert "Соловьёв А. И." in words_of(plant.artyom.screen)


async def test_what_keeps_a_diary_back_is_told_by_its_days(plant: Plant) -> None:
    await plant.writes(MONDAY)
    await plant.writes(TODAY)
    shown = await the_diary(plant, plant.artyom)
    assert "наставник ещё не принял дни: 13 июля, 14 июля" in shown.text
    assert "пока нет ни одной" not in shown.text
    await give_back(plant)
    shown = await the_diary(plant, plant.artyom)
    assert "наставник ещё не принял дни: 14 июля" in shown.text
    assert "ещё не исправил дни, которые вернул наставник: 13 июля" in shown.text


async def test_an_empty_diary_is_told_as_empty(plant: Plant) -> None:
    assert "записи в дневнике: пока нет ни одной" in (await the_diary(plant, plant.artyom)).text


# --- days that nobody settled ---


@pytest.fixture
async def stuck(plant: Plant) -> Plant:
    """Give a diary with an accepted day, and one that was given back and never written anew."""
    await plant.writes(MONDAY, words="Варил тавровые швы")
    await plant.writes(TODAY, words="Зачищал кромки")
    await give_back(plant)
    await the_day(plant, "вт 14")
    await plant.gromov.press("Принять")
    await plant.until(LATER, "12:30")
    plant.stage.phones.chats.clear()
    return plant


async def test_a_day_that_nobody_corrected_is_told_with_the_ways_out(stuck: Plant) -> None:
    shown = await the_diary(stuck, stuck.artyom)
    assert "исправить их уже нельзя: 13 июля" in shown.text
    assert "Наставник может принять их как есть, колледж — не включать" in shown.text
    await stuck.gromov.say("/menu")
    shown = await stuck.gromov.press("Мои практиканты (1)")
    assert "Никто не исправил: 13 июля" in shown.text


@pytest.mark.parametrize("end", [(), (S.REPORTING,), (S.REPORTING, S.ASSESSED), (S.TERMINATED,)])
async def test_a_mentor_accepts_as_it_stands_what_nobody_corrected(stuck: Plant, end: tuple[S, ...]) -> None:
    for status in end:
        await stuck.moves(status)
    await stuck.gromov.say("/menu")
    if end[-1:] in [(S.ASSESSED,), (S.TERMINATED,)]:
        await stuck.gromov.press("Мои практиканты (1)")
        await stuck.gromov.press("Закончили практику")
        await stuck.gromov.press("Соловьёв А. И. (1)")
        await stuck.gromov.press("пн 13")
    else:
        await the_day(stuck, "пн 13")
    await stuck.gromov.press("Принять как есть")
    entry = await stuck.entry(MONDAY)
    assert entry is not None
    assert (entry.state, entry.comment) == (EntryState.ACCEPTED, None)
    assert entry.decided_by == stuck.practice.ids[GROMOV]
    said = words_of(await the_diary(stuck, stuck.artyom))
    assert "13.07.2026" in said
    assert "Варил тавровые швы" in said


async def test_a_mentor_gives_a_stuck_day_back_once_more_and_the_student_writes_it(stuck: Plant) -> None:
    await the_day(stuck, "пн 13")
    await stuck.gromov.press("Вернуть ещё раз")
    await stuck.gromov.say("Напишите, какие швы")
    await stuck.artyom.say("/menu")
    await stuck.artyom.press("Дневник (")
    await stuck.artyom.press("Исправить: 13 июля")
    await stuck.artyom.say("4 часа, варил угловые швы, ПК2.1, 4")
    await stuck.artyom.press("Всё верно")
    entry = await stuck.entry(MONDAY)
    assert entry is not None
    assert (entry.state, entry.words) == (EntryState.WRITTEN, "варил угловые швы")


async def test_while_the_student_may_still_correct_a_day_it_is_not_given_back_again(plant: Plant) -> None:
    await plant.writes(MONDAY)
    await give_back(plant)
    shown = await the_day(plant, "пн 13")
    assert "Принять как есть" in shown.labels
    assert not any("Вернуть" in label for label in shown.labels)
    await plant.supervisor.presses_in_menu(f"1;diary;look;{plant.practice.placement.id};0")
    assert not any("Не включать" in label for label in plant.supervisor.screen.labels)
    entry = await plant.entry(MONDAY)
    assert entry is not None
    await plant.supervisor.presses(f"1;diary-leave;open;{entry.id};{entry.version}")
    assert "ещё может исправить студент" in plant.supervisor.toast + plant.supervisor.screen.text


@pytest.mark.parametrize("who", ["supervisor", "olga"])
async def test_the_college_leaves_a_day_out_by_name_and_with_a_reason(stuck: Plant, who: str) -> None:
    actor: Actor = getattr(stuck, who)
    await actor.presses_in_menu(f"1;diary;look;{stuck.practice.placement.id};0")
    shown = await actor.press("Не включать в дневник: 13 июля")
    assert "Наставник вернул его: «Какой шов?»" in shown.text
    shown = await actor.say("Студент не исправил запись")
    name = "Тайнова Ольга" if who == "supervisor" else "Скрытнева Дарья"
    assert f"⊘ {name}: Студент не исправил запись" in shown.text
    assert any("не вошёл в дневник" in text and "не исправил запись" in text for text in stuck.heard(stuck.artyom))
    said = words_of(await the_diary(stuck, stuck.artyom))
    assert "13.07.2026" not in said
    assert "14.07.2026" in said
    await stuck.artyom.say("/menu")
    shown = await stuck.artyom.press("Дневник")
    assert "13–17 июля: ⊘  4✓" in shown.text
    shown = await stuck.artyom.press("пн 13")
    assert "⚠️ Колледж: Студент не исправил запись" in shown.text
    assert not any("Исправить" in label or "Изменить" in label for label in shown.labels)


async def test_a_day_left_out_is_taken_in_again_and_waits_for_the_mentor(stuck: Plant) -> None:
    one = stuck.practice.placement.id
    await stuck.supervisor.presses_in_menu(f"1;diary;look;{one};0")
    await stuck.supervisor.press("Не включать")
    await stuck.supervisor.say("По ошибке")
    shown = await stuck.supervisor.press("Вернуть в дневник: 13 июля")
    assert "снова в дневнике" in stuck.supervisor.toast
    assert not any("Вернуть в дневник" in label for label in shown.labels)
    entry = await stuck.entry(MONDAY)
    assert entry is not None
    assert (entry.state, entry.comment) == (EntryState.WRITTEN, None)
    assert "наставник ещё не принял дни: 13 июля" in (await the_diary(stuck, stuck.artyom)).text


async def test_after_the_end_the_college_settles_what_a_silent_mentor_left(plant: Plant) -> None:
    await plant.writes(MONDAY)
    await plant.writes(TODAY)
    await the_day(plant, "вт 14")
    await plant.gromov.press("Принять")
    await plant.moves(S.TERMINATED)
    await plant.supervisor.presses_in_menu(f"1;internship;card;{plant.practice.placement.id}")
    await plant.supervisor.press("Открыть дневник")
    await plant.supervisor.press("Не включать в дневник: 13 июля")
    await plant.supervisor.say("Наставник уволился")
    assert "13.07.2026" not in words_of(await the_diary(plant, plant.artyom))


# --- hours by competence ---


async def assess(plant: Plant) -> Bubble:
    """Fill in the mentor's word up to its review."""
    await plant.gromov.presses_in_menu(f"1;practice-assess;open;{plant.practice.placement.id}")
    for label in ("ПК2.1", "ПК2.4", "Готово", "5", "взять на работу"):
        await plant.gromov.press(label)
    return await plant.gromov.say(REVIEW)


def rows_of(bubble: Bubble) -> list[str]:
    """Return the hours of the sheet's rows, in the order of the module."""
    lines = words_of(bubble).splitlines()
    return [lines[at + 2] for at, line in enumerate(lines) if line.startswith("ПК\u00a02.")]


@pytest.fixture
async def over(plant: Plant) -> Plant:
    """Give a practice whose days are over: one accepted of two competences, one that waits."""
    await plant.writes(MONDAY, 7, what=("ПК2.1", "ПК2.4"))
    await plant.writes(TODAY, 8)
    await the_day(plant, "пн 13")
    await plant.gromov.press("Принять")
    await plant.moves(S.REPORTING)
    return plant


async def test_hours_by_competence_come_from_the_accepted_days(over: Plant) -> None:
    shown = await assess(over)
    assert "ПК2.1 2, ПК2.2 0, ПК2.3 0, ПК2.4 1,5 (по дневнику)" in shown.text
    assert "Не принято дней: 1" in shown.text
    await over.gromov.press("Сохранить отзыв")
    assert rows_of(await the_diary(over, over.gromov, "attestation_sheet")) == ["2", "0", "0", "1,5"]


async def test_a_day_accepted_after_the_marks_counts_as_well(over: Plant) -> None:
    await assess(over)
    await over.gromov.press("Сохранить отзыв")
    await over.gromov.say("/menu")
    await over.gromov.press("Мои практиканты (1)")
    await over.gromov.press("Закончили практику")
    await over.gromov.press("Соловьёв")
    await over.gromov.press("Принять неделю")
    assert rows_of(await the_diary(over, over.gromov, "attestation_sheet")) == ["6", "0", "0", "1,5"]


async def test_a_mentor_writes_other_hours_and_takes_them_back(over: Plant) -> None:
    await assess(over)
    await over.gromov.press("Изменить")
    shown = await over.gromov.press("Часы")
    assert "ПК2.4 Резать дугой: 1,5" in shown.text
    assert "Не понял часы" in (await over.gromov.say("много")).text
    shown = await over.gromov.say("ПК2.1 80, ПК2.4 76")
    assert "У вас выходит 156 ч, а в принятых днях 3,5 ч" in shown.text
    await over.gromov.press("Да")
    await over.gromov.press("Сохранить отзыв")
    assert rows_of(await the_diary(over, over.gromov, "attestation_sheet")) == ["80", "0", "0", "76"]
    await over.gromov.presses_in_menu(f"1;practice-assess;open;{over.practice.placement.id}")
    await over.gromov.press("Изменить")
    await over.gromov.press("Часы")
    await over.gromov.press("Оставить по дневнику")
    await over.gromov.press("Сохранить отзыв")
    assert rows_of(await the_diary(over, over.gromov, "attestation_sheet")) == ["2", "0", "0", "1,5"]


async def test_with_no_accepted_day_the_sheet_says_that_hours_are_missing(plant: Plant) -> None:
    await plant.writes(TODAY)
    await plant.moves(S.REPORTING)
    assert "пока нет принятых дней" in (await assess(plant)).text
    await plant.gromov.press("Сохранить отзыв")
    shown = await the_diary(plant, plant.gromov, "attestation_sheet")
    assert "часы по компетенциям: ни один день дневника не принят" in shown.text
