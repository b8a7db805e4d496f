"""After the last day: who is asked for review and marks, who for signatures, and who hears where they stay silent."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from cluster import reminders
from cluster.people import Role
from storage import people
from storage.database import Database
from storage.internship import PlacementStatus, deputies, placements
from storage.internship.deputies import NewDeputy
from tests.conversation.people import open_house, with_role
from tests.conversation.reminded import ACTIVE, AT_WORK, moscow
from tests.conversation.stage import Actor, Stage
from tests.conversation.test_reminder_table import heard
from tests.practice import PLANT, VIKTOR, Practice, open_practice

S = PlacementStatus
ENDS, ASKED = "Практика заканчивается 27 ноября, пт: Ёлкин П.", "Нужны ваши отзыв и отметки: Ёлкин П."
SILENT, UNSIGNED = "Нет отзыва и отметок наставника: Ёлкин П.", "Документы практики ждут подписи: Ёлкин П."


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on the first day of practice, ten in the morning."""
    stage = await open_house(sqlite_database, AT_WORK)
    yield stage
    await stage.close()


async def active(stage: Stage) -> Practice:
    practice = await open_practice(stage, *ACTIVE)

    def teach(session: Session) -> None:
        placements.change(session, practice.placement.id, mentor_id=practice.ids[VIKTOR])

    await stage.database.run(teach)
    await stage.pass_time(minutes=1)
    return practice


async def told_on(practice: Practice, day: date, words: str) -> list[str]:
    """Return who hears some words on a day at ten."""
    phones: dict[str, Actor] = {
        "viktor": practice.viktor, "sergey": practice.sergey, "nina": practice.nina, "olga": practice.olga,
    }  # fmt: skip
    await practice.stage.pass_until(moscow(day, "09:59"))
    before = {name: len(heard(actor, words)) for name, actor in phones.items()}
    await practice.stage.pass_until(moscow(day, "10:02"))
    return [name for name, actor in phones.items() if len(heard(actor, words)) > before[name]]


async def test_a_silent_mentor_is_asked_three_times_and_others_hear_it_one_by_one(stage: Stage) -> None:
    practice = await active(stage)
    assert await told_on(practice, date(2026, 11, 25), ENDS) == ["viktor"], "two working days before the last day"
    assert await told_on(practice, date(2026, 12, 1), ASKED) == ["viktor"]
    await practice.viktor.press("Отзыв и оценка")
    assert "Что студент освоил?" in practice.viktor.screen.text
    assert await told_on(practice, date(2026, 12, 2), ASKED) == ["viktor"]
    assert len(heard(practice.sergey, SILENT)) == 1
    assert "Наставник: Громов Виктор, бот ему уже напоминал" in practice.sergey.screen.text
    assert (heard(practice.nina, SILENT), heard(practice.olga, SILENT)) == ([], [])
    assert await told_on(practice, date(2026, 12, 4), SILENT) == ["sergey", "nina", "olga"]
    await practice.olga.press("Открыть карточку")
    assert "ждём отзыва" in practice.olga.screen.text
    counted = len(heard(practice.viktor, ASKED)), len(heard(practice.sergey, SILENT))
    assert counted == (2, 2), "the first one became the form"
    await stage.pass_until(moscow(date(2027, 1, 20), "12:00"))
    assert (len(heard(practice.viktor, ASKED)), len(heard(practice.sergey, SILENT))) == counted, "then it is left alone"


async def test_who_stands_in_for_the_mentor_is_not_asked_for_marks(stage: Stage) -> None:
    """The last day is a Monday: two working days before it is Thursday, not the Saturday of the calendar."""
    practice = await active(stage)
    galina = await with_role(stage, 609, Role.MENTOR, PLANT, "Зорина Галина")

    def stand_in(session: Session) -> None:
        other = people.by_telegram_ids(session, [609])[609].id
        days = date(2026, 10, 5), date(2026, 10, 30)
        new = NewDeputy(PLANT, practice.ids[VIKTOR], other, *days, practice.ids[VIKTOR])
        deputies.change(session, deputies.add(session, new, stage.clock.now()).id, begun_at=stage.clock.now())
        placements.change(session, practice.placement.id, date_to=date(2026, 10, 12))
        reminders.lay_soon(session, stage.clock.now(), practice.placement.id)

    await stage.database.run(stand_in)
    words = "Практика заканчивается 12 октября, пн"
    assert await told_on(practice, date(2026, 10, 8), words) == ["viktor"]
    assert heard(galina, words) == []


async def test_signatures_are_asked_for_before_and_on_the_day_and_then_coordinators_hear_it(stage: Stage) -> None:
    practice = await active(stage)

    def mark(session: Session) -> None:
        placements.change(session, practice.placement.id, mark=5, assessed_at=stage.clock.now())

    await stage.database.run(mark)
    await practice.lead(S.REPORTING, S.ASSESSED)
    assert await told_on(practice, date(2026, 10, 9), UNSIGNED) == ["sergey"]
    assert "оценка 5. Подпишите их до 12 октября, пн" in practice.sergey.screen.text
    assert await told_on(practice, date(2026, 10, 12), UNSIGNED) == ["sergey"]
    assert await told_on(practice, date(2026, 10, 13), UNSIGNED) == ["sergey", "olga"]
    assert "Срок был 12 октября, пн. Руководитель практики: Руднев Сергей" in practice.olga.screen.text
    await stage.pass_time(days=30)
    assert (len(heard(practice.sergey, UNSIGNED)), len(heard(practice.olga, UNSIGNED))) == (3, 1)


async def test_a_review_that_was_begun_waits_and_is_brought_to_mind(stage: Stage) -> None:
    """The mentor ticks what was mastered and is called away; pressed again, the form offers to go on."""
    practice = await active(stage)
    await practice.lead(S.REPORTING)
    await stage.pass_time(hours=1)
    viktor, way = practice.viktor, f"1;practice-assess;open;{practice.placement.id}"
    await viktor.presses_in_menu(way)
    await viktor.press("ПК2.1", viktor.screen)
    await viktor.press("Готово", viktor.screen)
    await viktor.presses_in_menu(way)
    assert viktor.screen.text == "Отзыв не сохранён: шаг 2 из 4. Продолжить?"
    await stage.pass_time(days=2)
    assert len(heard(viktor, "Отзыв о студенте не закончен. Черновик хранится ещё")) == 1
