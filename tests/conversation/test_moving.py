"""Moving a student to another plant: the old practice ends, the rest of it is offered, nobody is in two places."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from storage import diary, duties
from storage.database import Database
from storage.diary import Written
from storage.internship import Place, Placement, PlacementStatus, placements, places
from tests.conversation.people import open_house
from tests.conversation.stage import Actor, Stage
from tests.practice import NINA, NOW, PLACES, Practice, open_practice, plan

S = PlacementStatus
ACTIVE = (S.OFFERED, S.CONFIRMED, S.DOCS_PENDING, S.READY, S.ACTIVE)
THERE = datetime(2026, 10, 14, 7, 0, tzinfo=UTC)  # a Wednesday in the second week


@pytest.fixture
async def stage(sqlite_database: Database) -> AsyncIterator[Stage]:
    """Give a house on 10 September 2026, noon in Moscow."""
    stage = await open_house(sqlite_database, NOW)
    yield stage
    await stage.close()


def offer_elsewhere(session: Session, practice: Practice, **changes: object) -> Place:
    """Offer places at another plant, which have begun as those of the practice have."""
    there = replace(
        PLACES, enterprise="mikhailovcement", number=1, site="Ремонтно-механический цех", created_by=practice.ids[NINA]
    )
    return places.add(session, replace(there, **changes), NOW)  # type: ignore[arg-type]


def heard(actor: Actor) -> list[str]:
    """Return what somebody's phone shows, oldest first."""
    return [bubble.text for bubble in actor.stage.phones.chats.get(actor.id, [])]


@pytest.fixture
async def practice(stage: Stage) -> Practice:
    """Give a practice in its second week, with two days in the diary."""
    practice = await open_practice(stage, *ACTIVE)
    for day in (date(2026, 10, 12), date(2026, 10, 13)):
        await stage.database.run(diary.write, practice.placement.id, day, Written(8, ("ПК2.1",), 4, None), NOW)
    stage.clock.forward(seconds=(THERE - stage.clock.now()).total_seconds())
    return practice


async def all_of(practice: Practice) -> list[Placement]:
    """Return every placement of the student."""
    return await practice.stage.database.read(placements.of_student, practice.student.id)


async def test_a_student_is_moved_and_everybody_is_told(practice: Practice) -> None:
    stage = practice.stage
    there = await stage.database.run(offer_elsewhere, practice)
    agreed = {"agreement_no": "7", "agreement_date": date(2026, 9, 7), "agreement_until": date(2026, 11, 20)}
    await stage.database.run(placements.change, practice.placement.id, **agreed)
    await practice.olga.presses_in_menu(f"1;internship;card;{practice.placement.id}")
    await practice.olga.press("Перевести")
    assert "Ёлкин П.: куда перевести?" in practice.olga.screen.text
    assert "Михайловцемент · 5 октября" in practice.olga.screen.text
    assert "140 км" in practice.olga.screen.text
    await practice.olga.press("Михайловцемент")
    assert practice.olga.screen.labels[:3] == ["15 октября, чт", "16 октября, пт", "19 октября, пн"]
    await practice.olga.press("19 октября")
    before, after = await all_of(practice)
    assert (before.status, before.reason) == (S.TERMINATED, "transfer")
    assert (after.status, after.enterprise, after.date_from, after.date_to) == (
        S.OFFERED, "mikhailovcement", date(2026, 10, 19), there.date_to,
    )  # fmt: skip
    assert after.hours_total == before.hours_total - 8
    assert after.mentor_id is None
    assert (after.agreement_no, after.agreement_until) == (None, None), "the other plant has an agreement of its own"
    seats = [(await stage.database.read(places.get, one)).taken for one in (practice.place.id, there.id)]
    assert seats == [0, 1]
    assert any("перевод на другое предприятие" in text for text in heard(practice.petya))
    assert any("Михайловцемент" in text for text in heard(practice.petya))
    assert any("перевод на другое предприятие" in text for text in heard(practice.nina))


async def test_pressed_twice_it_happens_once(practice: Practice) -> None:
    there = await practice.stage.database.run(offer_elsewhere, practice)
    data = f"1;places;moved;{practice.placement.id};{practice.placement.version};{there.id};20261019"
    await practice.olga.presses_in_menu(data)
    await practice.olga.presses_in_menu(data)
    assert len(await all_of(practice)) == 2
    assert (await practice.stage.database.read(places.get, there.id)).taken == 1


async def test_what_hung_on_the_old_practice_is_gone(practice: Practice) -> None:
    there = await practice.stage.database.run(offer_elsewhere, practice)
    await practice.olga.presses_in_menu(
        f"1;places;moved;{practice.placement.id};{practice.placement.version};{there.id};20261019"
    )
    for kind in ("internship-begin", "internship-end"):
        assert await practice.stage.database.read(duties.open_one, kind, str(practice.placement.id)) is None


@pytest.mark.parametrize("changes", [{"module": "weld-pm04"}, {"age_min": 18}, {"profession": "08.01.01"}])
async def test_a_place_that_does_not_suit_is_not_offered(practice: Practice, changes: dict[str, object]) -> None:
    there = await practice.stage.database.run(offer_elsewhere, practice, **changes)
    await practice.olga.presses_in_menu(f"1;places;move;{practice.placement.id}")
    assert "нет свободных мест" in practice.olga.screen.text
    version = practice.placement.version
    await practice.olga.presses_in_menu(f"1;places;moved;{practice.placement.id};{version};{there.id};20261019")
    assert [one.status for one in await all_of(practice)] == [S.ACTIVE]


async def test_nobody_is_moved_onto_the_days_of_another_practice(practice: Practice) -> None:
    there = await practice.stage.database.run(offer_elsewhere, practice, date_to=date(2027, 1, 29))

    def another(session: Session) -> None:
        days = {"date_from": date(2026, 12, 14), "date_to": date(2026, 12, 25)}
        plan(session, practice.student, None, NOW, module="weld-pm04", **days)

    await practice.stage.database.run(another)
    await practice.olga.presses_in_menu(f"1;places;move;{practice.placement.id}")
    assert "нет свободных мест" in practice.olga.screen.text
    version = practice.placement.version
    await practice.olga.presses_in_menu(f"1;places;moved;{practice.placement.id};{version};{there.id};20261019")
    assert {one.status for one in await all_of(practice)} == {S.ACTIVE, S.PLANNED}


@pytest.mark.parametrize("day", ["20261013", "20261128", "20261301", "x", ""])
async def test_a_day_that_cannot_be_is_refused(practice: Practice, day: str) -> None:
    there = await practice.stage.database.run(offer_elsewhere, practice)
    version = practice.placement.version
    await practice.olga.presses_in_menu(f"1;places;moved;{practice.placement.id};{version};{there.id};{day}")
    assert [one.status for one in await all_of(practice)] == [S.ACTIVE]
    assert (await practice.stage.database.read(places.get, there.id)).taken == 0


async def test_the_last_seat_goes_to_one(practice: Practice) -> None:
    there = await practice.stage.database.run(offer_elsewhere, practice)
    await practice.stage.database.run(places.take_seat, there.id)
    version = practice.placement.version
    await practice.olga.presses_in_menu(f"1;places;moved;{practice.placement.id};{version};{there.id};20261019")
    assert [one.status for one in await all_of(practice)] == [S.ACTIVE]
    assert "только что заняли" in practice.olga.toast + practice.olga.screen.text


async def test_nobody_but_the_college_moves_a_student(practice: Practice) -> None:
    there = await practice.stage.database.run(offer_elsewhere, practice)
    version = practice.placement.version
    for actor in (practice.petya, practice.mother, practice.viktor, practice.nina, practice.pavel):
        await actor.presses_in_menu(f"1;places;moved;{practice.placement.id};{version};{there.id};20261019")
    assert [one.status for one in await all_of(practice)] == [S.ACTIVE]


async def test_an_old_card_moves_nobody(practice: Practice) -> None:
    there = await practice.stage.database.run(offer_elsewhere, practice)
    await practice.stage.database.run(placements.change, practice.placement.id, agreement_no="9")
    version = practice.placement.version
    await practice.olga.presses_in_menu(f"1;places;moved;{practice.placement.id};{version};{there.id};20261019")
    assert [one.status for one in await all_of(practice)] == [S.ACTIVE]
    assert "Практика изменилась" in practice.olga.toast
