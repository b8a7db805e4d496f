"""The story of one demo: lock, start, tell the address, watch, end."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import signal
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn

import typer

from bot.demo.processes import DemoError, Process, ask, free_port, wait_until
from bot.demo.settings import BOT_ID, CAST, CONFIG, FIRST_MOMENT, ROLES, STORY, Folder, address, bot_environment

START_PATIENCE_S = 60.0
# Together under the ten seconds that Ctrl-C may take: the bot first, since it still has answers to send.
BOT_PATIENCE_S = 5.0
SANDBOX_PATIENCE_S = 3.0
UPDATED = "Where Iskra was updated since the last start, begin anew: iskra demo --reset (make demo RESET=1)."


class _Ended(Exception):
    """Somebody asked the demo to end."""


def run(*, port: int, reset: bool, folder: Path) -> int:
    """Open the demo and watch it until it is ended; return the exit code."""
    place = Folder(folder)
    place.path.mkdir(parents=True, exist_ok=True)
    try:
        with _signals(), _locked(place) as lock:
            _serve(place, port, reset, lock)
    except _Ended:
        return 0
    except DemoError as error:
        typer.echo(f"iskra demo: {error}", err=True)
        return 1


def _serve(place: Folder, port: int, reset: bool, lock: IO[str]) -> NoReturn:
    if reset or not place.seeded.exists():
        _clear(place)
    chosen = free_port(port)
    if chosen != port:
        typer.echo(f"Port {port} is taken by another program, taking {chosen} instead.")
    lock.write(address(chosen))
    lock.flush()
    processes: list[Process] = []
    later = place.seeded.exists()
    try:
        try:
            _start(place, chosen, processes)
        except DemoError as error:
            raise DemoError(f"{error}\n{UPDATED}" if later else str(error)) from error
        _tell(chosen)
        _watch(processes)
    except _Ended:
        typer.echo("Ending the demo ...")
        raise
    finally:
        for process, patience_s in zip(reversed(processes), (BOT_PATIENCE_S, SANDBOX_PATIENCE_S), strict=False):
            process.end(patience_s)


def _start(place: Folder, port: int, processes: list[Process]) -> None:
    """Start the sandbox, lay the first data where there is none, start the bot, and wait until it polls."""
    environment = bot_environment(place, port)
    first = not place.seeded.exists()
    if first:
        typer.echo("Laying the demo's data (the first start takes a little longer) ...")
    sandbox = ["bot", "sandbox", "--port", str(port), "--state", str(place.sandbox)]
    sandbox += ["--cast", str(CAST), "--start-at", FIRST_MOMENT]
    processes.append(Process("sandbox", sandbox, place.log("sandbox"), environment))
    if first:
        _seed(place, environment)
    processes.append(Process("bot", ["bot.demo.serve", str(CONFIG)], place.log("bot"), environment))
    wait_until(lambda: ask(port, "GET", "/") is not None, processes, START_PATIENCE_S, "the page does not answer")
    wait_until(lambda: _polls(port), processes, START_PATIENCE_S, "the bot does not poll")
    if first:
        _open_chats(port)
        place.seeded.touch()


def _seed(place: Folder, environment: dict[str, str]) -> None:
    seeding = Process("seeding", ["bot.demo.seed", str(CONFIG), str(ROLES)], place.log("seeding"), environment)
    try:
        if seeding.wait(START_PATIENCE_S):
            seeding.check()
    finally:
        seeding.end(0)


def _polls(port: int) -> bool:
    state = ask(port, "GET", "/control/state") or {}
    return any(bot["id"] == BOT_ID and bot["online"] for bot in state.get("bots", []))


def _open_chats(port: int) -> None:
    """Let those who know the bot start it, so that notices reach them and their menu is there to see."""
    known = [role["person"] for role in tomllib.loads(ROLES.read_text("utf-8"))["role"]]
    known += [one["person"] for one in tomllib.loads(STORY.read_text("utf-8"))["application"]]
    for person in known:
        ask(port, "POST", f"/control/chats/{person}/{BOT_ID}/start", {})


def _tell(port: int) -> None:
    typer.echo(
        f"\n  Iskra is open:  {address(port)}\n\n"
        "  Everything there is invented, and no message leaves this computer.\n"
        "  Ctrl-C ends it. Started again it goes on where it was; with --reset (make demo RESET=1) it begins anew.\n"
    )


def _watch(processes: list[Process]) -> NoReturn:
    while True:
        for process in processes:
            process.check()
        time.sleep(0.2)


def _clear(place: Folder) -> None:
    """Remove everything but the lock, which this process holds."""
    for path in place.path.iterdir():
        if path == place.lock:
            continue
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@contextlib.contextmanager
def _locked(place: Folder) -> Iterator[IO[str]]:
    """Keep a second demo from the same folder; the lock is freed by the process's end, however it comes."""
    with place.lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            where = file.read() or "another terminal"
            raise DemoError(f"a demo with the data of {place.path} is open already: {where}") from None
        file.truncate(0)
        yield file


@contextlib.contextmanager
def _signals() -> Iterator[None]:
    def end(_signal: int, _frame: FrameType | None) -> None:
        # Once is enough: a second Ctrl-C must not cut the orderly end short.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
        raise _Ended

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
