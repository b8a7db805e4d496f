"""What waits in practice, in the morning's digest: each line with the button that opens it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from bot.app import begin
from cluster import incidents
from cluster.people import Role
from handlers import FEATURES
from storage.database import Database
from storage.incidents import IncidentKind
from storage.internship import PlacementStatus, placements, students
from tests.conversation.people import CONTENT, open_house, with_role
from tests.conversation.reminded import ACTIVE, AT_WORK, GATHERING, moscow
from tests.conversation.stage import Actor, Stage
from tests.practice import PETYA, Practice, lead, open_practice, plan, student

S = PlacementStatus
FRIDAY = date(2026, 10, 9)
ENDED = (*ACTIVE, S.REPORTING)
LAID = {
    "Зотов": (GATHERING, date(2026, 10, 12), date(2026, 11, 27)),  # begins on Monday, not ready
    "Ильин": (GATHERING, date(2026, 10, 5), date(2026, 11, 27)),  # should have begun four days ago
    "Лапшин": (ENDED, date(2026, 9, 1), date(2026, 10, 5)),  # the review was due on the 7th
    "Калинин": (ENDED, date(2026, 9, 1), date(2026, 10, 7)),  # not late yet
    "Дмитриев": ((*ENDED, S.ASSESSED), date(2026, 8, 3), date(2026, 9, 25)),  # signatures were due on 5 October
    "Егоров": ((*ENDED, S.ASSESSED), date(2026, 8, 3), date(2026, 9, 25)),  # marked later
}
MARKED = {"Дмитриев": datetime(2026, 9, 28, 9, tzinfo=UTC), "Егоров": datetime(2026, 10, 5, 9, tzinfo=UTC)}


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on Monday, 5 October, whose digests are planned."""
    stage = await open_house(sqlite_database, AT_WORK)
    await begin(stage.database, FEATURES, AT_WORK)
    yield stage
    await stage.close()


async def lay(stage: Stage, practice: Practice) -> None:
    """Lay a practice for each line; Petya's own goes on, nothing is written, and there is a conflict."""
    now = stage.clock.now()

    def others(session: Session) -> None:
        for name, (way, first, last) in LAID.items():
            new = student(None, last_name=name, identity=f"{name.lower()} иван|2008-01-01", birth_date=date(2008, 1, 1))
            who, _ = students.keep(session, new, now)
            placement = plan(session, who, None, now, date_from=first, date_to=last)
            placements.change(session, placement.id, mark=5, assessed_at=MARKED.get(name, now))
            lead(session, placements.get(session, placement.id), *way, now=now)
        incidents.report(session, now, practice.ids[PETYA], IncidentKind.EQUIPMENT, CONTENT, practice.student.id)

    await stage.database.run(others)


def digest_of(actor: Actor) -> list[str]:
    found = [bubble.text for bubble in actor.bubbles if bubble.text.startswith("Сводка · 9 октября")]
    return found[0].split("\n")[1:] if found else []


async def test_each_thing_that_waits_in_practice_has_its_line_and_its_button(stage: Stage) -> None:
    practice = await open_practice(stage, *ACTIVE)
    await lay(stage, practice)
    await stage.pass_until(moscow(FRIDAY, "08:30"))
    olga = practice.olga
    assert digest_of(olga) == [
        "🆘 Открытые сообщения о происшествиях: 1",
        "⚠️ Первый день близко, не всё готово: 1",
        "⚠️ Первый день прошёл, практика не началась: 1",
        "⚠️ Нет отзыва наставника, срок прошёл: 1",
        "⚠️ Документы практики не подписаны, срок прошёл: 1",
        "📓 Не пишут дневник три дня и дольше: 1",
    ]
    message = olga.screen
    names = ("Ёлкин", "Зотов", "Ильин", "Лапшин", "Дмитриев", "Ёлкин")
    for (label, data), name in zip(message.buttons[:-1], names, strict=True):
        shown = await olga.presses(data, message.message_id)
        assert name in " ".join([olga.screen.text, *olga.screen.labels]), (label, shown.text)


async def test_what_is_of_another_college_is_not_named(stage: Stage) -> None:
    practice = await open_practice(stage, *ACTIVE)
    await with_role(stage, 700, Role.COORDINATOR, "electronics")  # so that the base college has its own
    await lay(stage, practice)
    await stage.pass_until(moscow(FRIDAY, "08:30"))
    assert digest_of(practice.pavel) == []
