"""The story, killed by SIGKILL again and again, each followed by a start: nothing is lost, nothing is done twice.

Two steps are besieged: the process dies at every seam of the same step, one after the other. One is a typed answer,
where doing it twice would answer the next question too; the other is the sending of the application. Between them
it dies at random.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import signal
from collections import Counter, deque
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import seams
from sandbox.client import ControlClient
from tests.e2e import ledger
from tests.e2e.conftest import finished, invited, sandbox_at_the_story
from tests.e2e.house import Bot, bot_in
from tests.e2e.ledger import Call, Ledger
from tests.e2e.story import SENDING, STORY, Step, people, say

SEAMS = tuple(name for name in seams.SEAMS if not name.startswith("job."))  # the story starts no job
SEED = "ISKRA_TEST_SEED"
BY_RECORD = "record"
QUIET = "quiet"
BESIEGED = (say("Артём", "Напишите отчество"), *SENDING)
# How many steps a death lets the story go on, one number for each random death. Their sum is less than the steps
# between the sieges, so that the whole plan comes true.
GAPS = (1, 1, 1, 2, 2, 2, 3, 3, 3)
# A call whose answer came this many calls before a death in its chat may not be recorded yet.
MOST_UNRECORDED = 2


@dataclass(frozen=True)
class Death:
    """A moment at which the process was killed; `n` is the last entry of the sandbox's record before it."""

    moment: str
    n: int


def plan(seed: int) -> list[str]:
    """Return where to die between the sieges: once at each seam, three times wherever the sandbox's record grows."""
    dice = random.Random(seed)
    places = [*SEAMS, *[BY_RECORD] * 3]
    gaps = list(GAPS)
    dice.shuffle(places)
    dice.shuffle(gaps)
    return [f"{place}:{gap}" for place, gap in zip(places, gaps, strict=True)]


class Executioner:
    """Starts a bot again whenever it has died, armed for the next death of the plan."""

    def __init__(self, bot: Bot, control: ControlClient, seed: int) -> None:
        self.bot, self.control = bot, control
        self.plan: deque[str] = deque()
        self.between = plan(seed)
        self.dice = random.Random(seed)
        self.deaths: list[Death] = []

    async def keep(self) -> None:
        """Start again and again, until the bot ends in peace."""
        while True:
            moment = self.plan.popleft() if self.plan else QUIET
            place, _, count = moment.partition(":")
            await self.bot.start(moment if place in SEAMS else "")
            assert self.bot.process is not None
            watch = asyncio.create_task(self._strike(int(count))) if place == BY_RECORD else None
            code = await self.bot.process.wait()
            if watch is not None:
                watch.cancel()
            if code == 0:
                return
            assert code == -signal.SIGKILL, self.bot.said()
            record = await self.control.record(self.deaths[-1].n if self.deaths else 0)
            self.deaths.append(Death(place, record[-1]["n"] if record else self.deaths[-1].n))

    async def before(self, step: Step) -> None:
        """Die quietly before a besieged step, then at each of its seams, then as planned."""
        if step not in BESIEGED:
            return
        while self.plan:
            await asyncio.sleep(0.02)
        await self.bot.serving()
        self.plan.extend(f"{name}:1" for name in SEAMS)
        if step == BESIEGED[0]:
            self.plan.extend(self.between)
        self.strike()

    def strike(self) -> None:
        assert self.bot.process is not None
        self.bot.process.kill()

    async def _strike(self, steps: int) -> None:
        """Kill when this many steps have come into the record, a step being what is said and what is answered."""
        left = 2 * steps + self.dice.randrange(2)
        async for event in self.control.events():
            left -= event["kind"] in ("message", "edit")
            if left <= 0:
                await asyncio.sleep(self.dice.uniform(0, 0.03))
                self.strike()
                return

    def excuses(self, found: Ledger, first: Call, again: Call) -> bool:
        """Tell whether a death came before the answer to the first call was on record, and the second after that."""
        death = next((death for death in self.deaths if first.n <= death.n < again.n), None)
        if death is None:
            return False
        since = [call for call in found.of_chat(first.key[0]) if first.n < call.n <= death.n]
        return len(since) <= MOST_UNRECORDED


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_killed_again_and_again_the_story_ends_right(tmp_path: Path, told: Ledger) -> None:
    seed = int(os.environ.get(SEED) or secrets.randbelow(1_000_000))
    print(f"{SEED}={seed}: {' '.join(plan(seed))}")
    async with sandbox_at_the_story() as sandbox, bot_in(tmp_path, sandbox.url) as bot:
        artyom, olga = await people(sandbox.control)
        await bot.start()
        await bot.serving()
        await invited(bot, olga)
        await bot.end()
        executioner = Executioner(bot, sandbox.control, seed)
        async with asyncio.TaskGroup() as together:
            together.create_task(executioner.keep())
            await artyom.plays(STORY, executioner.before)
            found = await finished(sandbox.control, bot, olga)
    deaths = executioner.deaths
    assert Counter(death.moment for death in deaths) == dict.fromkeys(SEAMS, 3) | {BY_RECORD: 3, QUIET: 2}
    ledger.check_nothing_is_lost(found, told)
    doubled = ledger.doubles(found, told, lambda first, again: executioner.excuses(found, first, again))
    assert any(BESIEGED[0].then in call.key[2] for call in doubled)
    print(f"{len(doubled)} calls were made twice, since their answers were lost")
    assert '"level":"error"' not in bot.log.read_text("utf-8")
