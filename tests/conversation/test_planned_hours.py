"""How many hours a practice has: worked out from its days and shift, the same on every screen and paper."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from storage import diary
from storage.database import Database
from storage.diary import Written
from storage.internship import PlacementStatus, placements, places
from tests.conversation.people import open_house
from tests.conversation.stage import Actor, Stage
from tests.conversation.test_practice_papers import asks, finish, words_of
from tests.practice import NINA, NOW, PLACES, Practice, open_practice

S = PlacementStatus
GATHERING = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING)
SHORT = "⚠️ В эти даты помещается 156 из 288 часов"
"""39 working days of four hours."""


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    yield stage
    await stage.close()


def heard(actor: Actor) -> str:
    """Return what somebody's phone shows."""
    return "\n".join(bubble.text for bubble in actor.stage.phones.chats.get(actor.id, []))


async def test_a_card_says_what_the_days_hold_and_warns_the_college_alone(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    for actor in (practice.olga, practice.nina):
        await actor.presses_in_menu(f"1;internship;card;{practice.placement.id}")
        assert "5 октября – 27 ноября 2026, 156 ч" in actor.screen.text
    assert SHORT in practice.olga.screen.text
    assert "288" not in practice.nina.screen.text
    await practice.lead(S.READY, S.ACTIVE, S.REPORTING)  # its days are over: there is nothing to plan
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "2026, 156 ч" in practice.olga.screen.text
    assert "288" not in practice.olga.screen.text


async def test_an_offer_says_what_the_days_hold(stage: Stage) -> None:
    practice = await open_practice(stage)
    await practice.olga.presses_in_menu(f"1;internship;offer;{practice.placement.id}")
    assert "156 часов" in practice.olga.screen.text
    assert SHORT in practice.olga.screen.text
    await practice.olga.presses_in_menu(f"1;internship;offer-ask;{practice.placement.id}")
    assert "156 часов" in heard(practice.petya)
    assert "288" not in heard(practice.petya)
    await practice.nina.presses_in_menu(f"1;internship;offer;{practice.placement.id}")
    assert "156 часов" in practice.nina.screen.text
    assert "288" not in practice.nina.screen.text


async def test_the_plan_of_the_first_days_and_the_diary_say_the_same(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING, S.READY)
    await practice.petya.presses_in_menu(f"1;reminders;show;practice_plan;{practice.placement.id};261005")
    assert "всего 156 ч" in practice.petya.screen.text
    await practice.lead(S.ACTIVE)
    stage.clock.forward(seconds=(datetime(2026, 10, 7, 9, tzinfo=UTC) - stage.clock.now()).total_seconds())
    await practice.petya.presses_in_menu(f"1;diary;book;{practice.placement.id}")
    assert "за всю практику 156" in practice.petya.screen.text


@pytest.mark.parametrize("kind", ["diary", "attestation_sheet", "reference_letter", "report_title", "student_list"])
async def test_every_paper_says_the_planned_hours(stage: Stage, kind: str) -> None:
    practice = await open_practice(stage, *GATHERING)
    await practice.gather()
    await stage.database.run(finish, practice)
    words = words_of(await asks(practice.olga, practice, kind))
    assert "156" in words
    assert "288" not in words


async def test_a_module_that_fits_is_never_said_to_be_longer(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    await stage.database.run(placements.change, practice.placement.id, hours_total=100)
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "2026, 100 ч" in practice.olga.screen.text
    assert "помещается" not in practice.olga.screen.text


# --- whoever plans is warned, and may go on ---------------------------------------------------------------


async def test_new_days_that_are_too_few_are_asked_about(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING)
    stage.clock.forward(seconds=(datetime(2026, 10, 8, 9, tzinfo=UTC) - stage.clock.now()).total_seconds())
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    await practice.olga.press("Новые дни")
    await practice.olga.press("12 октября")
    await practice.olga.press("27 ноября")
    assert "В эти даты помещается 136 из 288 часов. Назначить так?" in practice.olga.screen.text
    await practice.olga.press("Да, всё верно")
    assert "27 ноября, пт · ⚠️ 136 из 288 ч" in practice.olga.screen.text
    await practice.olga.press("Назначить")
    assert (await practice.now()).date_from == date(2026, 10, 12)
    assert "2026, 136 ч" in practice.olga.screen.text


async def test_a_move_warns_of_the_hours_that_do_not_fit(stage: Stage) -> None:
    practice = await open_practice(stage, *GATHERING, S.READY, S.ACTIVE)

    def elsewhere(session: Session) -> None:
        there = replace(PLACES, enterprise="mikhailovcement", site="Ремонтно-механический цех", number=1)
        places.add(session, replace(there, created_by=practice.ids[NINA]), NOW)
        diary.write(session, practice.placement.id, date(2026, 10, 12), Written(8, ("ПК2.1",), 4, None), NOW)

    await stage.database.run(elsewhere)
    stage.clock.forward(seconds=(datetime(2026, 10, 14, 9, tzinfo=UTC) - stage.clock.now()).total_seconds())
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    await practice.olga.press("Перевести")
    assert "⚠️ В эти даты помещается 124 из 284 часов" in practice.olga.screen.text
    await practice.olga.press("Михайловцемент")
    assert "С 15 октября: ⚠️ В эти даты помещается 124 из 284 часов." in practice.olga.screen.text
    assert "С 19 октября: ⚠️ В эти даты помещается 116 из 284 часов." in practice.olga.screen.text


async def test_practices_of_before_keep_their_hours_where_nobody_knows_the_shift(stage: Stage) -> None:
    practice: Practice = await open_practice(stage, *GATHERING, birth_date=date(2007, 6, 8))
    await stage.database.run(placements.change, practice.placement.id, place_id=None)
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    assert "2026, 288 ч" in practice.olga.screen.text
    assert "помещается" not in practice.olga.screen.text
