"""A mentor who does not look at diaries: brought to mind on working days, then the supervisor, then no more."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from cluster.reminders import planning
from storage import diary as stored
from storage.database import Database
from storage.diary import Written
from storage.internship import placements
from tests.conversation.people import open_house
from tests.conversation.reminded import ACTIVE, AT_WORK
from tests.conversation.stage import Stage
from tests.conversation.test_reminder_table import heard
from tests.practice import VIKTOR, Practice, open_practice

MONDAY, FRIDAY = date(2026, 10, 5), date(2026, 10, 9)
MENTOR, SUPERVISOR = "Дневник ждёт вас: Ёлкин П.", "Наставник не смотрит дневник: Ёлкин П."


async def open_week(stage: Stage) -> Practice:
    """Open a practice with its mentor on its first day, a Monday."""
    practice = await open_practice(stage, *ACTIVE)

    def teach(session: Session) -> None:
        placements.change(session, practice.placement.id, mentor_id=practice.ids[VIKTOR])

    await stage.database.run(teach)
    await stage.database.run(planning.ensure, stage.clock.now())
    return practice


async def writes(practice: Practice, day: date) -> int:
    said = Written(8, ("ПК2.1",), 4, "Варил тавровые швы")
    now = practice.stage.clock.now()
    entry = await practice.stage.database.run(stored.write, practice.placement.id, day, said, now)
    return entry.id


async def until(practice: Practice, moment: str) -> tuple[int, int]:
    """Let time pass; return how often the mentor and the supervisor were reminded since the last look."""
    await practice.stage.pass_until(datetime.fromisoformat(f"{moment}+03:00"))
    counted = len(heard(practice.viktor, MENTOR)), len(heard(practice.sergey, SUPERVISOR))
    practice.stage.phones.chats.clear()
    return counted


@pytest.fixture
async def week(sqlite_database: Database) -> Practice:
    return await open_week(await open_house(sqlite_database, AT_WORK))


async def test_the_mentor_hears_twice_the_supervisor_once_and_then_nobody(week: Practice) -> None:
    await writes(week, MONDAY)
    await writes(week, FRIDAY)
    assert await until(week, "2026-10-12T09:59") == (0, 0), "the week is not over, or it is the weekend"
    await week.stage.pass_until(datetime.fromisoformat("2026-10-12T10:02+03:00"))
    (text,) = heard(week.viktor, MENTOR)
    assert "Записей без ответа: 2, первая за 5 октября, пн" in text
    assert heard(week.sergey, SUPERVISOR) == []
    await week.viktor.press("Мои практиканты")
    assert "Принять: Ёлкин (2)" in week.viktor.screen.labels
    week.stage.phones.chats.clear()
    assert await until(week, "2026-10-13T09:59") == (0, 0)
    await week.stage.pass_until(datetime.fromisoformat("2026-10-13T10:02+03:00"))
    assert "Наставник: Громов Виктор" in heard(week.sergey, SUPERVISOR)[0]
    await week.sergey.press("Открыть дневник")
    assert "Варил тавровые швы" in week.sergey.screen.text
    assert len(heard(week.viktor, MENTOR)) == 1
    week.stage.phones.chats.clear()
    assert await until(week, "2026-11-06T12:00") == (0, 0)


async def test_who_accepts_on_monday_hears_no_more(week: Practice) -> None:
    entry = await writes(week, MONDAY)
    assert await until(week, "2026-10-12T10:02") == (1, 0)
    await week.stage.database.run(stored.accept, [entry], week.ids[VIKTOR], week.stage.clock.now())
    assert await until(week, "2026-10-16T12:00") == (0, 0)


async def test_what_was_written_late_waits_from_then_on(week: Practice) -> None:
    """Friday's entry, written on Monday: nobody is reminded before Tuesday, and the supervisor before Wednesday."""
    assert await until(week, "2026-10-12T09:30") == (0, 0)
    await writes(week, FRIDAY)
    assert await until(week, "2026-10-13T09:59") == (0, 0)
    assert await until(week, "2026-10-13T10:02") == (1, 0)
    assert await until(week, "2026-10-14T10:02") == (1, 1)


async def test_a_week_before_days_off_waits_for_working_days(week: Practice) -> None:
    """4 November is a holiday, a Wednesday: written on Monday the 2nd, it comes on Tuesday and on Thursday."""
    assert await until(week, "2026-11-02T12:00") == (0, 0)
    await writes(week, date(2026, 10, 30))
    assert await until(week, "2026-11-03T10:02") == (1, 0)
    assert await until(week, "2026-11-04T20:00") == (0, 0)
    assert await until(week, "2026-11-05T10:02") == (1, 1)
