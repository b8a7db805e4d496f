"""A student who writes nothing: asked less and less, while the supervisor hears of it each week, and of the hours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from cluster import diary
from storage import diary as stored
from storage.database import Database
from storage.diary import Written
from storage.internship import PlacementStatus, placements
from tests.conversation.people import open_house
from tests.conversation.reminded import ACTIVE, AT_WORK, moscow
from tests.conversation.stage import Actor, Stage
from tests.conversation.test_reminder_table import heard
from tests.practice import VIKTOR, Practice, open_practice

S = PlacementStatus
MONDAY = date(2026, 10, 5)
EVENING, NOON = "Запишите сегодняшний день", "В дневнике нет записи"
MISSED, BEHIND = "Нет записей в дневнике", "Часы отстают от плана"


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on the first day of practice, ten in the morning."""
    stage = await open_house(sqlite_database, AT_WORK)
    await stage.database.run(diary.ensure, stage.clock.now())
    yield stage
    await stage.close()


async def active(stage: Stage) -> Practice:
    practice = await open_practice(stage, *ACTIVE)

    def teach(session: Session) -> None:
        placements.change(session, practice.placement.id, mentor_id=practice.ids[VIKTOR])

    await stage.database.run(teach)
    return practice


async def writes(practice: Practice, day: date, half_hours: int = 8) -> None:
    said = Written(half_hours, ("ПК2.1",), 4, "Варил тавровые швы")
    await practice.stage.database.run(stored.write, practice.placement.id, day, said, practice.stage.clock.now())


async def days_of(stage: Stage, actor: Actor, words: str, until: date) -> list[date]:
    """Let time pass; return the days on which somebody heard some words."""
    found: list[date] = []
    day = stage.clock.now().date()
    while day <= until:
        before = len(heard(actor, words))
        await stage.pass_until(moscow(day, "23:30"))
        found += [day] * (len(heard(actor, words)) - before)
        day += timedelta(days=1)
    return found


def october(*days: int) -> list[date]:
    return [date(2026, 10, day) for day in days]


async def test_after_three_silent_days_only_each_third_one_is_asked_about(stage: Stage) -> None:
    practice = await active(stage)
    assert await days_of(stage, practice.petya, EVENING, date(2026, 10, 23)) == october(5, 6, 7, 12, 15, 20, 23)
    assert len(heard(practice.petya, NOON)) == 3, "the next noon belongs to the first three days"
    await writes(practice, date(2026, 10, 23))
    assert await days_of(stage, practice.petya, EVENING, date(2026, 10, 29)) == october(26, 27, 28), "then anew"


async def test_the_supervisor_hears_of_silence_each_week(stage: Stage) -> None:
    practice = await active(stage)
    assert await days_of(stage, practice.sergey, MISSED, date(2026, 10, 23)) == october(7, 14, 21)
    first, second, third = heard(practice.sergey, MISSED)
    assert "2 дня подряд, 5 октября – 6 октября" in first
    assert "На напоминания не отвечает" not in first
    assert "7 дней подряд, 5 октября – 13 октября" in second
    assert "12 дней подряд, 5 октября – 20 октября" in third
    assert "На напоминания не отвечает, бот спрашивает реже" in third


async def test_hours_behind_the_plan_are_told_once_a_week_and_stand_on_the_card(stage: Stage) -> None:
    """Four hours a day are planned; two are written of each day, so that no day is missed."""
    practice = await active(stage)
    for number in range(5):
        await writes(practice, MONDAY + timedelta(days=number), 4)
    assert await days_of(stage, practice.sergey, BEHIND, date(2026, 10, 13)) == october(12)
    (told,) = heard(practice.sergey, BEHIND)
    assert "записано 10 ч из 20" in told
    await practice.sergey.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "Записано 10 ч из 24 по плану на сегодня" in practice.sergey.screen.text
    for number in (7, 8, 9, 10, 11):
        await writes(practice, MONDAY + timedelta(days=number), 16)
    assert await days_of(stage, practice.sergey, BEHIND, date(2026, 10, 20)) == []
    await practice.sergey.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "по плану на сегодня" not in practice.sergey.screen.text


async def test_a_first_week_and_excused_days_are_no_delay(stage: Stage) -> None:
    practice = await active(stage)
    for number in range(3):
        await writes(practice, MONDAY + timedelta(days=number))
    for day in ("2026-10-08", "2026-10-09"):
        await stage.pass_until(moscow(date.fromisoformat(day), "11:00"))
        await practice.petya.presses_in_menu(f"1;absences;day;{practice.placement.id};{day}")
        await practice.petya.press("Учёба", practice.petya.screen)
    assert await days_of(stage, practice.sergey, BEHIND, date(2026, 10, 13)) == []


async def test_at_the_end_the_supervisor_hears_of_it_once_more(stage: Stage) -> None:
    practice = await active(stage)
    assert len(await days_of(stage, practice.sergey, BEHIND, date(2026, 11, 27))) == 7
    await practice.stage.pass_until(moscow(date(2026, 11, 30), "10:05"))
    assert (await practice.now()).status is S.REPORTING
    assert "записано 0 ч из" in heard(practice.sergey, BEHIND)[-1]
    assert len(heard(practice.sergey, BEHIND)) == 8
    assert await days_of(stage, practice.sergey, BEHIND, date(2026, 12, 25)) == []
