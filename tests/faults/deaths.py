"""Deaths of the process, one after the other, while the crowd goes on as if nothing had happened."""

from __future__ import annotations

import asyncio
import random
import signal
import time
from collections import Counter, deque
from collections.abc import Iterable

from bot.seams import SEAMS
from tests.e2e.house import Bot
from tests.faults.crowd import PATIENCE_S, Crowd

SEAMS_OF_A_TURN = tuple(name for name in SEAMS if not name.startswith("job."))  # the crowd starts no job
RANDOM = "random"
TOLD = "told to stop"  # SIGTERM, which is no death: it cuts nothing off, and so excuses nothing
MOST_PASSES = 20
"""How often a seam is passed at most before the process dies there."""
MOST_HEARD = 80
"""How many answers are heard at most before the process dies at random: from its first one on, while it still opens."""
JITTER_S = 0.02


def plan(dice: random.Random, *, randomly: int, told: int, seams: Iterable[str] = SEAMS_OF_A_TURN) -> list[str]:
    """Return where processes end, in any order: at each seam once, as `name:n`, and so many times the other ways."""
    moments = [RANDOM] * randomly + [TOLD] * told + [f"{name}:{dice.randint(1, MOST_PASSES)}" for name in seams]
    dice.shuffle(moments)
    return moments


class Keeper:
    """Takes a bot through a plan. `kills` are the unix times of its deaths, `ends` counts all ends."""

    def __init__(self, bot: Bot, moments: Iterable[str], dice: random.Random) -> None:
        self.bot = bot
        self.kills: list[float] = []
        self.ends: Counter[str] = Counter()
        self._plan = deque(moments)
        self._dice = dice

    async def starts(self) -> None:
        """Start the process that ends at the next moment of the plan, and serves where there is none."""
        moment = self._plan[0] if self._plan else TOLD
        await self.bot.start("" if moment in (RANDOM, TOLD) else moment)

    async def goes_through(self, crowd: Crowd) -> None:
        """Let the process that was started end, and all others after it; the one after the last serves."""
        lives = -1
        while self._plan:
            moment = self._plan[0]
            if moment in (RANDOM, TOLD):
                if moment == TOLD:
                    await self.bot.serving()
                await self.waits_for(crowd, lives, self._dice.randint(1, MOST_HEARD))
                await (self.dies() if moment == RANDOM else self.stops())
            else:
                await self.bot.killed()
                self._has_died(moment.partition(":")[0])
            self._plan.popleft()
            lives = crowd.lives
            await self.starts()
        await self.bot.serving()

    async def waits_for(self, crowd: Crowd, lives: int, answers: int) -> None:
        """Wait until the crowd has heard so many answers of a process after the first `lives`, and a blink longer."""
        until = time.monotonic() + PATIENCE_S
        while crowd.lives <= lives or crowd.heard < answers:
            assert time.monotonic() < until, self.bot.said()[-3000:]
            await asyncio.sleep(0.005)
        await asyncio.sleep(self._dice.uniform(0, JITTER_S))

    async def dies(self) -> None:
        """Kill the process."""
        code, _ = await self.bot.end(signal.SIGKILL)
        assert code == -signal.SIGKILL, self.bot.said()[-3000:]
        self._has_died(RANDOM)

    async def stops(self) -> None:
        """Tell the process to stop: what is under way it finishes, all of it."""
        code, _ = await self.bot.end()
        said = self.bot.said()
        assert code == 0, said[-3000:]
        assert '"event":"stopped"' in said
        assert "cut off" not in said
        self.ends[TOLD] += 1

    def _has_died(self, where: str) -> None:
        self.kills.append(time.time())
        self.ends[where] += 1
