"""The diary in conversation: a day in four taps or one message, a week accepted in one tap, three weeks by the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from cluster import diary
from storage import diary as stored
from storage.diary import Entry
from storage.internship import PlacementStatus
from tests import diary as practice
from tests.conversation.people import CONTENT
from tests.conversation.stage import Actor, Bubble, Stage
from tests.diary import ARTYOM, GROMOV, HR, OLGA, SUPERVISOR, Practice

TODAY = date(2026, 7, 14)  # a Tuesday, as `tests/conftest.py: NOW`
MONDAY = date(2026, 7, 13)


@dataclass
class Plant:
    """Artyom practises, Gromov teaches him; the others look on."""

    stage: Stage
    practice: Practice
    artyom: Actor
    gromov: Actor
    supervisor: Actor
    olga: Actor
    hr: Actor

    async def entry(self, day: date = TODAY) -> Entry | None:
        return await self.stage.database.read(stored.find, self.practice.placement.id, day)

    async def moves(self, target: PlacementStatus) -> None:
        await self.stage.database.run(practice.move, self.stage.clock.now(), self.practice.placement.id, target)

    async def writes(self, day: date, half_hours: int = 8, comfort: int = 4, words: str | None = None) -> None:
        """Write a day past the screens."""
        said = stored.Written(half_hours, ("ПК2.1",), comfort, words)
        args = (self.practice.ids[ARTYOM], self.practice.placement.id, day, said, CONTENT)
        await self.stage.database.run(diary.write, self.stage.clock.now(), *args)

    async def until(self, day: date, clock: str) -> None:
        """Let the clock go on to a Moscow moment, hour by hour."""
        moment = datetime.fromisoformat(f"{day}T{clock}+03:00")
        while self.stage.clock.now() < moment:
            step = min(timedelta(hours=1), moment - self.stage.clock.now())
            await self.stage.pass_time(seconds=step.total_seconds())

    def heard(self, actor: Actor) -> list[str]:
        return [bubble.text for bubble in actor.bubbles]


@pytest.fixture
async def plant(house: Stage) -> Plant:
    return await open_plant(house)


async def open_plant(house: Stage, **changes: Any) -> Plant:
    laid = await house.database.run(lambda session: practice.lay(session, house.clock.now(), **changes))
    await house.database.run(diary.ensure, house.clock.now())
    actors = [Actor(house, one) for one in (ARTYOM, GROMOV, SUPERVISOR, OLGA, HR)]
    return Plant(house, laid, *actors)


async def in_four_taps(plant: Plant) -> Bubble:
    """Write today: hours, what, done, comfort."""
    await plant.artyom.say("/menu")
    await plant.artyom.press("Дневник")
    await plant.artyom.press("4 ч")
    await plant.artyom.press("ПК2.1")
    await plant.artyom.press("Готово")
    return await plant.artyom.press("4")


# --- writing ---


async def test_a_day_is_written_in_four_taps(plant: Plant) -> None:
    for day in (date(2026, 7, 9), date(2026, 7, 10), MONDAY):
        await plant.writes(day) if day >= date(2026, 7, 11) else None
    shown = await in_four_taps(plant)
    print(shown.text, shown.labels)
    entry = await plant.entry()
    assert entry is not None
    assert (entry.half_hours, entry.competences, entry.comfort, entry.words) == (8, ("ПК2.1",), 4, None)
