"""«Мой путь» while practice goes on and at its end: what is to be written, handed in, and the bed that is given back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlalchemy.orm import Session

from cluster import diary
from storage import diary as stored
from storage.database import Database
from storage.diary import Written
from storage.internship import PlacementStatus, placements, students
from tests.conversation.people import CONTENT, open_house
from tests.conversation.reminded import ACTIVE, AT_WORK, moscow
from tests.conversation.stage import Stage
from tests.conversation.test_path import card, line, opens
from tests.practice import PETYA, VIKTOR, Practice, open_practice

S = PlacementStatus
MONDAY, TUESDAY, WEDNESDAY = date(2026, 10, 5), date(2026, 10, 6), date(2026, 10, 7)
SAID = Written(8, ("ПК2.1",), 4, "Варил тавровые швы")


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
    await opens(practice.petya, "Мой путь")
    return practice


async def writes(practice: Practice, day: date) -> None:
    now, who = practice.stage.clock.now(), practice.ids[PETYA]
    await practice.stage.database.run(diary.write, now, who, practice.placement.id, day, SAID, CONTENT)
    await practice.stage.pass_time(seconds=1)


async def gives_back(practice: Practice, day: date) -> None:
    def give(session: Session) -> None:
        found = stored.find(session, practice.placement.id, day)
        assert found is not None
        now, who = practice.stage.clock.now(), practice.ids[VIKTOR]
        diary.give_back(session, now, who, found.id, found.version, "Какие швы?", CONTENT)

    await practice.stage.database.run(give)
    await practice.stage.pass_time(seconds=1)


def in_menu(practice: Practice) -> str:
    """Return how the menu calls the diary, with its count."""
    return next(label for label in practice.petya.screen.labels if label.startswith("Дневник"))


async def test_the_card_says_what_is_to_be_written_as_the_menu_counts_it(stage: Stage) -> None:
    practice = await active(stage)
    petya = practice.petya
    assert line(petya, "Дневник") == "▫️ Дневник: первая запись в первый день, до 21:00"
    await stage.pass_until(moscow(WEDNESDAY, "09:00"))
    head = "Запишите в дневник 5 октября, пн (дней без записи: 2), до 8 октября, чт."
    assert head in card(petya).text
    await petya.say("/menu")
    assert in_menu(practice) == "Дневник (2)"
    await petya.press("⏳ Дневник", card(petya))
    assert "Записать: 5 октября" in " ".join(petya.screen.labels)
    await writes(practice, MONDAY)
    assert line(petya, "Дневник").startswith("⏳ Дневник: записать 6 октября, вт")
    await writes(practice, TUESDAY)
    assert line(petya, "Дневник") == "✅ Дневник: всё записано, дней: 2"
    await petya.say("/menu")
    assert in_menu(practice) == "Дневник"


async def test_a_day_that_came_back_stands_on_the_card_at_once(stage: Stage) -> None:
    practice = await active(stage)
    await writes(practice, MONDAY)
    await gives_back(practice, MONDAY)
    petya = practice.petya
    assert "Перепишите запись в дневнике, 5 октября, пн, до 8 октября, чт." in card(petya).text
    await petya.say("/menu")
    assert in_menu(practice) == "Дневник (1)"
    await writes(practice, MONDAY)
    assert line(petya, "Дневник") == "✅ Дневник: всё записано, дней: 1"


async def test_a_day_that_the_mentor_settled_is_asked_for_no_more_at_once(stage: Stage) -> None:
    practice = await active(stage)
    await writes(practice, MONDAY)
    await gives_back(practice, MONDAY)
    assert "Перепишите запись в дневнике" in card(practice.petya).text

    def accept(session: Session) -> None:
        found = stored.find(session, practice.placement.id, MONDAY)
        assert found is not None
        now, who = stage.clock.now(), practice.ids[VIKTOR]
        diary.accept_entry(session, now, who, found.id, found.version, CONTENT)

    await stage.database.run(accept)
    await stage.pass_time(seconds=1)
    assert line(practice.petya, "Дневник") == "✅ Дневник: всё записано, дней: 1"


async def test_a_day_of_absence_is_nothing_to_write(stage: Stage) -> None:
    practice = await active(stage)
    petya = practice.petya
    await stage.pass_until(moscow(TUESDAY, "09:00"))
    assert line(petya, "Дневник").startswith("⏳ Дневник: записать 5 октября")
    await petya.presses_in_menu(f"1;absences;day;{practice.placement.id};2026-10-05")
    await petya.press("Учёба", petya.screen)
    await stage.pass_time(seconds=1)
    assert line(petya, "Дневник").startswith("▫️ Дневник")


async def test_what_can_be_written_no_more_is_said(stage: Stage) -> None:
    practice = await active(stage)
    await stage.pass_until(moscow(date(2026, 10, 9), "06:30"))
    for day in (TUESDAY, WEDNESDAY, date(2026, 10, 8)):
        await writes(practice, day)
    assert line(practice.petya, "Дневник") == (
        "⚠️ Дневник: 1 день без записи, дописать уже нельзя. Скажите руководителю практики"
    )


async def test_at_the_end_diary_and_report_are_handed_in(stage: Stage) -> None:
    practice = await active(stage)
    petya = practice.petya
    await stage.pass_until(moscow(date(2026, 11, 28), "09:30"))
    assert "Запишите в дневник 25 ноября, ср" in card(petya).text, "what can be written still comes first"
    await stage.pass_until(moscow(date(2026, 12, 1), "09:30"))
    assert "Сдайте дневник и отчёт: Руднев Сергей" in card(petya).text
    assert line(petya, "Дневник") == "⏳ Дневник: сдать вместе с отчётом: Руднев Сергей | За вами"
    await practice.lead(S.ASSESSED)
    await stage.pass_time(seconds=1)
    assert " Дневник: " not in card(petya).text


async def test_parents_read_nothing_of_the_diary(stage: Stage) -> None:
    practice = await active(stage)
    await stage.pass_until(moscow(WEDNESDAY, "09:00"))
    shown = await opens(practice.mother, "Мой ребёнок", "Путь")
    assert "Практика: " in shown.text
    assert "Дневник" not in shown.text
    await practice.mother.presses_in_menu(f"1;path;line;diary;{practice.ids[PETYA]}")
    assert "дней без записи" not in practice.mother.screen.text


async def test_a_bed_that_was_given_back_is_there_no_more(stage: Stage) -> None:
    practice = await active(stage)

    def sleep(session: Session) -> None:
        students.change(session, practice.student.id, stage.clock.now(), needs_bed=True)
        placements.change(session, practice.placement.id, bed=True)

    await stage.database.run(sleep)
    await stage.pass_until(moscow(TUESDAY, "09:00"))
    assert line(practice.petya, "Общежитие") == "✅ Общежитие: место есть"
    await practice.lead(S.TERMINATED)
    await stage.pass_time(seconds=1)
    assert line(practice.petya, "Общежитие") == "➖ Общежитие: было на время практики, теперь освобождено"
