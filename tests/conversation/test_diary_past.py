"""The diary after a practice: it is read by who wrote it, taught and supervised, becomes paper, and takes nothing more."""

from __future__ import annotations

from datetime import date

import pytest

from storage.diary import EntryState
from storage.internship import PlacementStatus
from tests import diary as practice
from tests.conversation.stage import Stage
from tests.conversation.test_diary import TODAY, Plant, in_the_diary, open_plant
from tests.diary import ARTYOM

S = PlacementStatus
MONDAY = date(2026, 7, 13)
ENDS = {
    "assessed": (S.REPORTING, S.ASSESSED),
    "completed": (S.REPORTING, S.ASSESSED, S.COMPLETED),
    "ended early": (S.TERMINATED,),
    "failed": (S.FAILED,),
}


@pytest.fixture
async def plant(house: Stage) -> Plant:
    return await open_plant(house)


async def after(plant: Plant, end: str) -> None:
    """Write two days, and lead the practice to its end."""
    await plant.writes(MONDAY, words="Варил тавровые швы")
    await plant.writes(TODAY, words="Зачищал кромки после резки")
    for status in ENDS[end]:
        await plant.moves(status)
    plant.stage.phones.chats.clear()


@pytest.mark.parametrize("end", ENDS)
async def test_a_student_reads_a_closed_diary_and_writes_nothing(plant: Plant, end: str) -> None:
    await after(plant, end)
    shown = await in_the_diary(plant)
    assert "Практика закончилась: дневник можно читать" in shown.text
    assert "Часы: 8" in shown.text
    assert not any("Записать" in label or "Исправить" in label for label in shown.labels)
    shown = await plant.artyom.press("вт 14")
    assert "Зачищал кромки после резки" in shown.text
    assert shown.labels == ["К дневнику", "В меню"]
    one = plant.practice.placement.id
    await plant.artyom.presses(f"1;diary;help;{one};{TODAY}", shown.message_id)
    assert plant.heard(plant.supervisor) == []
    await plant.artyom.presses(f"1;diary-entry;open;{one};{TODAY}", shown.message_id)
    assert "записать его нельзя" in plant.artyom.toast + plant.artyom.screen.text


@pytest.mark.parametrize("end", ENDS)
async def test_a_closed_diary_leads_to_its_papers(plant: Plant, end: str) -> None:
    await after(plant, end)
    await in_the_diary(plant)
    shown = await plant.artyom.press("Документы (Word)")
    assert shown.labels[:2] == ["Дневник", "Титульный лист отчёта"]


async def test_after_a_transfer_the_diary_of_before_stands_beside_the_new_one(plant: Plant) -> None:
    await after(plant, "ended early")
    await plant.stage.database.run(lambda session: practice.lay(session, plant.stage.clock.now(), module="weld-pm04"))
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    await plant.artyom.press("Все дни и часы")
    shown = await plant.artyom.press("Прошлые практики")
    assert shown.labels[:-1] == ["ПМ.02, Тяжпрессмаш, 6–31 июля"]
    shown = await plant.artyom.press("ПМ.02")
    assert "Практика закончилась" in shown.text
    assert "Прошлые практики" not in shown.labels, "there is no other one"


async def test_after_an_early_end_no_day_is_ahead(plant: Plant) -> None:
    await after(plant, "ended early")
    shown = await in_the_diary(plant)
    days = shown.text.split("\n\n")[1].rsplit("\n", 1)[0]
    assert "▫" not in days
    assert "–  –  –  –  –" not in days.splitlines()[1]


@pytest.mark.parametrize("end", ENDS)
async def test_a_mentor_reads_on_and_accepts_what_waits_and_gives_nothing_back(plant: Plant, end: str) -> None:
    await after(plant, end)
    await plant.gromov.say("/menu")
    await plant.gromov.press("Мои практиканты")
    shown = await plant.gromov.press("Закончили практику")
    assert shown.labels[0] == "Соловьёв А. И. (2)"
    shown = await plant.gromov.press("Соловьёв")
    assert "Варил тавровые швы" in shown.text
    shown = await plant.gromov.press("вт 14")
    assert "Вернуть с пояснением" not in shown.labels
    entry = await plant.entry()
    assert entry is not None
    await plant.gromov.presses(f"1;diary-return;open;{entry.id};{entry.version}", shown.message_id)
    assert "не сможет исправить" in plant.gromov.toast + plant.gromov.screen.text
    await plant.gromov.press("К неделе", shown)
    await plant.gromov.press("Принять неделю (2)")
    for day in (MONDAY, TODAY):
        entry = await plant.entry(day)
        assert entry is not None
        assert entry.state is EntryState.ACCEPTED


@pytest.mark.parametrize("end", ENDS)
async def test_the_card_of_a_practice_leads_the_college_to_its_diary(plant: Plant, end: str) -> None:
    await after(plant, end)
    await plant.supervisor.presses_in_menu(f"1;internship;card;{plant.practice.placement.id}")
    shown = await plant.supervisor.press("Открыть дневник")
    assert "Варил тавровые швы" in shown.text


async def test_a_closed_diary_is_nobody_else_s(plant: Plant) -> None:
    """Neither another student's nor the plant's, whose personnel see numbers."""
    await after(plant, "completed")
    other = await plant.stage.database.run(
        lambda session: practice.lay(session, plant.stage.clock.now(), name=("Иванов", "Иван"), student=ARTYOM + 50)
    )
    assert other.placement.id != plant.practice.placement.id
    await plant.hr.presses_in_menu(f"1;internship;card;{plant.practice.placement.id}")
    assert "Открыть дневник" not in plant.hr.screen.labels
    plant.stage.phones.chats.clear()
    await plant.hr.presses(f"1;diary;week;{plant.practice.placement.id};{MONDAY}")
    assert not any("Варил" in bubble.text for bubble in plant.hr.bubbles)
