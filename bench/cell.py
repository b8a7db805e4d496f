"""One cell of the bench: one bot, one round trip, a fresh Telegram and a fresh folder, from start to end."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bench.bots import ISKRA, ROOT, TOKEN, Place, command, environment, inherited
from bench.fake.crowd import Load
from bench.processes import Spent, cores, memory_mb, running

START_S = 30.0
RESULT_S = 10.0
SAMPLE_S = 0.25
SAID = 2000


class CellFailed(Exception):
    """A cell gave no result; the message says why, with the bot's last words."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all cells of a run share. `pinned`: the bot has one core, Telegram another."""

    scenario: Mapping[str, Any]
    load: Load
    folder: Path
    pinned: bool


def learn(setting: Setting) -> list[dict[str, Any]]:
    """Let one person walk through Iskra; return its lines, which the rivals are to say."""
    alone = replace(setting, load=Load(people=1, rate=0, warmup_s=0, duration_s=0, timeout_s=START_S, walks=1))
    walked = run(alone, ISKRA, round_trip_ms=0)
    if walked["walks"] != 1 or walked["events"]:
        raise CellFailed(f"Iskra does not follow the scenario: {walked['events']}, it said {walked['lines']}")
    lines: list[dict[str, Any]] = walked["lines"]
    return lines


def run(setting: Setting, bot: str, round_trip_ms: float) -> dict[str, Any]:
    """Measure one bot at one round trip; `CellFailed` where it gives no result."""
    able = cores() if setting.pinned else None
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{bot}-", dir=setting.folder)))
        scenario = folder / "scenario.json"
        scenario.write_text(json.dumps(setting.scenario), "utf-8")
        log = stack.enter_context((folder / "log").open("wb"))
        server = stack.enter_context(
            running(
                _server(setting, round_trip_ms),
                inherited(),
                ROOT,
                able and able[1],
                log=log,
                stdout=subprocess.PIPE,
            )
        )
        base_url = f"http://127.0.0.1:{_port(server)}"
        place = Place(folder, base_url, scenario)
        began = time.monotonic()
        process = stack.enter_context(running(command(bot), environment(bot, place), folder, able and able[0], log=log))
        try:
            _wait(process, lambda: _ask(base_url, "state")["ready"], START_S)
            ready_s = round(time.monotonic() - began, 2)
            measured = _measure(setting, base_url, process, server)
        except (CellFailed, OSError) as error:
            said = (folder / "log").read_text("utf-8", "replace")[-SAID:]
            raise CellFailed(f"{bot}: {error}\n{said}") from error
    return {"bot": bot, "round_trip_ms": round_trip_ms, "ready_s": ready_s, **measured}


def _server(setting: Setting, round_trip_ms: float) -> list[str]:
    load = setting.load
    longest = START_S + load.warmup_s + load.duration_s + load.timeout_s + RESULT_S
    options = {
        "--token": TOKEN,
        "--moment": setting.scenario["moment"],
        "--round-trip-ms": round_trip_ms,
        "--max-seconds": longest + 30,
    }
    return [sys.executable, "-m", "bench.fake", *(str(part) for option in options.items() for part in option)]


def _port(server: subprocess.Popen[bytes]) -> int:
    assert server.stdout is not None
    said = server.stdout.readline()
    if not said:
        raise CellFailed("the fake Telegram did not start")
    return int(said)


def _measure(
    setting: Setting, base_url: str, bot: subprocess.Popen[bytes], server: subprocess.Popen[bytes]
) -> dict[str, Any]:
    load = setting.load
    idle_mb = most_mb = memory_mb(bot.pid)
    _ask(base_url, "load", {"scenario": setting.scenario, "load": asdict(load)})
    time.sleep(load.warmup_s)
    before = after = Spent.now(bot.pid, server.pid)
    until = before.at + (load.timeout_s if load.walks else load.duration_s)
    result = None
    while result is None and time.monotonic() < until:
        time.sleep(max(0.0, min(SAMPLE_S, until - time.monotonic())))
        _check_alive(bot)
        after = Spent.now(bot.pid, server.pid)
        most_mb = max(most_mb, memory_mb(bot.pid))
        if load.walks:
            result = _ask(base_url, "result")
    if result is None:
        result = _wait(bot, lambda: _ask(base_url, "result"), RESULT_S)
    costs = after.since(before)
    cpu_s, answered = costs.pop("bot_cpu_s"), result["answered"]
    return {
        **result,
        **costs,
        "cpu_us_an_update": round(cpu_s / answered * 1e6, 1) if answered else None,
        "rss_idle_mb": idle_mb,
        "rss_mb": most_mb,
    }


def _wait(bot: subprocess.Popen[bytes], look: Callable[[], Any], at_most_s: float) -> Any:
    until = time.monotonic() + at_most_s
    while time.monotonic() < until:
        _check_alive(bot)
        if found := look():
            return found
        time.sleep(0.02)
    raise CellFailed(f"nothing came within {at_most_s:.0f} s")


def _check_alive(bot: subprocess.Popen[bytes]) -> None:
    if bot.poll() is not None:
        raise CellFailed(f"the bot ended with {bot.returncode}")


def _ask(base_url: str, what: str, said: Any = None) -> Any:
    data = None if said is None else json.dumps(said).encode()
    request = urllib.request.Request(
        f"{base_url}/control/{what}", data, {"Content-Type": "application/json"} if data else {}
    )
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)
