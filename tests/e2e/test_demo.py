"""`iskra demo` as a person starts it: one address, everything behind it, an orderly end."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

ROOT = Path(__file__).parents[2]
START_S = 60
BOT_ID = 7000000001


class Demo:
    """One running `iskra demo`."""

    def __init__(self, folder: Path, *arguments: str, port: int, **variables: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--data", str(folder), "--port", str(port), *arguments],
            cwd=folder.parent,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.output = ""
        self.port = 0
        self._open = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as lines:
            for line in lines:
                self._note(line)
        self._open.set()

    def _note(self, line: str) -> None:
        self.output += line
        if match := re.search(r"Iskra is open: +http://127\.0\.0\.1:(\d+)$", line.strip()):
            self.port = int(match[1])
            self._open.set()

    def opened(self) -> Demo:
        """Wait until the address is told."""
        assert self._open.wait(START_S)
        assert self.port, self.output
        return self

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask the page's server."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def state(self) -> dict[str, Any]:
        """Return the sandbox's state."""
        found: dict[str, Any] = json.loads(self.get("/control/state")[1])
        return found

    def children(self) -> list[psutil.Process]:
        """Return the two processes."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def end(self, number: int = signal.SIGINT) -> float:
        """Send a signal and return how many seconds the end took."""
        begin = time.monotonic()
        self.process.send_signal(number)  # of no effect on a process that has ended
        self.process.wait(30)
        self._reader.join(5)
        return time.monotonic() - begin


@pytest.fixture
def port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def demo(folder: Path, *arguments: str, port: int, **variables: str) -> Iterator[Demo]:
    """Run a demo and leave nothing of it behind."""
    running = Demo(folder, *arguments, port=port, **variables)
    try:
        yield running
    finally:
        running.end(signal.SIGTERM)


def test_the_demo_opens_goes_on_and_begins_anew(tmp_path: Path, port: int) -> None:
    folder = tmp_path / "demo"
    with demo(folder, port=port, ISKRA_TELEGRAM__TOKEN="not-even-a-token") as first:
        first.opened()
        status, page = first.get("/")
        before = first.state()
        children = first.children()
        assert first.end() < 10
    assert (status, first.process.returncode) == (200, 0)
    assert b"<html" in page
    assert before["clock"]["now"].startswith("2026-07-14T10:0")
    assert len(before["people"]) >= 6
    assert len(before["cast"]["clicks"]) == 3
    assert [bot["id"] for bot in before["bots"] if bot["online"]] == [BOT_ID]
    greeted = {chat["chat_id"]: chat["last_message"] for chat in before["chats"]}
    assert len(greeted) >= 4
    assert len(children) == 2
    assert psutil.wait_procs(children, 0)[1] == []

    with demo(folder, port=port) as second:
        after = second.opened().state()
        assert second.end(signal.SIGTERM) < 10
    assert "Laying the demo's data" not in second.output
    assert [person["id"] for person in after["people"]] == [person["id"] for person in before["people"]]
    assert {chat["chat_id"] for chat in after["chats"]} == greeted.keys()
    assert before["clock"]["now"] <= after["clock"]["now"] < "2026-07-14T10:30"

    with demo(folder, "--reset", port=port) as anew:
        assert len(anew.opened().state()["chats"]) >= 4
    assert "Laying the demo's data" in anew.output


def test_a_taken_port_and_a_taken_folder(tmp_path: Path, port: int) -> None:
    with socket.socket() as taken, demo(tmp_path / "demo", port=_listening(taken, port)) as first:
        first.opened()
        assert first.port > port
        assert f"Port {port} is taken by another program, taking {first.port} instead." in first.output
        with demo(tmp_path / "demo", port=port) as again:
            assert again.process.wait(START_S) == 1
        assert "is open already: " + f"http://127.0.0.1:{first.port}" in again.output
        assert "Traceback" not in again.output


def _listening(taken: socket.socket, port: int) -> int:
    taken.bind(("127.0.0.1", port))
    taken.listen()
    return port


@pytest.mark.parametrize("victim", ["bot", "sandbox"])
def test_when_one_process_dies_the_demo_says_so_and_ends(tmp_path: Path, port: int, victim: str) -> None:
    with demo(tmp_path / "demo", port=port) as running:
        running.opened()
        children = running.children()
        found = [child for child in children if ("sandbox" in child.cmdline()) == (victim == "sandbox")]
        found[0].kill()
        assert running.process.wait(15) == 1
    assert f"the {victim} stopped by itself (exit code -9)" in running.output
    assert psutil.wait_procs(children, 5)[1] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel does that on Linux only")
def test_a_killed_demo_leaves_no_process_behind(tmp_path: Path, port: int) -> None:
    with demo(tmp_path / "demo", port=port) as running:
        running.opened()
        children = running.children()
        running.end(signal.SIGKILL)
    assert psutil.wait_procs(children, 10)[1] == []
    with demo(tmp_path / "demo", port=port) as again:
        assert again.opened().port == port
