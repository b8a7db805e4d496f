"""SIGKILL and SIGTERM under load, again and again: nothing is lost, nothing is done twice without need."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults import ledger
from tests.faults.conftest import scene_in
from tests.faults.crowd import crowd_at
from tests.faults.deaths import RANDOM, SEAMS_OF_A_TURN, TOLD, Keeper, plan

ARRIVING = ("intake.fetched", "intake.stored")


@dataclass(frozen=True)
class Siege:
    """One run that goes on through all its ends: of how many kinds, and on which ground."""

    database: str
    mode: str
    randomly: int
    told: int
    seams: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.database}-{self.mode}"


SIEGES = [
    Siege("sqlite", "polling", randomly=30, told=2, seams=SEAMS_OF_A_TURN),
    Siege("postgresql", "polling", randomly=10, told=1, seams=("turn.handled", "turn.before-commit")),
    # What reaches the inbox goes on as ever: of webhooks the way in is tried.
    Siege("sqlite", "webhook", randomly=3, told=1, seams=ARRIVING),
]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("siege", SIEGES, ids=str)
async def test_ended_under_load_again_and_again_the_ledger_stays_clean(
    siege: Siege, tmp_path: Path, seed: int, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if siege.database == "postgresql" else ""
    dice = random.Random(seed)
    moments = plan(dice, randomly=siege.randomly, told=siege.told, seams=siege.seams)
    print(" ".join(moments))
    async with scene_in(tmp_path, url=url, mode=siege.mode) as scene:
        keeper = Keeper(scene.bot, moments, dice)
        await keeper.starts()
        await scene.bot.serving()
        async with crowd_at(scene.control, seed=seed) as crowd:
            await keeper.goes_through(crowd)
        await ledger.calm(scene.control, scene.bot)
        await keeper.stops()
        found = await ledger.read(scene.control, scene.bot, keeper.kills)
    print(f"{crowd.done} updates, {ledger.repeats(found, crowd)} answers came twice")
    assert ledger.problems(found, crowd) == []
    assert keeper.ends == Counter({RANDOM: siege.randomly, TOLD: siege.told + 1}) + Counter(siege.seams)
    assert '"level":"error"' not in scene.bot.log.read_text("utf-8")
