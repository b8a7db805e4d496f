"""What was noted is there to be read: in the readiness list, and the briefings by their dates."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from storage.database import Database
from storage.internship import Briefing, BriefingKind, PlacementStatus, placements, students
from tests.conversation.people import open_house
from tests.conversation.stage import Actor, Stage
from tests.practice import NOW, Practice, lead, open_practice, plan, student

S = PlacementStatus
GATHERING = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING)
HELD = date(2026, 9, 7)


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    yield stage
    await stage.close()


async def list_of(actor: Actor, practice: Practice) -> str:
    """Return the readiness list as somebody reads it."""
    await actor.presses_in_menu(f"1;internship;items;{practice.placement.id}")
    return actor.screen.text


async def test_the_readiness_list_says_what_was_noted(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    shown = await list_of(practice.sergey, practice)
    for line in (
        "✅ Договор колледжа с предприятием: № 7 от 07.09.2026",
        "Громов Виктор",
        "до 01.06.2027",
        "одежда 48–50, обувь 43",
        "07.09.2026, Инженер Котов, журнал № 12",
    ):
        assert line in shown
    assert shown.count("№ 7 от 07.09.2026") == 3  # the agreement and both orders
    assert shown.count("Инженер Котов") == 2
    await practice.sergey.presses_in_menu(f"1;internship;item;{practice.placement.id};introductory")
    assert "07.09.2026, Инженер Котов, журнал № 12" in practice.sergey.screen.text


async def test_a_plant_and_a_mentor_read_what_is_theirs(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    for actor in (practice.nina, practice.viktor):
        shown = await list_of(actor, practice)
        assert shown.count("№ 7 от 07.09.2026") == 2  # the agreement and their own order
        assert "Инженер Котов" in shown
        assert "48–50" in shown
        assert "01.06.2027" not in shown  # the clearance is between the student and the college


async def test_the_briefings_stand_by_date_and_what_is_due_again_first(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.sergey.say("/practice")
    assert "Инструктажи" not in practice.sergey.screen.labels
    await practice.gather()

    def another(session: Session) -> None:
        """Lay a practice that began in the spring and lasts into the next year."""
        new = student(None, identity="белов|2008", last_name="Белов", first_name="Иван")
        who, _ = students.keep(session, replace(new, supervisor_id=practice.student.supervisor_id), NOW)
        days = {"date_from": date(2026, 3, 2), "date_to": date(2026, 12, 30)}
        one = plan(session, who, None, supervisor_id=practice.student.supervisor_id, **days)
        lead(session, one, *GATHERING)
        held = Briefing(one.id, BriefingKind.PRIMARY, date(2026, 3, 20), "Мастер Орлов")
        placements.brief(session, held, None, datetime(2026, 3, 20, 9, tzinfo=UTC))

    await stage.database.run(another)
    await practice.sergey.say("/practice")
    await practice.sergey.press("Инструктажи")
    text = practice.sergey.screen.text
    assert "Инструктажи · студентов: 2" in text
    assert text.index("Белов И.") < text.index("Ёлкин П.")
    assert "⚠️ Пора повторить, до 20.09.2026" in text
    assert "20.03.2026 · на месте, Мастер Орлов" in text
    assert "07.09.2026 · вводный, Инженер Котов, журнал № 12" in text
    await practice.sergey.press("Ёлкин П.")
    assert "Ёлкин Пётр · " in practice.sergey.screen.text


async def test_a_plant_sees_the_briefings_of_its_own_and_others_none(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await practice.nina.say("/practice")
    await practice.nina.press("Инструктажи")
    assert "Ёлкин П." in practice.nina.screen.text
    await practice.pavel.presses_in_menu("1;internship;briefings;0")
    assert "Ёлкин" not in practice.pavel.screen.text
    await practice.petya.presses_in_menu("1;internship;briefings;0")
    assert "Котов" not in practice.petya.screen.text
