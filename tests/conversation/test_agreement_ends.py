"""An agreement that has a last day: how it is noted and put right, who sees that it is too early, who is reminded."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from cluster.content import ReminderKind, ReminderRole
from cluster.internship import items
from cluster.internship.readiness import Item
from storage.database import Database
from storage.internship import PlacementStatus, placements, students
from tests.conversation.people import CONTENT, open_house
from tests.conversation.reminded import ACTIVE, GATHERING, moscow, with_rule
from tests.conversation.stage import Stage
from tests.conversation.test_reminder_table import heard
from tests.practice import GIVEN, LAST, NOW, OLGA, SERGEY, VIKTOR, Practice, lead, open_practice, plan, student

S = PlacementStatus
ENDS = date(2026, 11, 20)  # a Friday, a week before the last day
WORDS = "Договор № 7 действует по 20 ноября, пт"


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    yield stage
    await stage.close()


async def note(practice: Practice, ends: date | None, number: str = "7", *, group: bool = False) -> None:
    """Note the agreement with its last day."""
    given = replace(GIVEN, number=number, ends=ends)
    await practice.stage.database.run(
        items.note, practice.stage.clock.now(), practice.ids[OLGA], practice.placement.id, Item.AGREEMENT, given,
        CONTENT, group=group,
    )  # fmt: skip
    await practice.stage.pass_time(minutes=1)


async def active(stage: Stage) -> Practice:
    """Return a practice that began this morning, with its mentor."""
    stage.clock.forward(seconds=(datetime(2026, 10, 5, 7, 0, tzinfo=UTC) - stage.clock.now()).total_seconds())
    practice = await open_practice(stage, *ACTIVE)
    await stage.database.run(placements.change, practice.placement.id, mentor_id=practice.ids[VIKTOR])
    return practice


def another(session: Session, practice: Practice) -> int:
    """Lay a second student at the same plant on the same days; return the placement's id."""
    new = student(None, last_name="Сидоров", identity="сидоров иван|2008-01-01", birth_date=date(2008, 1, 1),
                  supervisor_id=practice.ids[SERGEY])  # fmt: skip
    now = practice.stage.clock.now()
    who, _ = students.keep(session, new, now)
    given = {"supervisor_id": practice.ids[SERGEY], "mentor_id": practice.ids[VIKTOR]}
    return lead(session, plan(session, who, None, now, **given), *ACTIVE, now=now).id


# --- noting it -----------------------------------------------------------------------------------------------


async def test_the_last_day_is_asked_and_weighed(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    olga = practice.olga
    await olga.presses_in_menu(f"1;practice-item;open;{practice.placement.id};agreement")
    await olga.say("44-П")
    await olga.say("07.09.2026")
    assert "Последний день договора?" in olga.screen.text
    await olga.say("06.09.2026")
    assert "не может закончиться раньше своей даты" in olga.screen.text
    await olga.say("04.10.2026")
    assert "раньше первого дня практики (5 октября, пн)" in olga.screen.text
    await olga.press("Исправить")
    await olga.say("20.11.2026")
    assert "Договор закончится раньше практики (её последний день — 27 ноября, пт)" in olga.screen.text
    await olga.press("Да")
    assert "Действует по: 20.11.2026" in olga.screen.text
    await olga.press("Отметить")
    found = await practice.now()
    assert (found.agreement_no, found.agreement_until) == ("44-П", ENDS)
    warning = "⚠️ Договор действует по 20 ноября, пт, а практика идёт по 27 ноября, пт."
    assert warning in olga.screen.text
    assert "⚠️ Договор" in olga.screen.labels, "the next one is noted from here"
    await olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "Договор № 44-П от 07.09.2026, действует по 20.11.2026" in olga.screen.text
    assert warning in olga.screen.text


async def test_an_end_that_a_new_date_makes_wrong_is_asked_again(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    olga = practice.olga
    await olga.presses_in_menu(f"1;practice-item;open;{practice.placement.id};agreement")
    await olga.say("44-П")
    await olga.say("01.03.2026")
    await olga.say("31.03.2026")
    await olga.press("Да")
    await olga.press("Изменить")
    await olga.press("Дата")
    await olga.say("07.09.2026")
    assert "Последний день договора?" in olga.screen.text
    await olga.say("27.11.2026")
    await olga.press("Отметить")
    assert (await practice.now()).agreement_until == LAST


async def test_what_was_noted_is_put_right(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await note(practice, date(2027, 6, 30))
    olga = practice.olga
    await olga.presses_in_menu(f"1;internship;items;{practice.placement.id}")
    await olga.press("Исправить отмеченное")
    await olga.press("Договор")
    await olga.press("Исправить")
    assert "Номер: 7" in olga.screen.text
    assert "Действует по: 30.06.2027" in olga.screen.text
    await olga.press("Изменить")
    await olga.press("Номер")
    await olga.say("8-П")
    await olga.press("Отметить")
    found = await practice.now()
    assert (found.agreement_no, found.agreement_until) == ("8-П", date(2027, 6, 30))


async def test_an_agreement_that_ends_before_the_first_day_is_open(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    assert (await practice.now()).status is S.READY
    await note(practice, date(2026, 10, 4))
    assert (await practice.now()).status is S.DOCS_PENDING
    await practice.olga.presses_in_menu(f"1;internship;items;{practice.placement.id}")
    assert "⏳ Договор колледжа с предприятием" in practice.olga.screen.text
    assert "Договор действует по 4 октября, вс" in practice.olga.screen.text
    await note(practice, date(2026, 10, 5))
    assert (await practice.now()).status is S.READY


async def test_a_plant_corrects_its_own_part_alone(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await practice.nina.presses_in_menu(f"1;internship;noted;{practice.placement.id}")
    labels = " ".join(practice.nina.screen.labels)
    assert "Пропуск" in labels
    assert "Договор" not in labels


# --- the reminder --------------------------------------------------------------------------------------------


async def test_a_week_before_and_on_the_day(stage: Stage) -> None:
    practice = await active(stage)
    await note(practice, ENDS)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(date(2026, 11, 13), "10:02"))
    assert len(heard(practice.sergey, WORDS)) == 1
    await stage.pass_until(moscow(ENDS, "09:59"))
    assert len(heard(practice.sergey, WORDS)) == 1
    await stage.pass_until(moscow(ENDS, "10:02"))
    assert len(heard(practice.sergey, WORDS)) == 2
    assert not heard(practice.nina, WORDS)
    await practice.sergey.press("Отметить новый договор")
    assert "Договор о практической подготовке" in practice.sergey.screen.text
    await practice.sergey.press("Отметить", practice.sergey.screen)
    assert "Напишите номер" in practice.sergey.screen.text, "the next agreement is answered anew"


async def test_a_plant_that_is_told_is_asked_to_agree_with_the_college(stage: Stage) -> None:
    stage.content = with_rule(ReminderKind.AGREEMENT, to=(ReminderRole.ENTERPRISE,))
    practice = await active(stage)
    await note(practice, ENDS)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(date(2026, 11, 13), "10:02"))
    (told,) = heard(practice.nina, WORDS)
    assert "Договоритесь с колледжем" in told
    assert "отметьте" not in told
    assert practice.nina.screen.labels == ["Открыть карточку", "Меню"]
    assert not heard(practice.sergey, WORDS)


async def test_a_last_day_on_a_day_off_is_told_on_the_working_day_before(stage: Stage) -> None:
    practice = await active(stage)
    await note(practice, date(2026, 11, 22))  # a Sunday
    stage.phones.chats.clear()
    await stage.pass_until(moscow(date(2026, 11, 14), "09:00"))
    assert len(heard(practice.sergey, "действует по 22 ноября, вс")) == 1
    await stage.pass_until(moscow(date(2026, 11, 20), "10:02"))
    assert len(heard(practice.sergey, "действует по 22 ноября, вс")) == 2


@pytest.mark.parametrize("ends", [None, LAST, date(2027, 6, 30)])
async def test_the_next_agreement_ends_the_reminder(stage: Stage, ends: date | None) -> None:
    practice = await active(stage)
    await note(practice, ENDS)
    await note(practice, ends, "8")
    stage.phones.chats.clear()
    await stage.pass_until(moscow(LAST, "12:00"))
    assert not heard(practice.sergey, "Договор №")


async def test_one_agreement_for_all_who_go_there_is_noted_at_once(stage: Stage) -> None:
    practice = await active(stage)
    other = await stage.database.run(another, practice)
    await note(practice, ENDS, group=True)
    assert (await stage.database.read(placements.get, other)).agreement_until == ENDS
    stage.phones.chats.clear()
    await stage.pass_until(moscow(date(2026, 11, 13), "10:02"))
    (told,) = heard(practice.sergey, "Договор заканчивается")
    assert told.count("Договор заканчивается") == 2, "one message about both"
    await note(practice, LAST, group=True)
    stage.phones.chats.clear()
    await stage.pass_until(moscow(ENDS, "12:00"))
    assert not heard(practice.sergey, "Договор")
