"""`python -m tests.faults.soak`: hours of bad days in minutes. `make soak MINUTES=30` runs it.

The real process under a crowd, while Telegram refuses, fails, breaks off, loses answers and repeats updates. For two
thirds of the time the process is killed, 200 times in a run of 30 minutes; then it is left alone, so that growth shows.
The result is one line of JSON and a picture; the exit code is 1 where the ledger is not clean or memory grows.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import secrets
import shutil
import sys
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.e2e.house import ROOT
from tests.faults import ledger, memory
from tests.faults.conftest import SEED, Scene, scene_in
from tests.faults.crowd import Crowd, crowd_at
from tests.faults.deaths import MOST_HEARD, Keeper
from tests.faults.ledger import Ledger
from tests.faults.memory import Watch

KILLS_PER_MINUTE = 200 / 30
BAD_DAY: dict[str, Any] = {
    "latency_ms": 10,
    "p429": 0.01,
    "retry_after": 1,
    "p5xx": 0.02,
    "p_reset": 0.01,
    "p_lost_answer": 0.01,
    "p_duplicate_update": 0.02,
}
FINE_DAY: dict[str, Any] = dict.fromkeys(BAD_DAY, 0)
PAUSE_S = 0.5


@dataclass(frozen=True)
class Wish:
    """What is asked for."""

    minutes: float
    kills: int
    people: int
    seed: int
    url: str
    mode: str
    folder: Path
    picture: Path


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    crowd: Crowd
    keeper: Keeper
    found: Ledger
    calls: Counter[str]
    errors: int
    samples: list[memory.Sample]


async def soak(wish: Wish) -> Outcome:
    """Run it all; whoever waits in vain ends it with `NoAnswer`."""
    dice = random.Random(wish.seed)
    async with scene_in(wish.folder, url=wish.url, mode=wish.mode) as scene:
        watch, keeper = Watch(scene.bot), Keeper(scene.bot, (), dice)
        watching = asyncio.create_task(watch.looks())
        await keeper.starts()
        await scene.bot.serving()
        async with crowd_at(scene.control, wish.people, seed=wish.seed, pause_s=PAUSE_S) as crowd:
            await scene.control.faults(**BAD_DAY, seed=wish.seed)
            await _besiege(scene, crowd, keeper, dice, wish)
            await asyncio.sleep(20 * wish.minutes)
            await crowd.rests()
            watching.cancel()
            await scene.control.faults(**FINE_DAY)
        await ledger.calm(scene.control, scene.bot)
        await keeper.stops()
        found = await ledger.read(scene.control, scene.bot, keeper.kills)
        errors = scene.bot.log.read_text("utf-8").count('"level":"error"')
        return Outcome(crowd, keeper, found, await _calls(scene), errors, watch.samples)


async def _besiege(scene: Scene, crowd: Crowd, keeper: Keeper, dice: random.Random, wish: Wish) -> None:
    """Kill at random moments of the first two thirds, later where the machine is slow: no process dies unheard."""
    began, span_s = time.monotonic(), 40 * wish.minutes
    lives = -1
    for n, moment in enumerate(sorted(dice.uniform(0, span_s) for _ in range(wish.kills)), start=1):
        await keeper.waits_for(crowd, lives, dice.randint(1, MOST_HEARD))
        await asyncio.sleep(max(0, began + moment - time.monotonic()))
        await keeper.dies()
        lives = crowd.lives
        await scene.bot.start()
        if n % 10 == 0:
            print(f"{n}/{wish.kills} deaths, {crowd.done} updates", file=sys.stderr, flush=True)
    await scene.bot.serving()


async def _calls(scene: Scene) -> Counter[str]:
    """Return how the bot's calls went: `200`, `lost`, `429`, …; 0 is a connection that was reset."""
    counted: Counter[str] = Counter()
    async for entry in ledger.entries(scene.control, "call"):
        counted["lost" if entry.get("lost") else str(entry["status"])] += 1
    return counted


def tell(wish: Wish, outcome: Outcome) -> dict[str, Any]:
    """Return the result as it is printed."""
    problems = ledger.problems(outcome.found, outcome.crowd)
    if outcome.errors:
        problems.append(f"{outcome.errors} errors in the log")
    return {
        "minutes": wish.minutes,
        "seed": wish.seed,
        "people": wish.people,
        "updates": outcome.crowd.done,
        "kills": len(outcome.keeper.kills),
        "calls": dict(outcome.calls),
        "repeats": ledger.repeats(outcome.found, outcome.crowd),
        **memory.growth(outcome.samples),
        "clean": not problems,
        "problems": problems,
    }


def _wish(given: list[str] | None) -> Wish:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--kills", type=int, help="default: 200 in 30 minutes")
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    parser.add_argument("--url", default="", help="a PostgreSQL database that is empty; default: a file of SQLite")
    parser.add_argument("--mode", choices=("polling", "webhook"), default="polling")
    parser.add_argument("--folder", type=Path, default=ROOT / "var/soak", help="emptied at the beginning")
    parser.add_argument("--picture", type=Path, default=ROOT / "docs/pictures/soak.png")
    asked = parser.parse_args(given)
    if asked.kills is None:
        asked.kills = round(KILLS_PER_MINUTE * asked.minutes)
    return Wish(**vars(asked))


def main(given: list[str] | None = None) -> int:
    """Soak, tell, draw; return the exit code."""
    wish = _wish(given)
    print(f"{SEED}={wish.seed}", file=sys.stderr)
    shutil.rmtree(wish.folder, ignore_errors=True)
    outcome = asyncio.run(soak(wish))
    result = tell(wish, outcome)
    (wish.folder / "samples.json").write_text(json.dumps([asdict(one) for one in outcome.samples]), "utf-8")
    said = f"{result['updates']:,} updates, {result['kills']} deaths; {'clean' if result['clean'] else 'NOT CLEAN'}"
    try:
        memory.draw(outcome.samples, said, wish.picture)
    except ImportError:
        print("no picture: matplotlib is not installed", file=sys.stderr)
    print(json.dumps(result, ensure_ascii=False))
    return 0 if result["clean"] and result["flat"] is not False else 1


if __name__ == "__main__":
    sys.exit(main())
