"""Starting, watching and ending the demo's processes."""

from __future__ import annotations

import contextlib
import ctypes
import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.demo.settings import HOST
from storage.errors import IskraError

LAST_LINES = 15
PR_SET_PDEATHSIG = 1


class DemoError(IskraError):
    """The demo cannot go on; the message says why."""


class Process:
    """One child process with its own log, in a session of its own: Ctrl-C reaches the parent alone, which ends it."""

    def __init__(self, name: str, arguments: list[str], log: Path, environment: Mapping[str, str]) -> None:
        self.name = name
        self.log = log
        self._file = log.open("ab")
        self._begin = self._file.tell()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            [sys.executable, "-m", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=self._file,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads here
        )

    @property
    def code(self) -> int | None:
        """The exit code, None while it runs."""
        return self._process.poll()

    def check(self) -> None:
        """Raise `DemoError` with the last lines of the log when the process has ended."""
        if self.code is None:
            return
        text = self.log.read_bytes()[self._begin :].decode("utf-8", "replace")
        lines = text.splitlines()[-LAST_LINES:]
        shown = "\n".join(f"  {line}" for line in lines) or "  (nothing)"
        raise DemoError(f"the {self.name} stopped by itself (exit code {self.code}). The end of {self.log}:\n{shown}")

    def wait(self, timeout_s: float) -> int:
        """Wait for the end and return the exit code."""
        return self._process.wait(timeout_s)

    def end(self, patience_s: float) -> None:
        """Ask the process to end; kill it when it has not after `patience_s`."""
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._file.close()


def free_port(wanted: int, tries: int = 50) -> int:
    """Return `wanted`, or the next free port above it."""
    for port in range(wanted, min(wanted + tries, 65536)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
            with contextlib.suppress(OSError):
                probe.bind((HOST, port))
                return port
    raise DemoError(
        f"ports {wanted} to {wanted + tries - 1} are all taken; choose another with --port (PORT= for make)"
    )


def ask(port: int, method: str, path: str, body: Any = None) -> Any:
    """Return the sandbox's answer: parsed JSON, True for anything else that is 200, None for no such answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        data = None if body is None else json.dumps(body)
        connection.request(method, path, data, {"Content-Type": "application/json"} if data else {})
        answer = connection.getresponse()
        content = answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    if answer.status != http.client.OK:
        return None
    return json.loads(content) if "json" in (answer.getheader("Content-Type") or "") else True


def wait_until(ready: Any, processes: list[Process], patience_s: float, what: str) -> None:
    """Wait until `ready()` is true while all `processes` live."""
    deadline = time.monotonic() + patience_s
    while not ready():
        for process in processes:
            process.check()
        if time.monotonic() > deadline:
            raise DemoError(f"{what} after {patience_s:.0f} s; see {', '.join(str(p.log) for p in processes)}")
        time.sleep(0.05)


def _die_with_parent() -> None:
    """Let the kernel end this child when the parent is killed: no orphan holds the port and the database."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
