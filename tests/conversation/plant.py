"""Artyom practises at a plant, Gromov teaches him, the others look on: for the diary and for who does not come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cluster import diary
from storage import absences
from storage import diary as stored
from storage.absences import Absence
from storage.diary import Entry
from storage.internship import PlacementStatus
from tests import diary as practice
from tests.conversation.people import CONTENT
from tests.conversation.stage import Actor, Stage
from tests.diary import ARTYOM, GROMOV, HR, MOTHER, OLGA, SUPERVISOR, Practice

TODAY = date(2026, 7, 14)  # a Tuesday, as `tests/conftest.py: NOW`
YESTERDAY = date(2026, 7, 13)
"""Written of, it keeps a student from being silent for days, who is asked more rarely."""


@dataclass
class Plant:
    """The practice of `tests/diary.py` and the phones of everybody in it."""

    stage: Stage
    practice: Practice
    artyom: Actor
    mother: Actor
    gromov: Actor
    supervisor: Actor
    olga: Actor
    hr: Actor

    async def entry(self, day: date = TODAY) -> Entry | None:
        """Return what the diary holds of a day."""
        return await self.stage.database.read(stored.find, self.practice.placement.id, day)

    async def standing(self) -> list[Absence]:
        """Return the absences that stand."""
        one = self.practice.placement.id
        return (await self.stage.database.read(absences.standing, [one])).get(one, [])

    async def moves(self, target: PlacementStatus) -> None:
        """Take a step of the placement's table."""
        await self.stage.database.run(practice.move, self.stage.clock.now(), self.practice.placement.id, target)

    async def writes(
        self,
        day: date,
        half_hours: int = 8,
        comfort: int = 4,
        words: str | None = None,
        what: tuple[str, ...] = ("ПК2.1",),
    ) -> None:
        """Write a day past the screens."""
        said = stored.Written(half_hours, what, comfort, words)
        args = (self.practice.ids[ARTYOM], self.practice.placement.id, day, said, CONTENT)
        await self.stage.database.run(diary.write, self.stage.clock.now(), *args)

    async def until(self, day: date, clock: str) -> None:
        """Let time pass until a Moscow moment."""
        await self.stage.pass_until(datetime.fromisoformat(f"{day}T{clock}+03:00"))

    def heard(self, actor: Actor) -> list[str]:
        """Return what stands in somebody's chat."""
        return [bubble.text for bubble in actor.bubbles]


async def open_plant(stage: Stage, **changes: Any) -> Plant:
    """Open the plant at the stage's moment; `changes` are facts of the practice, as `tests.diary.lay` takes them."""
    laid = await stage.database.run(lambda session: practice.lay(session, stage.clock.now(), **changes))
    await stage.database.run(diary.ensure, stage.clock.now())
    return Plant(stage, laid, *(Actor(stage, one) for one in (ARTYOM, MOTHER, GROMOV, SUPERVISOR, OLGA, HR)))
