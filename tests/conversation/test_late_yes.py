"""The first day has come and something is missing: who hears what and when, however late the second yes was."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from storage.database import Database
from storage.internship import PlacementStatus as S
from tests.conversation.people import open_house
from tests.conversation.stage import Actor
from tests.practice import Practice, open_practice

AGREED = "Практика согласована"
STAY = "Не выходите на предприятие, пока руководитель от колледжа не скажет"
LATE = "Практика должна была начаться 5 октября, пн, но ещё не всё готово"


async def agreed_at(database: Database, moment: str) -> Practice:
    """Let Petya, then the plant say yes at a Moscow moment; his practice begins on 5 October at 8:00."""
    stage = await open_house(database, datetime.fromisoformat(f"{moment}+03:00"))
    practice = await open_practice(stage, S.OFFERED)
    one = practice.placement.id
    await practice.petya.presses(f"1;internship;offer-yes;{one}")
    await practice.nina.presses(f"1;internship;offer-take;{one}")
    stage.phones.chats.clear()
    return practice


async def until(practice: Practice, moment: str) -> None:
    await practice.stage.pass_until(datetime.fromisoformat(f"{moment}+03:00"))


def told(actor: Actor) -> list[str]:
    return [bubble.text for bubble in actor.bubbles]


def warned(actor: Actor) -> list[str]:
    return [text for text in told(actor) if text.startswith("⚠️")]


@pytest.mark.parametrize("moment", ["2026-10-04T15:00", "2026-10-05T02:00"])
async def test_before_the_first_morning_everybody_hears_at_six(sqlite_database: Database, moment: str) -> None:
    practice = await agreed_at(sqlite_database, moment)
    await until(practice, "2026-10-05T05:59:59")
    assert warned(practice.petya) == []
    await until(practice, "2026-10-05T06:00")
    (text,) = warned(practice.petya)
    assert STAY in text
    assert len(warned(practice.sergey)) == len(warned(practice.nina)) == len(warned(practice.mother)) == 1
    await practice.stage.close()


async def test_on_the_first_morning_it_is_said_before_the_shift_even_early(sqlite_database: Database) -> None:
    """Told at nine he would have gone there in vain."""
    practice = await agreed_at(sqlite_database, "2026-10-05T07:10")
    await until(practice, "2026-10-05T07:11")
    (text,) = warned(practice.petya)
    assert STAY in text
    await practice.stage.close()


@pytest.mark.parametrize(
    ("moment", "heard_at", "following"),
    [
        ("2026-10-05T10:00", "2026-10-05T10:00", "6 октября, вт"),  # in the middle of the shift
        ("2026-10-05T08:30", "2026-10-05T09:00", "6 октября, вт"),
        ("2026-10-05T22:00", "2026-10-06T09:00", "7 октября, ср"),
        ("2026-10-07T03:00", "2026-10-07T09:00", "8 октября, чт"),
        ("2026-10-09T21:30", "2026-10-10T09:00", "12 октября, пн"),  # Friday night
    ],
)
async def test_after_the_shift_began_everybody_hears_by_day_when_to_come(
    sqlite_database: Database, moment: str, heard_at: str, following: str
) -> None:
    practice = await agreed_at(sqlite_database, moment)
    if heard_at != moment:
        await practice.stage.pass_until(datetime.fromisoformat(f"{heard_at}+03:00") - timedelta(seconds=1))
        assert warned(practice.petya) == []
    await until(practice, heard_at)
    (text,) = warned(practice.petya)
    assert LATE in text
    assert f"Самый ранний день — {following}, в 8:00" in text
    assert "Спросить: +7 4912 00-00-04" in text
    assert not any(STAY in one for one in told(practice.petya))
    for actor in (practice.sergey, practice.nina, practice.mother):
        (text,) = warned(actor)
        assert following in text
    await until(practice, "2026-10-20T12:00")
    assert sum(LATE in one for one in told(practice.petya)) == 1
    await practice.stage.close()


async def test_what_became_ready_by_night_is_not_warned_of_in_the_morning(sqlite_database: Database) -> None:
    practice = await agreed_at(sqlite_database, "2026-10-05T22:00")
    await practice.stage.pass_time(minutes=1)
    await practice.gather()
    await until(practice, "2026-10-06T12:00")
    assert (await practice.now()).status is S.ACTIVE
    assert warned(practice.petya) == []
    await practice.stage.close()


async def test_on_the_last_day_no_day_is_left(sqlite_database: Database) -> None:
    practice = await agreed_at(sqlite_database, "2026-11-27T11:00")
    await practice.stage.pass_time(minutes=1)
    (text,) = warned(practice.petya)
    assert "рабочих дней не осталось" in text
    await practice.stage.close()
