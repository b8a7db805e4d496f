"""One cell of the bench: one bot, one round trip, a fresh Telegram and a fresh folder, from start to end."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from bench.bots import ISKRA, ROOT, TOKEN, Bot, Place, command, environment, inherited
from bench.fake.crowd import Load
from bench.processes import Spent, cores, fsynced, memory_mb, running

START_S = 60.0
RESULT_S = 10.0
SAMPLE_S = 0.25
SAID = 2000

Cell = dict[str, Any]


class CellFailed(Exception):
    """A cell gave no result; the message says why, with the bot's last words."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a cell stands on.

    `pinned`: the bot has one core, Telegram another. `limited`: Iskra keeps Telegram's limits, as delivered; `strict`:
    Telegram refuses what exceeds them. `database`: a folder with a database and its key, copied for the cell; None: the
    bot makes its own.
    """

    scenario: Mapping[str, Any]
    load: Load
    folder: Path
    pinned: bool = True
    round_trip_ms: float = 0
    limited: bool = False
    strict: bool = False
    database: Path | None = None
    keep: Path | None = None
    """Where the bot's database is copied to when it has ended."""
    profile: Path | None = None
    lasts_s: float = 0
    """How long the cell lasts beyond what its load takes."""


def learn(setting: Setting) -> list[dict[str, Any]]:
    """Let one person walk through Iskra; return its lines, which the rivals are to say."""
    alone = replace(setting, load=Load(people=1, rate=0, warmup_s=0, duration_s=0, timeout_s=START_S, walks=1))
    walked = run(alone, ISKRA)
    if walked["walks"] != 1 or walked["events"]:
        raise CellFailed(f"Iskra does not follow the scenario: {walked['events']}, it said {walked['lines']}")
    lines: list[dict[str, Any]] = walked["lines"]
    return lines


def run(setting: Setting, bot: Bot) -> Cell:
    """Let the crowd walk with one bot and measure; `CellFailed` where it gives no result."""
    with staged(setting, bot) as stage:
        ready_s = stage.start()
        measured = stage.measure()
    return {"bot": bot.name, "round_trip_ms": setting.round_trip_ms, "ready_s": ready_s, **measured}


@contextmanager
def staged(setting: Setting, bot: Bot) -> Iterator[Stage]:
    """Give a fresh Telegram and a fresh folder for a bot that is not started yet; end everything afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"{bot.name}-", dir=setting.folder)))
        log = stack.enter_context((folder / "log").open("wb"))
        if setting.keep is not None:
            stack.callback(_copy, folder, setting.keep)
        stage = Stage(setting, bot, folder, stack)
        try:
            stage.open(log)
            yield stage
        except (CellFailed, OSError) as error:
            said = (folder / "log").read_text("utf-8", "replace")[-SAID:]
            raise CellFailed(f"{bot.name}: {error}\n{said}") from error


class Stage:
    """A cell under way: a Telegram that answers, and a bot once it is started."""

    def __init__(self, setting: Setting, bot: Bot, folder: Path, stack: ExitStack) -> None:
        self.setting, self.folder = setting, folder
        self._bot, self._stack = bot, stack
        self._cores = cores() if setting.pinned else None
        self._process: subprocess.Popen[bytes] | None = None

    def open(self, log: Any) -> None:
        """Lay out the folder and start Telegram."""
        self._log = log
        scenario = self.folder / "scenario.json"
        scenario.write_text(json.dumps(self.setting.scenario), "utf-8")
        if self.setting.database is not None:
            _copy(self.setting.database, self.folder)
        core = self._cores and self._cores[1]
        self._server = self._stack.enter_context(
            running(self._server_command(), inherited(), ROOT, core, log=log, stdout=subprocess.PIPE)
        )
        base_url = f"http://127.0.0.1:{_port(self._server)}"
        setting = self.setting
        self._place = Place(self.folder, base_url, _free_port(), scenario, setting.limited, setting.profile)

    def start(self) -> float:
        """Start the bot; return how many seconds it took until it was ready for updates."""
        began = self.launch()
        self.wait(lambda: self.ask("state")["ready"], START_S)
        return round(time.monotonic() - began, 2)

    def launch(self) -> float:
        """Start the bot and don't wait; return the (monotonic) moment."""
        began = time.monotonic()
        told = environment(self._bot, self._place)
        core = self._cores and self._cores[0]
        self._process = self._stack.enter_context(
            running(command(self._bot, self._place), told, self.folder, core, log=self._log)
        )
        return began

    def begin(self, load: Load | None = None) -> None:
        """Let the crowd come."""
        self.ask("load", {"scenario": self.setting.scenario, "load": asdict(load or self.setting.load)})

    def measure(self) -> Cell:
        """Let the crowd come, wait for its end; return what it saw and what that cost."""
        load = self.setting.load
        idle_mb = most_mb = self.memory_mb()
        self.begin()
        time.sleep(load.warmup_s)
        before = after = self._spent()
        if self.setting.profile is not None:
            self.setting.profile.with_suffix(".begin").touch()
        until = before.at + (load.timeout_s if load.walks else load.duration_s)
        result = None
        while result is None and time.monotonic() < until:
            time.sleep(max(0.0, min(SAMPLE_S, until - time.monotonic())))
            self.check_alive()
            after = self._spent()
            most_mb = max(most_mb, self.memory_mb())
            if load.walks:
                result = self.ask("result")
        if result is None:
            result = self.wait(lambda: self.ask("result"), RESULT_S)
        costs = after.since(before)
        cpu_s, answered = costs.pop("bot_cpu_s"), result["answered"]
        return {
            **result,
            **costs,
            "cpu_us_an_update": round(cpu_s / answered * 1e6, 1) if answered else None,
            "rss_idle_mb": idle_mb,
            "rss_mb": most_mb,
        }

    def wait(self, look: Callable[[], Any], at_most_s: float, every_s: float = 0.02) -> Any:
        """Look until there is something to see; `CellFailed` after `at_most_s` seconds, or where the bot ended."""
        until = time.monotonic() + at_most_s
        while time.monotonic() < until:
            self.check_alive()
            if found := look():
                return found
            time.sleep(every_s)
        raise CellFailed(f"nothing came within {at_most_s:.0f} s")

    def memory_mb(self) -> float:
        """Return what the bot holds in memory now."""
        assert self._process is not None
        return memory_mb(self._process.pid)

    def noise_during(self, work: Callable[[], Any]) -> tuple[Any, float]:
        """Do something; return what came of it, and what everybody else on the machine took meanwhile, in cores."""
        before = self._spent()
        result = work()
        return result, self._spent().since(before)["noise"]

    def check_alive(self) -> None:
        """`CellFailed` where the bot ended."""
        if self._process is not None and self._process.poll() is not None:
            raise CellFailed(f"the bot ended with {self._process.returncode}")

    def ask(self, what: str, said: Any = None) -> Any:
        """Ask Telegram on the runner's side."""
        data = None if said is None else json.dumps(said).encode()
        request = urllib.request.Request(
            f"{self._place.base_url}/control/{what}", data, {"Content-Type": "application/json"} if data else {}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def _spent(self) -> Spent:
        assert self._process is not None
        return Spent.now(self._process.pid, self._server.pid)

    def _server_command(self) -> list[str]:
        setting, load = self.setting, self.setting.load
        longest = START_S + load.warmup_s + load.duration_s + load.timeout_s + RESULT_S + setting.lasts_s
        options = {
            "--token": TOKEN,
            "--moment": setting.scenario["moment"],
            "--round-trip-ms": setting.round_trip_ms,
            "--max-seconds": longest + 30,
        }
        told = [str(part) for option in options.items() for part in option]
        return [sys.executable, "-m", "bench.fake", *told, *(["--strict"] if setting.strict else [])]


def _copy(source: Path, target: Path) -> None:
    for file in source.glob("iskra.*"):
        fsynced(Path(shutil.copy2(file, target / file.name)))


def _port(server: subprocess.Popen[bytes]) -> int:
    assert server.stdout is not None
    said = server.stdout.readline()
    if not said:
        raise CellFailed("the fake Telegram did not start")
    return int(said)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
